"""The marks by which a study group's board is known to say what does not hold any more."""

from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from bot.storage.study_groups import LIVES
from bot.storage.tables import GroupMemberRow, GroupPlaceRow, StudyGroupRow

# Every log asks this: put together once, and led by the index of the member's stays.
_UNMARKED = update(GroupPlaceRow).where(
    col(GroupPlaceRow.guild_id) == bindparam("server"), col(GroupPlaceRow.changed_at).is_(None)
)
_OF_MEMBER = _UNMARKED.where(
    col(GroupPlaceRow.group_id).in_(
        select(col(GroupMemberRow.group_id))
        .join(StudyGroupRow, col(StudyGroupRow.id) == col(GroupMemberRow.group_id))
        .where(
            col(GroupMemberRow.user_id) == bindparam("member"),
            col(GroupMemberRow.guild_id) == bindparam("server"),
            LIVES,
        )
    )
).values(changed_at=bindparam("moment"))


def mark_member(session: Session, guild_id: int, user_id: int, now: datetime) -> None:
    """Marks the boards of all living groups in which a user is or was, in the transaction of a change."""
    session.connection().execute(_OF_MEMBER, {"server": guild_id, "member": user_id, "moment": now})
