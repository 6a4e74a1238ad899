"""The databases that the tests run on: an SQLite file, and a real PostgreSQL."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Engine, text
from sqlmodel import Session

from bot.storage import migrating, postgresql, postgresql_migrating, sqlite
from bot.storage.address import PostgresqlAddress, address_of
from tests.postgresql import Server

KINDS = ("sqlite", "postgresql")


class Store(Protocol):
    """One kind of database, and the databases that a test made on it."""

    kind: str

    def new_url(self, *, is_migrated: bool = True) -> str:
        """The address of a fresh database, with its tables or without any."""
        ...

    def rows(self, url: str, statement: str) -> list[tuple[Any, ...]]:
        """What a statement that is done at once returns, as another program sees it."""
        ...

    def engine(self, url: str) -> Engine:
        """An engine as the door has it for its writes."""
        ...

    def migrate(self, url: str, history: Path, head: str) -> None:
        """Brings the tables to the head of a history."""
        ...

    def close(self) -> None:
        """Throws the databases away."""
        ...


@contextmanager
def session_on(store: Store, url: str) -> Iterator[Session]:
    """A session in one transaction, which is undone at the end."""
    engine = store.engine(url)
    with Session(engine) as session:
        yield session
        session.rollback()
    engine.dispose()


def reads_all_of_a_table(session: Session, query: str) -> bool:
    """Whether no index leads to what the query asks for."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        plan = connection.execute(text(f"EXPLAIN QUERY PLAN {query}"))
        return any("SEARCH" not in row[-1] for row in plan)
    # A small table is read as a whole all the same, unless that costs much.
    connection.execute(text("SET LOCAL enable_seqscan = off"))
    return any("Seq Scan" in row[0] for row in connection.execute(text(f"EXPLAIN {query}")))


class SqliteStore:
    """Files in a folder, each a copy of one with its tables."""

    kind = "sqlite"

    def __init__(self, folder: Path, template: Callable[[], Path]) -> None:
        self._folder = folder
        self._template = template
        self._numbers = count()

    def new_url(self, *, is_migrated: bool = True) -> str:
        number = next(self._numbers)
        path = self._folder / f"badger{number or ''}.sqlite3"
        if is_migrated:
            sqlite.create_private(path)
            shutil.copyfile(self._template(), path)
        return f"sqlite:///{path}"

    def rows(self, url: str, statement: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(_path(url), isolation_level=None)) as connection:
            return connection.execute(statement).fetchall()

    def engine(self, url: str) -> Engine:
        return sqlite.writing_engine(_path(url))

    def migrate(self, url: str, history: Path, head: str) -> None:
        migrating.migrate(_path(url), history=history, head=head)

    def close(self) -> None:
        pass


class PostgresqlStore:
    """Databases of a server, each made after one with its tables."""

    kind = "postgresql"

    def __init__(self, server: Server, template: Callable[[], str]) -> None:
        self.server = server
        self._template = template
        self._names: list[str] = []

    def new_url(self, *, is_migrated: bool = True) -> str:
        template = self._template() if is_migrated else "template0"
        self._names.append(self.server.create(template=template))
        return self.server.url(self._names[-1])

    def rows(self, url: str, statement: str) -> list[tuple[Any, ...]]:
        return self.server.run(statement, _address(url).url.database or "")

    def engine(self, url: str) -> Engine:
        return postgresql.writing_engine(_address(url), connections=1)

    def migrate(self, url: str, history: Path, head: str) -> None:
        postgresql_migrating.migrate(_address(url), may_upgrade=True, history=history, head=head)

    def close(self) -> None:
        for name in self._names:
            self.server.drop(name)


def _path(url: str) -> Path:
    address = address_of(url)
    assert isinstance(address, Path)
    return address


def _address(url: str) -> PostgresqlAddress:
    address = address_of(url)
    assert isinstance(address, PostgresqlAddress)
    return address
