"""How fast members log tasks: our door against a pool of aiosqlite sessions, on the same work.

`python -m tests.bench.log_task [--rounds N]` runs both in turn, with 1, 8 and 64 members who log at the same
time, and prints one JSON line last. Each log is the real use case behind `/log`, with all its checks, and
what its card shows.
"""

import argparse
import asyncio
import json
import os
import shutil
import statistics
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

from bot.catalogue.seed import read_seed
from bot.domain.next_task import TaskRef
from bot.services.asker import Asker
from bot.services.enrolling import Enrolling
from bot.services.log_requests import LogRequest
from bot.services.seen_catalogue import SeenCatalogue
from bot.services.tracking import Tracking
from bot.storage.database import Database
from tests.bench.naive_pool import NaivePool
from tests.bench.spread import at
from tests.set_clock import SetClock

_DOORS = ("naive", "ours")
_WRITERS = (1, 8, 64)
_MEMBERS = 64
_TASKS = 8
_TASKS_A_SLICE = 2
"""A second or so: a machine that has other things to do then does them to both."""
_CREDENTIAL = "nccer-core"
_GUILD = 10
_FIRST_USER = 2**62

Door = Database | NaivePool
_Logs = list[tuple[Asker, LogRequest]]
_Interactions = count(2**61)


class Club:
    """Members who have all started the same credential."""

    def __init__(self) -> None:
        credentials = [each for each in read_seed().credentials if each.id == _CREDENTIAL]
        self._seen = SimpleNamespace(seen=SeenCatalogue(credentials))
        self._tasks = [task.id for requirement in credentials[0].requirements for task in requirement.tasks]
        self._enrolments: dict[int, str] = {}

    def catalogue_of(self, _guild_id: int | None) -> Any:  # noqa: ANN401 - only a part of it is needed
        """What the club sees."""
        return self._seen

    async def start_all(self, database: Database) -> None:
        """Starts the credential for everybody."""
        enrolling = Enrolling(self.catalogue_of, database, SetClock())
        for user_id in range(_FIRST_USER, _FIRST_USER + _MEMBERS):
            started = await enrolling.start(Asker(user_id, _GUILD, next(_Interactions)), _CREDENTIAL)
            self._enrolments[user_id] = started.view.enrolment.id

    def slices(self, writers: int) -> list[list[_Logs]]:
        """What each writer logs one after the other, in slices: all of them together tick the same tasks."""
        return [
            self._logs(writers, self._tasks[start : start + _TASKS_A_SLICE])
            for start in range(0, _TASKS, _TASKS_A_SLICE)
        ]

    def _logs(self, writers: int, tasks: list[str]) -> list[_Logs]:
        shares: list[_Logs] = [[] for _ in range(writers)]
        for task in tasks:
            for number, (user_id, enrolment_id) in enumerate(self._enrolments.items()):
                request = LogRequest(task=str(TaskRef(enrolment_id, task)), minutes="45", note="done at last")
                shares[number % writers].append((Asker(user_id, _GUILD, next(_Interactions)), request))
        return shares


async def measured(club: Club, door: Door, shares: list[_Logs]) -> tuple[list[float], float]:
    """The milliseconds that each log took, and the seconds that all of them took."""
    tracking = Tracking(club.catalogue_of, door, SetClock())  # type: ignore[arg-type]  # it writes only
    taken: list[float] = []

    async def log_all(logs: _Logs) -> None:
        for asker, request in logs:
            start = time.perf_counter()
            await tracking.log(asker, request)
            taken.append((time.perf_counter() - start) * 1000)

    start = time.perf_counter()
    await asyncio.gather(*map(log_all, shares))
    return taken, time.perf_counter() - start


async def opened(name: str, template: Path, path: Path) -> Door:
    """A door to a fresh copy of the database."""
    shutil.copyfile(template, path)
    return await Database.open(f"sqlite:///{path}") if name == "ours" else NaivePool(path)


class Figures:
    """What was measured of one door with so many writers."""

    def __init__(self) -> None:
        self.milliseconds: list[float] = []
        self.seconds = 0.0

    def add(self, milliseconds: list[float], seconds: float) -> None:
        """Takes a run in."""
        self.milliseconds += milliseconds
        self.seconds += seconds

    def p(self, share: float) -> float:
        """The milliseconds within which this share of the logs was answered."""
        return round(at(self.milliseconds, share), 2)

    @property
    def per_second(self) -> float:
        """The logs answered in a second."""
        return round(len(self.milliseconds) / self.seconds, 1)


async def figures(rounds: int, show: Callable[[str], None]) -> dict[str, object]:
    """All that is measured, in rounds: what else the machine does meets both alike."""
    found = {(name, writers): Figures() for writers in _WRITERS for name in _DOORS}
    with TemporaryDirectory() as name:
        club, template = Club(), Path(name) / "template.sqlite3"
        database = await Database.open(f"sqlite:///{template}")
        await club.start_all(database)
        await database.close()
        for number in range(1, rounds + 1):
            for writers in _WRITERS:
                await one_round(club, template, f"{number}-{writers}", writers, found)
                rates = (f"{each} {found[each, writers].per_second}/s" for each in _DOORS)
                show(f"round {number}, {writers} at once: {', '.join(rates)} so far")
    return _told(found, rounds)


async def one_round(
    club: Club, template: Path, run: str, writers: int, found: dict[tuple[str, int], Figures]
) -> None:
    """Lets both log the same, slice by slice, each beginning every other slice."""
    doors = {
        name: await opened(name, template, template.with_name(f"{run}-{name}.sqlite3")) for name in _DOORS
    }
    slices = {name: club.slices(writers) for name in _DOORS}
    for number in range(len(slices["ours"])):
        for name in _DOORS if number % 2 == 0 else reversed(_DOORS):
            milliseconds, seconds = await measured(club, doors[name], slices[name][number])
            found[name, writers].add(milliseconds, seconds)
    for door in doors.values():
        await door.close()


def _told(found: dict[tuple[str, int], Figures], rounds: int) -> dict[str, object]:
    told: dict[str, object] = {"rounds": rounds, "logs": rounds * _MEMBERS * _TASKS}
    for (door, writers), one in found.items():
        told[f"{door}_{writers}_p50_ms"] = one.p(0.5)
        told[f"{door}_{writers}_p99_ms"] = one.p(0.99)
        told[f"{door}_{writers}_per_second"] = one.per_second
    for writers in _WRITERS:
        naive, ours = found["naive", writers], found["ours", writers]
        told[f"p99_ratio_{writers}"] = round(naive.p(0.99) / ours.p(0.99), 2)
        told[f"throughput_ratio_{writers}"] = round(ours.per_second / naive.per_second, 2)
    told["ours_mean_ms"] = round(statistics.mean(found["ours", 1].milliseconds), 2)
    told["load"] = os.getloadavg()[0]
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(json.dumps(asyncio.run(figures(options.rounds, lambda line: print(line, flush=True)))))


if __name__ == "__main__":
    main()
