"""Bringing the tables of an SQLite file up to date at start-up, under a lock and after a backup."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.errors import UserError
from bot.storage import sqlite
from bot.storage.copies import write_copy
from bot.storage.file_lock import FileLock
from bot.storage.history import HEAD, HISTORY, known_steps, take_steps

if TYPE_CHECKING:
    from sqlalchemy import Connection

_log = logging.getLogger(__name__)

_LOCK_SECONDS = 60
"""Another process that brings the tables up to date is waited for."""

NEW = ""
"""The step of a file without any tables."""


def migrate(path: Path, *, history: Path = HISTORY, head: str = HEAD) -> None:
    """The file with all its tables at `head`: created, brought up to date, or left as it is.

    Raises UserError as `Database.open` does; a failed upgrade changes nothing.
    """
    try:
        sqlite.create_private(path)
        if revision_of(path) != head:
            _migrate_alone(path, history, head)
    except OSError as cause:
        raise UserError("database-unopenable", path=str(path)) from cause
    except sqlite3.Error as cause:
        error = sqlite.told(cause, path)
        if error is cause:
            raise
        raise error from cause


def revision_of(path: Path) -> str:
    """The step at which the file is; empty for a new file. Raises UserError for one that is not ours."""
    with closing(sqlite3.connect(path, timeout=sqlite.BUSY_TIMEOUT_MS / 1000)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if not tables:
            return NEW
        if "alembic_version" not in tables:
            raise UserError("database-foreign", path=str(path))
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return NEW if found is None else str(found[0])


def _migrate_alone(path: Path, history: Path, head: str) -> None:
    lock = FileLock(path)
    if not lock.is_taken(within_seconds=_LOCK_SECONDS):
        raise UserError("database-busy", path=str(path))
    try:
        revision = revision_of(path)
        # Another process may have done it in the meantime.
        if revision != head:
            _check_known(path, revision, history)
            if revision != NEW:
                _back_up(path, revision)
            _upgrade(path, history)
            _log.info("The database is at step %s now", head)
    finally:
        lock.release()


def _check_known(path: Path, revision: str, history: Path) -> None:
    if revision != NEW and revision not in known_steps(history):
        raise UserError("database-newer", path=str(path))


def _back_up(path: Path, revision: str) -> None:
    """A copy beside the file."""
    write_copy(path, path.with_name(f"{path.name}.before-upgrade-from-{revision}"))


def _upgrade(path: Path, history: Path) -> None:
    """Takes all steps in one transaction."""
    engine = sqlite.writing_engine(path, foreign_keys=False)
    try:
        with engine.begin() as connection:
            take_steps(connection, history)
            _check_references(connection, path)
    except UserError:
        raise
    except Exception as cause:
        _log.exception("The database could not be brought up to date")
        message = sqlite.message_of(cause) or "database-migration-failed"
        raise UserError(message, path=str(path)) from cause
    finally:
        engine.dispose()


def _check_references(connection: "Connection", path: Path) -> None:
    """Steps rebuild tables, which SQLite lets them do only while it does not look at references."""
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise UserError("database-migration-failed", path=str(path))
