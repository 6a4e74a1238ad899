"""The weekly check-in of a study group: open for a week, then closed with a snapshot that stays as it is."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import UserError

MAX_ANSWER_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Checkin:
    """The check-in of a local ISO week ("2026-W48") of the group."""

    group_id: int
    week: str
    opened_at: datetime
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still takes answers."""
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class CheckinAnswer:
    """What a member says of their week; `is_resting`: nothing this week, and that is fine."""

    user_id: int
    went_well: str | None
    next_up: str | None
    is_resting: bool
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class WeekLine:
    """What somebody's week was when it was closed; `user_id` is None for who was erased since."""

    user_id: int | None
    minutes: int
    tasks_done: int
    streak_weeks: int
    kudos: int


@dataclass(frozen=True, slots=True)
class ClosedWeek:
    """The snapshot of a week; nothing changes it any more but an erasure, which takes names away."""

    week: str
    total_minutes: int
    total_tasks: int
    lines: tuple[WeekLine, ...]


def checked_answer(
    user_id: int, went_well: str, next_up: str, *, is_resting: bool, now: datetime
) -> CheckinAnswer:
    """An answer that says something. Raises UserError `checkin-empty`, `checkin-too-long`."""
    well, ahead = went_well.strip(), next_up.strip()
    if max(len(well), len(ahead)) > MAX_ANSWER_LENGTH:
        raise UserError("checkin-too-long", limit=MAX_ANSWER_LENGTH)
    if not (well or ahead or is_resting):
        raise UserError("checkin-empty")
    return CheckinAnswer(user_id, well or None, ahead or None, is_resting, now)
