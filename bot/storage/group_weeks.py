"""The query of what a server's digest tells of its study groups. It names its server."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from bot.domain.group_weeks import OpenWork
from bot.domain.ledger import EntryKind
from bot.domain.visibility import Visibility
from bot.storage.study_groups import LIVES
from bot.storage.tables import EnrolmentRow, GroupMemberRow, LogEntryRow, MemberSettingsRow, StudyGroupRow

CountedOf = Callable[[str], Collection[str]]
"""The ids of a credential: its own, and those of what it took the place of."""


def open_work(
    session: Session, guild_id: int, since: date, until: date, *, counted_of: CountedOf
) -> list[OpenWork]:
    """What members did in living groups, in the days and in their own time there, as far as all may see it.

    Ordered by group, member and credential; a member may be there once for each credential.
    """
    what = (
        col(StudyGroupRow.id),
        col(StudyGroupRow.name),
        col(StudyGroupRow.credential_id),
        col(EnrolmentRow.credential_id),
        col(LogEntryRow.user_id),
    )
    tasks = func.sum(case((col(LogEntryRow.kind) == EntryKind.DONE.value, 1), else_=0))
    query = (
        _joined(select_columns(*what, func.coalesce(func.sum(col(LogEntryRow.minutes)), 0), tasks), guild_id)
        .where(
            col(StudyGroupRow.guild_id) == guild_id,
            LIVES,
            col(LogEntryRow.local_day) >= since,
            col(LogEntryRow.local_day) < until,
            col(LogEntryRow.kind) != EntryKind.VOID.value,
            col(LogEntryRow.voided_by).is_(None),
            _was_in_it(),
        )
        .group_by(*what)
        .order_by(col(StudyGroupRow.id), col(LogEntryRow.user_id), col(EnrolmentRow.credential_id))
    )
    return [
        OpenWork(group_id, name, user_id, int(minutes), int(done))
        for group_id, name, followed, worked_on, user_id, minutes, done in session.connection().execute(query)
        if followed is None or worked_on in counted_of(followed)
    ]


def _joined(query: Select[*tuple[Any, ...]], guild_id: int) -> Select[*tuple[Any, ...]]:
    """Groups with those who are in them and let everybody see it, and with what those logged."""
    member, settings = col(GroupMemberRow.user_id), col(MemberSettingsRow.user_id)
    is_in_it = and_(
        col(GroupMemberRow.group_id) == col(StudyGroupRow.id), col(GroupMemberRow.left_on).is_(None)
    )
    is_open = and_(
        col(MemberSettingsRow.guild_id) == guild_id,
        settings == member,
        col(MemberSettingsRow.visibility) == Visibility.SERVER.value,
    )
    is_theirs = and_(col(LogEntryRow.guild_id) == guild_id, col(LogEntryRow.user_id) == member)
    return (
        query.join(GroupMemberRow, is_in_it)
        .join(MemberSettingsRow, is_open)
        .join(LogEntryRow, is_theirs)
        .join(EnrolmentRow, col(EnrolmentRow.id) == col(LogEntryRow.enrolment_id))
    )


def _was_in_it() -> ColumnElement[bool]:
    """Whether the member was in the group on the day of the entry."""
    stay = aliased(GroupMemberRow)
    return exists().where(
        col(stay.group_id) == col(StudyGroupRow.id),
        col(stay.user_id) == col(LogEntryRow.user_id),
        col(stay.joined_on) <= col(LogEntryRow.local_day),
        or_(col(stay.left_on).is_(None), col(LogEntryRow.local_day) <= col(stay.left_on)),
    )
