"""What the boards of study groups cost while everybody logs.

`python -m tests.bench.boards [--groups N] [--members N] [--seconds N]` fills a server with groups, lets their
members log and look at boards all the time, and keeps the posted boards up to date beside it, with a stand-in
for Discord that counts. It prints one JSON line last.

- `edits_per_minute`: the most edits of posted boards in any minute, of all groups together; `bound` is what
  the keeper lets pass, and `most_of_a_group` the most edits of one group in any minute.
- `board_p99_ms`: of `/group board` (the use case behind it), in turn in each window. `nothing_p99_ms`: of a
  read that asks for nothing, at the same time through the same door: what the machine's other work costs.
- `queries_per_board`: the most of any group and window; `queries_differ` says whether they were not the same
  in small and large groups, of short and long histories.
"""

import argparse
import asyncio
import json
import os
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Engine, event, insert
from sqlmodel import Session

from bot.catalogue.seed import read_seed
from bot.domain.enrolment import outline_of
from bot.domain.group_board import Window
from bot.domain.group_keeping import Keeping
from bot.domain.next_task import TaskRef
from bot.domain.ports import Turn
from bot.scheduling.board_keeping import EDITS_PER_SECOND, BoardKeeper, keeping_boards
from bot.services.asker import Asker
from bot.services.group_boards import GroupBoards
from bot.services.group_places import GroupPlaces
from bot.services.log_requests import LogRequest
from bot.services.seen_catalogue import SeenCatalogue
from bot.services.tracking import Tracking
from bot.storage import sqlite
from bot.storage.database import Database
from bot.storage.outlines import text_of
from bot.storage.tables import METADATA
from tests.bench.spread import at
from tests.set_clock import NOW, SetClock

_CREDENTIAL = "nccer-core"
_GUILD = 10
_FIRST_USER = 2**62
_GROUPS_A_MEMBER = 4
_ENTRIES_A_MEMBER = 60
_DAYS = 120
_WRITERS, _READERS = 4, 2
_PAUSE_SECONDS = 0.05
"""Between two deeds of one who logs or looks: together that is some dozens a second."""
_MINUTE_SECONDS = 60.0
_Interactions = count(2**61)


@dataclass
class Club:
    """A server of groups. Each member is in four of them; every other group follows the credential."""

    groups: int
    members: int
    credential: Any = field(init=False)

    def __post_init__(self) -> None:
        self.credential = next(each for each in read_seed().credentials if each.id == _CREDENTIAL)
        self._seen = SimpleNamespace(seen=SeenCatalogue([self.credential]))
        self.tasks = [task.id for part in self.credential.requirements for task in part.tasks]
        self.users = range(_FIRST_USER, _FIRST_USER + self.groups * self.members // _GROUPS_A_MEMBER)

    def catalogue_of(self, _guild_id: int | None) -> Any:  # noqa: ANN401 - only a part of it is needed
        """What the club sees."""
        return self._seen

    def enrolment_of(self, user_id: int) -> str:
        """The id of what a member works on."""
        return f"e{user_id - _FIRST_USER:011d}"

    def members_of(self, group_id: int) -> list[int]:
        """Who is in a group: neighbours, so that a member's groups overlap."""
        first = (group_id - 1) * self.members // _GROUPS_A_MEMBER
        return [self.users[(first + number) % len(self.users)] for number in range(self.members)]

    def rows(self) -> Iterable[tuple[str, list[dict[str, Any]]]]:
        """All that is in the database before the first of them logs again."""
        numbers, chance = range(1, self.groups + 1), random.Random(1)  # noqa: S311 - the same each time
        yield "study_group", [self._group(number) for number in numbers]
        yield "group_place", [self._place(number) for number in numbers]
        stays = ((number, user) for number in numbers for user in self.members_of(number))
        yield "group_member", [self._stay(*each) for each in stays]
        outline = text_of(outline_of(self.credential))
        yield "enrolment", [self._enrolment(user, outline) for user in self.users]
        yield "enrolment_status", [self._status(user) for user in self.users]
        yield (
            "log_entry",
            [self._entry(user, chance) for user in self.users for _ in range(_ENTRIES_A_MEMBER)],
        )

    def _group(self, number: int) -> dict[str, Any]:
        return {
            "id": number,
            "guild_id": _GUILD,
            "name": f"Group {number}",
            "name_key": f"group {number}",
            "owner_id": self.members_of(number)[0],
            "credential_id": _CREDENTIAL if number % 2 else None,
            "most_members": 50,
            "is_open": True,
            "zone": "Europe/Berlin",
            "created_at": NOW - timedelta(days=_DAYS),
            "version": 1,
            "interaction_id": number,
        }

    def _place(self, number: int) -> dict[str, Any]:
        return {
            "group_id": number,
            "guild_id": _GUILD,
            "channel_id": 1,
            "thread_id": 1000 + number,
            "is_private": True,
            "board_message_id": 5000 + number,
            "generation": 1,
            "trouble_told": False,
            "week_ends_at": NOW + timedelta(days=30),
            "tries": 0,
        }

    def _stay(self, number: int, user_id: int) -> dict[str, Any]:
        return {
            "guild_id": _GUILD,
            "group_id": number,
            "user_id": user_id,
            "joined_on": NOW.date() - timedelta(days=_DAYS),
            "interaction_id": next(_Interactions),
        }

    def _enrolment(self, user_id: int, outline: str) -> dict[str, Any]:
        return {
            "id": self.enrolment_of(user_id),
            "guild_id": _GUILD,
            "user_id": user_id,
            "credential_id": _CREDENTIAL,
            "interaction_id": next(_Interactions),
            "status": "active",
            "outline": outline,
            "started_on": NOW.date() - timedelta(days=_DAYS),
        }

    def _status(self, user_id: int) -> dict[str, Any]:
        return {
            "guild_id": _GUILD,
            "enrolment_id": self.enrolment_of(user_id),
            "status": "active",
            "at": NOW - timedelta(days=_DAYS),
            "interaction_id": next(_Interactions),
        }

    def _entry(self, user_id: int, chance: random.Random) -> dict[str, Any]:
        day: date = NOW.date() - timedelta(days=chance.randrange(1, _DAYS))
        return {
            "guild_id": _GUILD,
            "user_id": user_id,
            "enrolment_id": self.enrolment_of(user_id),
            "kind": "minutes",
            "task_id": chance.choice(self.tasks),
            "minutes": chance.randrange(1, 20),
            "note": "done at last",
            "local_day": day,
            "logged_at": NOW - timedelta(days=1),
            "interaction_id": next(_Interactions),
            "part": 0,
        }


class CountingPort:
    """Stands in for Discord: it reads the board as the real one does, and counts the edits."""

    def __init__(self, boards: GroupBoards) -> None:
        self._boards = boards
        self.edits: dict[int, list[float]] = defaultdict(list)

    async def show(self, keeping: Keeping, turn: Turn) -> None:
        """Counts."""
        await self._boards.posted_board(keeping.place.guild_id, keeping.place.group_id)
        await turn()
        self.edits[keeping.place.group_id].append(time.monotonic())

    def most_of_a_group(self) -> int:
        """The most edits of one group in any minute."""
        return max((most_in_a_minute(times) for times in self.edits.values()), default=0)

    def most(self) -> int:
        """The most edits of all in any minute."""
        return most_in_a_minute([at for times in self.edits.values() for at in times])


def most_in_a_minute(times: list[float]) -> int:
    """The most of these moments, in seconds, that lie within one minute."""
    ordered, first, most = sorted(times), 0, 0
    for last, moment in enumerate(ordered):
        while moment - ordered[first] >= _MINUTE_SECONDS:
            first += 1
        most = max(most, last - first + 1)
    return most


class Bench:
    """The use cases over one filled database."""

    def __init__(self, club: Club, database: Database, ends_at: float) -> None:
        self.club, self.ends_at = club, ends_at
        clock = SetClock()
        self.boards = GroupBoards(club.catalogue_of, database, clock)
        self.tracking = Tracking(club.catalogue_of, database, clock)
        self.places = GroupPlaces(database, clock, lambda: None)
        self.port = CountingPort(self.boards)
        self.milliseconds: list[float] = []
        self.of_nothing: list[float] = []
        self.logs = 0
        self._database = database

    async def logs_on(self, number: int) -> None:
        """One who logs for one member after the other."""
        chance = random.Random(number)  # noqa: S311 - the same each time
        while time.monotonic() < self.ends_at:
            user_id = chance.choice(self.club.users)
            ref = TaskRef(self.club.enrolment_of(user_id), chance.choice(self.club.tasks))
            request = LogRequest(str(ref), "1", is_done=False, is_sure=True)
            await self.tracking.log(Asker(user_id, _GUILD, next(_Interactions)), request)
            self.logs += 1
            await asyncio.sleep(_PAUSE_SECONDS)

    async def looks_on(self, number: int) -> None:
        """One who looks at one board after the other."""
        chance = random.Random(number)  # noqa: S311 - the same each time
        while time.monotonic() < self.ends_at:
            for window in Window:
                await self.look(chance.randrange(1, self.club.groups + 1), window)
                await asyncio.sleep(_PAUSE_SECONDS)

    async def asks_nothing(self) -> None:
        """One who reads nothing, again and again."""
        while time.monotonic() < self.ends_at:
            start = time.perf_counter()
            await self._database.read(lambda _: None)
            self.of_nothing.append((time.perf_counter() - start) * 1000)
            await asyncio.sleep(_PAUSE_SECONDS)

    async def look(self, group_id: int, window: Window) -> None:
        """A member looks at the board of their group."""
        asker = Asker(self.club.members_of(group_id)[0], _GUILD, next(_Interactions))
        start = time.perf_counter()
        await self.boards.board(asker, group_id, window)
        self.milliseconds.append((time.perf_counter() - start) * 1000)

    async def run(self) -> None:
        """All at once, with the keeper of the boards beside them."""
        async with keeping_boards(BoardKeeper(self.places, self.port)):
            writers = (self.logs_on(number) for number in range(_WRITERS))
            readers = (self.looks_on(_WRITERS + number) for number in range(_READERS))
            await asyncio.gather(*writers, *readers, self.asks_nothing())


async def queries_of(bench: Bench) -> set[tuple[bool, int]]:
    """Whether a group follows a credential, and how many queries a board of such took."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT"):
            asked.append(statement)

    found = set()
    event.listen(Engine, "before_cursor_execute", note)
    for group_id in (1, 2, bench.club.groups // 2, bench.club.groups // 2 + 1):
        for window in Window:
            asked.clear()
            await bench.look(group_id, window)
            found.add((bool(group_id % 2), len(asked)))
    event.remove(Engine, "before_cursor_execute", note)
    bench.milliseconds.clear()
    return found


def fill(path: Path, club: Club) -> None:
    """Writes all rows of the club."""
    engine = sqlite.writing_engine(path)
    with Session(engine) as session:
        for table, rows in club.rows():
            session.connection().execute(insert(METADATA.tables[table]), rows)
        session.commit()
    engine.dispose()


async def figures(
    groups: int, members: int, seconds: float, show: Callable[[str], None]
) -> dict[str, object]:
    """All that is measured."""
    with TemporaryDirectory() as name:
        club, path = Club(groups, members), Path(name) / "boards.sqlite3"
        await (await Database.open(f"sqlite:///{path}")).close()
        fill(path, club)
        show(f"{len(club.users)} members with {_ENTRIES_A_MEMBER} entries each")
        database = await Database.open(f"sqlite:///{path}")
        queries = await queries_of(Bench(club, database, 0))
        bench = Bench(club, database, time.monotonic() + seconds)
        await bench.run()
        await database.close()
    return _told(bench, queries, seconds)


def _told(bench: Bench, queries: set[tuple[bool, int]], seconds: float) -> dict[str, object]:
    most = {follows: max(asked for each, asked in queries if each == follows) for follows, _ in queries}
    return {
        "groups": bench.club.groups,
        "members_per_group": bench.club.members,
        "seconds": seconds,
        "logs": bench.logs,
        "boards": len(bench.milliseconds),
        "edits_per_minute": bench.port.most(),
        "bound": int(EDITS_PER_SECOND * _MINUTE_SECONDS),
        "most_of_a_group": bench.port.most_of_a_group(),
        "board_p50_ms": round(at(bench.milliseconds, 0.5), 1),
        "board_p99_ms": round(at(bench.milliseconds, 0.99), 1),
        "nothing_p99_ms": round(at(bench.of_nothing, 0.99), 1),
        "queries_per_board": max(most.values()),
        "queries_differ": len(queries) != len(most),
        "load": os.getloadavg()[0],
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--groups", type=int, default=500)
    parser.add_argument("--members", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=150)
    options = parser.parse_args()
    print(
        json.dumps(
            asyncio.run(
                figures(
                    options.groups, options.members, options.seconds, lambda line: print(line, flush=True)
                )
            )
        )
    )


if __name__ == "__main__":
    main()
