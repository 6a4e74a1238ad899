"""A member at a glance: what they work on, what they finished, and the marks in their answers."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.errors import UserError
from bot.domain.marks import Marks, Position
from bot.domain.visibility import Visibility
from bot.services.log_requests import LogRequest
from bot.services.member_overview import MemberOverview
from bot.storage.database import Database
from tests.services.group_club import group_work, study_together
from tests.services.ledger_club import HERE, MIRA, NOA, THERE, Club, with_tasks
from tests.set_clock import SetClock
from tests.stores import Store


@pytest.fixture
async def club(store: Store, clock: SetClock) -> AsyncIterator[Club]:
    database = await Database.open(store.new_url())
    yield Club(database, clock, [with_tasks("sql", "Read", "Exercise"), with_tasks("excel", "Lessons")])
    await database.close()


@pytest.fixture
def overview(club: Club, clock: SetClock) -> MemberOverview:
    return MemberOverview(club.seen, club.database, clock)


async def test_work_of_this_week_counts_and_what_was_dropped_is_not_shown(
    club: Club, overview: MemberOverview, clock: SetClock
):
    await club.start("excel")
    await club.log("Lessons", "30")
    clock.advance(timedelta(days=7))
    enrolment = await club.start("sql")
    await club.log("Read", "45")
    seen = await overview.of(club.asker(), MIRA)
    assert [(each.enrolment.credential_id, each.tasks_done) for each in seen.underway] == [("sql", 1)]
    assert [each.enrolment.credential_id for each in seen.completed] == ["excel"]
    assert (seen.minutes, seen.tasks_done, seen.streak.weeks) == (45, 1, 2)
    await club.enrolling.drop(club.asker(), enrolment)
    assert (await overview.of(club.asker(), MIRA)).underway == ()
    assert (await overview.of(club.asker(MIRA, THERE), MIRA)).is_empty


async def test_others_see_it_as_far_as_the_member_lets_them(club: Club, overview: MemberOverview):
    await club.start("sql")
    with pytest.raises(UserError, match="progress-hidden"):
        await overview.of(club.asker(NOA), MIRA)
    group_id = await study_together(club)
    assert await overview.of(club.asker(NOA), MIRA)
    await group_work(club).life.leave(club.asker(NOA), group_id)
    with pytest.raises(UserError, match="progress-hidden"):
        await overview.of(club.asker(NOA), MIRA)
    await club.profile.set_visibility(club.asker(), Visibility.SERVER)
    assert (await overview.of(club.asker(NOA), MIRA)).owner_id == MIRA
    with pytest.raises(UserError, match="server-needed"):
        await overview.of(club.asker(MIRA, None), MIRA)


async def test_marks_are_those_of_the_member_in_the_server(club: Club, overview: MemberOverview):
    assert await overview.marks(club.asker()) == Marks()
    await club.start("excel")
    await club.log("Lessons")
    enrolment = await club.start("sql")
    await club.tracking.log(club.asker(), LogRequest("Read"))
    assert await overview.marks(club.asker()) == Marks(frozenset({"excel"}), {"sql": Position(1, 2)})
    await club.enrolling.pause(club.asker(), enrolment)
    marks = await overview.marks(club.asker())
    assert marks.started == {"sql": Position(1, 2, is_paused=True)}
    for asker in (club.asker(NOA), club.asker(MIRA, THERE), club.asker(MIRA, None)):
        assert await overview.marks(asker) == Marks()
    assert club.asker().guild_id == HERE
