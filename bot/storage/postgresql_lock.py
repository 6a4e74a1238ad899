"""The lock of a PostgreSQL database between processes: an advisory lock, gone with its connection."""

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from bot.storage import postgresql
from bot.storage.address import PostgresqlAddress


class PostgresqlLock:
    """Held on a connection of its own, from any machine."""

    def __init__(self, address: PostgresqlAddress) -> None:
        self._address = address
        self._engine = postgresql.single_engine(address, isolation_level="AUTOCOMMIT")
        self._connection: Connection | None = None

    def is_taken(self) -> bool:
        """Takes the lock, and says whether it did. Raises UserError where the server does not answer."""
        try:
            connection = self._engine.connect()
            has_it = connection.execute(
                text("SELECT pg_try_advisory_lock(:key)"), {"key": postgresql.LOCK_KEY}
            ).scalar_one()
        except DBAPIError as cause:
            error = postgresql.told_at_start(cause, self._address)
            if error is cause:
                raise
            raise error from cause
        if has_it:
            self._connection = connection
        else:
            connection.close()
        return bool(has_it)

    def release(self) -> None:
        """Lets go of it."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
