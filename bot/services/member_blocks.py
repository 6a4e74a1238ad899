"""The use cases of a moderator who keeps a member from something, and lets them again."""

from dataclasses import dataclass

from bot.domain.catalogue_changes import checked_reason
from bot.domain.errors import UserError
from bot.domain.member_blocks import MemberBlock, check_blockable
from bot.domain.moderation import AuditAction, BlockedFrom, Deed
from bot.domain.paging import page_count, page_within
from bot.domain.plain_text import printable
from bot.domain.ports import Clock
from bot.services.catalogue_keeping import Keeper
from bot.storage import audit, member_blocks
from bot.storage.database import Database, Session

BLOCKS_PAGE_SIZE = 10


@dataclass(frozen=True, slots=True)
class BlocksPage:
    """A page of the blocks of a server, the newest first; `page` counts from 0."""

    blocks: tuple[MemberBlock, ...]
    page: int
    pages: int


class MemberBlocks:
    """Blocks and unblocks members, each with its line in the audit log."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def block(
        self, keeper: Keeper, user_id: int, what: BlockedFrom, reason: str | None = None, *, is_bot: bool
    ) -> bool:
        """Keeps the member from `what`, and says whether they were not kept from it before.

        Raises UserError `block-self`, `block-bot`, `reason-too-long`.
        """
        check_blockable(user_id, keeper.actor_id or 0, is_bot=is_bot)
        said = checked_reason(reason) if printable(reason or "") and reason else None
        block = MemberBlock(keeper.guild_id, user_id, what, self._clock.now(), keeper.actor_id, said)
        return await self._database.write(_block, block)

    async def unblock(self, keeper: Keeper, user_id: int) -> None:
        """Lets the member do everything again. Raises UserError `block-none` where they always could."""
        deed = Deed(
            AuditAction.MEMBER_UNBLOCKED,
            keeper.guild_id,
            keeper.actor_id,
            self._clock.now(),
            str(user_id),
        )
        await self._database.write(_unblock, deed, user_id)

    async def blocked(self, guild_id: int, page: int = 0) -> BlocksPage:
        """A page of who is kept from what; `page` is cut to the pages that there are."""
        return await self._database.read(_page, guild_id, page)


def _block(session: Session, block: MemberBlock) -> bool:
    if not member_blocks.add(session, block):
        return False
    details: dict[str, str | int] = {"what": block.what.value}
    if block.reason is not None:
        details["reason"] = block.reason
    subject = str(block.user_id)
    deed = Deed(
        AuditAction.MEMBER_BLOCKED, block.guild_id, block.blocked_by, block.blocked_at, subject, details
    )
    audit.record(session, [deed])
    return True


def _unblock(session: Session, deed: Deed, user_id: int) -> None:
    if not member_blocks.lift(session, deed.guild_id, user_id):
        raise UserError("block-none")
    audit.record(session, [deed])


def _page(session: Session, guild_id: int, page: int) -> BlocksPage:
    pages = page_count(member_blocks.count(session, guild_id), BLOCKS_PAGE_SIZE)
    page = page_within(page, pages)
    found = member_blocks.blocks_in(
        session, guild_id, limit=BLOCKS_PAGE_SIZE, skipped=page * BLOCKS_PAGE_SIZE
    )
    return BlocksPage(tuple(found), page, pages)
