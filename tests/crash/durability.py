"""kill -9 while members log tasks: what was acknowledged must be there afterwards, and once.

`python -m tests.crash.durability [--kills N] [--database sqlite|postgresql]` prints one JSON line last. The
process that is killed logs for eight members at a time with the use case behind `/log`, and says each log
that was answered in a line. The next one goes on where that one stopped, and sends again what it was not
told of, as a member would: with the same interaction.
"""

import argparse
import asyncio
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.domain.next_task import TaskRef
from bot.services.asker import Asker
from bot.services.enrolling import Enrolling
from bot.services.log_requests import LogRequest
from bot.services.tracking import Tracking
from bot.storage.database import Database
from tests.crash.small_club import GUILD, TASKS, catalogue_of
from tests.postgresql import running_server
from tests.set_clock import SetClock

_WRITERS = 8
_LEAST_BEFORE_A_KILL, _MOST_BEFORE_A_KILL = 30, 60
_FIRST_USER = 2**62
_FIRST_INTERACTION = 2**61
_QUERY = "SELECT user_id, task_id, interaction_id FROM log_entry WHERE kind = 'done' AND voided_by IS NULL"

Rows = Callable[[], list[tuple[int, str, int]]]
"""What is in the ledger, as another program sees it; raises where the database is not whole."""


class Place:
    """The place of a log in what one writer does: member after member, task after task."""

    def __init__(self, writer: int, number: int) -> None:
        self.user_id = _FIRST_USER + writer + number // len(TASKS) * _WRITERS
        self.task_id = TASKS[number % len(TASKS)]
        self.interaction_id = _FIRST_INTERACTION + number * _WRITERS + writer

    @property
    def row(self) -> tuple[int, str, int]:
        """How it is in the ledger."""
        return self.user_id, self.task_id, self.interaction_id


async def log_for_ever(url: str, starts: list[int]) -> None:
    """Logs one task after another, from each writer's start, and says so on standard output."""
    database = await Database.open(url)
    enrolling = Enrolling(catalogue_of, database, SetClock())
    tracking = Tracking(catalogue_of, database, SetClock())

    async def log(writer: int, number: int) -> None:
        while True:
            place = Place(writer, number)
            # The interaction of the start is another one than that of the log.
            starter = Asker(place.user_id, GUILD, place.interaction_id - _FIRST_INTERACTION + 1)
            enrolment = (await enrolling.start(starter, "course")).view.enrolment
            request = LogRequest(task=str(TaskRef(enrolment.id, place.task_id)), minutes="45")
            await tracking.log(Asker(place.user_id, GUILD, place.interaction_id), request)
            os.write(sys.stdout.fileno(), f"{writer} {number}\n".encode())
            number += 1

    await asyncio.gather(*(log(writer, start) for writer, start in enumerate(starts)))


def acknowledged_until_killed(url: str, starts: list[int], at_least: int) -> list[tuple[int, int]]:
    """The logs (writer, number) that a process acknowledged before it was killed."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.crash.durability", "--log", url, *map(str, starts)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout is not None
    with child.stdout as lines:
        said = [lines.readline() for _ in range(at_least)]
        child.kill()
        # What it said before it died may still be on its way.
        said += lines.readlines()
    child.wait()
    whole = (line.split() for line in said if line.endswith("\n"))
    return [(int(writer), int(number)) for writer, number in whole]


def crash(kills: int, url: str, rows: Rows, chance: random.Random) -> dict[str, int]:
    """How many logs were acknowledged by so many killed processes; how many were lost, how many doubled."""
    starts = [0] * _WRITERS
    acknowledged: set[tuple[int, str, int]] = set()
    for _ in range(kills):
        at_least = chance.randint(_LEAST_BEFORE_A_KILL, _MOST_BEFORE_A_KILL)
        for writer, number in acknowledged_until_killed(url, starts, at_least):
            acknowledged.add(Place(writer, number).row)
            starts[writer] = max(starts[writer], number + 1)
        rows()
    found = rows()
    ticks = {(user_id, task_id) for user_id, task_id, _ in found}
    return {
        "kills": kills,
        "acknowledged": len(acknowledged),
        "lost": len(acknowledged - set(found)),
        "doubled": len(found) - len(ticks),
    }


@contextmanager
def database_of(kind: str) -> Iterator[tuple[str, Rows]]:
    """A new database of a kind, which keeps what it acknowledges: its address, and what is in its ledger."""
    if kind == "postgresql":
        with running_server(is_durable=True) as server:
            name = server.create()
            yield server.url(name), lambda: server.run(_QUERY, name)
        return
    with tempfile.TemporaryDirectory(prefix="badger-durability-") as folder:
        path = Path(folder) / "badger.sqlite3"
        yield f"sqlite:///{path}", lambda: _sqlite_rows(path)


def _sqlite_rows(path: Path) -> list[tuple[int, str, int]]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute(_QUERY).fetchall()


def durability(kills: int, kind: str, seed: int | None = None) -> dict[str, int]:
    """The figures of one database that lives through all kills."""
    with database_of(kind) as (url, rows):
        return crash(kills, url, rows, random.Random(seed))  # noqa: S311 - when to kill is no secret


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    options = parser.parse_args()
    print(json.dumps(durability(options.kills, options.database)))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--log"]:
        asyncio.run(log_for_ever(sys.argv[2], [int(start) for start in sys.argv[3:]]))
    else:
        main()
