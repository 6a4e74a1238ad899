"""Notices of a target day are planned with it, once each, and say only what is true when they come."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.outbox import OutboxKind
from bot.services.target_notices import TargetNotices
from bot.storage import outbox
from bot.storage.database import Database
from tests.services.ledger_club import HERE, MIRA, NOA, Club, with_tasks
from tests.set_clock import NOW, SetClock
from tests.stores import Store

TODAY = NOW.date()


@pytest.fixture
async def club(store: Store) -> AsyncIterator[Club]:
    database = await Database.open(store.new_url())
    yield Club(database, SetClock(), [with_tasks("sql", "Read")])
    await database.close()


async def planned(club: Club, enrolment_id: str) -> list[str]:
    found = await club.database.read(outbox.entries_about, HERE, OutboxKind.NOTICE, enrolment_id)
    return [each.key.period for each in found]


def day(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


async def test_a_start_with_a_day_plans_both_and_setting_it_again_plans_nothing_twice(club: Club):
    started = await club.enrolling.start(club.asker(), "sql", day(30))
    enrolment_id = started.view.enrolment.id
    assert await planned(club, enrolment_id) == [day(16), day(27)]
    await club.enrolling.set_target(club.asker(), enrolment_id, None)
    await club.enrolling.set_target(club.asker(), enrolment_id, day(30))
    assert await planned(club, enrolment_id) == [day(16), day(27)]
    await club.enrolling.set_target(club.asker(), enrolment_id, day(10))
    assert await planned(club, enrolment_id) == [day(16), day(27), day(7)]


async def test_it_says_how_far_the_day_is_and_what_comes_next(club: Club):
    started = await club.enrolling.start(club.asker(), "sql", day(30))
    notices = TargetNotices(club.database, club.clock)
    club.clock.advance(timedelta(days=16))
    told = await notices.notice(HERE, MIRA, started.view.enrolment.id, day(16))
    assert told is not None
    assert told.days_left == 14
    assert told.line.progress.next_task is not None


async def test_it_says_nothing_to_others_nor_when_it_does_not_hold(club: Club):
    started = await club.enrolling.start(club.asker(), "sql", day(30))
    enrolment_id = started.view.enrolment.id
    notices = TargetNotices(club.database, club.clock)
    assert await notices.notice(HERE, NOA, enrolment_id, day(16)) is None
    await club.log("Read")
    assert await notices.notice(HERE, MIRA, enrolment_id, day(16)) is None
