"""The queries of what a member set in one server."""

from datetime import datetime

from sqlmodel import Session, col, delete, select

from bot.domain.visibility import DEFAULT_VISIBILITY, Announcing, Visibility
from bot.storage.tables import MemberSettingsRow
from bot.storage.upserts import upsert


def visibility_of(session: Session, guild_id: int, user_id: int) -> Visibility:
    """Who sees the member's progress; the default where they never said."""
    row = _row(session, guild_id, user_id)
    return Visibility(row.visibility) if row and row.visibility else DEFAULT_VISIBILITY


def set_visibility(
    session: Session, guild_id: int, user_id: int, visibility: Visibility, *, now: datetime
) -> None:
    """Keeps it in place of what they said before."""
    values = {"visibility": visibility.value, "updated_at": now}
    upsert(session, MemberSettingsRow, {"guild_id": guild_id, "user_id": user_id}, values)


def announcing_of(session: Session, guild_id: int, user_id: int) -> Announcing | None:
    """Whether the server is told of what the member completes; None where they were never asked."""
    row = _row(session, guild_id, user_id)
    return Announcing(row.announcing) if row and row.announcing else None


def set_announcing(
    session: Session, guild_id: int, user_id: int, announcing: Announcing, *, now: datetime
) -> None:
    """Keeps it in place of what they said before."""
    values = {"announcing": announcing.value, "updated_at": now}
    upsert(session, MemberSettingsRow, {"guild_id": guild_id, "user_id": user_id}, values)


def forget_member(session: Session, user_id: int, guild_id: int | None) -> None:
    """Deletes what a user set, in one server or (None) in all."""
    mine = delete(MemberSettingsRow).where(col(MemberSettingsRow.user_id) == user_id)
    if guild_id is not None:
        mine = mine.where(col(MemberSettingsRow.guild_id) == guild_id)
    session.exec(mine)


def _row(session: Session, guild_id: int, user_id: int) -> MemberSettingsRow | None:
    query = select(MemberSettingsRow).where(
        col(MemberSettingsRow.guild_id) == guild_id, col(MemberSettingsRow.user_id) == user_id
    )
    # Who has just set something asks for what the database says now.
    return session.exec(query.execution_options(populate_existing=True)).first()
