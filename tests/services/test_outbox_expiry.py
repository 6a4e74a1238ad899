"""What was told long ago is let go of, and nothing is told a second time for that."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select, update

from bot.domain.delivery_rules import KEPT_FOR
from bot.domain.occurrence import WEEKLY
from bot.domain.outbox import OutboxEntry, OutboxKey, OutboxKind, OutboxScope, OutboxStatus, Verdict
from bot.services import expiry
from bot.services.asker import Asker
from bot.services.due_weeks import make_all_due
from bot.services.expiry import Expiry
from bot.services.member_profile import MemberProfile
from bot.services.schedules import Schedules
from bot.storage import announcements, deliveries, outbox
from bot.storage.database import Database, Session
from bot.storage.tables import OutboxRow
from tests.set_clock import NOW, SetClock
from tests.stores import Store

HERE, MIRA = 100_000_000_000_000_010, 2**62 + 1
DAY = timedelta(days=1)
OLD, YOUNG = NOW - KEPT_FOR - DAY, NOW - KEPT_FOR + DAY


@pytest.fixture
async def database(store: Store) -> AsyncIterator[Database]:
    opened = await Database.open(store.new_url())
    yield opened
    await opened.close()


def tell(
    session: Session, subject: str, at: datetime, status: str, verdict: Verdict | None = None
) -> OutboxEntry:
    """A completion in the outbox."""
    key = OutboxKey(HERE, OutboxScope.MEMBER, MIRA, OutboxKind.COMPLETION, subject, at.date().isoformat())
    outbox.put(session, OutboxEntry(key, {}, at, at, OutboxStatus(status), None, verdict))
    found = outbox.at(session, key)
    assert found is not None
    return found


async def subjects(database: Database) -> list[str]:
    return await database.read(lambda session: list(session.exec(select(OutboxRow.subject)).all()))


async def test_what_is_over_goes_and_what_is_young_or_still_to_be_told_stays(database: Database):
    def fill(session: Session) -> None:
        for status in ("sent", "skipped", "dead", "pending"):
            tell(session, f"old {status}", OLD, status)
            tell(session, f"young {status}", YOUNG, status)

    await database.write(fill)
    assert await Expiry(database, SetClock()).delete_expired() == 3
    assert sorted(await subjects(database)) == [
        "old pending",
        *(f"young {status}" for status in ("dead", "pending", "sent", "skipped")),
    ]


async def test_what_is_still_to_be_taken_back_stays_until_it_is(database: Database):
    def fill(session: Session) -> int:
        told = tell(session, "told", OLD, "sent")
        tell(session, "newest", OLD, "sent")
        outbox.withdraw(session, HERE, OutboxKind.COMPLETION, "told", now=NOW)
        return told.id

    told = await database.write(fill)
    expiry = Expiry(database, SetClock())
    assert await expiry.delete_expired() == 0
    await database.write(deliveries.mark_amended, told, is_withdrawn=True)
    assert await expiry.delete_expired() == 1


async def test_congratulations_go_with_what_they_were_for(database: Database):
    def fill(session: Session) -> tuple[int, int]:
        ids = tell(session, "old", OLD, "sent").id, tell(session, "young", YOUNG, "sent").id
        for each in ids:
            announcements.add(session, HERE, each, MIRA, now=NOW)
        return ids

    old, young = await database.write(fill)
    await Expiry(database, SetClock()).delete_expired()
    counts = [await database.read(announcements.count, HERE, each) for each in (old, young)]
    assert counts == [0, 1]


async def test_no_number_is_given_twice_though_all_is_old(database: Database):
    def fill(session: Session) -> list[int]:
        return [tell(session, str(number), OLD, "sent").id for number in range(3)]

    ids = await database.write(fill)
    await Expiry(database, SetClock()).delete_expired()
    new = await database.write(lambda session: tell(session, "new", NOW, "pending").id)
    assert new > max(ids)


async def test_many_go_a_batch_at_a_time(database: Database, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(expiry, "_BATCH", 3)

    def fill(session: Session) -> None:
        for number in range(8):
            tell(session, str(number), OLD, "sent")

    await database.write(fill)
    assert await Expiry(database, SetClock()).delete_expired() == 7


STEPS = st.lists(
    st.tuples(st.just("wait"), st.integers(1, 100) | st.integers(100, 24 * 7 * 70))
    | st.tuples(st.just("zone"), st.sampled_from(["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"]))
    | st.tuples(st.just("rule"), st.tuples(st.integers(0, 6), st.sampled_from([time(0), time(23, 30)])))
    | st.tuples(st.just("off"), st.none()),
    min_size=3,
    max_size=8,
)
_USERS = count(2**62 + 500)


class Life:
    """A member with a reminder, of whom all weeks are seen that were ever written down."""

    def __init__(self, database: Database, *, expires: bool) -> None:
        self.database, self.clock = database, SetClock()
        self.user_id, self.numbers, self.expires = next(_USERS), count(2**61), expires
        self.schedules = Schedules(database, self.clock, lambda: None)
        self.profile = MemberProfile(database, self.clock)
        self.seen: dict[int, tuple[str, str | None]] = {}

    async def live(self, steps: list[tuple[str, Any]]) -> list[tuple[str, str | None]]:
        """All weeks that there ever were, each with its verdict, in order."""
        await self.step("rule", (2, time(9)))
        for name, value in steps:
            await self.step(name, value)
            await self.database.write(self.send, self.clock.now())
            if self.expires:
                await Expiry(self.database, self.clock).delete_expired()
        return sorted(self.seen.values(), key=str)

    async def step(self, name: str, value: Any) -> None:  # noqa: ANN401 - each step has its own
        asker = Asker(self.user_id, HERE, next(self.numbers))
        match name:
            case "wait":
                self.clock.advance(timedelta(hours=value))
            case "zone":
                await self.profile.set_time_zone(asker, value)
            case "rule":
                await self.schedules.set_reminder(asker, *value)
            case _:
                await self.schedules.remove_reminder(asker)

    def send(self, session: Session, now: datetime) -> None:
        """All that is due is sent; the newest row, which always stays, is none of it."""
        make_all_due(session, now, 100)
        mine = (col(OutboxRow.scope_id) == self.user_id) & (col(OutboxRow.subject) == WEEKLY)
        pending = update(OutboxRow).where(mine, col(OutboxRow.status) == "pending")
        session.exec(pending.values(status="sent"))
        tell(session, str(next(self.numbers)), now, "pending")
        rows = session.exec(select(OutboxRow.id, OutboxRow.period, OutboxRow.verdict).where(mine))
        self.seen |= {number or 0: (period, verdict) for number, period, verdict in rows}


@pytest.mark.timeout(300)
async def test_no_week_comes_twice_because_an_old_one_is_forgotten(database: Database, store: Store):
    @settings(max_examples=25 if store.kind == "sqlite" else 8, deadline=None)
    @given(STEPS)
    @example([("wait", 20), ("rule", (6, time(23, 30))), ("wait", 150)])
    def lives(steps: list[tuple[str, Any]]) -> None:
        for expires in (True, False):
            life = Life(database, expires=expires)
            told = asyncio.run_coroutine_threadsafe(life.live(steps), loop).result()
            weeks = [week for week, _ in told]
            assert len(weeks) == len(set(weeks))
            outcomes.append(told)
        assert outcomes[-1] == outcomes[-2]

    loop, outcomes = asyncio.get_running_loop(), list[list[tuple[str, str | None]]]()
    await asyncio.to_thread(lives)
