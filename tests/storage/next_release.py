"""The history of the tables as earlier and later releases have it."""

import shutil
from pathlib import Path

from alembic.script import ScriptDirectory

from bot.storage.history import HEAD, HISTORY, alembic_config

NEXT_HEAD = f"{int(HEAD) + 1:04}"
NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "its-head"
down_revision = "our-head"


def upgrade():
    with op.batch_alter_table("user_settings") as batch:
        batch.add_column(sa.Column("motto", sa.String(), nullable=True))
    op.execute("UPDATE user_settings SET motto = 'onwards'")
""".replace("its-head", NEXT_HEAD).replace("our-head", HEAD)


def write_next_history(history: Path, more: str = "") -> Path:
    """The history with one step after it, which also does `more`; replaces what is in the folder."""
    shutil.copytree(HISTORY, history, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    (history / "versions" / "next_release.py").write_text(NEXT + more)
    return history


def write_history_until(history: Path, head: str) -> Path:
    """The history as the release had it whose newest step was `head`."""
    shutil.copytree(HISTORY, history, ignore=shutil.ignore_patterns("__pycache__"))
    for step in ScriptDirectory.from_config(alembic_config(HISTORY)).walk_revisions():
        if step.revision > head:
            (history / "versions" / Path(step.path).name).unlink()
    return history


def old_rows(step: str) -> list[str]:
    """Statements that insert a row into every table that came with the step."""
    lines = (Path(__file__).parent / "old_rows" / f"{step}.sql").read_text(encoding="utf-8").splitlines()
    text = " ".join(line.strip() for line in lines if not line.startswith("--"))
    return [statement.strip() for statement in text.split(";") if statement.strip()]


def released_steps() -> list[str]:
    """All steps, the oldest first."""
    steps = ScriptDirectory.from_config(alembic_config(HISTORY)).walk_revisions()
    return sorted(step.revision for step in steps)
