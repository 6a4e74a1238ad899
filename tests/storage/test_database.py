import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from bot.domain.errors import UserError
from bot.storage import user_settings
from bot.storage.database import Database
from tests.storage.writing import Gate, remember, users_of
from tests.stores import Store

Stored = Callable[[], set[int]]


@pytest.fixture
def stored(store: Store, url: str) -> Stored:
    """The users in the database, as another program sees them."""
    return lambda: users_of(store, url)


async def test_what_is_written_is_read_by_who_was_answered(database: Database):
    assert await database.write(remember, 1, minutes=90) == 1
    assert await database.read(user_settings.weekly_minutes_of, 1) == 90


async def test_what_is_answered_is_on_disk(database: Database, stored: Stored):
    await database.write(remember, 1)
    assert stored() == {1}


async def test_who_fails_fails_alone(database: Database, stored: Stored):
    def fail_after_writing(session: Session, user_id: int) -> None:
        remember(session, user_id)
        raise ZeroDivisionError

    def break_a_rule(session: Session) -> None:
        remember(session, 99, minutes=0)

    gate = Gate()
    held = asyncio.ensure_future(database.write(gate.wait))
    await gate.reached()
    together = asyncio.gather(
        database.write(remember, 1),
        database.write(fail_after_writing, 2),
        database.write(break_a_rule),
        database.write(remember, 3),
        return_exceptions=True,
    )
    await asyncio.sleep(0)
    gate.open()
    await held
    first, failed, broken, last = await together
    assert (first, last) == (1, 3)
    assert isinstance(failed, ZeroDivisionError)
    assert isinstance(broken, IntegrityError)
    assert stored() == {1, 3}


async def test_a_write_reads_what_those_before_it_wrote(database: Database):
    def add_a_minute(session: Session) -> None:
        minutes = user_settings.weekly_minutes_of(session, 1) or 0
        remember(session, 1, minutes + 1)

    await asyncio.gather(*(database.write(add_a_minute) for _ in range(150)))
    assert await database.read(user_settings.weekly_minutes_of, 1) == 150


async def test_a_read_cannot_write(database: Database, stored: Stored):
    with pytest.raises(UserError) as refused:
        await database.read(remember, 1)
    assert refused.value.message_id == "database-read-only"
    assert stored() == set()


async def test_reads_go_on_while_a_write_takes_its_time(database: Database):
    await database.write(remember, 1)
    gate = Gate()
    held = asyncio.ensure_future(database.write(gate.wait))
    await gate.reached()
    assert await database.read(user_settings.weekly_minutes_of, 1) == 60
    gate.open()
    await held


async def test_closing_does_what_was_accepted_and_refuses_the_rest(database: Database, stored: Stored):
    gate = Gate()
    held = asyncio.ensure_future(database.write(gate.wait))
    await gate.reached()
    accepted = [asyncio.ensure_future(database.write(remember, user)) for user in range(100)]
    await asyncio.sleep(0)
    closing = asyncio.ensure_future(database.close())
    await asyncio.sleep(0)
    for late in (database.write(remember, 200), database.read(user_settings.weekly_minutes_of, 1)):
        with pytest.raises(UserError) as refused:
            await late
        assert refused.value.message_id == "database-closed"
    gate.open()
    await asyncio.gather(held, *accepted, closing)
    await database.close()
    assert stored() == set(range(100))


async def test_who_stops_waiting_for_the_closing_does_not_stop_it(database: Database):
    gate = Gate()
    held = asyncio.ensure_future(database.write(gate.wait))
    await gate.reached()
    impatient = asyncio.ensure_future(database.close())
    await asyncio.sleep(0)
    impatient.cancel()
    gate.open()
    await asyncio.gather(held, database.close())


async def test_one_process_at_a_time_is_alone(url: str, database: Database):
    other = await Database.open(url)
    order: list[str] = []

    async def wait_for_turn() -> None:
        async with other.alone():
            order.append("second")

    async with database.alone():
        waiting = asyncio.ensure_future(wait_for_turn())
        await asyncio.sleep(0)
        order.append("first")
    await waiting
    assert order == ["first", "second"]
    await other.close()


async def test_who_gives_up_waiting_for_the_lock_holds_nothing(url: str, database: Database):
    other = await Database.open(url)
    async with database.alone():
        waiting = asyncio.ensure_future(other.alone().__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with database.alone():
        pass
    await other.close()


@pytest.mark.parametrize(
    ("url", "message_id"),
    [
        ("postgresql+asyncpg://me:secret@localhost/badger", "database-url-unsupported"),
        ("postgresql+psycopg://me:secret@localhost", "database-url-malformed"),
        ("mysql://localhost/badger", "database-url-unsupported"),
        ("sqlite://", "database-url-malformed"),
        ("sqlite:///:memory:", "database-url-malformed"),
        ("sqlite://host/file", "database-url-malformed"),
        ("sqlite:///file?mode=ro", "database-url-malformed"),
        ("badger.sqlite3", "database-url-malformed"),
        ("", "database-url-malformed"),
        ("sqlite:////dev/null/badger.sqlite3", "database-unopenable"),
        ("sqlite:////", "database-unopenable"),
    ],
)
async def test_addresses_that_cannot_be_used_are_refused_in_a_sentence(url: str, message_id: str):
    with pytest.raises(UserError) as refused:
        await Database.open(url)
    assert refused.value.message_id == message_id
    assert "secret" not in str(refused.value.arguments)
