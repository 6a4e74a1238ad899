from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.storage.database import Database
from tests.stores import Store, session_on


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Of an SQLite file that is not there yet."""
    return tmp_path / "badger.sqlite3"


@pytest.fixture
def url(store: Store) -> str:
    """Of a fresh database with its tables, on each kind in turn."""
    return store.new_url()


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    opened = await Database.open(url)
    yield opened
    await opened.close()


@pytest.fixture
def session(store: Store, url: str) -> Iterator[Session]:
    """In one transaction on a fresh database, on each kind in turn."""
    with session_on(store, url) as opened:
        yield opened
