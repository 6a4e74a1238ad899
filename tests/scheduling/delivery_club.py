"""A server with members who are reminded and finish things, and what delivers to it; time is set by hand."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import count

from sqlalchemy import insert
from sqlmodel import Session

from bot.domain.outbox import OutboxEntry, OutboxKey, OutboxKind, OutboxScope
from bot.domain.visibility import Announcing
from bot.scheduling.dispatching import Dispatcher, Pace
from bot.services.asker import Asker
from bot.services.catalogue_keeping import Keeper
from bot.services.deliveries import Deliveries
from bot.services.member_profile import MemberProfile
from bot.services.reminders import Reminders
from bot.services.schedules import Schedules
from bot.services.server_setup import ServerSetup
from bot.storage import member_settings, outbox
from bot.storage.database import Database
from bot.storage.tables import METADATA
from tests.scheduling.counting_port import WORKERS, CountingPort
from tests.set_clock import NOW, SetClock
from tests.stores import Store

HERE, CHANNEL, OTHER_CHANNEL = 100_000_000_000_000_010, 2**62 + 10, 2**62 + 11
MIRA, NOA = 2**62 + 1, 2**62 + 2
KEEPER = Keeper(HERE, 2**62 + 77)
WEDNESDAY, NINE = 2, time(9)


class SteppedTime:
    """Seconds that pass when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


@dataclass
class DeliveryClub:
    """`port` counts what arrives; `dispatcher` sends on `deliver`."""

    database: Database
    store: Store
    url: str
    clock: SetClock = field(default_factory=SetClock)
    port: CountingPort = field(default_factory=CountingPort)
    time: SteppedTime = field(default_factory=SteppedTime)
    lease: timedelta = timedelta(minutes=2)
    walks: bool = False

    def __post_init__(self) -> None:
        self.numbers = count(2**61)
        self.deliveries = Deliveries(self.database, self.clock, lease=self.lease)
        self.schedules = Schedules(self.database, self.clock, lambda: None)
        self.reminders = Reminders(self.database, self.clock)
        self.setup = ServerSetup(self.database, self.clock, lambda: None)
        self.profile = MemberProfile(self.database, self.clock)
        self.dispatcher = self.new_dispatcher()

    def new_dispatcher(self, sleep: Callable[[float], Awaitable[None]] | None = None) -> Dispatcher:
        return Dispatcher(
            self.deliveries,
            self.port,
            pace=Pace(workers=WORKERS),
            walks=self.walks,
            seconds=self.time.now,
            sleep=sleep or self.time.sleep,
            chance=lambda: 0.0,
        )

    def asker(self, user_id: int = MIRA) -> Asker:
        return Asker(user_id, HERE, next(self.numbers))

    def go_to(self, *parts: int) -> None:
        self.clock.advance(datetime(*parts, tzinfo=UTC) - self.clock.now())  # type: ignore[arg-type, misc]

    async def deliver(self) -> None:
        await self.dispatcher.drain()

    async def remind(self, user_id: int = MIRA, channel_id: int | None = None) -> None:
        """Has a member who works on something reminded on Wednesday, in the week of 24 November 2026."""
        await self.database.write(enrol, user_id, "active")
        await self.schedules.set_reminder(self.asker(user_id), WEDNESDAY, NINE, channel_id)

    async def announce(self, subject: str = "e1", user_id: int = MIRA) -> None:
        """Puts a completion into the outbox, of a member who wants it told in a channel that is set."""
        await self.setup.set_channel(KEEPER, CHANNEL)
        await self.database.write(put_completion, subject, user_id, self.clock.now())

    def rows(self, columns: str = "status, verdict") -> list[tuple[object, ...]]:
        """Of all rows of the outbox, the oldest first."""
        return self.store.rows(self.url, f"SELECT {columns} FROM outbox ORDER BY id")  # noqa: S608 - ours

    def end_leases(self) -> None:
        """Lets every lease and every wait have ended, as after hours."""
        past = "'2026-01-01 00:00:00.000000'"
        self.store.rows(self.url, f"UPDATE outbox SET lease_until = {past} WHERE lease_until IS NOT NULL")  # noqa: S608 - ours
        self.store.rows(self.url, f"UPDATE outbox SET not_before = {past} WHERE not_before IS NOT NULL")  # noqa: S608 - ours


def enrol(session: Session, user_id: int, status: str) -> None:
    """An enrolment of a member, as a row."""
    values = {
        "id": f"e{user_id}"[-12:],
        "guild_id": HERE,
        "user_id": user_id,
        "credential_id": "sql",
        "interaction_id": user_id,
        "status": status,
        "outline": "{}",
        "started_on": NOW.date(),
    }
    session.connection().execute(insert(METADATA.tables["enrolment"]), values)


def set_status(session: Session, user_id: int, status: str) -> None:
    table = METADATA.tables["enrolment"]
    session.connection().execute(table.update().where(table.c.user_id == user_id).values(status=status))


def put_completion(session: Session, subject: str, user_id: int, now: datetime) -> None:
    member_settings.set_announcing(session, HERE, user_id, Announcing.QUIET, now=now)
    key = OutboxKey(HERE, OutboxScope.MEMBER, user_id, OutboxKind.COMPLETION, subject, now.date().isoformat())
    outbox.put(session, OutboxEntry(key, {"title": "SQL"}, created_at=now, due_at=now))
