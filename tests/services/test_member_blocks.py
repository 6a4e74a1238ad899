"""Moderators keep members from something, and let them again."""

import pytest

from bot.domain.errors import UserError
from bot.domain.moderation import AuditAction, BlockedFrom
from bot.services.catalogue_keeping import Keeper
from bot.services.member_blocks import BLOCKS_PAGE_SIZE, MemberBlocks
from bot.storage import audit
from bot.storage.database import Database
from tests.services.proposing_club import AMARA, COLLEAGUE, ME, MIRA, NOA, OTHER, SERVER, deeds


async def test_blocking_is_in_the_log_once_and_listed_a_page_at_a_time(
    blocks: MemberBlocks, database: Database
):
    assert await blocks.block(ME, AMARA, BlockedFrom.SUGGESTING, " spam\n", is_bot=False)
    assert not await blocks.block(COLLEAGUE, AMARA, BlockedFrom.SUGGESTING, is_bot=False)
    assert await deeds(database) == [(AuditAction.MEMBER_BLOCKED, MIRA, str(AMARA))]
    page = await blocks.blocked(SERVER)
    assert [(each.user_id, each.reason, each.blocked_by) for each in page.blocks] == [(AMARA, "spam", MIRA)]
    await blocks.unblock(COLLEAGUE, AMARA)
    with pytest.raises(UserError, match="block-none"):
        await blocks.unblock(ME, AMARA)
    assert (await deeds(database))[0] == (AuditAction.MEMBER_UNBLOCKED, NOA, str(AMARA))
    for user_id in range(100, 101 + BLOCKS_PAGE_SIZE):
        await blocks.block(ME, user_id, BlockedFrom.EVERYTHING, is_bot=False)
    last = await blocks.blocked(SERVER, 9999)
    assert (last.page, last.pages, len(last.blocks)) == (1, 2, 1)
    assert (await blocks.blocked(OTHER)).blocks == ()


async def test_nobody_blocks_themselves_or_a_bot(blocks: MemberBlocks):
    with pytest.raises(UserError, match="block-self"):
        await blocks.block(ME, MIRA, BlockedFrom.SUGGESTING, is_bot=False)
    with pytest.raises(UserError, match="block-bot"):
        await blocks.block(ME, 9, BlockedFrom.SUGGESTING, is_bot=True)


async def test_an_erased_member_stands_in_no_line_of_the_log(blocks: MemberBlocks, database: Database):
    await blocks.block(ME, AMARA, BlockedFrom.SUGGESTING, is_bot=False)
    await blocks.block(Keeper(OTHER, MIRA), AMARA, BlockedFrom.SUGGESTING, is_bot=False)
    await database.write(audit.forget_subject, AMARA, SERVER)
    assert await deeds(database) == [(AuditAction.MEMBER_BLOCKED, MIRA, "")]
    assert await deeds(database, OTHER) == [(AuditAction.MEMBER_BLOCKED, MIRA, str(AMARA))]
    await database.write(audit.forget_subject, AMARA)
    assert await deeds(database, OTHER) == [(AuditAction.MEMBER_BLOCKED, MIRA, "")]
