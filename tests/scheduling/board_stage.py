"""Groups with boards, and keepers of them that can be killed; all time is stepped by hand."""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from bot.domain.delivery import SentMessage
from bot.domain.group_keeping import Keeping
from bot.domain.ports import Turn
from bot.scheduling.board_keeping import BoardKeeper, KeepingPace
from bot.services.group_work import GroupWork
from bot.services.study_groups import NewGroup
from bot.storage import group_checkins, group_places
from bot.storage.database import Database
from tests.services.ledger_club import Club, with_tasks
from tests.set_clock import NOW, SetClock

HERE, CHANNEL = 100_000_000_000_000_010, 100_000_000_000_000_030
BEGINNING = datetime(2026, 11, 24, 12, tzinfo=UTC)


class KilledError(BaseException):
    """The process is killed, at this very place."""


@dataclass
class SteppedMinutes:
    """One clock for the databases' time and for the seconds of the processes."""

    seconds: float = 0.0

    def now(self) -> float:
        return self.seconds

    def at(self, _session: Session) -> datetime:
        return BEGINNING + timedelta(seconds=self.seconds)

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds


@dataclass
class WatchedPort:
    """Keeps when each message was edited; `trouble` is asked before and after each edit."""

    time: SteppedMinutes
    edits: dict[SentMessage, list[float]] = field(default_factory=lambda: defaultdict(list))
    trouble: Callable[[str, Keeping], BaseException | None] = lambda _when, _keeping: None

    async def show(self, keeping: Keeping, turn: Turn) -> None:
        await turn()
        self._fail("before", keeping)
        self.edits[keeping.message].append(self.time.seconds)
        self._fail("after", keeping)

    def _fail(self, when: str, keeping: Keeping) -> None:
        trouble = self.trouble(when, keeping)
        if trouble is not None:
            raise trouble


class BoardStage:
    """Groups of one member each, in threads with boards."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = SetClock()
        self.club = Club(database, self.clock, [with_tasks("sql", "Read")])
        self.work = GroupWork.over(database, self.club.seen, self.clock, lambda: None)
        self.time = SteppedMinutes()
        self.port = WatchedPort(self.time)
        self.places = self.work.places
        self.keeper = self.new_keeper()

    def new_keeper(self, pace: KeepingPace | None = None) -> BoardKeeper:
        return BoardKeeper(
            self.places,
            self.port,
            pace=pace,
            seconds=self.time.now,
            sleep=self.time.sleep,
            chance=lambda: 0.0,
        )

    async def make_groups(self, count: int) -> list[int]:
        """Groups whose boards say what holds."""
        numbers = []
        for number in range(1, count + 1):
            asker = self.club.asker(100_000_000_000_000_000 + number)
            group = (await self.work.life.create(asker, NewGroup(f"Group {number}", CHANNEL))).group
            await self.database.write(_post, group.id)
            numbers.append(group.id)
        await self.keeper.tick()
        self.port.edits.clear()
        self.pass_time(minutes=2)
        return numbers

    def pass_time(self, *, minutes: float) -> None:
        """The real time and the calendar move on together."""
        self.time.seconds += minutes * 60
        self.clock.advance(timedelta(minutes=minutes))

    async def change(self, *group_ids: int) -> None:
        await self.database.write(_change, group_ids, self.clock.now())

    async def check_in(self, group_id: int, week: str = "2026-W48") -> SentMessage:
        """Opens a check-in with a message, which says what holds."""
        sent = SentMessage(CHANNEL + 1000 + group_id, 7000 + group_id)
        await self.database.write(_check_in, group_id, week, sent)
        return sent

    async def is_quiet(self) -> bool:
        """Whether nothing is to be shown, however long one waits."""
        self.pass_time(minutes=200)
        return not await self.places.claim(10)


def board_of(group_id: int) -> SentMessage:
    return SentMessage(CHANNEL + 1000 + group_id, 5000 + group_id)


def shuffled(chance: random.Random, keepers: list[BoardKeeper]) -> list[BoardKeeper]:
    return chance.sample(keepers, len(keepers))


def _post(session: Session, group_id: int) -> None:
    sent = board_of(group_id)
    group_places.set_thread(session, HERE, group_id, 1, sent.channel_id, is_private=True)
    group_places.set_board(session, HERE, group_id, 1, sent.message_id)


def _change(session: Session, group_ids: tuple[int, ...], now: datetime) -> None:
    group_places.mark_changed(session, HERE, group_ids, now=now)


def _check_in(session: Session, group_id: int, week: str, sent: SentMessage) -> None:
    group_checkins.open_(session, HERE, group_id, week, now=NOW)
    group_checkins.set_message(session, HERE, group_id, week, sent)
