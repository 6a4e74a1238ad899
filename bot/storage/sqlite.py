"""SQLite: how its connections are opened, and how its refusals are told."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, QueuePool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection

from bot.domain.errors import UserError

BUSY_TIMEOUT_MS = 5000
"""How long a statement waits for another process (a backup, a second Badger) before it is refused."""

_EMPTYING_SECONDS = 1.0
"""Writers wait meanwhile: what a longer reader holds is emptied another time."""

_PRIVATE = 0o600
"""The file holds what members do: it is for nobody else on the machine. WAL and backups take after it."""

_MESSAGES = {
    sqlite3.SQLITE_FULL: "database-full",
    sqlite3.SQLITE_IOERR: "database-failing",
    sqlite3.SQLITE_BUSY: "database-busy",
    sqlite3.SQLITE_LOCKED: "database-busy",
    sqlite3.SQLITE_READONLY: "database-read-only",
    sqlite3.SQLITE_PERM: "database-read-only",
    sqlite3.SQLITE_CANTOPEN: "database-unopenable",
    sqlite3.SQLITE_NOTADB: "database-not-one",
    sqlite3.SQLITE_CORRUPT: "database-damaged",
}
_FOR_WHO_RUNS_IT = {"database-unopenable", "database-not-one", "database-damaged"}
_PRIMARY_CODE = 0xFF


def create_private(path: Path) -> None:
    """An empty file for this user alone, with its folder, where there is none. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _PRIVATE))


def message_of(error: BaseException) -> str | None:
    """The id of the message for what SQLite refused; None for an error that nobody but us can mend."""
    cause = getattr(error, "orig", error)
    if not isinstance(cause, sqlite3.Error):
        return None
    return _MESSAGES.get(getattr(cause, "sqlite_errorcode", 0) & _PRIMARY_CODE)


def told(error: BaseException, path: Path) -> BaseException:
    """The error as a person is told of it, where they can do something about it; else as it is."""
    message = message_of(error)
    return error if message is None else UserError(message, path=str(path))


def told_to_members(error: BaseException, path: Path) -> BaseException:
    """The same for whoever uses Badger: where the file lies is for whoever runs it."""
    as_run = told(error, path)
    if isinstance(as_run, UserError) and as_run.message_id in _FOR_WHO_RUNS_IT:
        return UserError("database-broken")
    return as_run


def writing_engine(path: Path, *, foreign_keys: bool = True) -> Engine:
    """Transactions that take the write lock at once: one that reads first could not wait for it later."""
    pragmas = (
        "journal_mode = WAL",
        "synchronous = FULL",
        f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
        # What is erased is overwritten, not only forgotten.
        "secure_delete = ON",
    )
    return _engine(path, "BEGIN IMMEDIATE", pragmas, connections=1)


def reading_engine(path: Path, connections: int) -> Engine:
    """Transactions that see one moment, and cannot write."""
    return _engine(path, "BEGIN", ("query_only = ON",), connections=connections)


def emptied_log(path: Path) -> bool:
    """Writes the log of the writes into the file and empties it; False where somebody reads too long."""
    with closing(sqlite3.connect(path, timeout=_EMPTYING_SECONDS)) as connection:
        try:
            is_busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError as error:
            if message_of(error) != "database-busy":
                raise
            return False
    return not is_busy


def _engine(path: Path, begin: str, pragmas: tuple[str, ...], *, connections: int) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        # The statements hold what members said: it belongs in no log.
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def opened(connection: DBAPIConnection, _record: object) -> None:
        _set_up(connection, pragmas)

    @event.listens_for(engine, "begin")
    def begun(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy names no type for its events
        connection.exec_driver_sql(begin)

    return engine


def _set_up(connection: Any, pragmas: tuple[str, ...]) -> None:  # noqa: ANN401 - same
    # Python's driver would begin transactions of its own kind otherwise.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (f"busy_timeout = {BUSY_TIMEOUT_MS}", *pragmas):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
