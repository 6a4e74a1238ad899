"""A weekly reminder is set, edited, paused, snoozed, tried; no week comes twice or falls out in silence."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from itertools import count

import pytest

from bot.domain.errors import UserError
from bot.domain.outbox import OutboxKind, OutboxStatus
from bot.domain.schedule import FOREVER, member_reminder, server_digest
from bot.services.asker import Asker
from bot.services.catalogue_keeping import Keeper
from bot.services.due_weeks import make_all_due
from bot.services.member_profile import MemberProfile
from bot.services.reminders import Reminders
from bot.services.schedules import Schedules
from bot.services.server_setup import ServerSetup
from bot.storage import outbox
from bot.storage.database import Database
from tests.set_clock import NOW, SetClock
from tests.stores import Store

HERE, MIRA, NOA, CHANNEL = 100_000_000_000_000_010, 2**62 + 1, 2**62 + 2, 2**62 + 3
MONDAY, WEDNESDAY, FRIDAY = 0, 2, 4
NINE = time(9)
KEEPER = Keeper(HERE, 2**62 + 77)


class Week:
    """A server in the week of Tuesday 24 November 2026, 2026-W48."""

    def __init__(self, database: Database, clock: SetClock) -> None:
        self.database = database
        self.clock = clock
        self.woken = 0
        self.numbers = count(2**61)
        self.schedules = Schedules(database, clock, self.wake)
        self.reminders = Reminders(database, clock)
        self.setup = ServerSetup(database, clock, self.wake)
        self.profile = MemberProfile(database, clock)

    def wake(self) -> None:
        self.woken += 1

    def asker(self, user_id: int = MIRA) -> Asker:
        return Asker(user_id, HERE, next(self.numbers))

    def go_to(self, *parts: int) -> None:
        self.clock.advance(datetime(*parts, tzinfo=UTC) - self.clock.now())  # type: ignore[arg-type, misc]

    async def sweep(self) -> int:
        """How much is to be sent."""
        return (await self.database.write(make_all_due, self.clock.now(), 100))[1]

    async def weeks(self, user_id: int = MIRA) -> dict[str, str]:
        """Of every week, and of its snoozes, what became of it."""
        waiting = await self.database.read(outbox.entries_about, HERE, OutboxKind.REMINDER, "weekly")
        mine = [each for each in waiting if each.key.scope_id == user_id]
        return {each.key.period: each.verdict or each.status for each in mine}


@pytest.fixture
async def week(store: Store) -> AsyncIterator[Week]:
    database = await Database.open(store.new_url())
    yield Week(database, SetClock())
    await database.close()


async def test_a_reminder_comes_in_its_week_once(week: Week):
    done = await week.schedules.set_reminder(week.asker(), FRIDAY, NINE, CHANNEL)
    assert (done.is_new, done.missed_week, done.zone_is_known) == (True, None, False)
    assert done.schedule.next_due == datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    assert await week.sweep() == 0
    week.go_to(2026, 11, 27, 9, 0)
    assert [await week.sweep(), await week.sweep()] == [1, 0]
    assert await week.weeks() == {"2026-W48": "pending"}
    found = await week.schedules.reminder(week.asker())
    assert found is not None
    assert (found.next_due, found.channel_id) == (datetime(2026, 12, 4, 9, 0, tzinfo=UTC), CHANNEL)
    assert await week.schedules.reminder(week.asker(NOA)) is None


async def test_setting_it_again_edits_it_and_says_which_week_falls_out(week: Week):
    await week.schedules.set_reminder(week.asker(), FRIDAY, NINE)
    done = await week.schedules.set_reminder(week.asker(), MONDAY, NINE)
    assert (done.is_new, done.missed_week, done.schedule.version) == (False, "2026-W48", 2)
    back = await week.schedules.set_reminder(week.asker(), WEDNESDAY, NINE)
    assert back.missed_week is None
    assert back.schedule.next_due == datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


async def test_an_edit_after_this_weeks_reminder_does_not_send_the_week_again(week: Week):
    await week.schedules.set_reminder(week.asker(), WEDNESDAY, NINE)
    week.go_to(2026, 11, 25, 9, 0)
    await week.sweep()
    done = await week.schedules.set_reminder(week.asker(), FRIDAY, NINE)
    assert (done.missed_week, done.schedule.next_due) == (None, datetime(2026, 12, 4, 9, 0, tzinfo=UTC))


async def test_what_was_due_before_an_edit_is_due_still(week: Week):
    await week.schedules.set_reminder(week.asker(), WEDNESDAY, NINE)
    week.go_to(2026, 11, 25, 9, 1)
    done = await week.schedules.set_reminder(week.asker(), FRIDAY, NINE)
    assert await week.weeks() == {"2026-W48": "pending"}
    assert done.missed_week is None


async def test_taking_it_away_and_setting_it_again_sends_no_week_twice(week: Week):
    await week.schedules.set_reminder(week.asker(), WEDNESDAY, NINE)
    week.go_to(2026, 11, 25, 9, 0)
    await week.sweep()
    assert [await week.schedules.remove_reminder(week.asker()) for _ in range(2)] == [True, False]
    done = await week.schedules.set_reminder(week.asker(), FRIDAY, NINE)
    assert done.schedule.next_due == datetime(2026, 12, 4, 9, 0, tzinfo=UTC)


async def test_after_a_long_downtime_only_the_newest_week_is_sent_and_the_others_are_recorded(week: Week):
    await week.schedules.set_reminder(week.asker(), WEDNESDAY, NINE)
    week.go_to(2026, 12, 11, 8, 59)
    assert await week.sweep() == 1
    assert await week.weeks() == {"2026-W48": "missed", "2026-W49": "missed", "2026-W50": "pending"}


async def test_a_week_that_is_two_days_old_is_not_sent_any_more(week: Week):
    await week.schedules.set_reminder(week.asker(), WEDNESDAY, NINE)
    week.go_to(2026, 11, 27, 9, 0)
    assert await week.sweep() == 0
    assert await week.weeks() == {"2026-W48": "missed"}


async def test_a_pause_records_its_weeks_and_ends_by_itself_or_by_hand(week: Week):
    await week.schedules.set_reminder(week.asker(), WEDNESDAY, NINE)
    until = datetime(2026, 11, 30, 0, 0, tzinfo=UTC)
    assert (await week.schedules.pause_reminder(week.asker(), until)).is_paused(NOW)
    week.go_to(2026, 12, 2, 9, 0)
    assert await week.sweep() == 1
    assert await week.weeks() == {"2026-W48": "paused", "2026-W49": "pending"}
    assert (await week.schedules.pause_reminder(week.asker(), None)).paused_until == FOREVER
    week.go_to(2026, 12, 10, 9, 0)
    assert await week.sweep() == 0
    assert (await week.schedules.resume_reminder(week.asker())).paused_until is None
    week.go_to(2026, 12, 16, 9, 0)
    assert await week.sweep() == 1


async def test_moving_to_another_zone_keeps_the_wall_time_and_sends_no_week_twice(week: Week):
    await week.profile.set_time_zone(week.asker(), "Europe/Berlin")
    done = await week.schedules.set_reminder(week.asker(), WEDNESDAY, NINE)
    assert (done.zone_is_known, done.schedule.next_due.hour) == (True, 8)
    week.go_to(2026, 11, 25, 8, 0)
    await week.sweep()
    await week.profile.set_time_zone(week.asker(), "America/New_York")
    found = await week.schedules.reminder(week.asker())
    assert found is not None
    assert found.next_due == datetime(2026, 12, 2, 14, 0, tzinfo=UTC)


async def test_a_move_that_lets_a_week_fall_out_says_so(week: Week):
    await week.profile.set_time_zone(week.asker(), "America/New_York")
    await week.schedules.set_reminder(week.asker(), WEDNESDAY, NINE)
    week.go_to(2026, 11, 25, 10, 0)
    moved = await week.profile.set_time_zone(week.asker(), "Asia/Tokyo")
    assert moved.missed_weeks == {HERE: "2026-W48"}


async def test_a_snooze_is_the_weeks_child_and_one_click_counts(week: Week):
    await week.schedules.set_reminder(week.asker(), WEDNESDAY, NINE)
    with pytest.raises(UserError, match="snooze-none"):
        await week.reminders.snooze(week.asker())
    week.go_to(2026, 11, 25, 9, 0)
    await week.sweep()
    sent = await week.database.read(outbox.entries_about, HERE, OutboxKind.REMINDER, "weekly")
    first = await week.reminders.snooze(week.asker(), sent[0].id)
    week.go_to(2026, 11, 25, 11, 0)
    second = await week.reminders.snooze(week.asker(), sent[0].id)
    assert (first.is_new, second.is_new) == (True, False)
    assert first.due_at == second.due_at == datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    assert await week.weeks() == {"2026-W48": "pending", "2026-W48#s1": "pending"}
    with pytest.raises(UserError, match="reminder-none"):
        await week.reminders.snooze(week.asker(NOA), sent[0].id)
    await week.schedules.set_reminder(week.asker(NOA), WEDNESDAY, NINE)
    with pytest.raises(UserError, match="delivery-unknown"):
        await week.reminders.snooze(week.asker(NOA), sent[0].id)


async def test_not_this_week_is_quiet_until_the_next(week: Week):
    await week.schedules.set_reminder(week.asker(), FRIDAY, NINE)
    skipped = await week.reminders.skip_week(week.asker())
    assert skipped.next_due == datetime(2026, 12, 4, 9, 0, tzinfo=UTC)
    assert await week.weeks() == {"2026-W48": "not_this_week"}
    week.go_to(2026, 11, 30, 9, 0)
    assert await week.sweep() == 0


async def test_not_this_week_takes_back_a_snooze(week: Week):
    await week.schedules.set_reminder(week.asker(), WEDNESDAY, NINE)
    week.go_to(2026, 11, 25, 9, 0)
    await week.sweep()
    sent = await week.database.read(outbox.entries_about, HERE, OutboxKind.REMINDER, "weekly")
    await week.reminders.snooze(week.asker(), sent[0].id)
    await week.reminders.skip_week(week.asker())
    assert (await week.weeks())["2026-W48#s1"] == "not_this_week"


async def test_a_trial_uses_up_no_week_and_wakes_the_sweep(week: Week):
    with pytest.raises(UserError, match="reminder-none"):
        await week.schedules.try_reminder(week.asker())
    await week.schedules.set_reminder(week.asker(), FRIDAY, NINE)
    asker, woken = week.asker(), week.woken
    ids = {await week.schedules.try_reminder(asker) for _ in range(2)}
    assert len(ids) == 1
    assert week.woken > woken
    outcome = await week.reminders.outcome(asker, ids.pop())
    assert (outcome.status, outcome.is_settled) == (OutboxStatus.PENDING, False)
    assert await week.weeks() == {}
    week.go_to(2026, 11, 27, 9, 0)
    assert await week.sweep() == 1


async def test_a_digest_is_the_servers_own_and_moves_with_its_zone(week: Week):
    await week.setup.set_zone(KEEPER, "berlin")
    done = await week.setup.set_digest(KEEPER, CHANNEL, MONDAY, NINE)
    assert (done.is_new, done.schedule.owner) == (True, server_digest(HERE))
    assert done.schedule.next_due == datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
    moved = (await week.setup.set_zone(KEEPER, "Asia/Tokyo")).digest
    assert moved is not None
    assert moved.next_due == datetime(2026, 11, 30, 0, 0, tzinfo=UTC)
    assert (await week.setup.remove_digest(KEEPER)).digest is None
    assert (await week.setup.state(HERE + 1)).digest is None


async def test_moderators_set_where_completions_are_told(week: Week):
    assert (await week.setup.state(HERE)).settings.announce_channel_id is None
    set_now = await week.setup.set_channel(KEEPER, CHANNEL)
    assert (set_now.settings.announce_channel_id, set_now.is_announcing) == (CHANNEL, True)
    assert not (await week.setup.pause(KEEPER, NOW + timedelta(days=1))).is_announcing
    assert (await week.setup.resume(KEEPER)).is_announcing
    assert (await week.setup.state(HERE + 1)).settings.announce_channel_id is None


def test_each_member_and_server_has_one_owner():
    assert member_reminder(HERE, MIRA) != member_reminder(HERE, NOA)
