"""Rules, snoozes, pauses, other zones, crashes, restarts and clocks that jump, against a wall calendar."""

import asyncio
from collections.abc import Coroutine
from datetime import datetime, time, timedelta
from itertools import count
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.domain.errors import UserError
from bot.domain.schedule import FOREVER
from bot.storage.database import Database
from tests.scheduling.delivery_club import DeliveryClub, enrol
from tests.scheduling.delivery_model import PlainMember
from tests.stores import Store

_T = TypeVar("_T")
_USERS = count(2**62 + 100)
ZONES = st.sampled_from(
    [
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
    ]
)
WHO = st.integers(0, 1)
TIMES = st.sampled_from([time(0, 0), time(2, 30), time(9, 0), time(23, 30)])


class DeliveryMachine(RuleBasedStateMachine):
    """Two members in one server; everything is done to the model and to Badger."""

    def __init__(self, store: Store, url: str) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.club = DeliveryClub(self.run(Database.open(url)), store, url)
        for table in ("outbox", "schedule", "enrolment"):
            store.rows(url, f"DELETE FROM {table}")  # noqa: S608 - ours
        self.users = [next(_USERS), next(_USERS)]
        self.members = [PlainMember(), PlainMember()]
        for user_id in self.users:
            self.run(self.club.database.write(enrol, user_id, "active"))

    def run(self, work: Coroutine[Any, Any, _T]) -> _T:
        return self.runner.run(work)

    def now(self) -> datetime:
        return self.club.clock.now()

    @rule(who=WHO, weekday=st.integers(0, 6), at=TIMES)
    def set_it(self, who: int, weekday: int, at: time) -> None:
        asker = self.club.asker(self.users[who])
        self.run(self.club.schedules.set_reminder(asker, weekday, at, 5))
        self.members[who].set_rule(weekday, at, self.now())

    @rule(who=WHO, zone=ZONES)
    def move(self, who: int, zone: str) -> None:
        self.run(self.club.profile.set_time_zone(self.club.asker(self.users[who]), zone))
        self.members[who].move(zone, self.now())

    @rule(who=WHO, hours=st.none() | st.integers(0, 400))
    def pause(self, who: int, hours: int | None) -> None:
        until = None if hours is None else self.now() + timedelta(hours=hours)
        if self.is_done(who, self.club.schedules.pause_reminder(self.club.asker(self.users[who]), until)):
            self.members[who].pause(until or FOREVER, self.now())

    @rule(who=WHO)
    def resume(self, who: int) -> None:
        if self.is_done(who, self.club.schedules.resume_reminder(self.club.asker(self.users[who]))):
            self.members[who].pause(None, self.now())

    @rule(who=WHO)
    def remove(self, who: int) -> None:
        removed = self.run(self.club.schedules.remove_reminder(self.club.asker(self.users[who])))
        assert removed == (self.members[who].rule is not None)
        self.members[who].rule = self.members[who].paused_until = None

    @rule(who=WHO)
    def skip_week(self, who: int) -> None:
        if self.is_done(who, self.club.reminders.skip_week(self.club.asker(self.users[who]))):
            self.members[who].skip_week(self.now())

    @rule(who=WHO)
    def snooze(self, who: int) -> None:
        asker, member = self.club.asker(self.users[who]), self.members[who]
        expected = member.rule is not None and member.snooze(self.now())
        try:
            self.run(self.club.reminders.snooze(asker))
        except UserError:
            assert not expected
        else:
            assert expected

    @rule(hours=st.integers(1, 24) | st.integers(24, 600))
    def wait(self, hours: int) -> None:
        self.club.clock.advance(timedelta(hours=hours))

    @rule()
    def set_the_clock_back(self) -> None:
        self.club.clock.advance(timedelta(hours=-1))

    @rule()
    def deliver(self) -> None:
        self.club.end_leases()
        self.run(self.club.deliver())
        for member in self.members:
            member.sweep(self.now())
            member.deliver(self.now())

    @rule(after_sending=st.booleans())
    def die(self, after_sending: bool) -> None:
        self.club.end_leases()
        self.run(self.claim_and_die(after_sending=after_sending))
        for member in self.members:
            member.sweep(self.now())
            member.die(self.now(), after_sending=after_sending)
        self.run(self.club.database.close())
        self.club = DeliveryClub(
            self.run(Database.open(self.club.url)),
            self.club.store,
            self.club.url,
            self.club.clock,
            self.club.port,
        )

    async def claim_and_die(self, *, after_sending: bool) -> None:
        """What is in hand is looked for, and perhaps sent; nobody writes down what came of it."""
        await self.club.deliveries.make_due(self.now())
        claims, _ = await self.club.deliveries.claim(self.now(), 100)
        for claim in claims:
            found = claim.must_look and await self.club.port.find_sent(claim.delivery)
            if after_sending and not found and claim.unwanted is None:
                await self.club.port.send(claim.delivery)

    def is_done(self, who: int, work: Coroutine[Any, Any, object]) -> bool:
        """Whether it was done: only where there is a rule."""
        try:
            self.run(work)
        except UserError:
            assert self.members[who].rule is None
            return False
        assert self.members[who].rule is not None
        return True

    @invariant()
    def nothing_is_doubled(self) -> None:
        assert self.club.port.doubled == 0

    @invariant()
    def both_agree(self) -> None:
        found = self.club.rows("scope_id, period, status, verdict")
        for user_id, member in zip(self.users, self.members, strict=True):
            mine = {row[1]: row[3] or row[2] for row in found if row[0] == user_id}
            expected = {
                period: "leased" if thing.limbo else thing.state for period, thing in member.things.items()
            }
            assert mine == expected
            arrived = {each.key.period for each in self.club.port.deliveries if each.key.scope_id == user_id}
            assert arrived == {
                period for period, thing in member.things.items() if thing.state == "sent" or thing.arrived
            }

    def teardown(self) -> None:
        self.run(self.club.database.close())
        self.runner.close()


# A game opens the database many times, and a busy machine may take its time.
@pytest.mark.timeout(600)
def test_what_is_due_agrees_with_a_calendar_on_the_wall(store: Store):
    url = store.new_url()
    examples = 25 if store.kind == "sqlite" else 6
    run_state_machine_as_test(
        lambda: DeliveryMachine(store, url),  # type: ignore[arg-type]  # whatever makes a machine will do
        settings=settings(max_examples=examples, stateful_step_count=25, deadline=None),
    )
