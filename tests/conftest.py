"""How Hypothesis plays, and the databases that tests run on.

Hypothesis does not look at the clock, which on a busy machine says nothing.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.storage import migrating, postgresql_migrating
from bot.storage.address import PostgresqlAddress, address_of
from tests.postgresql import Server, running_server
from tests.stores import KINDS, PostgresqlStore, SqliteStore, Store

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """One server a run; it starts when the first test asks for it."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: Server) -> str:
    """A database with its tables, to make others after."""
    name = postgresql_server.create()
    address = address_of(postgresql_server.url(name))
    assert isinstance(address, PostgresqlAddress)
    postgresql_migrating.migrate(address, may_upgrade=False)
    return name


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with its tables, to make others after."""
    path = tmp_path_factory.mktemp("template") / "badger.sqlite3"
    migrating.migrate(path)
    return path


@pytest.fixture
def sqlite_store(tmp_path: Path, request: pytest.FixtureRequest) -> SqliteStore:
    """SQLite alone, for what is only true there."""
    return SqliteStore(tmp_path, lambda: request.getfixturevalue("sqlite_template"))


@pytest.fixture
def postgresql_store(postgresql_server: Server, request: pytest.FixtureRequest) -> Iterator[PostgresqlStore]:
    """PostgreSQL alone, for what is only true there."""
    store = PostgresqlStore(postgresql_server, lambda: request.getfixturevalue("postgresql_template"))
    yield store
    store.close()


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest) -> Store:
    """Each kind of database in turn: a test that takes it runs on both."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found
