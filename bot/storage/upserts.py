"""Inserts that know what to do where the row is there already, on every database that Badger knows."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_new(
    session: Session, table: type[SQLModel], unique: tuple[str, ...], values: dict[str, Any]
) -> bool:
    """Inserts the row, and says whether it did: not where one has the same `unique` columns already."""
    statement = _insert(session, table, values).on_conflict_do_nothing(index_elements=unique)
    is_new: bool = session.exec(statement).rowcount == 1
    return is_new


def upsert(session: Session, table: type[SQLModel], key: dict[str, Any], values: dict[str, Any]) -> None:
    """Writes the row whose primary key is `key`, with `values` in place of what it held in those columns."""
    statement = _insert(session, table, key | values)
    session.exec(statement.on_conflict_do_update(index_elements=tuple(key), set_=values))


def _insert(session: Session, table: type[SQLModel], values: dict[str, Any]) -> Any:  # noqa: ANN401 - the two dialects' inserts share methods, and no type
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(table).values(values)
