"""The history of the tables: which steps there are, and how they are taken, whatever the database."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

HEAD = "0009"
"""The newest step of the history. It stands here too so that a start with nothing to do needs no Alembic."""

HISTORY = Path(__file__).parent / "migrations"


def alembic_config(history: Path) -> "Config":
    """What Alembic is told; everything else is in `history`."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(history).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def known_steps(history: Path) -> set[str]:
    """All steps that this release knows."""
    from alembic.script import ScriptDirectory

    return {step.revision for step in ScriptDirectory.from_config(alembic_config(history)).walk_revisions()}


def take_steps(connection: "Connection", history: Path) -> None:
    """Takes those that were not taken yet, in the connection's transaction."""
    from alembic import command

    config = alembic_config(history)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
