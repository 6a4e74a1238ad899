"""Bringing the tables of a PostgreSQL database up to date at start-up, under its advisory lock."""

import logging
import time
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from bot.domain.errors import UserError
from bot.storage import postgresql
from bot.storage.address import PostgresqlAddress
from bot.storage.history import HEAD, HISTORY, known_steps, take_steps

_log = logging.getLogger(__name__)

_LOCK_SECONDS = 60
_LOCK_POLL_SECONDS = 0.1
_NEW = ""


def migrate(
    address: PostgresqlAddress, *, may_upgrade: bool, history: Path = HISTORY, head: str = HEAD
) -> None:
    """The database with all its tables at `head`: made, brought up to date, or left as it is.

    There is no backup that Badger could make of it, so tables that hold something are changed only where
    whoever runs it `may_upgrade`. Raises UserError as `Database.open` does; a failed upgrade changes nothing.
    """
    postgresql.check_driver()
    engine = postgresql.single_engine(address)
    try:
        with engine.connect() as connection:
            is_done = _revision(connection, address) == head
            connection.rollback()
            if not is_done:
                _migrate_alone(connection, address, history, head, may_upgrade=may_upgrade)
    except DBAPIError as cause:
        error = postgresql.told_at_start(cause, address)
        if error is cause:
            raise
        _log.warning("The database refuses: %s", str(cause.orig).strip())
        raise error from cause
    finally:
        engine.dispose()


def _revision(connection: Connection, address: PostgresqlAddress) -> str:
    """The step at which the database is; empty for a new one. Raises UserError for one that is not ours."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return _NEW
    if "alembic_version" not in tables:
        raise UserError("database-foreign", path=str(address))
    found = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return _NEW if found is None else str(found[0])


def _migrate_alone(
    connection: Connection, address: PostgresqlAddress, history: Path, head: str, *, may_upgrade: bool
) -> None:
    _wait_for_lock(connection, address)
    revision = _revision(connection, address)
    # Another process may have done it in the meantime.
    if revision == head:
        return
    if revision != _NEW and revision not in known_steps(history):
        raise UserError("database-newer", path=str(address))
    if revision != _NEW and not may_upgrade:
        raise UserError("database-upgrade-unasked", path=str(address))
    _upgrade(connection, address, history)
    _log.info("The database is at step %s now", head)


def _wait_for_lock(connection: Connection, address: PostgresqlAddress) -> None:
    """Takes the lock until the connection is closed."""
    until = time.monotonic() + _LOCK_SECONDS
    statement, key = text("SELECT pg_try_advisory_lock(:key)"), {"key": postgresql.LOCK_KEY}
    while not connection.execute(statement, key).scalar_one():
        connection.rollback()
        if time.monotonic() >= until:
            raise UserError("database-busy", path=str(address))
        time.sleep(_LOCK_POLL_SECONDS)
    connection.commit()


def _upgrade(connection: Connection, address: PostgresqlAddress, history: Path) -> None:
    """Takes all steps in one transaction."""
    try:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        take_steps(connection, history)
        connection.commit()
    except Exception as cause:
        connection.rollback()
        _log.exception("The database could not be brought up to date")
        message = postgresql.message_of(cause) or "database-migration-failed"
        raise UserError(message, path=str(address)) from cause
