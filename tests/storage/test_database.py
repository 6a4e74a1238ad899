import asyncio
import sqlite3
import stat
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from bot.domain.errors import UserError
from bot.storage import command_sync, sqlite, user_settings
from bot.storage.database import Database
from tests.set_clock import NOW


def remember(session: Session, user_id: int, minutes: int = 60) -> int:
    user_settings.remember_weekly_minutes(session, user_id, minutes, now=NOW)
    return user_id


def stored(path: Path) -> set[int]:
    """The users in the file, as another program sees them."""
    connection = sqlite3.connect(path)
    users = {user for (user,) in connection.execute("SELECT user_id FROM user_settings")}
    connection.close()
    return users


class Gate:
    """Holds the writer until it is opened, so that what comes meanwhile waits together."""

    def __init__(self) -> None:
        self._opened = threading.Event()
        self._reached = threading.Event()

    def wait(self, _session: Session) -> None:
        self._reached.set()
        self._opened.wait()

    async def reached(self) -> None:
        await asyncio.to_thread(self._reached.wait)

    def open(self) -> None:
        self._opened.set()


async def test_what_is_written_is_read_by_who_was_answered(database: Database):
    assert await database.write(remember, 1, minutes=90) == 1
    assert await database.read(user_settings.weekly_minutes_of, 1) == 90


async def test_what_is_answered_is_on_disk(database: Database, path: Path):
    await database.write(remember, 1)
    assert stored(path) == {1}


async def test_the_file_is_private(database: Database, path: Path):
    await database.write(remember, 1)
    files = [file for file in path.parent.iterdir() if file.suffix != ".lock"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


async def test_folders_on_the_way_are_made(tmp_path: Path):
    path = tmp_path / "a" / "b.sqlite3"
    await (await Database.open(f"sqlite:///{path}")).close()
    assert path.exists()


async def test_durability_and_references_are_switched_on(database: Database):
    def pragmas(session: Session) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        return [session.connection().execute(text(f"PRAGMA {name}")).scalar() for name in names]

    assert await database.write(pragmas) == ["wal", 2, 1, 5000]


async def test_many_at_once_share_commits(database: Database, path: Path):
    gate = Gate()
    held = asyncio.ensure_future(database.write(gate.wait))
    await gate.reached()
    commits: list[set[int]] = []

    def remember_and_look(session: Session, user_id: int) -> None:
        remember(session, user_id)
        commits.append(stored(path))

    writes = [asyncio.ensure_future(database.write(remember_and_look, user)) for user in range(100)]
    await asyncio.sleep(0)
    gate.open()
    await asyncio.gather(held, *writes)
    # What is in the file while one of them runs tells the commits apart: the first 64 shared one.
    assert commits == [set()] * 64 + [set(range(64))] * 36
    assert stored(path) == set(range(100))


async def test_writes_are_done_in_the_order_in_which_they_came(database: Database):
    order: list[int] = []

    def note(_session: Session, number: int) -> None:
        order.append(number)

    await asyncio.gather(*(database.write(note, number) for number in range(200)))
    assert order == list(range(200))


async def test_who_fails_fails_alone(database: Database, path: Path):
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
    assert stored(path) == {1, 3}


async def test_a_write_reads_what_those_before_it_wrote(database: Database):
    def add_a_minute(session: Session) -> None:
        minutes = user_settings.weekly_minutes_of(session, 1) or 0
        remember(session, 1, minutes + 1)

    await asyncio.gather(*(database.write(add_a_minute) for _ in range(150)))
    assert await database.read(user_settings.weekly_minutes_of, 1) == 150


async def test_who_does_not_wait_any_more_hurts_nobody(database: Database, path: Path):
    gate = Gate()
    held = asyncio.ensure_future(database.write(gate.wait))
    await gate.reached()
    writes = [asyncio.ensure_future(database.write(remember, user)) for user in range(4)]
    await asyncio.sleep(0)
    held.cancel()
    writes[1].cancel()
    # A cancelled caller takes its promise back one turn of the loop later.
    await asyncio.sleep(0)
    gate.open()
    assert await asyncio.gather(writes[0], *writes[2:]) == [0, 2, 3]
    assert stored(path) == {0, 2, 3}


async def test_a_read_cannot_write(database: Database, path: Path):
    with pytest.raises(UserError) as refused:
        await database.read(remember, 1)
    assert refused.value.message_id == "database-read-only"
    assert stored(path) == set()


async def test_reads_go_on_while_a_write_takes_its_time(database: Database):
    await database.write(remember, 1)
    gate = Gate()
    held = asyncio.ensure_future(database.write(gate.wait))
    await gate.reached()
    assert await database.read(user_settings.weekly_minutes_of, 1) == 60
    gate.open()
    await held


async def test_closing_does_what_was_accepted_and_refuses_the_rest(database: Database, path: Path):
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
    assert stored(path) == set(range(100))


async def test_who_stops_waiting_for_the_closing_does_not_stop_it(database: Database):
    gate = Gate()
    held = asyncio.ensure_future(database.write(gate.wait))
    await gate.reached()
    impatient = asyncio.ensure_future(database.close())
    await asyncio.sleep(0)
    impatient.cancel()
    gate.open()
    await asyncio.gather(held, database.close())


async def test_a_full_disk_is_told_and_loses_nothing_that_was_answered(database: Database, path: Path):
    def shrink(session: Session) -> None:
        pages = session.connection().execute(text("PRAGMA page_count")).scalar()
        session.connection().execute(text(f"PRAGMA max_page_count = {pages}"))

    def fill(session: Session) -> None:
        for application in range(10_000):
            command_sync.remember_sync(session, application, "x" * 64, now=NOW)

    await database.write(remember, 1)
    await database.write(shrink)
    with pytest.raises(UserError) as refused:
        await database.write(fill)
    assert refused.value.message_id == "database-full"
    assert await database.write(remember, 2) == 2
    assert stored(path) == {1, 2}


async def test_a_database_that_another_program_holds_is_busy(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT_MS", 1)
    database = await Database.open(f"sqlite:///{path}")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    refusals = await asyncio.gather(
        *(database.write(remember, user) for user in range(3)), return_exceptions=True
    )
    assert {getattr(refusal, "message_id", None) for refusal in refusals} == {"database-busy"}
    other.execute("ROLLBACK")
    other.close()
    assert await database.write(remember, 1) == 1
    await database.close()


async def test_a_database_that_may_only_be_read_is_told(database: Database):
    await database.write(lambda session: session.connection().execute(text("PRAGMA query_only = ON")))
    with pytest.raises(UserError) as refused:
        await database.write(remember, 2)
    assert refused.value.message_id == "database-read-only"


async def test_one_process_at_a_time_is_alone(path: Path, database: Database):
    other = await Database.open(f"sqlite:///{path}")
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


@pytest.mark.parametrize(
    ("url", "message_id"),
    [
        ("postgresql+psycopg://me:secret@localhost/badger", "database-url-unsupported"),
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


def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path):
    path.write_text("a letter to grandmother, long enough to have a header of its own " * 20)
    before = path.read_bytes()
    with pytest.raises(UserError) as refused:
        asyncio.run(Database.open(f"sqlite:///{path}"))
    assert refused.value.message_id == "database-not-one"
    assert path.read_bytes() == before
