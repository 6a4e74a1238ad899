"""The gateway drops, the database is locked, full or gone, clocks jump: nothing is lost, nothing doubled."""

import asyncio
import secrets
import sqlite3
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from discord.backoff import ExponentialBackoff
from sqlmodel import Session

from bot.domain.errors import UserError
from bot.domain.outbox import OutboxKey, OutboxKind, OutboxScope, Verdict
from bot.sandbox.messages import Messages
from bot.storage import deliveries, outbox, postgresql_door
from bot.storage.sqlite import BUSY_TIMEOUT_MS
from tests.e2e.breaking_proxy import failing, reset
from tests.e2e.delivery_stage import DeliveryStage
from tests.e2e.test_delivery_faults import is_whole
from tests.postgresql import Server, running_server
from tests.set_clock import NOW

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(120)]

MANY = 9
HOUR = timedelta(hours=1)
MOST_PAGES = 1 << 30


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("outages") / "badger.sqlite3"


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def shared_stage(file: Path) -> AsyncIterator[DeliveryStage]:
    async with DeliveryStage.opened(f"sqlite:///{file}") as stage:
        yield stage


@pytest_asyncio.fixture(loop_scope="module")
async def stage(shared_stage: DeliveryStage, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DeliveryStage]:
    monkeypatch.setattr(Messages, "with_nonce", lambda *_: None)
    shared_stage.begin()
    yield shared_stage
    for mended in (f"busy_timeout = {BUSY_TIMEOUT_MS}", f"max_page_count = {MOST_PAGES}"):
        await shared_stage.database.write(pragma, mended)


@pytest.fixture(scope="module")
def mortal_server() -> Iterator[Server]:
    """A PostgreSQL of this file's own, which keeps what it acknowledges."""
    with running_server(is_durable=True) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="module")
async def postgresql_stage(
    mortal_server: Server, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[DeliveryStage]:
    monkeypatch.setattr(Messages, "with_nonce", lambda *_: None)
    monkeypatch.setattr(postgresql_door, "_pause", lambda *_: None)
    async with DeliveryStage.opened(mortal_server.url(mortal_server.create())) as stage:
        stage.begin()
        yield stage


@pytest.mark.parametrize(("is_resumable", "event"), [(True, "resumed"), (False, "ready")])
async def test_the_gateway_drops_while_messages_go_out(
    stage: DeliveryStage, monkeypatch: pytest.MonkeyPatch, event: str, *, is_resumable: bool
):
    async def at_once(*_: object, **__: object) -> None:
        """Nobody identifies too often here."""

    monkeypatch.setattr(ExponentialBackoff, "delay", lambda _: 0.0)
    monkeypatch.setattr(stage.client, "before_identify_hook", at_once)
    is_back = asyncio.create_task(stage.client.wait_for(event))

    async def drop(number: int) -> None:
        if number == 2:
            stage.sandbox.end_gateway("drop", is_resumable=is_resumable)

    stage.proxy.after_message = drop
    stage.proxy.befall("message", [None, reset(is_taken=True), failing(502)])
    await stage.put(MANY)
    await stage.deliver_all()
    await is_back
    await stage.put(3)
    await stage.deliver_all()
    await is_whole(stage)


async def test_another_program_locks_the_file_while_a_message_goes_out(stage: DeliveryStage, file: Path):
    await stage.database.write(pragma, "busy_timeout = 1")
    with sqlite3.connect(file, isolation_level=None, check_same_thread=False) as other:

        async def lock(number: int) -> None:
            if number == 2:
                other.execute("BEGIN IMMEDIATE")

        async def unlock() -> None:
            if other.in_transaction and len(stage.time.slept) > MANY:
                other.execute("ROLLBACK")

        stage.proxy.after_message, stage.time.on_sleep = lock, unlock
        await stage.put(MANY)
        await stage.deliver_all()
    other.close()
    await is_whole(stage)
    # It was kept as soon as it could be: nothing had to be looked for.
    assert (stage.proxy.counts["message"], stage.proxy.counts["history"]) == (MANY, 0)


async def test_the_disk_is_full_while_messages_go_out(stage: DeliveryStage, caplog: pytest.LogCaptureFixture):
    async def fill(number: int) -> None:
        if number == 1:
            await fill_up(stage)

    async def make_room() -> None:
        if len(stage.time.slept) > 4 * MANY:
            await stage.database.write(pragma, f"max_page_count = {MOST_PAGES}")

    await stage.put(MANY)
    stage.proxy.after_message, stage.time.on_sleep = fill, make_room
    stage.proxy.befall("message", [None, failing(503), reset(is_taken=True)] * (MANY // 3))
    await stage.deliver_all()
    await is_whole(stage)
    assert "database or disk is full" in caplog.text


async def fill_up(stage: DeliveryStage) -> None:
    """The file may not grow, and holds as much as it can: nothing that grows a row is kept any more."""
    await stage.database.write(pragma, "max_page_count = 1")
    for length in (1000, 30):
        with pytest.raises(UserError, match="database-full"):
            await add_fillers(stage, length)


async def add_fillers(stage: DeliveryStage, length: int) -> None:
    """Without end: as many as there is room for."""

    def add(session: Session) -> None:
        key = OutboxKey(1, OutboxScope.GUILD, 1, OutboxKind.FAULT, secrets.token_hex(4), "")
        outbox.add(session, key, {"": " " * length}, due_at=NOW, now=NOW, verdict=Verdict.GONE)

    while True:
        await stage.database.write(add)


@pytest.mark.parametrize("first_down", [1, 4])
async def test_the_database_server_dies_and_comes_back(
    postgresql_stage: DeliveryStage, mortal_server: Server, first_down: int
):
    stage, is_down, slept = postgresql_stage, asyncio.Event(), 0

    async def stop(number: int) -> None:
        if number == first_down:
            await asyncio.to_thread(mortal_server.stop)
            is_down.set()

    async def start() -> None:
        nonlocal slept
        slept += is_down.is_set()
        if slept == MANY:
            await asyncio.to_thread(mortal_server.start)
            is_down.clear()

    await stage.put(MANY)
    stage.proxy.after_message, stage.time.on_sleep = stop, start
    stage.proxy.befall("message", [None, None, reset(is_taken=True)])
    await stage.deliver_all()
    await is_whole(stage)
    assert slept >= MANY


@pytest.mark.parametrize("step", [HOUR, -HOUR], ids=["forward", "back"])
@pytest.mark.parametrize("whose", ["the calendar", "the database"])
async def test_a_clock_is_set_an_hour_forward_or_back_while_messages_go_out(
    stage: DeliveryStage, monkeypatch: pytest.MonkeyPatch, step: timedelta, whose: str
):
    true_time, ahead = deliveries.database_time, timedelta()

    def stepped_time(session: Session) -> datetime:
        return true_time(session) + ahead

    async def set_clock(number: int) -> None:
        nonlocal ahead
        if number == 1 and whose == "the calendar":
            stage.clock.advance(step)
        elif number == 1:
            ahead = step

    monkeypatch.setattr(deliveries, "database_time", stepped_time)
    stage.proxy.after_message = set_clock
    stage.proxy.befall("message", [reset(is_taken=True), failing(502), failing(503), None] * 2)
    await stage.put(MANY)
    await stage.deliver()
    for _ in range(3):
        await stage.deliver()
    # The clock is set right again.
    ahead = timedelta()
    if whose == "the calendar":
        stage.clock.advance(-step)
    await stage.deliver_all()
    await is_whole(stage)


def pragma(session: Session, what: str) -> None:
    """Holds for the one connection that writes."""
    session.connection().exec_driver_sql(f"PRAGMA {what}")
