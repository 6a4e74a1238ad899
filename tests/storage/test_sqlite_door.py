"""What is true of the door to an SQLite file alone: one writer, shared commits, and the file itself."""

import asyncio
import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from bot.domain.errors import UserError
from bot.storage import command_sync, sqlite
from bot.storage.database import Database
from bot.storage.user_settings import forget_user
from tests.set_clock import NOW
from tests.storage.writing import Gate, remember


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(f"sqlite:///{path}")
    yield opened
    await opened.close()


def stored(path: Path) -> set[int]:
    """The users in the file, as another program sees them."""
    connection = sqlite3.connect(path)
    users = {user for (user,) in connection.execute("SELECT user_id FROM user_settings")}
    connection.close()
    return users


def bytes_beside(path: Path) -> bytes:
    """What is in the file, and in those that SQLite keeps beside it."""
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


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


def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path):
    path.write_text("a letter to grandmother, long enough to have a header of its own " * 20)
    before = path.read_bytes()
    with pytest.raises(UserError) as refused:
        asyncio.run(Database.open(f"sqlite:///{path}"))
    assert refused.value.message_id == "database-not-one"
    assert path.read_bytes() == before


async def test_what_is_deleted_is_in_no_file_once_it_is_to_be_forgotten(database: Database, path: Path):
    user = 0x1234_5678_9ABC_DEF1
    await database.write(remember, user)
    await database.write(forget_user, user)
    number = user.to_bytes(8, "big")
    assert number in bytes_beside(path)
    assert await database.forget_deleted()
    assert number not in bytes_beside(path)


async def test_what_somebody_still_reads_is_forgotten_another_time(database: Database, path: Path):
    await database.write(remember, 1)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM user_settings").fetchall()
        await database.write(remember, 2)
        assert not await database.forget_deleted()
    assert await database.forget_deleted()


async def test_a_closed_database_forgets_nothing(database: Database):
    await database.close()
    with pytest.raises(UserError, match="database-closed"):
        await database.forget_deleted()
