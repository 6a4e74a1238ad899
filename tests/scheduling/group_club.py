"""A study group whose board, news and check-ins are delivered to a Discord that counts."""

from datetime import UTC, datetime

from sqlmodel import Session, select

from bot.domain.group_checkin import Checkin, ClosedWeek
from bot.domain.group_place import GroupPlace
from bot.domain.outbox import OutboxKind
from bot.scheduling.dispatching import Dispatcher, Pace
from bot.services.deliveries import Deliveries
from bot.services.group_work import GroupWork
from bot.services.study_groups import NewGroup
from bot.storage import group_checkins, group_places
from bot.storage.database import Database
from bot.storage.tables import OutboxRow
from tests.scheduling.counting_port import WORKERS, CountingPort
from tests.scheduling.delivery_club import SteppedTime
from tests.services.ledger_club import HERE, MIRA, NOA, Club, with_tasks
from tests.set_clock import SetClock
from tests.stores import Store

CHANNEL, THREAD = 100_000_000_000_000_030, 100_000_000_000_000_031
FIRST_SUNDAY = (2026, 11, 29, 18)


class GroupClub:
    """Mira's group with Noa in it, in a thread that is there; it is Tuesday, 24 November 2026."""

    def __init__(self, database: Database, store: Store, url: str) -> None:
        self.database, self.store, self.url = database, store, url
        self.clock = SetClock()
        self.club = Club(database, self.clock, [with_tasks("sql", "Read", "Write")])
        self.work = GroupWork.over(database, self.club.seen, self.clock, lambda: None)
        self.port = CountingPort()
        self.time = SteppedTime()
        deliveries = Deliveries(database, self.clock, opening=self.work.checkins.open)
        self.deliveries = deliveries
        self.group_id = 0

    def new_dispatcher(self) -> Dispatcher:
        return Dispatcher(
            self.deliveries,
            self.port,
            pace=Pace(workers=WORKERS),
            seconds=self.time.now,
            sleep=self.time.sleep,
            chance=lambda: 0.0,
        )

    async def begin(self) -> None:
        """Makes the group with its thread; its board and its news are not told yet."""
        asker = self.club.asker(MIRA)
        self.group_id = (await self.work.life.create(asker, NewGroup("Night Owls", CHANNEL))).group.id
        await self.make_thread(THREAD)
        await self.work.life.join(self.club.asker(NOA), self.group_id)

    async def make_thread(self, thread_id: int) -> GroupPlace:
        """As the port does where there is none."""
        return await self.work.places.set_thread(await self.place(), thread_id, is_private=True)

    async def deliver(self) -> None:
        await self.new_dispatcher().drain()

    async def go_to(self, *parts: int) -> None:
        self.clock.advance(datetime(*parts, tzinfo=UTC) - self.clock.now())  # type: ignore[misc, arg-type]
        await self.deliver()

    async def place(self) -> GroupPlace:
        return await self.work.places.place(HERE, self.group_id)

    async def told(self, kind: OutboxKind) -> list[tuple[str, str, str | None]]:
        """Subject, status and verdict of all of a kind, the oldest first."""

        def look(session: Session) -> list[tuple[str, str, str | None]]:
            rows = session.exec(select(OutboxRow).where(OutboxRow.kind == kind.value).order_by(OutboxRow.id))  # type: ignore[arg-type]
            return [(row.subject, row.status, row.verdict) for row in rows]

        return await self.database.read(look)

    def sent(self, kind: OutboxKind) -> list[tuple[int | None, str]]:
        """Where and for which period messages of a kind went, in order."""
        return [(each.channel_id, each.key.period) for each in self.port.deliveries if each.key.kind is kind]

    async def checkin(self, week: str) -> Checkin | None:
        return await self.database.read(group_checkins.of, HERE, self.group_id, week)

    async def closed(self, week: str) -> ClosedWeek | None:
        return await self.database.read(group_checkins.closed_week, HERE, self.group_id, week)

    async def post_board(self, message_id: int = 77) -> None:
        """As if the board was posted before."""
        place = await self.place()
        await self.database.write(group_places.set_board, HERE, self.group_id, place.generation, message_id)

    def end_leases(self) -> None:
        """Lets every lease and every wait have ended, as after hours."""
        past = "'2026-01-01 00:00:00.000000'"
        for column in ("lease_until", "not_before"):
            self.store.rows(self.url, f"UPDATE outbox SET {column} = {past} WHERE {column} IS NOT NULL")  # noqa: S608 - ours
