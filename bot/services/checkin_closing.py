"""Closing check-ins: the snapshot of a week is written once, and stays."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.group_board import Audience, Window
from bot.domain.group_checkin import ClosedWeek, WeekLine
from bot.domain.study_group import StudyGroup
from bot.services.group_boards import board_in
from bot.services.member_ledger import CatalogueOf
from bot.storage import group_boards, group_checkins
from bot.storage.database import Session

_MIDWEEK = timedelta(days=3, hours=12)


def close_checkins(
    session: Session,
    catalogue_of: CatalogueOf,
    group: StudyGroup,
    now: datetime,
    *,
    before: str | None = None,
) -> None:
    """Closes what is open of weeks `before` one (None: of all), each with what its week is at this moment."""
    for checkin in group_checkins.all_opened(session, group.guild_id, group.id):
        if before is None or checkin.week < before:
            closed = _snapshot(session, catalogue_of, group, checkin.week)
            group_checkins.close(session, group.guild_id, group.id, closed, now=now)


def _snapshot(session: Session, catalogue_of: CatalogueOf, group: StudyGroup, week: str) -> ClosedWeek:
    """What the week is, as the group sees it."""
    people = group_boards.people_of(session, group.guild_id, group.id)
    if people is None:
        return ClosedWeek(week, 0, 0, ())
    during = _monday(week, group.zone) + _MIDWEEK
    board = board_in(session, catalogue_of, people, Window.WEEK, Audience.GROUP, during)
    lines = (
        WeekLine(each.user_id, each.minutes, each.tasks_done, each.streak_weeks, each.kudos)
        for each in board.lines
    )
    return ClosedWeek(week, board.total_minutes or 0, board.total_tasks or 0, tuple(lines))


def _monday(week: str, zone: str) -> datetime:
    day = date.fromisoformat(f"{week}-1")
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
