"""The digests of ten thousand servers are due in the same minute: how they go out, and who waits for it.

`python -m tests.bench.burst [--servers N] [--hours] [--at-once N]` prints one JSON line. Badger, a sandbox
with so many servers and a person who asks `/find` again and again are three processes; the database is a file
of SQLite. Each digest names one member who started something (who is looked up: two requests each); with
`--hours` it has a chart of the week too.
"""

import argparse
import asyncio
import json
import os
import sqlite3
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp
from sqlalchemy import insert
from sqlmodel import Session

from bot.domain.enrolment import Outline
from bot.domain.outbox import OutboxKind, OutboxScope
from bot.domain.schedule import Owner, Schedule, WeeklyTime
from bot.domain.visibility import Visibility
from bot.storage import member_settings, schedules
from bot.storage.database import Database
from bot.storage.outlines import text_of
from bot.storage.tables import METADATA
from tests.bench.answers import Asker, json_at, running

_WARM_UP = 40
_QUIET_ASKS = 200
_ASKS_AT_A_TIME = 8
_GIVEN_UP_SECONDS = 3600
_AT_A_TIME = 500
_OUTLINE = text_of(Outline("The science of reading", "An issuer", (), None, None, "0"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--servers", type=int, default=10_000)
    parser.add_argument("--hours", action="store_true", help="each digest has hours, and a chart of them")
    parser.add_argument("--at-once", type=int, default=1, help="people who wait for an answer at a time")
    options = parser.parse_args()
    print(json.dumps(asyncio.run(figures(options.servers, options.at_once, with_hours=options.hours))))


async def figures(servers: int, at_once: int, *, with_hours: bool) -> dict[str, object]:
    with TemporaryDirectory() as name:
        async with AsyncExitStack() as stack:
            burst = await stack.enter_async_context(
                Burst.prepared(servers, Path(name), with_hours=with_hours)
            )
            await burst.asker.ask(_WARM_UP, at_once)
            before = await burst.asker.ask(_QUIET_ASKS, at_once)
            start = time.perf_counter()
            burst.make_due()
            during = list[float]()
            while not burst.is_drained() and time.perf_counter() - start < _GIVEN_UP_SECONDS:
                during += await burst.asker.ask(_ASKS_AT_A_TIME, at_once)
            seconds = time.perf_counter() - start
            counted = await burst.counted()
    return {
        "servers": servers,
        "with_hours": with_hours,
        "seconds": round(seconds, 1),
        **counted,
        "asked_during": len(during),
        "failed": burst.asker.failed,
        **_spread("before", before),
        **_spread("during", during),
        "load": round(os.getloadavg()[0], 1),
    }


class Burst:
    """A Badger whose servers all have a digest, and who asks it meanwhile."""

    def __init__(self, asker: Asker, file: Path, sandbox: asyncio.subprocess.Process) -> None:
        self.asker = asker
        self._file = file
        self._sandbox = sandbox

    @classmethod
    @asynccontextmanager
    async def prepared(cls, servers: int, folder: Path, *, with_hours: bool) -> AsyncIterator["Burst"]:
        """All of it, with nothing due yet."""
        file, list_of_channels = folder / "badger.sqlite3", folder / "channels.json"
        crowded = "tests.bench.crowded_sandbox", str(servers), str(list_of_channels)
        async with AsyncExitStack() as stack:
            sandbox = await stack.enter_async_context(running(*crowded, stdin=asyncio.subprocess.PIPE))
            where = await _told_by(sandbox)
            channels = json.loads(list_of_channels.read_bytes())
            await _fill(file, channels, where["member_id"], with_hours=with_hours)
            address, token = where["address"], where["bot_token"]
            bot = await stack.enter_async_context(
                running("tests.bench.answering_bot", "badger", address, token, str(folder))
            )
            assert bot.stdout is not None
            await bot.stdout.readline()
            session = await stack.enter_async_context(aiohttp.ClientSession())
            world = await json_at(session, f"{address}/people/world")
            asker = await Asker.at_page(session, address, world)
            stack.callback(asker.listening.cancel)
            yield cls(asker, file, sandbox)

    def make_due(self) -> None:
        """All of them, in this minute."""
        now = datetime.now(UTC).replace(second=0, microsecond=0)
        values = now.weekday(), f"{now:%H:%M}:00.000000", f"{now:%Y-%m-%d %H:%M}:00.000000"
        with closing(sqlite3.connect(self._file, timeout=30)) as connection, connection:
            connection.execute("UPDATE schedule SET weekday = ?, wall_time = ?, next_due_utc = ?", values)

    def is_drained(self) -> bool:
        """Whether nothing is due, and nothing waits."""
        now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}.000000"
        with closing(sqlite3.connect(self._file, timeout=30)) as connection:
            due = connection.execute("SELECT 1 FROM schedule WHERE next_due_utc <= ? LIMIT 1", (now,))
            waiting = connection.execute("SELECT 1 FROM outbox WHERE status IN ('pending', 'leased') LIMIT 1")
            return due.fetchone() is None and waiting.fetchone() is None

    async def counted(self) -> dict[str, Any]:
        """What the sandbox has seen."""
        assert self._sandbox.stdin is not None
        self._sandbox.stdin.close()
        return await _told_by(self._sandbox)


async def _told_by(process: asyncio.subprocess.Process) -> dict[str, Any]:
    assert process.stdout is not None
    told: dict[str, Any] = json.loads(await process.stdout.readline())
    return told


async def _fill(file: Path, channels: list[tuple[int, int]], member_id: int, *, with_hours: bool) -> None:
    """Gives each server a digest, and a member who started something yesterday."""
    database = await Database.open(f"sqlite:///{file}")
    for first in range(0, len(channels), _AT_A_TIME):
        some = channels[first : first + _AT_A_TIME]
        await database.write(_fill_some, some, member_id, with_hours=with_hours)
    await database.close()


def _fill_some(
    session: Session, channels: list[tuple[int, int]], member_id: int, *, with_hours: bool
) -> None:
    now = datetime.now(UTC)
    yesterday = now.date() - timedelta(days=1)
    for guild_id, channel_id in channels:
        owner = Owner(guild_id, OutboxScope.GUILD, guild_id, OutboxKind.DIGEST)
        when = WeeklyTime("UTC", now.weekday(), wall_time(0))
        schedules.save(session, Schedule(owner, when, channel_id, None, now + timedelta(days=7)))
        member_settings.set_visibility(session, guild_id, member_id, Visibility.SERVER, now=now)
        enrolment_id = f"e{guild_id}"[-12:]
        session.connection().execute(
            insert(METADATA.tables["enrolment"]), _enrolment(enrolment_id, guild_id, member_id, yesterday)
        )
        if with_hours:
            session.connection().execute(
                insert(METADATA.tables["log_entry"]), _hours(enrolment_id, guild_id, member_id, yesterday)
            )


def _enrolment(enrolment_id: str, guild_id: int, user_id: int, day: date) -> dict[str, object]:
    return {
        "id": enrolment_id,
        "guild_id": guild_id,
        "user_id": user_id,
        "credential_id": "newpaltz-science-of-reading",
        "interaction_id": guild_id,
        "status": "active",
        "outline": _OUTLINE,
        "started_on": day,
    }


def _hours(enrolment_id: str, guild_id: int, user_id: int, day: date) -> dict[str, object]:
    return {
        "guild_id": guild_id,
        "user_id": user_id,
        "enrolment_id": enrolment_id,
        "kind": "minutes",
        "minutes": 45,
        "local_day": day,
        "logged_at": datetime.combine(day, wall_time(12), UTC),
        "interaction_id": guild_id + 1,
    }


def _spread(name: str, milliseconds: list[float]) -> dict[str, float]:
    return {
        f"find_p50_ms_{name}": round(statistics.median(milliseconds), 1),
        f"find_p99_ms_{name}": round(statistics.quantiles(milliseconds, n=100)[98], 1),
        f"find_max_ms_{name}": round(max(milliseconds), 1),
    }


if __name__ == "__main__":
    main()
