"""kill -9 while messages go out: each must arrive, and once.

`python -m tests.crash.deliveries [--database sqlite|postgresql] [--replicas N] [--kills K] [--deliveries D]`
prints one JSON line last. Processes that deliver to a counting Discord are killed, half of them at a
failpoint (before and after each commit and each call), half at any moment; a failpoint that nobody came to is
tried again. A quarter of the deliveries are weekly reminders, a quarter check-ins of study groups, half are
completions, of which some are taken back after they were sent: those messages must say so at the end. Last a
process that is left in peace drains what is left.
"""

import argparse
import asyncio
import json
import multiprocessing
import random
import signal
import tempfile
import time as clock
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text
from sqlmodel import Session

from bot.domain.group_place import GroupPlace
from bot.domain.occurrence import nonce_of
from bot.domain.outbox import OutboxEntry, OutboxKey, OutboxKind, OutboxScope
from bot.domain.schedule import Owner, Schedule, WeeklyTime, group_checkin, member_reminder
from bot.domain.study_group import StudyGroup
from bot.domain.visibility import Announcing
from bot.services.due_weeks import key_in, week_at
from bot.storage import group_places, member_settings, outbox, schedules, server_settings, study_groups
from bot.storage.database import Database
from bot.storage.tables import METADATA
from tests.crash.counting_discord import serve
from tests.crash.mortal_process import FAILPOINTS, deliver
from tests.postgresql import running_server

_NONCE_LEASES = 1.5
"""In real life a lease is two minutes, and Discord knows a nonce for some: a little longer than a lease."""
_CHANNELS = 40
_LONGEST_LIFE_SECONDS = 1.0
_GIVEN_UP_SECONDS = 120
"""After so long in which nothing at all goes out."""
_ANY_MOMENT = (None, 1)
_OFTEN = ("make_all_due", "_claim", "send", "_sent")
"""What every process does again and again: it dies at the first to the fourth of them, else at the first."""
_OPEN = text(
    "SELECT (SELECT count(*) FROM schedule WHERE next_due_utc <= CURRENT_TIMESTAMP) + (SELECT count(*) "
    "FROM outbox WHERE status IN ('pending', 'leased') "
    "OR status = 'sent' AND (withdrawn_at IS NOT NULL) <> says_withdrawn)"
)
_TOLD = text(
    "SELECT guild_id, subject FROM outbox "
    "WHERE status = 'sent' AND kind = 'completion' AND withdrawn_at IS NULL LIMIT 2"
)
_CONTEXT = multiprocessing.get_context("forkserver")


@dataclass
class Feeder:
    """Writes what is to be delivered, a portion at a time, and knows what must arrive."""

    database: Database
    expected: set[str] = field(default_factory=set)
    taken_back: int = 0
    count: int = 0

    async def feed(self, portion: int) -> None:
        for _ in range(0, portion, 50):
            here = min(50, portion)
            portion -= here
            self.expected |= await self.database.write(_feed, self.count, here, datetime.now(UTC))
            self.count += here

    async def take_back_some(self) -> None:
        self.taken_back += await self.database.write(_take_back, datetime.now(UTC))

    async def left(self) -> int:
        """How much is still to be sent or changed."""
        return int(await self.database.read(lambda session: session.connection().execute(_OPEN).scalar_one()))


def _feed(session: Session, first: int, portion: int, now: datetime) -> set[str]:
    return {nonce_of(_put(session, number, now)) for number in range(first, first + portion)}


def _put(session: Session, number: int, now: datetime) -> OutboxKey:
    guild_id, user_id, channel_id = 10 + number % 7, 2**62 + number, 2**61 + number % _CHANNELS
    if number % 4 == 1:
        return _put_reminder(session, guild_id, user_id, channel_id, now)
    if number % 2:
        return _put_checkin(session, guild_id, user_id, channel_id, now)
    if number < 7 * 2:
        server_settings.put(session, guild_id, {"announce_channel_id": channel_id}, now=now)
    member_settings.set_announcing(session, guild_id, user_id, Announcing.QUIET, now=now)
    key = OutboxKey(guild_id, OutboxScope.MEMBER, user_id, OutboxKind.COMPLETION, str(number), "2026-11-24")
    outbox.put(session, OutboxEntry(key, {}, created_at=now, due_at=now))
    return key


def _put_reminder(session: Session, guild_id: int, user_id: int, channel_id: int, now: datetime) -> OutboxKey:
    """One that is due in this very minute, of somebody with work to do."""
    values = {
        "id": f"e{user_id % 10**10}",
        "guild_id": guild_id,
        "user_id": user_id,
        "credential_id": "sql",
        "interaction_id": user_id,
        "status": "active",
        "outline": "{}",
        "started_on": now.date(),
    }
    session.connection().execute(insert(METADATA.tables["enrolment"]), values)
    return _put_schedule(session, member_reminder(guild_id, user_id), channel_id, now)


def _put_checkin(session: Session, guild_id: int, user_id: int, thread_id: int, now: datetime) -> OutboxKey:
    """One that is due in this very minute, of a group with a thread."""
    group = StudyGroup(0, guild_id, str(user_id), user_id, None, 10, True, None, None, "UTC", now)
    group_id = study_groups.add(session, group, user_id)
    place = GroupPlace(group_id, guild_id, thread_id, thread_id, is_private=True, generation=1)
    group_places.add(session, place, now=now)
    return _put_schedule(session, group_checkin(guild_id, group_id), None, now)


def _put_schedule(session: Session, owner: Owner, channel_id: int | None, now: datetime) -> OutboxKey:
    due = now.replace(second=0, microsecond=0)
    when = WeeklyTime("UTC", due.weekday(), time(due.hour, due.minute))
    schedule = Schedule(owner, when, channel_id, None, due)
    schedules.save(session, schedule)
    return key_in(owner, week_at(schedule, due))


def _take_back(session: Session, now: datetime) -> int:
    told = list(session.connection().execute(_TOLD))
    for guild_id, subject in told:
        outbox.withdraw(session, guild_id, OutboxKind.COMPLETION, subject, now=now)
    return len(told)


class Points:
    """Which failpoint is next: one that was reached least often, so that a run of some length reaches all."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._tried: Counter[str] = Counter()
        self.reached: Counter[str] = Counter()

    def next(self) -> tuple[str, int]:
        """The failpoint, and at which of its times to die there."""
        point = min(FAILPOINTS, key=lambda each: (self.reached[each], self._tried[each]))
        self._tried[point] += 1
        return point, self._chance.randint(1, 4) if point.partition(" ")[2] in _OFTEN else 1


@dataclass
class Replica:
    """One process after another, each told where it dies, and at which of its times; None: at any moment."""

    url: str
    address: str
    lease_seconds: float
    process: BaseProcess | None = None
    point: str | None = None
    dies_at: float = 0.0

    def start(self, dies: tuple[str | None, int], chance: random.Random) -> None:
        here, there = _CONTEXT.Pipe()
        point, nth = dies
        self.point = point
        process = _CONTEXT.Process(
            target=deliver, args=(there, self.url, self.address, self.lease_seconds, point, nth)
        )
        process.start()
        here.recv()
        self.process = process
        # Who does not come to its failpoint dies like the others.
        longest = 3 * _LONGEST_LIFE_SECONDS if point else chance.uniform(0.02, _LONGEST_LIFE_SECONDS)
        self.dies_at = clock.monotonic() + longest

    def is_dead(self) -> bool:
        """Whether it died at its failpoint; kills it when its time has come."""
        if self.process is None:
            return True
        if not self.process.is_alive():
            _check(self.process, -signal.SIGKILL)
            return True
        if clock.monotonic() >= self.dies_at:
            self.process.kill()
            self.process.join()
            self.point = None
            return True
        return False

    def end(self) -> None:
        """Asks it to end, as a container does."""
        if self.process is not None and self.process.is_alive() and self.process.pid is not None:
            self.process.terminate()
            self.process.join()
            # It may have died at its failpoint in the last moment.
            _check(self.process, 0, -signal.SIGKILL)


def _check(process: BaseProcess, *codes: int) -> None:
    if process.exitcode not in codes:
        message = f"A process ended with {process.exitcode}"
        raise RuntimeError(message)


@dataclass(frozen=True)
class Plan:
    """How much is delivered, by how many processes at once, of which how many are killed in all."""

    deliveries: int
    kills: int
    replicas: int
    seed: int = 7
    lease_seconds: float = 1.0
    """What is not begun in half of it is given back: where claiming takes long, nothing would go out."""


async def crash(url: str, plan: Plan) -> dict[str, Any]:
    """The figures of one database that lives through all kills."""
    chance = random.Random(plan.seed)  # noqa: S311 - when to kill is no secret
    with counting_discord(plan) as address:
        database = await Database.open(url)
        feeder = Feeder(database)
        reached = await _kill_all(url, address, feeder, plan, chance)
        await _drain(url, address, feeder, plan.lease_seconds)
        await database.close()
        counts = _counts(address)
        arrived = Counter(counts["marks"])
    return {
        "expected": len(feeder.expected),
        "sent": len(arrived),
        "lost": len(feeder.expected - set(arrived)),
        "doubled": sum(arrived.values()) - len(arrived),
        "taken_back": feeder.taken_back,
        "amended": counts["amended"],
        "kills": plan.kills,
        "failpoints": len(reached),
        "not_reached": sorted(set(FAILPOINTS) - set(reached)),
    }


async def _kill_all(
    url: str, address: str, feeder: Feeder, plan: Plan, chance: random.Random
) -> Counter[str]:
    points = Points(chance)
    replicas = [Replica(url, address, plan.lease_seconds) for _ in range(plan.replicas)]
    kills = -plan.replicas
    while kills < plan.kills:
        for replica in [each for each in replicas if each.is_dead()]:
            kills += 1
            if replica.point is not None:
                points.reached[replica.point] += 1
            if kills >= plan.kills:
                break
            await feeder.take_back_some()
            await feeder.feed(_portion(feeder.count, kills + plan.replicas, plan))
            replica.start(points.next() if kills % 2 else _ANY_MOMENT, chance)
        await asyncio.sleep(0.005)
    for replica in replicas:
        replica.end()
    return points.reached


def _portion(fed: int, lives: int, plan: Plan) -> int:
    """So that all is fed by the last life, the same amount to each."""
    return max(0, min(plan.deliveries, plan.deliveries * lives // plan.kills) - fed)


async def _drain(url: str, address: str, feeder: Feeder, lease_seconds: float) -> None:
    last = Replica(url, address, lease_seconds)
    last.start(_ANY_MOMENT, random.Random(0))  # noqa: S311 - same
    left, ends = await feeder.left(), clock.monotonic() + _GIVEN_UP_SECONDS
    while left and clock.monotonic() < ends:
        await asyncio.sleep(0.1)
        before, left = left, await feeder.left()
        if left < before:
            ends = clock.monotonic() + _GIVEN_UP_SECONDS
    last.end()


@contextmanager
def counting_discord(plan: Plan) -> Iterator[str]:
    """The address of a counting Discord that runs in a process of its own."""
    here, there = _CONTEXT.Pipe()
    nonce_seconds = _NONCE_LEASES * plan.lease_seconds
    process = _CONTEXT.Process(target=serve, args=(there, nonce_seconds, plan.seed), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}"
    finally:
        process.kill()
        process.join()


def _counts(address: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{address}/counts") as answer:  # noqa: S310 - our own
        found: dict[str, Any] = json.load(answer)
    return found


@contextmanager
def database_of(kind: str) -> Iterator[str]:
    """The address of a new database of a kind, which keeps what it acknowledges."""
    if kind == "postgresql":
        with running_server(is_durable=True) as server:
            yield server.url(server.create())
        return
    with tempfile.TemporaryDirectory(prefix="badger-deliveries-") as folder:
        yield f"sqlite:///{Path(folder) / 'badger.sqlite3'}"


def run(kind: str, plan: Plan) -> dict[str, Any]:
    """The same on a new database of a kind."""
    _CONTEXT.set_forkserver_preload(["tests.crash.mortal_process", "tests.crash.counting_discord"])
    with database_of(kind) as url:
        return asyncio.run(crash(url, plan))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--replicas", type=int, default=1)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--deliveries", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--lease", type=float, default=4.0, help="seconds; more where the machine is slow")
    options = parser.parse_args()
    plan = Plan(options.deliveries, options.kills, options.replicas, options.seed, options.lease)
    print(
        json.dumps({"database": options.database, "replicas": plan.replicas, **run(options.database, plan)})
    )


if __name__ == "__main__":
    main()
