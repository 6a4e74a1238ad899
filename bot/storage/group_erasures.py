"""The queries of an erasure in study groups: what was counted stays so, by a random worker and the week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, tuple_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, delete, or_, select, update

from bot.domain.ledger import EntryKind
from bot.domain.local_days import week_of
from bot.domain.outbox import OutboxKind, OutboxScope
from bot.domain.study_group import GroupEvent
from bot.storage import board_marks
from bot.storage.tables import (
    EnrolmentRow,
    ErasedWorkRow,
    GroupCheckinAnswerRow,
    GroupCheckinRow,
    GroupWeekLineRow,
    HappyToHelpRow,
    KudosRow,
    LogEntryRow,
    OutboxRow,
    StudyGroupRow,
)


@dataclass(frozen=True, slots=True)
class CountedEntry:
    """What an entry is for a group: no note, and not when it was written."""

    day: date
    credential_id: str
    kind: str
    minutes: int | None


def standing_of(session: Session, guild_id: int, user_id: int) -> list[CountedEntry]:
    """All that a user did in the server and that stands, the oldest first."""
    query = (
        select_columns(
            col(LogEntryRow.local_day),
            col(EnrolmentRow.credential_id),
            col(LogEntryRow.kind),
            col(LogEntryRow.minutes),
        )
        .join(EnrolmentRow, col(EnrolmentRow.id) == col(LogEntryRow.enrolment_id))
        .where(
            col(LogEntryRow.user_id) == user_id,
            col(LogEntryRow.guild_id) == guild_id,
            col(LogEntryRow.kind) != EntryKind.VOID.value,
            col(LogEntryRow.voided_by).is_(None),
        )
        .order_by(col(LogEntryRow.id))
    )
    return [CountedEntry(*row) for row in session.connection().execute(query)]


def keep(
    session: Session, guild_id: int, group_id: int, worker_id: str, entries: Iterable[CountedEntry]
) -> None:
    """Keeps work for the sums of a group, as that of a random worker; only its week is known of it."""
    rows = [
        {
            "guild_id": guild_id,
            "group_id": group_id,
            "worker_id": worker_id,
            "week": week_of(entry.day),
            "credential_id": entry.credential_id,
            "kind": entry.kind,
            "minutes": entry.minutes,
        }
        for entry in entries
    ]
    if rows:
        session.connection().execute(insert(ErasedWorkRow), rows)


def rename_lines(session: Session, guild_id: int, group_id: int, user_id: int, worker_id: str) -> None:
    """Lets a user's lines of closed weeks be those of a random worker."""
    mine = update(GroupWeekLineRow).where(
        col(GroupWeekLineRow.guild_id) == guild_id,
        col(GroupWeekLineRow.group_id) == group_id,
        col(GroupWeekLineRow.user_id) == user_id,
    )
    session.exec(mine.values(user_id=None, worker_id=worker_id))


def forget_news(session: Session, guild_id: int, group_id: int, stays: Iterable[int]) -> None:
    """Deletes what was or is to be told of stays: SQLite can give the number of the last one away again."""
    events = (GroupEvent.JOINED, GroupEvent.LEFT, GroupEvent.OWNER)
    subjects = [f"{event.value}:{number}" for number in stays for event in events]
    news = delete(OutboxRow).where(
        col(OutboxRow.guild_id) == guild_id,
        col(OutboxRow.scope) == OutboxScope.GROUP.value,
        col(OutboxRow.scope_id) == group_id,
        col(OutboxRow.kind) == OutboxKind.GROUP_NEWS.value,
        col(OutboxRow.subject).in_(subjects),
    )
    session.exec(news)


def groups_with_lines(session: Session, user_id: int, guild_id: int | None) -> list[tuple[int, int]]:
    """The servers and groups in whose closed weeks a user is, in order."""
    query = select(GroupWeekLineRow.guild_id, GroupWeekLineRow.group_id).where(
        col(GroupWeekLineRow.user_id) == user_id
    )
    if guild_id is not None:
        query = query.where(col(GroupWeekLineRow.guild_id) == guild_id)
    return sorted(set(session.exec(query)))


def forget_words(session: Session, user_id: int, guild_id: int | None, *, now: datetime) -> None:
    """Deletes what a user said at check-ins, gave, got and offered, in one server or (None) in all."""
    answers = _in(guild_id, GroupCheckinAnswerRow, col(GroupCheckinAnswerRow.user_id) == user_id)
    answered = select(GroupCheckinAnswerRow.group_id, GroupCheckinAnswerRow.week).where(*answers)
    open_ones = update(GroupCheckinRow).where(
        tuple_(col(GroupCheckinRow.group_id), col(GroupCheckinRow.week)).in_(answered),
        col(GroupCheckinRow.closed_at).is_(None),
        col(GroupCheckinRow.changed_at).is_(None),
    )
    session.exec(open_ones.values(changed_at=now))
    session.exec(delete(GroupCheckinAnswerRow).where(*answers))
    _mark_praised(session, user_id, guild_id, now)
    either = or_(col(KudosRow.sender_id) == user_id, col(KudosRow.receiver_id) == user_id)
    session.exec(delete(KudosRow).where(*_in(guild_id, KudosRow, either)))
    offers = _in(guild_id, HappyToHelpRow, col(HappyToHelpRow.user_id) == user_id)
    session.exec(delete(HappyToHelpRow).where(*offers))


def _mark_praised(session: Session, user_id: int, guild_id: int | None, now: datetime) -> None:
    """Marks the boards that count kudos which a user gave."""
    given = _in(guild_id, KudosRow, col(KudosRow.sender_id) == user_id)
    praised = select(KudosRow.guild_id, KudosRow.receiver_id).where(*given)
    for server, receiver_id in sorted(set(session.exec(praised))):
        board_marks.mark_member(session, server, receiver_id, now)


def forget_owner(session: Session, user_id: int, guild_id: int | None) -> None:
    """Lets groups that a user owned when they ended be nobody's."""
    owned = _in(guild_id, StudyGroupRow, col(StudyGroupRow.owner_id) == user_id)
    session.exec(update(StudyGroupRow).where(*owned).values(owner_id=None))


def _in(guild_id: int | None, table: Any, *conditions: Any) -> list[Any]:  # noqa: ANN401 - SQL
    return [*conditions, *([] if guild_id is None else [col(table.guild_id) == guild_id])]
