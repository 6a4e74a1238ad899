"""Invitations that could not be delivered, members who are kept out, and buttons in direct messages."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlmodel import Session

from bot.domain.errors import UserError
from bot.domain.moderation import BlockedFrom
from bot.domain.study_group import GroupChanges
from bot.services.catalogue_keeping import Keeper
from bot.services.expiry import Expiry
from bot.services.group_work import GroupWork
from bot.services.member_blocks import MemberBlocks
from bot.services.study_groups import NewGroup
from bot.services.untold import UntoldThings
from bot.storage import group_invites
from bot.storage.database import Database
from tests.services.group_club import CHANNEL, TEO, group_work, make_group
from tests.services.ledger_club import HERE, MIRA, NOA, THERE, Club
from tests.set_clock import NOW, SetClock
from tests.stores import Store


@pytest.fixture
async def club(store: Store) -> AsyncIterator[Club]:
    database = await Database.open(store.new_url())
    yield Club(database, SetClock(), [])
    await database.close()


@pytest.fixture
def groups(club: Club) -> GroupWork:
    return group_work(club)


async def refuse(club: Club, group_id: int, user_id: int) -> None:
    def cannot_be_sent(session: Session) -> None:
        group_invites.set_refused(session, HERE, group_id, user_id, now=NOW)

    await club.database.write(cannot_be_sent)


async def test_an_invitation_that_was_refused_is_told_once_and_only_there(club: Club, groups: GroupWork):
    untold, noa = UntoldThings(club.database), club.asker(NOA)
    group_id = await make_group(club)
    await groups.invitations.invite(club.asker(MIRA), group_id, NOA)
    assert not (await untold.of(HERE, NOA)).invitations
    await refuse(club, group_id, NOA)
    assert (await untold.of(HERE, NOA)).invitations
    assert not (await untold.of(THERE, NOA)).invitations
    assert await groups.invitations.take_refused(club.asker(NOA, THERE)) == []
    (told,) = await groups.invitations.take_refused(noa)
    assert (told.view.group.id, told.invitation.invited_by) == (group_id, MIRA)
    assert await groups.invitations.take_refused(noa) == []
    assert not (await untold.of(HERE, NOA)).invitations


async def test_an_answered_or_late_invitation_is_not_told_any_more(club: Club, groups: GroupWork):
    untold, noa = UntoldThings(club.database), club.asker(NOA)
    first, second = await make_group(club), await make_group(club, "Early Birds")
    for group_id in (first, second):
        await groups.invitations.invite(club.asker(MIRA), group_id, NOA)
        await refuse(club, group_id, NOA)
    await groups.invitations.decline(noa, first)
    club.clock.advance(timedelta(days=15))
    assert (await untold.of(HERE, NOA)).invitations
    assert await groups.invitations.take_refused(noa) == []
    assert not (await untold.of(HERE, NOA)).invitations


async def test_a_button_in_a_direct_message_finds_the_server_of_its_invitation(club: Club, groups: GroupWork):
    group_id = await make_group(club)
    await groups.invitations.invite(club.asker(MIRA), group_id, NOA)
    assert await groups.invitations.server_of_one(NOA, group_id) == HERE
    assert await groups.invitations.server_of_one(TEO, group_id) is None
    assert await groups.invitations.server_of_one(NOA, group_id + 1) is None


async def test_whom_moderators_keep_out_begins_renames_and_invites_nobody(club: Club, groups: GroupWork):
    group_id = await make_group(club)
    blocks = MemberBlocks(club.database, club.clock)
    await blocks.block(Keeper(HERE, TEO), MIRA, BlockedFrom.EVERYTHING, is_bot=False)
    life, mira = groups.life, club.asker(MIRA)
    for deed in (
        life.create(mira, NewGroup("Buy my course", CHANNEL)),
        life.edit(mira, group_id, GroupChanges(name="Buy my course")),
        groups.invitations.invite(mira, group_id, NOA),
    ):
        with pytest.raises(UserError) as refused:
            await deed
        assert refused.value.message_id == "group-blocked"
    assert (await life.join(club.asker(NOA), group_id)).is_new


async def test_an_invitation_of_long_ago_is_let_go_of(club: Club, groups: GroupWork):
    group_id = await make_group(club)
    await groups.invitations.invite(club.asker(MIRA), group_id, NOA)
    expiry = Expiry(club.database, club.clock)
    club.clock.advance(timedelta(days=43))
    assert await expiry.delete_expired() == 0
    club.clock.advance(timedelta(days=1))
    assert await expiry.delete_expired() == 1
    assert (await groups.invitations.invite(club.asker(MIRA), group_id, NOA)).is_new
