"""The queries behind the boards of study groups: what counts is derived from the ledger on reading."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from bot.domain.enrolment import EnrolmentStatus
from bot.domain.group_board import DayWork, WeekWork
from bot.domain.ledger import EntryKind
from bot.domain.study_group import Membership, StudyGroup
from bot.domain.visibility import DEFAULT_VISIBILITY, Visibility
from bot.storage import group_members, ledger, study_groups
from bot.storage.outlines import outline_in
from bot.storage.tables import (
    EnrolmentRow,
    ErasedWorkRow,
    GroupMemberRow,
    KudosRow,
    LogEntryRow,
    MemberSettingsRow,
    StudyGroupRow,
)

_STANDS = (col(LogEntryRow.kind) != EntryKind.VOID.value, col(LogEntryRow.voided_by).is_(None))
_MINUTES = func.coalesce(func.sum(col(LogEntryRow.minutes)), 0)
_TASKS = func.sum(case((col(LogEntryRow.kind) == EntryKind.DONE.value, 1), else_=0))


@dataclass(frozen=True, slots=True)
class People:
    """A group with all who are or were in it, the earliest stay first, and who sees each of them."""

    group: StudyGroup
    stays: tuple[Membership, ...]
    visibilities: dict[int, Visibility]


def people_of(session: Session, guild_id: int, group_id: int) -> People | None:
    """The group and its people; None where the server has no such group."""
    query = (
        select_columns(*study_groups.COLUMNS, *group_members.COLUMNS, col(MemberSettingsRow.visibility))
        .outerjoin(GroupMemberRow, col(GroupMemberRow.group_id) == col(StudyGroupRow.id))
        .outerjoin(
            MemberSettingsRow,
            and_(
                col(MemberSettingsRow.guild_id) == col(GroupMemberRow.guild_id),
                col(MemberSettingsRow.user_id) == col(GroupMemberRow.user_id),
            ),
        )
        .where(col(StudyGroupRow.guild_id) == guild_id, col(StudyGroupRow.id) == group_id)
        .order_by(col(GroupMemberRow.id))
    )
    rows = session.connection().execute(query).all()
    if not rows:
        return None
    first_of_stay = len(study_groups.COLUMNS)
    stays, said = [], {}
    for row in rows:
        if row[first_of_stay] is not None:
            stays.append(Membership(*row[first_of_stay:-1]))
            said[stays[-1].user_id] = Visibility(row[-1]) if row[-1] else DEFAULT_VISIBILITY
    return People(StudyGroup(*rows[0][:first_of_stay]), tuple(stays), said)


def work_of(
    session: Session,
    guild_id: int,
    user_ids: Collection[int],
    *,
    credential_ids: Collection[str] | None,
    since: date | None,
) -> tuple[DayWork, ...]:
    """What users did in the server by their local days, in order; on these credentials (None: on any)."""
    query: Select[*tuple[Any, ...]] = (
        select_columns(col(LogEntryRow.user_id), col(LogEntryRow.local_day), _MINUTES, _TASKS)
        .where(
            col(LogEntryRow.user_id).in_(sorted(set(user_ids))),
            col(LogEntryRow.guild_id) == guild_id,
            *_STANDS,
        )
        .group_by(col(LogEntryRow.user_id), col(LogEntryRow.local_day))
        .order_by(col(LogEntryRow.user_id), col(LogEntryRow.local_day))
    )
    if since is not None:
        query = query.where(col(LogEntryRow.local_day) >= since)
    rows = session.connection().execute(_on_credentials(query, credential_ids))
    return tuple(DayWork(user_id, day, int(minutes), int(tasks)) for user_id, day, minutes, tasks in rows)


def erased_of(
    session: Session, guild_id: int, group_id: int, *, credential_ids: Collection[str] | None
) -> tuple[WeekWork, ...]:
    """What erased members did in the group by the week, in order; on these credentials (None: on any)."""
    tasks = func.sum(case((col(ErasedWorkRow.kind) == EntryKind.DONE.value, 1), else_=0))
    query = (
        select_columns(
            col(ErasedWorkRow.worker_id),
            col(ErasedWorkRow.week),
            func.coalesce(func.sum(col(ErasedWorkRow.minutes)), 0),
            tasks,
        )
        .where(col(ErasedWorkRow.group_id) == group_id, col(ErasedWorkRow.guild_id) == guild_id)
        .group_by(col(ErasedWorkRow.worker_id), col(ErasedWorkRow.week))
        .order_by(col(ErasedWorkRow.week), col(ErasedWorkRow.worker_id))
    )
    if credential_ids is not None:
        query = query.where(col(ErasedWorkRow.credential_id).in_(sorted(credential_ids)))
    rows = session.connection().execute(query)
    return tuple(WeekWork(worker, week, int(minutes), int(done)) for worker, week, minutes, done in rows)


def kudos_of(
    session: Session, guild_id: int, user_ids: Collection[int], since: date | None, until: date
) -> dict[int, int]:
    """How many kudos users got in the server in a time; without those who got none."""
    query = select(KudosRow.receiver_id, func.count()).where(
        col(KudosRow.receiver_id).in_(sorted(set(user_ids))),
        col(KudosRow.guild_id) == guild_id,
        col(KudosRow.given_on) < until,
    )
    if since is not None:
        query = query.where(col(KudosRow.given_on) >= since)
    return dict(session.exec(query.group_by(col(KudosRow.receiver_id))).all())


def done_of(
    session: Session, guild_id: int, user_ids: Iterable[int], credential_ids: Collection[str]
) -> dict[int, tuple[int, int]]:
    """How many tasks of how many users have done of the credentials, in what they work on now or did last."""
    query = (
        select(EnrolmentRow.user_id, EnrolmentRow.id, EnrolmentRow.status, EnrolmentRow.outline)
        .where(
            col(EnrolmentRow.user_id).in_(sorted(set(user_ids))),
            col(EnrolmentRow.guild_id) == guild_id,
            col(EnrolmentRow.credential_id).in_(sorted(credential_ids)),
            col(EnrolmentRow.status) != EnrolmentStatus.DROPPED.value,
        )
        .order_by(col(EnrolmentRow.started_on), col(EnrolmentRow.id))
    )
    chosen: dict[int, tuple[bool, str, str]] = {}
    for user_id, enrolment_id, status, outline in session.exec(query):
        is_open = EnrolmentStatus(status).is_open
        if is_open or not chosen.get(user_id, (False,))[0]:
            chosen[user_id] = is_open, enrolment_id, outline
    ticked = ledger.ticked_of(session, guild_id, (each for _, each, _ in chosen.values()))
    return {
        user_id: _done(ticked[enrolment_id], outline)
        for user_id, (_, enrolment_id, outline) in chosen.items()
    }


def _done(ticked: set[str], outline: str) -> tuple[int, int]:
    tasks = outline_in(outline).tasks
    return sum(task.id in ticked for task in tasks), len(tasks)


def _on_credentials(
    query: Select[*tuple[Any, ...]], credential_ids: Collection[str] | None
) -> Select[*tuple[Any, ...]]:
    if credential_ids is None:
        return query
    wanted: Sequence[str] = sorted(credential_ids)
    return query.join(EnrolmentRow, col(EnrolmentRow.id) == col(LogEntryRow.enrolment_id)).where(
        col(EnrolmentRow.credential_id).in_(wanted)
    )
