"""The week of a study group is in its members' reminders and, where enough let it be seen, in the digest."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.group_weeks import MOST_TOLD, OpenWork, ToldGroup, told_groups
from bot.domain.visibility import Visibility
from bot.services.digest_view import DigestReader
from bot.services.reminder_view import ReminderReader
from bot.storage.database import Database
from tests.services.group_club import TEO, group_work, make_group
from tests.services.ledger_club import HERE, MIRA, NOA, THERE, Club, with_tasks
from tests.set_clock import SetClock
from tests.stores import Store

NEXT_MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
ALL_THREE = (MIRA, NOA, TEO)


@pytest.fixture
async def club(store: Store) -> AsyncIterator[Club]:
    database = await Database.open(store.new_url())
    yield Club(database, SetClock(), [with_tasks("sql", "Read", "Write"), with_tasks("r", "Read")])
    await database.close()


async def all_work(club: Club, *seen_by_all: int) -> None:
    """Each logs half an hour, and ticks a task; some let everybody see it."""
    for user_id in ALL_THREE:
        await club.start("sql", user_id)
        await club.log("Read", "30", user_id)
    for user_id in seen_by_all:
        await club.profile.set_visibility(club.asker(user_id), Visibility.SERVER)


async def digest_of(club: Club, guild_id: int = HERE) -> list[ToldGroup]:
    digest = await DigestReader(club.seen, club.database).digest(guild_id, NEXT_MONDAY)
    return list(digest.groups.groups)


async def own(club: Club, user_id: int = MIRA) -> list[tuple[str, int, int, bool]]:
    view = await ReminderReader(club.seen, club.database, club.clock).reminder(HERE, user_id)
    return [(each.name, each.minutes, each.tasks_done, each.is_last_week) for each in view.groups.weeks]


async def test_the_digest_names_a_group_in_which_three_let_their_work_be_seen(club: Club):
    await make_group(club, "Night Owls", NOA, TEO)
    await all_work(club, MIRA, NOA)
    assert await digest_of(club) == []
    await club.profile.set_visibility(club.asker(TEO), Visibility.SERVER)
    assert await digest_of(club) == [ToldGroup("Night Owls", 3, 90, 3)]
    assert await digest_of(club, THERE) == []


async def test_only_work_in_the_time_and_on_the_credential_of_the_group_counts(club: Club):
    await all_work(club, *ALL_THREE)
    await make_group(club, "On R", NOA, TEO, credential="r")
    late = await make_group(club, "Late", NOA)
    assert await digest_of(club) == []
    club.clock.advance(timedelta(days=1))
    await group_work(club).life.join(club.asker(TEO), late)
    assert await digest_of(club) == []
    await club.log("Write", "10", TEO)
    assert await digest_of(club) == [ToldGroup("Late", 3, 70, 3)]


async def test_a_group_that_is_over_and_members_who_left_are_not_told_of(club: Club):
    first = await make_group(club, "Night Owls", NOA, TEO)
    second = await make_group(club, "Early Birds", NOA, TEO)
    await all_work(club, *ALL_THREE)
    assert len(await digest_of(club)) == 2
    life = group_work(club).life
    await life.leave(club.asker(TEO), second)
    await life.end(club.asker(), first, is_moderator=False)
    assert await digest_of(club) == []


async def test_a_reminder_tells_what_each_group_did_together(club: Club):
    await make_group(club, "Night Owls", NOA, TEO)
    assert await own(club) == [("Night Owls", 0, 0, False)]
    await all_work(club)
    assert await own(club) == [("Night Owls", 90, 3, False)]
    club.clock.advance(timedelta(days=7))
    assert await own(club) == [("Night Owls", 90, 3, True)]
    await club.log("Write", "10", NOA)
    assert await own(club) == [("Night Owls", 10, 1, False)]
    club.clock.advance(timedelta(days=21))
    assert await own(club) == [("Night Owls", 0, 0, False)]


async def test_a_reminder_tells_of_three_groups_and_counts_the_others(club: Club):
    for name in ("One", "Two", "Three", "Four"):
        await make_group(club, name)
    view = await ReminderReader(club.seen, club.database, club.clock).reminder(HERE, MIRA)
    assert [each.name for each in view.groups.weeks] == ["One", "Two", "Three"]
    assert view.groups.more == 1
    assert await own(club, NOA) == []


def test_a_digest_names_five_groups_who_did_most_first():
    work = [
        OpenWork(group, f"Group {group}", user, 10 * (group % 3), group)
        for group in range(1, 8)
        for user in ALL_THREE
    ]
    told = told_groups([*work, OpenWork(9, "Too few", MIRA, 600, 1)])
    assert [group.name for group in told.groups] == [f"Group {each}" for each in (5, 2, 7, 4, 1)]
    assert (len(told.groups), told.more) == (MOST_TOLD, 2)
