"""The queries of who helps with what they completed. Every one names its server, or whose own they are."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import exists
from sqlmodel import Session, col, delete, select

from bot.domain.enrolment import EnrolmentStatus
from bot.domain.moderation import BlockedFrom
from bot.storage.tables import EnrolmentRow, HappyToHelpRow, MemberBlockRow
from bot.storage.upserts import insert_new


def add(session: Session, guild_id: int, user_id: int, credential_id: str, *, since: datetime) -> None:
    """Writes that a member helps; the first time stays."""
    mine = {"guild_id": guild_id, "user_id": user_id, "credential_id": credential_id}
    insert_new(session, HappyToHelpRow, tuple(mine), mine | {"since": since})


def take_back(session: Session, guild_id: int, user_id: int, credential_ids: Collection[str]) -> None:
    """Writes that a member does not help with any of these."""
    session.exec(
        delete(HappyToHelpRow).where(
            col(HappyToHelpRow.guild_id) == guild_id,
            col(HappyToHelpRow.user_id) == user_id,
            col(HappyToHelpRow.credential_id).in_(sorted(credential_ids)),
        )
    )


def is_willing(session: Session, guild_id: int, user_id: int, credential_ids: Collection[str]) -> bool:
    """Whether a member said that they help with one of these."""
    query = select(HappyToHelpRow.user_id).where(
        col(HappyToHelpRow.guild_id) == guild_id,
        col(HappyToHelpRow.user_id) == user_id,
        col(HappyToHelpRow.credential_id).in_(sorted(credential_ids)),
    )
    return session.exec(query).first() is not None


def helpers(session: Session, guild_id: int, credential_ids: Collection[str]) -> list[int]:
    """Who completed one of these, helps with it, and is not kept from everything; who offered first first."""
    ids = sorted(credential_ids)
    has_completed = exists().where(
        col(EnrolmentRow.guild_id) == guild_id,
        col(EnrolmentRow.user_id) == col(HappyToHelpRow.user_id),
        col(EnrolmentRow.credential_id).in_(ids),
        col(EnrolmentRow.status) == EnrolmentStatus.COMPLETED.value,
    )
    is_blocked = exists().where(
        col(MemberBlockRow.guild_id) == guild_id,
        col(MemberBlockRow.user_id) == col(HappyToHelpRow.user_id),
        col(MemberBlockRow.what) == BlockedFrom.EVERYTHING.value,
    )
    query = (
        select(HappyToHelpRow.user_id, HappyToHelpRow.since)
        .where(
            col(HappyToHelpRow.guild_id) == guild_id,
            col(HappyToHelpRow.credential_id).in_(ids),
            has_completed,
            ~is_blocked,
        )
        .order_by(col(HappyToHelpRow.since), col(HappyToHelpRow.user_id))
    )
    return list(dict.fromkeys(user_id for user_id, _ in session.exec(query)))
