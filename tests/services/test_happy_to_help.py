"""Who finished a credential is listed under it, where they want to be, while it is finished."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.errors import UserError
from bot.domain.moderation import BlockedFrom
from bot.services.catalogue_keeping import Keeper
from bot.services.happy_to_help import HappyToHelp
from bot.services.member_blocks import MemberBlocks
from bot.storage.database import Database
from tests.services.group_club import TEO, group_work
from tests.services.ledger_club import HERE, MIRA, NOA, THERE, Club, with_tasks
from tests.set_clock import SetClock
from tests.stores import Store


@pytest.fixture
async def club(store: Store) -> AsyncIterator[Club]:
    database = await Database.open(store.new_url())
    yield Club(database, SetClock(), [with_tasks("sql", "Read"), with_tasks("art", "Draw")])
    await database.close()


@pytest.fixture
def helping(club: Club) -> HappyToHelp:
    return group_work(club).help


async def finished(club: Club, user_id: int = MIRA) -> str:
    enrolment_id = await club.start("sql", user_id)
    await club.log("Read", user_id=user_id)
    return enrolment_id


async def test_who_finished_it_is_listed_and_takes_it_back(club: Club, helping: HappyToHelp):
    mine, theirs = await finished(club), await finished(club, NOA)
    assert await helping.helpers(HERE, "sql") == []
    assert (await helping.offer(club.asker(NOA), theirs)).is_changed
    club.clock.advance(timedelta(minutes=1))
    assert (await helping.offer(club.asker(), mine)).is_changed
    assert not (await helping.offer(club.asker(), mine)).is_changed
    assert await helping.helpers(HERE, "sql") == [NOA, MIRA]
    assert await helping.helpers(HERE, "art") == await helping.helpers(THERE, "sql") == []
    assert (await helping.take_back(club.asker(NOA), theirs)).is_changed
    assert not (await helping.take_back(club.asker(NOA), theirs)).is_changed
    assert await helping.helpers(HERE, "sql") == [MIRA]


async def test_only_what_is_finished_counts(club: Club, helping: HappyToHelp):
    enrolment_id = await club.start("sql")
    with pytest.raises(UserError, match="help-not-completed"):
        await helping.offer(club.asker(), enrolment_id)
    logged = await club.log("Read")
    await helping.offer(club.asker(), enrolment_id)
    await club.tracking.undo(club.asker(), logged.entry.id)
    assert await helping.helpers(HERE, "sql") == []
    await club.log("Read")
    assert await helping.helpers(HERE, "sql") == [MIRA]


async def test_who_is_kept_from_everything_is_not_listed(club: Club, helping: HappyToHelp):
    mine, theirs = await finished(club), await finished(club, NOA)
    await helping.offer(club.asker(), mine)
    blocks = MemberBlocks(club.database, club.clock)
    for user_id in (MIRA, NOA):
        await blocks.block(Keeper(HERE, TEO), user_id, BlockedFrom.EVERYTHING, is_bot=False)
    assert await helping.helpers(HERE, "sql") == []
    with pytest.raises(UserError, match="help-blocked"):
        await helping.offer(club.asker(NOA), theirs)
    await blocks.unblock(Keeper(HERE, TEO), MIRA)
    assert await helping.helpers(HERE, "sql") == [MIRA]


async def test_nobody_offers_for_another(club: Club, helping: HappyToHelp):
    mine = await finished(club)
    with pytest.raises(UserError, match="enrolment-unknown"):
        await helping.offer(club.asker(NOA), mine)
    with pytest.raises(UserError, match="enrolment-unknown"):
        await helping.take_back(club.asker(MIRA, THERE), mine)
