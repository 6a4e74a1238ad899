"""Where the database is: `sqlite:///path`, as in BADGER_DATABASE_URL."""

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.domain.errors import UserError


def sqlite_path(url: str) -> Path:
    """The file that the address names.

    Raises UserError `database-url-malformed` or `database-url-unsupported`. Neither quotes the address,
    which may hold a password.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as cause:
        raise UserError("database-url-malformed") from cause
    if address.drivername not in {"sqlite", "sqlite+pysqlite"}:
        raise UserError("database-url-unsupported", scheme=address.drivername)
    if not address.database or address.database == ":memory:" or address.host or address.query:
        raise UserError("database-url-malformed")
    return Path(address.database)
