"""Insert or update in one statement, on every database that Badger knows."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def upsert(session: Session, table: type[SQLModel], key: dict[str, Any], values: dict[str, Any]) -> None:
    """Writes the row whose primary key is `key`, with `values` in place of what it held in those columns."""
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = insert(table).values(**key, **values)
    session.exec(statement.on_conflict_do_update(index_elements=list(key), set_=values))
