"""The queries of the weekly check-ins of study groups. Every one names its server."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, func, select, update

from bot.domain.delivery import SentMessage
from bot.domain.group_checkin import Checkin, CheckinAnswer, ClosedWeek, WeekLine
from bot.storage.tables import GroupCheckinAnswerRow, GroupCheckinRow, GroupWeekLineRow
from bot.storage.text_order import in_text_order
from bot.storage.upserts import insert_new, upsert

_QUIET = {"lease_token": None, "lease_until": None, "not_before": None, "tries": 0}


def open_(session: Session, guild_id: int, group_id: int, week: str, *, now: datetime) -> bool:
    """Opens the check-in of a week, and says whether it was not there before."""
    values = {"group_id": group_id, "week": week, "guild_id": guild_id, "opened_at": now, "tries": 0}
    return insert_new(session, GroupCheckinRow, ("group_id", "week"), values)


def of(session: Session, guild_id: int, group_id: int, week: str) -> Checkin | None:
    """The check-in of a week; None where there was none."""
    return _first(session, [*_of(guild_id, group_id), col(GroupCheckinRow.week) == week])


def opened(session: Session, guild_id: int, group_id: int) -> Checkin | None:
    """The one that takes answers; None where none does."""
    return _first(session, [*_of(guild_id, group_id), col(GroupCheckinRow.closed_at).is_(None)])


def all_opened(session: Session, guild_id: int, group_id: int) -> list[Checkin]:
    """All that take answers, the oldest first; there should be one."""
    query = select(GroupCheckinRow).where(*_of(guild_id, group_id), col(GroupCheckinRow.closed_at).is_(None))
    return [_checkin(row) for row in session.exec(query.order_by(in_text_order(col(GroupCheckinRow.week))))]


def close(session: Session, guild_id: int, group_id: int, closed: ClosedWeek, *, now: datetime) -> bool:
    """Closes the check-in of a week with its snapshot; false where it is closed, and nothing changes then."""
    mine = (
        update(GroupCheckinRow)
        .where(
            *_of(guild_id, group_id),
            col(GroupCheckinRow.week) == closed.week,
            col(GroupCheckinRow.closed_at).is_(None),
        )
        .values(
            closed_at=now,
            total_minutes=closed.total_minutes,
            total_tasks=closed.total_tasks,
            changed_at=func.coalesce(col(GroupCheckinRow.changed_at), now),
        )
        .returning(col(GroupCheckinRow.week))
    )
    if session.exec(mine).first() is None:
        return False
    rows = [
        {
            "guild_id": guild_id,
            "group_id": group_id,
            "week": closed.week,
            "user_id": line.user_id,
            "minutes": line.minutes,
            "tasks_done": line.tasks_done,
            "streak_weeks": line.streak_weeks,
            "kudos": line.kudos,
        }
        for line in closed.lines
    ]
    if rows:
        session.connection().execute(insert(GroupWeekLineRow), rows)
    return True


def closed_weeks(
    session: Session, guild_id: int, group_id: int, *, limit: int, skipped: int = 0
) -> list[str]:
    """The weeks that are closed, the newest first."""
    query = select(GroupCheckinRow.week).where(
        *_of(guild_id, group_id), col(GroupCheckinRow.closed_at).is_not(None)
    )
    return list(
        session.exec(
            query.order_by(in_text_order(col(GroupCheckinRow.week)).desc()).offset(skipped).limit(limit)
        )
    )


def closed_week(session: Session, guild_id: int, group_id: int, week: str) -> ClosedWeek | None:
    """The snapshot of a week, who did most first; None where it is not closed."""
    query = select(GroupCheckinRow).where(
        *_of(guild_id, group_id),
        col(GroupCheckinRow.week) == week,
        col(GroupCheckinRow.closed_at).is_not(None),
    )
    row = session.exec(query).first()
    if row is None:
        return None
    lines = select(GroupWeekLineRow).where(
        col(GroupWeekLineRow.guild_id) == guild_id,
        col(GroupWeekLineRow.group_id) == group_id,
        col(GroupWeekLineRow.week) == week,
    )
    ordered = lines.order_by(
        col(GroupWeekLineRow.minutes).desc(),
        col(GroupWeekLineRow.tasks_done).desc(),
        col(GroupWeekLineRow.id),
    )
    return ClosedWeek(
        week,
        row.total_minutes or 0,
        row.total_tasks or 0,
        tuple(
            WeekLine(each.user_id, each.minutes, each.tasks_done, each.streak_weeks, each.kudos)
            for each in session.exec(ordered.execution_options(populate_existing=True))
        ),
    )


def answer(session: Session, guild_id: int, group_id: int, week: str, said: CheckinAnswer) -> None:
    """Writes what a member says, in place of what they said before; the message does not count it yet."""
    key = {"group_id": group_id, "week": week, "user_id": said.user_id}
    values = {
        "guild_id": guild_id,
        "went_well": said.went_well,
        "next_up": said.next_up,
        "is_resting": said.is_resting,
        "answered_at": said.answered_at,
    }
    upsert(session, GroupCheckinAnswerRow, key, values)
    mark_changed(session, guild_id, group_id, week, now=said.answered_at)


def answer_of(
    session: Session, guild_id: int, group_id: int, week: str, user_id: int
) -> CheckinAnswer | None:
    """What a member said; None where they said nothing."""
    query = select(GroupCheckinAnswerRow).where(
        *_answered(guild_id, group_id, week), col(GroupCheckinAnswerRow.user_id) == user_id
    )
    row = session.exec(query.execution_options(populate_existing=True)).first()
    return None if row is None else _answer(row)


def answers(
    session: Session, guild_id: int, group_id: int, week: str, *, limit: int, skipped: int = 0
) -> list[CheckinAnswer]:
    """What members said, the first first."""
    query = select(GroupCheckinAnswerRow).where(*_answered(guild_id, group_id, week))
    ordered = query.order_by(col(GroupCheckinAnswerRow.answered_at), col(GroupCheckinAnswerRow.user_id))
    return [_answer(row) for row in session.exec(ordered.offset(skipped).limit(limit))]


def count_answers(session: Session, guild_id: int, group_id: int, week: str) -> int:
    """How many members said something."""
    query = select(func.count()).select_from(GroupCheckinAnswerRow)
    return int(session.exec(query.where(*_answered(guild_id, group_id, week))).one())


def take_answer_down(session: Session, guild_id: int, group_id: int, week: str, user_id: int) -> bool:
    """Takes away what a member wrote; that they answered stays. False where they wrote nothing."""
    written = (
        update(GroupCheckinAnswerRow)
        .where(
            *_answered(guild_id, group_id, week),
            col(GroupCheckinAnswerRow.user_id) == user_id,
            col(GroupCheckinAnswerRow.went_well).is_not(None)
            | col(GroupCheckinAnswerRow.next_up).is_not(None),
        )
        .values(went_well=None, next_up=None)
        .returning(col(GroupCheckinAnswerRow.user_id))
    )
    return session.exec(written).first() is not None


def mark_changed(session: Session, guild_id: int, group_id: int, week: str, *, now: datetime) -> None:
    """The message of a check-in does not say what holds any more."""
    changed = update(GroupCheckinRow).where(
        *_of(guild_id, group_id), col(GroupCheckinRow.week) == week, col(GroupCheckinRow.changed_at).is_(None)
    )
    session.exec(changed.values(changed_at=now))


def set_message(session: Session, guild_id: int, group_id: int, week: str, sent: SentMessage) -> None:
    """Keeps where the check-in was posted; answers came meanwhile, perhaps."""
    posted = update(GroupCheckinRow).where(*_of(guild_id, group_id), col(GroupCheckinRow.week) == week)
    session.exec(posted.values(channel_id=sent.channel_id, message_id=sent.message_id, **_QUIET))


def message_of(session: Session, guild_id: int, group_id: int, week: str) -> int | None:
    """The message of a check-in; None where there is none, or it is not changed any more."""
    query = select(GroupCheckinRow.message_id).where(
        *_of(guild_id, group_id), col(GroupCheckinRow.week) == week
    )
    return session.exec(query).first()


def forget_message(session: Session, guild_id: int, group_id: int, week: str) -> None:
    """Somebody deleted the message of a check-in: it is not changed any more."""
    gone = update(GroupCheckinRow).where(*_of(guild_id, group_id), col(GroupCheckinRow.week) == week)
    session.exec(gone.values(channel_id=None, message_id=None, changed_at=None, **_QUIET))


def _of(guild_id: int, group_id: int) -> list[Any]:
    return [col(GroupCheckinRow.guild_id) == guild_id, col(GroupCheckinRow.group_id) == group_id]


def _answered(guild_id: int, group_id: int, week: str) -> list[Any]:
    return [
        col(GroupCheckinAnswerRow.guild_id) == guild_id,
        col(GroupCheckinAnswerRow.group_id) == group_id,
        col(GroupCheckinAnswerRow.week) == week,
    ]


def _first(session: Session, conditions: Iterable[Any]) -> Checkin | None:
    query = select(GroupCheckinRow).where(*conditions)
    ordered = query.order_by(in_text_order(col(GroupCheckinRow.week)).desc()).limit(1)
    row = session.exec(ordered.execution_options(populate_existing=True)).first()
    return None if row is None else _checkin(row)


def _checkin(row: GroupCheckinRow) -> Checkin:
    return Checkin(row.group_id, row.week, row.opened_at, row.closed_at)


def _answer(row: GroupCheckinAnswerRow) -> CheckinAnswer:
    return CheckinAnswer(row.user_id, row.went_well, row.next_up, row.is_resting, row.answered_at)
