"""A member proposes: what is taken, kept, shown first, and refused."""

from datetime import timedelta

import pytest

from bot.domain.drafts import DraftField
from bot.domain.errors import UserError
from bot.domain.moderation import BlockedFrom
from bot.domain.proposals import MOST_OPEN, Proposal
from bot.services.expiry import Expiry
from bot.services.member_blocks import MemberBlocks
from bot.services.proposal_queue import ProposalQueue
from bot.services.proposing import Proposing
from bot.storage.database import Database
from tests.services.proposing_club import (
    AMARA,
    BEES,
    ME,
    SERVER,
    Acting,
    amara,
    elsewhere,
    jonas,
    reported,
    suggested,
)
from tests.set_clock import SetClock


@pytest.mark.parametrize(
    ("field", "text", "message_id"),
    [
        (DraftField.TITLE, " ", "draft-title-missing"),
        (DraftField.LINK, "", "draft-link-missing"),
        (DraftField.LINK, "javascript:alert(1)", "draft-link-malformed"),
        (DraftField.TIME, "ages", "effort-unreadable"),
        (DraftField.ISSUER, "x" * 300, "draft-too-long"),
    ],
)
async def test_what_cannot_be_read_is_refused_before_anything_is_kept(
    proposing: Proposing, queue: ProposalQueue, field: DraftField, text: str, message_id: str
):
    with pytest.raises(UserError, match=message_id):
        await proposing.suggest(amara(), {**BEES, field: text})
    assert (await queue.page(SERVER)).total == 0


async def test_what_was_typed_is_kept_for_its_owner_for_a_while(
    proposing: Proposing, database: Database, clock: SetClock
):
    typed = {**BEES, DraftField.TIME: "ages"}
    kept = await proposing.keep(amara(), typed)
    assert await proposing.kept(amara(), kept) == typed
    for stranger in (jonas(), elsewhere()):
        with pytest.raises(UserError, match="suggestion-gone"):
            await proposing.kept(stranger, kept)
        await proposing.drop(stranger, kept)
    assert await proposing.kept(amara(), kept) == typed
    other = await proposing.keep(amara(), typed)
    await proposing.drop(amara(), other)
    with pytest.raises(UserError, match="suggestion-gone"):
        await proposing.kept(amara(), other)
    clock.advance(timedelta(days=31))
    await Expiry(database, clock).delete_expired()
    with pytest.raises(UserError, match="suggestion-gone"):
        await proposing.kept(amara(), kept)


async def test_what_may_be_there_already_is_shown_first_and_kept_when_sure(proposing: Proposing):
    typed = {**BEES, DraftField.TITLE: "SQL for data science!"}
    found = await proposing.suggest(amara(), typed)
    assert found.proposal is None
    assert [each.id for each in found.alike] == ["sql"]
    sure = await proposing.suggest(amara(), typed, is_sure=True)
    assert sure.proposal is not None


async def test_the_same_again_is_the_one_that_waits(proposing: Proposing, queue: ProposalQueue):
    first, asker = await reported(proposing), amara()
    assert await reported(proposing, asker) == first
    assert await reported(proposing, jonas()) != first
    assert await reported(proposing, elsewhere()) != first
    bees = await suggested(proposing)
    assert await suggested(proposing) == bees
    assert (await queue.page(SERVER)).total == 3
    await queue.done(ME, first.id)
    assert await reported(proposing) != first


async def test_a_click_that_comes_twice_proposes_once(proposing: Proposing, queue: ProposalQueue):
    asker = amara()
    first = await suggested(proposing, asker)
    await queue.refuse(ME, first.id, "no")
    assert (await suggested(proposing, asker)).id == first.id
    assert (await queue.page(SERVER)).total == 0


async def test_a_member_may_have_so_many_waiting_in_a_server(proposing: Proposing, queue: ProposalQueue):
    waiting: list[Proposal] = []
    for number in range(MOST_OPEN):
        link = f"https://c{number}.example.org/x"
        typed = {DraftField.TITLE: f"Course {number * 1111}", DraftField.LINK: link}
        found = await proposing.suggest(amara(), typed, is_sure=True)
        waiting += [found.proposal] if found.proposal else []
    with pytest.raises(UserError, match="proposals-too-many"):
        await suggested(proposing)
    with pytest.raises(UserError, match="proposals-too-many"):
        await reported(proposing)
    await reported(proposing, jonas())
    await reported(proposing, elsewhere())
    await queue.refuse(ME, waiting[-1].id, "no")
    await suggested(proposing)


async def test_who_is_blocked_proposes_nothing_there(proposing: Proposing, blocks: MemberBlocks):
    assert await blocks.block(ME, AMARA, BlockedFrom.SUGGESTING, "spam", is_bot=False)
    for proposal in (suggested(proposing), reported(proposing)):
        with pytest.raises(UserError, match="proposing-blocked"):
            await proposal
    with pytest.raises(UserError, match="proposing-blocked"):
        await proposing.check(amara())
    await reported(proposing, elsewhere())
    await blocks.unblock(ME, AMARA)
    await reported(proposing)


async def test_nobody_proposes_without_a_server(proposing: Proposing):
    with pytest.raises(UserError, match="proposing-nowhere"):
        await suggested(proposing, Acting(AMARA, None)())
