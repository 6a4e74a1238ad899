"""Inserts that know what to do where the row is there already, on every database that Badger knows.

The statements are built once: with many columns that takes longer than running them.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_new(
    session: Session, table: type[SQLModel], unique: tuple[str, ...], values: dict[str, Any]
) -> bool:
    """Inserts the row, and says whether it did: not where one has the same `unique` columns already."""
    statement = _insert_unless_there(_table(table), session.get_bind().dialect.name, unique)
    return session.connection().execute(statement, values).first() is not None


def upsert(session: Session, table: type[SQLModel], key: dict[str, Any], values: dict[str, Any]) -> None:
    """Writes the row whose primary key is `key`, with `values` in place of what it held in those columns."""
    statement = _insert_or_update(_table(table), session.get_bind().dialect.name, tuple(key), tuple(values))
    session.connection().execute(statement, key | values)


def upsert_many(
    session: Session, table: type[SQLModel], key: tuple[str, ...], rows: Sequence[dict[str, Any]]
) -> None:
    """Writes each row, in place of the one with the same primary key `key`. There is at least one row."""
    changed = tuple(name for name in rows[0] if name not in key)
    statement = _insert_or_update(_table(table), session.get_bind().dialect.name, key, changed)
    session.connection().execute(statement, rows)


def count_up(session: Session, table: type[SQLModel]) -> int:
    """The next number of the counter in the one row of `table` (`id`, `version`), which begins at 1."""
    statement = _count_up(_table(table), session.get_bind().dialect.name)
    return int(session.connection().execute(statement, {"id": 1, "version": 1}).scalar_one())


@cache
def _count_up(table: Table, dialect: str) -> Executable:
    insert = _insert_for(dialect)(table)
    statement: Executable = insert.on_conflict_do_update(
        index_elements=("id",), set_={"version": table.c.version + 1}
    ).returning(table.c.version)
    return statement


@cache
def _insert_unless_there(table: Table, dialect: str, unique: tuple[str, ...]) -> Executable:
    insert = _insert_for(dialect)(table).on_conflict_do_nothing(index_elements=unique)
    # The count of rows is not known of every insert on PostgreSQL; what is returned is.
    statement: Executable = insert.returning(*table.primary_key.columns)
    return statement


@cache
def _insert_or_update(
    table: Table, dialect: str, key: tuple[str, ...], changed: tuple[str, ...]
) -> Executable:
    insert = _insert_for(dialect)(table)
    statement: Executable = insert.on_conflict_do_update(
        index_elements=key, set_={column: insert.excluded[column] for column in changed}
    )
    return statement


def _insert_for(dialect: str) -> Any:  # noqa: ANN401 - the two dialects' inserts share their methods, and no type
    return postgresql.insert if dialect == "postgresql" else sqlite.insert


def _table(model: type[SQLModel]) -> Table:
    table: Table = model.__table__  # type: ignore[attr-defined]  # every table model has one
    return table
