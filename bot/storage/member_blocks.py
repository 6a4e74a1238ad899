"""The queries of what members are kept from. Every query of a server's names it."""

from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, delete, select, update

from bot.domain.member_blocks import MemberBlock
from bot.domain.moderation import BlockedFrom
from bot.storage.tables import MemberBlockRow
from bot.storage.upserts import insert_new


def add(session: Session, block: MemberBlock) -> bool:
    """Keeps the block, and says whether it is new."""
    values: dict[str, Any] = {
        "guild_id": block.guild_id,
        "user_id": block.user_id,
        "what": block.what.value,
        "reason": block.reason,
        "blocked_by": block.blocked_by,
        "blocked_at": block.blocked_at,
    }
    return insert_new(session, MemberBlockRow, ("guild_id", "user_id", "what"), values)


def lift(session: Session, guild_id: int, user_id: int) -> list[BlockedFrom]:
    """Lifts all blocks of a member in the server, and says which there were."""
    lifted = sorted(blocks_of(session, guild_id, user_id))
    session.exec(
        delete(MemberBlockRow).where(
            col(MemberBlockRow.guild_id) == guild_id, col(MemberBlockRow.user_id) == user_id
        )
    )
    return lifted


def blocks_of(session: Session, guild_id: int, user_id: int) -> frozenset[BlockedFrom]:
    """What a member is kept from in the server."""
    found = session.exec(
        select(MemberBlockRow.what).where(
            MemberBlockRow.guild_id == guild_id, MemberBlockRow.user_id == user_id
        )
    )
    return frozenset(map(BlockedFrom, found))


def count(session: Session, guild_id: int) -> int:
    """How many blocks there are in the server."""
    found = session.exec(
        select(func.count()).select_from(MemberBlockRow).where(MemberBlockRow.guild_id == guild_id)
    )
    return found.one()


def blocks_in(session: Session, guild_id: int, *, limit: int, skipped: int = 0) -> list[MemberBlock]:
    """The blocks of the server, the newest first."""
    rows = session.exec(
        select(MemberBlockRow)
        .where(MemberBlockRow.guild_id == guild_id)
        .order_by(
            col(MemberBlockRow.blocked_at).desc(), col(MemberBlockRow.user_id), col(MemberBlockRow.what)
        )
        .offset(skipped)
        .limit(limit)
    )
    return [_block(row) for row in rows]


def forget_member(session: Session, member_id: int, guild_id: int | None = None) -> None:
    """Deletes the blocks of a person, in one server or (None) in all; theirs on others name nobody."""
    gone = delete(MemberBlockRow).where(col(MemberBlockRow.user_id) == member_id)
    nameless = update(MemberBlockRow).where(col(MemberBlockRow.blocked_by) == member_id)
    if guild_id is not None:
        gone = gone.where(col(MemberBlockRow.guild_id) == guild_id)
        nameless = nameless.where(col(MemberBlockRow.guild_id) == guild_id)
    session.exec(gone)
    session.exec(nameless.values(blocked_by=None))


def _block(row: MemberBlockRow) -> MemberBlock:
    what = BlockedFrom(row.what)
    return MemberBlock(row.guild_id, row.user_id, what, row.blocked_at, row.blocked_by, row.reason)
