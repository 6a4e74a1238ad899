"""What is true of the door to a PostgreSQL server alone: conflicts, lost connections, and who may upgrade."""

import asyncio
import importlib.util
import threading
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, text
from sqlmodel import Session

from bot.domain.errors import UserError
from bot.storage import postgresql, user_settings
from bot.storage.database import Database
from tests.storage.writing import remember, users_of
from tests.stores import PostgresqlStore

if TYPE_CHECKING:
    from concurrent.futures import Future

CUT = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture
def url(postgresql_store: PostgresqlStore) -> str:
    return postgresql_store.new_url()


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    opened = await Database.open(url)
    yield opened
    await opened.close()


def cut(store: PostgresqlStore, url: str) -> int:
    """Ends all connections to the database, as a server that is started anew does, and says how many."""
    return len(store.rows(url, CUT))


def backend_of(session: Session) -> int:
    return int(session.connection().execute(text("SELECT pg_backend_pid()")).scalar_one())


async def test_two_that_meet_are_done_one_after_the_other(database: Database):
    met = threading.Barrier(2)
    tries: list[int] = []

    def add_a_minute(session: Session) -> None:
        tries.append(1)
        minutes = user_settings.weekly_minutes_of(session, 1) or 0
        if len(tries) <= 2:
            met.wait()
        remember(session, 1, minutes + 1)

    await asyncio.gather(database.write(add_a_minute), database.write(add_a_minute))
    assert await database.read(user_settings.weekly_minutes_of, 1) == 2
    assert len(tries) >= 3


async def test_two_that_wait_for_each_other_both_come_through(database: Database):
    met = threading.Barrier(2)
    tries: list[int] = []

    def both_users(session: Session, first: int, second: int) -> None:
        tries.append(1)
        remember(session, first)
        if len(tries) <= 2:
            met.wait()
        remember(session, second)

    await database.write(remember, 1)
    await database.write(remember, 2)
    await asyncio.gather(database.write(both_users, 1, 2), database.write(both_users, 2, 1))
    assert len(tries) >= 3


async def test_who_loses_again_and_again_is_let_through_alone(database: Database):
    """A long write against a stream of short ones that change what it has read."""
    shorts: list[Future[int]] = []

    def long_one(session: Session) -> None:
        minutes = user_settings.weekly_minutes_of(session, 1) or 0
        # Whoever is let in now is done before it goes on.
        shorts.append(asyncio.run_coroutine_threadsafe(database.write(remember, 1, minutes + 1), loop))
        if len(shorts) <= 3:
            shorts[-1].result()
        remember(session, 1, minutes + 1)

    loop = asyncio.get_running_loop()
    await database.write(long_one)
    await asyncio.gather(*map(asyncio.wrap_future, shorts))
    assert len(shorts) == 4


async def test_connections_that_were_cut_while_nobody_used_them_are_made_anew(
    database: Database, postgresql_store: PostgresqlStore, url: str
):
    await database.write(remember, 1)
    await database.read(user_settings.weekly_minutes_of, 1)
    assert cut(postgresql_store, url) >= 2
    assert await database.write(remember, 2) == 2
    assert await database.read(user_settings.weekly_minutes_of, 1) == 60
    assert users_of(postgresql_store, url) == {1, 2}


@pytest.mark.parametrize("means", ["write", "read"])
async def test_work_whose_connection_is_cut_is_done_again(
    database: Database, postgresql_store: PostgresqlStore, url: str, means: str
):
    backends: list[int] = []

    def look(session: Session) -> int | None:
        backends.append(backend_of(session))
        if len(backends) == 1:
            cut(postgresql_store, url)
        return user_settings.weekly_minutes_of(session, 1)

    await database.write(remember, 1)
    assert await getattr(database, means)(look) == 60
    assert len(set(backends)) == 2


async def test_who_cannot_know_whether_it_was_saved_is_told_so(
    database: Database, postgresql_store: PostgresqlStore, url: str
):
    def cut_before_the_commit(session: Session) -> None:
        remember(session, 1)
        event.listen(session, "before_commit", lambda _: cut(postgresql_store, url))

    with pytest.raises(UserError) as refused:
        await database.write(cut_before_the_commit)
    assert refused.value.message_id == "database-uncertain"
    assert await database.write(remember, 2) == 2


async def test_a_statement_that_hangs_is_given_up(database: Database):
    def hang(session: Session) -> None:
        session.connection().execute(text("SET LOCAL statement_timeout = 1"))
        session.connection().execute(text("SELECT pg_sleep(60)"))

    with pytest.raises(UserError) as refused:
        await database.write(hang)
    assert refused.value.message_id == "database-busy"


async def test_ids_have_all_their_bits_and_times_come_back_in_utc(database: Database):
    await database.write(remember, 2**63 - 1)
    assert await database.read(user_settings.weekly_minutes_of, 2**63 - 1) == 60

    def zone(session: Session) -> Any:  # noqa: ANN401 - whatever the server says
        return session.connection().execute(text("SHOW timezone")).scalar_one()

    assert await database.write(zone) == "UTC"


async def test_a_server_that_is_not_there_is_told_without_the_password(caplog: pytest.LogCaptureFixture):
    with pytest.raises(UserError) as refused:
        await Database.open("postgresql://mira:secret@127.0.0.1:1/badger")
    assert refused.value.message_id == "database-unconnected"
    assert refused.value.arguments == {"path": "postgresql://127.0.0.1:1/badger"}
    assert "secret" not in caplog.text


async def test_a_database_that_is_not_there_is_told(postgresql_store: PostgresqlStore):
    with pytest.raises(UserError) as refused:
        await Database.open(postgresql_store.server.url("nowhere"))
    assert refused.value.message_id == "database-unconnected"


async def test_what_is_not_installed_is_named(url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(UserError) as refused:
        await Database.open(url)
    assert refused.value.message_id == "database-driver-missing"


@pytest.mark.parametrize(
    ("state", "message_id"),
    [
        ("40001", "database-busy"),
        ("53100", "database-full"),
        ("57P01", "database-unreachable"),
        ("58030", "database-failing"),
        ("XX001", "database-broken"),
        ("25006", "database-read-only"),
        ("23505", None),
    ],
)
def test_what_the_server_refuses_is_told_as_on_sqlite(state: str, message_id: str | None):
    import psycopg

    assert postgresql.message_of(psycopg.errors.lookup(state)("")) == message_id
