"""The queries behind the boards of study groups: what counts is derived from the ledger on reading."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, case, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from bot.domain.board_facts import DayWork, WeekWork
from bot.domain.enrolment import EnrolmentStatus
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

# What every board asks is put together once: that takes about as long as asking it.
_PEOPLE: Select[*tuple[Any, ...]] = (
    select_columns(*study_groups.COLUMNS, *group_members.COLUMNS, col(MemberSettingsRow.visibility))
    .outerjoin(GroupMemberRow, col(GroupMemberRow.group_id) == col(StudyGroupRow.id))
    .outerjoin(
        MemberSettingsRow,
        and_(
            col(MemberSettingsRow.guild_id) == col(GroupMemberRow.guild_id),
            col(MemberSettingsRow.user_id) == col(GroupMemberRow.user_id),
        ),
    )
    .where(col(StudyGroupRow.guild_id) == bindparam("server"), col(StudyGroupRow.id) == bindparam("group"))
    .order_by(col(GroupMemberRow.id))
)
_WORK: Select[*tuple[Any, ...]] = (
    select_columns(
        col(LogEntryRow.user_id),
        col(LogEntryRow.local_day),
        func.coalesce(func.sum(col(LogEntryRow.minutes)), 0),
        func.sum(case((col(LogEntryRow.kind) == EntryKind.DONE.value, 1), else_=0)),
    )
    .where(
        col(LogEntryRow.user_id).in_(bindparam("users", expanding=True)),
        col(LogEntryRow.guild_id) == bindparam("server"),
        col(LogEntryRow.local_day) >= bindparam("since"),
        col(LogEntryRow.kind) != EntryKind.VOID.value,
        col(LogEntryRow.voided_by).is_(None),
    )
    .group_by(col(LogEntryRow.user_id), col(LogEntryRow.local_day))
    .order_by(col(LogEntryRow.user_id), col(LogEntryRow.local_day))
)
_WORK_ON = _WORK.join(EnrolmentRow, col(EnrolmentRow.id) == col(LogEntryRow.enrolment_id)).where(
    col(EnrolmentRow.credential_id).in_(bindparam("credentials", expanding=True))
)
_ERASED: Select[*tuple[Any, ...]] = (
    select_columns(
        col(ErasedWorkRow.worker_id),
        col(ErasedWorkRow.week),
        func.coalesce(func.sum(col(ErasedWorkRow.minutes)), 0),
        func.sum(case((col(ErasedWorkRow.kind) == EntryKind.DONE.value, 1), else_=0)),
    )
    .where(
        col(ErasedWorkRow.group_id) == bindparam("group"), col(ErasedWorkRow.guild_id) == bindparam("server")
    )
    .group_by(col(ErasedWorkRow.worker_id), col(ErasedWorkRow.week))
    .order_by(col(ErasedWorkRow.week), col(ErasedWorkRow.worker_id))
)
_ERASED_ON = _ERASED.where(col(ErasedWorkRow.credential_id).in_(bindparam("credentials", expanding=True)))
_KUDOS = (
    select_columns(col(KudosRow.receiver_id), func.count())
    .where(
        col(KudosRow.receiver_id).in_(bindparam("users", expanding=True)),
        col(KudosRow.guild_id) == bindparam("server"),
        col(KudosRow.given_on) >= bindparam("since"),
        col(KudosRow.given_on) < bindparam("until"),
    )
    .group_by(col(KudosRow.receiver_id))
)
_ENROLMENTS = (
    select_columns(
        col(EnrolmentRow.user_id), col(EnrolmentRow.id), col(EnrolmentRow.status), col(EnrolmentRow.outline)
    )
    .where(
        col(EnrolmentRow.user_id).in_(bindparam("users", expanding=True)),
        col(EnrolmentRow.guild_id) == bindparam("server"),
        col(EnrolmentRow.credential_id).in_(bindparam("credentials", expanding=True)),
        col(EnrolmentRow.status) != EnrolmentStatus.DROPPED.value,
    )
    .order_by(col(EnrolmentRow.started_on), col(EnrolmentRow.id))
)


@dataclass(frozen=True, slots=True)
class People:
    """A group with all who are or were in it, the earliest stay first, and who sees each of them."""

    group: StudyGroup
    stays: tuple[Membership, ...]
    visibilities: dict[int, Visibility]


def people_of(session: Session, guild_id: int, group_id: int) -> People | None:
    """The group and its people; None where the server has no such group."""
    rows = session.connection().execute(_PEOPLE, {"server": guild_id, "group": group_id}).all()
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
    wanted = {"server": guild_id, "users": sorted(user_ids), "since": since or date.min}
    rows = _rows(session, _WORK, _WORK_ON, wanted, credential_ids)
    return tuple(map(DayWork._make, rows))


def erased_of(
    session: Session, guild_id: int, group_id: int, *, credential_ids: Collection[str] | None
) -> tuple[WeekWork, ...]:
    """What erased members did in the group by the week, in order; on these credentials (None: on any)."""
    wanted = {"server": guild_id, "group": group_id}
    rows = _rows(session, _ERASED, _ERASED_ON, wanted, credential_ids)
    return tuple(WeekWork(*row) for row in rows)


def kudos_of(
    session: Session, guild_id: int, user_ids: Collection[int], since: date | None, until: date
) -> dict[int, int]:
    """How many kudos users got in the server in a time; without those who got none."""
    wanted = {"server": guild_id, "users": sorted(user_ids), "since": since or date.min, "until": until}
    rows = session.connection().execute(_KUDOS, wanted)
    return {row[0]: row[1] for row in rows}


def done_of(
    session: Session, guild_id: int, user_ids: Iterable[int], credential_ids: Collection[str]
) -> dict[int, tuple[int, int]]:
    """How many tasks of how many users have done of the credentials, in what they work on now or did last."""
    wanted = {"server": guild_id, "users": sorted(user_ids), "credentials": sorted(credential_ids)}
    chosen: dict[int, tuple[bool, str, str]] = {}
    for user_id, enrolment_id, status, outline in session.connection().execute(_ENROLMENTS, wanted):
        is_open = EnrolmentStatus(status).is_open
        if is_open or not chosen.get(user_id, (False,))[0]:
            chosen[user_id] = is_open, enrolment_id, outline
    if not chosen:
        return {}
    ticked = ledger.ticked_of(session, guild_id, (each for _, each, _ in chosen.values()))
    # Most members have the same outline, and reading one takes its time.
    tasks = {text: [task.id for task in outline_in(text).tasks] for *_, text in chosen.values()}
    return {
        user_id: (sum(task in ticked[enrolment_id] for task in tasks[text]), len(tasks[text]))
        for user_id, (_, enrolment_id, text) in chosen.items()
    }


def _rows(
    session: Session,
    of_all: Select[*tuple[Any, ...]],
    of_some: Select[*tuple[Any, ...]],
    wanted: dict[str, Any],
    credential_ids: Collection[str] | None,
) -> Sequence[Row[*tuple[Any, ...]]]:
    if credential_ids is None:
        return session.connection().execute(of_all, wanted).all()
    return session.connection().execute(of_some, {**wanted, "credentials": sorted(credential_ids)}).all()
