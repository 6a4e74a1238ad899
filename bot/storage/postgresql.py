"""PostgreSQL: how its connections are opened, and how its refusals are told."""

import importlib.util
from typing import Any

from sqlalchemy import Engine, NullPool, QueuePool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection

from bot.domain.errors import UserError
from bot.storage.address import PostgresqlAddress

LOCK_KEY = 0x626164676572
"""Of the advisory lock that one process holds at a time in a database: "badger" in ASCII."""

_CONNECT_SECONDS = 5
_SETTINGS = {
    # Ten thousand imported rows take a few seconds; what takes longer than this hangs.
    "statement_timeout": "30s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
    "timezone": "UTC",
}

_MESSAGES = {
    "40001": "database-busy",
    "40P01": "database-busy",
    "53200": "database-busy",
    "53300": "database-busy",
    "55P03": "database-busy",
    "57014": "database-busy",
    "53100": "database-full",
    "25006": "database-read-only",
    "42501": "database-read-only",
}
_CLASSES = {
    "08": "database-unreachable",
    "57": "database-unreachable",
    "58": "database-failing",
    "XX": "database-broken",
}
_CLASS_LENGTH = 2
_CONFLICTS = {"40001", "40P01"}
_TAKEN = "23505"


def check_driver() -> None:
    """Raises UserError `database-driver-missing` where what speaks to PostgreSQL is not installed."""
    if importlib.util.find_spec("psycopg") is None:
        raise UserError("database-driver-missing")


def state_of(error: BaseException) -> str | None:
    """PostgreSQL's five characters for what went wrong; None where it could not even say."""
    cause = getattr(error, "orig", error)
    state = getattr(cause, "sqlstate", None)
    return None if state is None else str(state)


def is_conflict(error: BaseException) -> bool:
    """Whether others were faster, so that the same transaction may well succeed if it is tried again."""
    return state_of(error) in _CONFLICTS


def is_taken(error: BaseException) -> bool:
    """Whether a row with the same unique columns is there already.

    Where two look first and then both write, the second is told this more often than of a conflict, though
    its first look would have been enough a moment later.
    """
    return state_of(error) == _TAKEN


def is_lost(error: BaseException) -> bool:
    """Whether the connection went away, or there was none."""
    return (
        bool(getattr(error, "connection_invalidated", False)) or message_of(error) == "database-unreachable"
    )


def message_of(error: BaseException) -> str | None:
    """The id of the message for what PostgreSQL refused; None for an error that nobody but us can mend."""
    import psycopg

    cause = getattr(error, "orig", error)
    if not isinstance(cause, psycopg.Error):
        return None
    state = state_of(error)
    if state is None:
        # Who cannot connect, or loses the connection, is told no state.
        return "database-unreachable" if isinstance(cause, psycopg.OperationalError) else None
    return _MESSAGES.get(state) or _CLASSES.get(state[:_CLASS_LENGTH])


def told_to_members(error: BaseException) -> BaseException:
    """The error as a person is told of it, where they can do something about it; else as it is."""
    message = message_of(error)
    return error if message is None else UserError(message)


def told_at_start(error: BaseException, address: PostgresqlAddress) -> BaseException:
    """The same for whoever runs Badger: they are told which database does not answer."""
    message = message_of(error)
    if message == "database-unreachable":
        return UserError("database-unconnected", path=str(address))
    return error if message is None else UserError(message)


def writing_engine(address: PostgresqlAddress, connections: int) -> Engine:
    """Transactions that end as if they had run one after another, or are refused."""
    return _engine(address, connections, isolation_level="SERIALIZABLE")


def reading_engine(address: PostgresqlAddress, connections: int) -> Engine:
    """Transactions that see one moment, and cannot write."""
    engine = _engine(address, connections, isolation_level="REPEATABLE READ")

    @event.listens_for(engine, "begin")
    def begun(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy names no type for its events
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")

    return engine


def single_engine(address: PostgresqlAddress, **options: Any) -> Engine:  # noqa: ANN401 - SQLAlchemy's own
    """Connections that are opened when they are used, and closed after it."""
    return _engine(address, 0, **options)


def _engine(address: PostgresqlAddress, connections: int, **options: Any) -> Engine:  # noqa: ANN401 - same
    pool: dict[str, Any] = {"poolclass": NullPool}
    if connections:
        pool = {
            "poolclass": QueuePool,
            "pool_size": connections,
            "max_overflow": 0,
            # A server that was started anew has let go of what the pool holds.
            "pool_pre_ping": True,
        }
    engine = create_engine(
        address.url,
        connect_args={"connect_timeout": _CONNECT_SECONDS, "application_name": "badger"},
        # The statements hold what members said: it belongs in no log.
        hide_parameters=True,
        **pool,
        **options,
    )
    event.listen(engine, "connect", _set_up)
    return engine


def _set_up(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    for name, value in _SETTINGS.items():
        cursor.execute("SELECT set_config(%s, %s, false)", (name, value))
    cursor.close()
    connection.commit()
