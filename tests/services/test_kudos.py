"""Kudos: five a day and giver, one a day to the same, none to oneself; shown on the boards."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.errors import UserError
from bot.domain.moderation import BlockedFrom
from bot.services.catalogue_keeping import Keeper
from bot.services.kudos import KudosGiving
from bot.services.member_blocks import MemberBlocks
from bot.storage.database import Database
from tests.services.group_club import TEO, group_work, make_group, study_together
from tests.services.ledger_club import HERE, MIRA, NOA, THERE, Club, with_tasks
from tests.set_clock import SetClock
from tests.stores import Store

DAY = timedelta(days=1)


@pytest.fixture
async def club(store: Store) -> AsyncIterator[Club]:
    database = await Database.open(store.new_url())
    yield Club(database, SetClock(), [with_tasks("sql", "Read")])
    await database.close()


@pytest.fixture
def giving(club: Club) -> KudosGiving:
    return group_work(club).kudos


async def test_five_a_day_and_tomorrow_five_more(club: Club, giving: KudosGiving):
    left = [(await giving.give(club.asker(), NOA + at)).left_today for at in range(5)]
    assert left == [4, 3, 2, 1, 0]
    with pytest.raises(UserError, match="kudos-too-many"):
        await giving.give(club.asker(), NOA + 5)
    assert (await giving.give(club.asker(NOA), MIRA)).left_today == 4
    club.clock.advance(DAY)
    assert (await giving.give(club.asker(), NOA)).left_today == 4


async def test_one_a_day_to_the_same_and_a_second_click_gives_nothing(club: Club, giving: KudosGiving):
    asker = club.asker()
    first = await giving.give(asker, NOA)
    assert await giving.give(asker, NOA) == first
    with pytest.raises(UserError, match="kudos-already"):
        await giving.give(club.asker(), NOA)
    assert (await giving.give(club.asker(MIRA, THERE), NOA)).left_today == 4


async def test_none_to_oneself_and_none_by_who_is_kept_from_everything(club: Club, giving: KudosGiving):
    with pytest.raises(UserError, match="kudos-self"):
        await giving.give(club.asker(), MIRA)
    blocks = MemberBlocks(club.database, club.clock)
    await blocks.block(Keeper(HERE, TEO), MIRA, BlockedFrom.EVERYTHING, is_bot=False)
    with pytest.raises(UserError, match="kudos-blocked"):
        await giving.give(club.asker(), NOA)


async def test_the_board_counts_those_of_the_week(club: Club, giving: KudosGiving):
    group_id = await study_together(club)
    await giving.give(club.asker(), NOA, group_id)
    boards = group_work(club).boards
    counted = {line.user_id: line.kudos for line in (await boards.board(club.asker(), group_id)).lines}
    assert counted == {MIRA: 0, NOA: 1}
    club.clock.advance(7 * DAY)
    later = {line.user_id: line.kudos for line in (await boards.board(club.asker(), group_id)).lines}
    assert later == {MIRA: 0, NOA: 0}


async def test_in_a_group_one_chooses_among_those_who_have_none_yet(club: Club, giving: KudosGiving):
    group_id = await make_group(club, "Night Owls", NOA, TEO)
    choice = await giving.choice(club.asker(), group_id)
    assert (choice.user_ids, choice.left_today, choice.is_alone) == ((NOA, TEO), 5, False)
    await giving.give(club.asker(), NOA, group_id)
    assert (await giving.choice(club.asker(), group_id)).user_ids == (TEO,)
    for at in range(4):
        await giving.give(club.asker(), TEO + at + 1)
    with pytest.raises(UserError, match="kudos-too-many"):
        await giving.choice(club.asker(), group_id)


async def test_only_members_of_a_living_group_choose_and_are_chosen(club: Club, giving: KudosGiving):
    group_id = await make_group(club)
    assert (await giving.choice(club.asker(), group_id)).is_alone
    for ask in (giving.choice(club.asker(NOA), group_id), giving.give(club.asker(NOA), MIRA, group_id)):
        with pytest.raises(UserError, match="group-not-in-it"):
            await ask
    with pytest.raises(UserError, match="kudos-left"):
        await giving.give(club.asker(), NOA, group_id)
    with pytest.raises(UserError, match="group-unknown"):
        await giving.choice(club.asker(MIRA, THERE), group_id)
    with pytest.raises(UserError, match="server-needed"):
        await giving.give(club.asker(MIRA, None), NOA)
