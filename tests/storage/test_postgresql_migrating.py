"""What is true of bringing a PostgreSQL database up to date alone: who may ask for it, and its lock."""

from pathlib import Path

import pytest

from bot.domain.errors import UserError
from bot.storage import postgresql_migrating
from bot.storage.address import PostgresqlAddress, address_of
from bot.storage.database import Database
from bot.storage.history import HEAD
from bot.storage.postgresql_lock import PostgresqlLock
from tests.storage.next_release import NEXT_HEAD, write_next_history
from tests.stores import PostgresqlStore


def address(url: str) -> PostgresqlAddress:
    found = address_of(url)
    assert isinstance(found, PostgresqlAddress)
    return found


def test_tables_that_hold_something_are_changed_only_where_that_is_asked_for(
    postgresql_store: PostgresqlStore, tmp_path: Path
):
    url = postgresql_store.new_url()
    history = write_next_history(tmp_path / "history")
    with pytest.raises(UserError) as refused:
        postgresql_migrating.migrate(address(url), may_upgrade=False, history=history, head=NEXT_HEAD)
    assert refused.value.message_id == "database-upgrade-unasked"
    assert postgresql_store.rows(url, "SELECT version_num FROM alembic_version") == [(HEAD,)]
    postgresql_migrating.migrate(address(url), may_upgrade=True, history=history, head=NEXT_HEAD)
    assert postgresql_store.rows(url, "SELECT version_num FROM alembic_version") == [(NEXT_HEAD,)]


async def test_a_new_database_gets_its_tables_unasked(postgresql_store: PostgresqlStore):
    url = postgresql_store.new_url(is_migrated=False)
    await (await Database.open(url)).close()
    assert postgresql_store.rows(url, "SELECT version_num FROM alembic_version") == [(HEAD,)]


def test_an_upgrade_that_another_process_does_is_waited_for(
    postgresql_store: PostgresqlStore, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(postgresql_migrating, "_LOCK_SECONDS", 0)
    url = postgresql_store.new_url(is_migrated=False)
    lock = PostgresqlLock(address(url))
    assert lock.is_taken()
    with pytest.raises(UserError) as refused:
        postgresql_migrating.migrate(address(url), may_upgrade=False)
    assert refused.value.message_id == "database-busy"
    lock.release()
    postgresql_migrating.migrate(address(url), may_upgrade=False)
