"""Where the database is, as in BADGER_DATABASE_URL: an SQLite file, or a PostgreSQL server."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.domain.errors import UserError

_SQLITE = {"sqlite", "sqlite+pysqlite"}
# Who runs the server often hands out one of the short ones.
_POSTGRESQL = {"postgresql+psycopg", "postgresql", "postgres"}


@dataclass(frozen=True, slots=True)
class PostgresqlAddress:
    """A database on a PostgreSQL server. Its `url` may hold a password; its text does not."""

    url: URL

    def __str__(self) -> str:
        """The address without who logs in, for messages and the log."""
        port = f":{self.url.port}" if self.url.port else ""
        return f"postgresql://{self.url.host or ''}{port}/{self.url.database}"

    def __repr__(self) -> str:
        return f"PostgresqlAddress({self})"


def address_of(url: str) -> Path | PostgresqlAddress:
    """The SQLite file or the PostgreSQL database that the address names.

    Raises UserError `database-url-malformed` or `database-url-unsupported`. Neither quotes the address,
    which may hold a password.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as cause:
        raise UserError("database-url-malformed") from cause
    if address.drivername in _POSTGRESQL and address.database:
        return PostgresqlAddress(address.set(drivername="postgresql+psycopg"))
    if address.drivername not in _SQLITE | _POSTGRESQL:
        raise UserError("database-url-unsupported", scheme=address.drivername)
    if not address.database or address.database == ":memory:" or address.host or address.query:
        raise UserError("database-url-malformed")
    return Path(address.database)
