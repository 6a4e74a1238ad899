"""Past weeks of a group stay with those who were in it, and tell nothing that somebody keeps back by now."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.errors import UserError
from bot.domain.visibility import Visibility
from bot.storage.database import Database
from tests.scheduling.group_club import FIRST_SUNDAY, GroupClub
from tests.services.group_club import TEO
from tests.services.ledger_club import MIRA, NOA
from tests.stores import Store

WEEK = "2026-W48"
NEXT_SUNDAY = (2026, 12, 6, 18)


@pytest.fixture
async def club(store: Store) -> AsyncIterator[GroupClub]:
    """On each kind of database in turn."""
    url = store.new_url()
    database = await Database.open(url)
    built = GroupClub(database, store, url)
    await built.begin()
    yield built
    await database.close()


async def test_who_left_before_a_group_ended_reads_nothing_of_it_after_its_end(club: GroupClub):
    life, checkins = club.work.life, club.work.checkins
    await life.join(club.club.asker(TEO), club.group_id)
    await life.leave(club.club.asker(NOA), club.group_id)
    await club.go_to(*FIRST_SUNDAY)
    await checkins.answer(club.club.asker(MIRA), club.group_id, went_well="Said after Noa left")
    await club.go_to(*NEXT_SUNDAY)
    await life.end(club.club.asker(MIRA), club.group_id)
    for refused in (
        checkins.answers(club.club.asker(NOA), club.group_id, WEEK),
        checkins.closed_week(club.club.asker(NOA), club.group_id),
    ):
        with pytest.raises(UserError, match=r"group-(not-in-it|over)"):
            await refused
    for user_id in (MIRA, TEO):
        page = await checkins.answers(club.club.asker(user_id), club.group_id, WEEK)
        assert [each.went_well for each in page.answers] == ["Said after Noa left"]


async def test_with_whom_the_group_ended_still_reads_its_weeks(club: GroupClub):
    life, checkins = club.work.life, club.work.checkins
    await club.go_to(*FIRST_SUNDAY)
    await life.leave(club.club.asker(NOA), club.group_id)
    await club.go_to(*NEXT_SUNDAY)
    await life.leave(club.club.asker(MIRA), club.group_id)
    assert (await checkins.closed_week(club.club.asker(MIRA), club.group_id, WEEK)).week.week == WEEK
    with pytest.raises(UserError, match=r"group-(not-in-it|over)"):
        await checkins.closed_week(club.club.asker(NOA), club.group_id, WEEK)


async def test_a_closed_week_is_told_so_that_nobody_works_out_what_is_kept_back(club: GroupClub):
    await club.work.life.join(club.club.asker(TEO), club.group_id)
    for user_id, minutes in ((MIRA, "45"), (NOA, "90"), (TEO, "60")):
        await club.club.start("sql", user_id)
        await club.club.log("Read", minutes, user_id)
    await club.go_to(*FIRST_SUNDAY)
    await club.go_to(*NEXT_SUNDAY)
    checkins, asker = club.work.checkins, club.club.asker(MIRA)
    assert (await checkins.closed_week(asker, club.group_id)).is_sum_told
    await club.club.profile.set_visibility(club.club.asker(NOA), Visibility.PRIVATE)
    view = await checkins.closed_week(asker, club.group_id)
    assert not view.is_sum_told
    # Nor does the place among the others tell how much it was.
    assert [line.user_id for line in view.week.lines] == [TEO, MIRA, NOA]
    for user_id in (MIRA, TEO):
        await club.club.profile.set_visibility(club.club.asker(user_id), Visibility.PRIVATE)
    assert (await checkins.closed_week(asker, club.group_id)).is_sum_told


async def test_the_streak_of_a_closed_week_is_what_it_was_in_that_week(club: GroupClub):
    await club.club.start("sql", NOA)
    await club.club.log("Read", "30", NOA)
    await club.go_to(*FIRST_SUNDAY)
    await club.go_to(2026, 12, 1, 12)
    await club.club.log("Write", "30", NOA)
    await club.go_to(*NEXT_SUNDAY)
    closed = await club.closed(WEEK)
    assert closed is not None
    assert [(line.user_id, line.streak_weeks) for line in closed.lines] == [(NOA, 1), (MIRA, 0)]
