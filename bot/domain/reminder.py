"""What a weekly reminder says: where a member is, what comes next, and in which mood it speaks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.enrolment import Enrolment, EnrolmentStatus
from bot.domain.local_days import DAYS_PER_WEEK, week_of
from bot.domain.progress import Progress

MOST_LINES = 3
"""More on a telephone is a wall; the rest is counted."""
_QUIET_WEEKS = 2
"""One week without anything is life."""


class Mood(StrEnum):
    """How it speaks of an enrolment. None of them blames."""

    BEGIN = "begin"
    """Nothing is logged yet."""
    WORKED = "worked"
    """Something was done this week or last week; there is no day to be done by, or nothing to say of it."""
    ON_TIME = "on_time"
    """The pace leads to the day to be done by, or before it."""
    LATE = "late"
    """The pace leads beyond that day."""
    PAST = "past"
    """That day has passed."""
    QUIET = "quiet"
    """Nothing was logged for a while."""
    WITHOUT_TASKS = "without_tasks"
    """There is nothing to tick off."""


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """One enrolment in a reminder; minutes of the week before this one are told where this one has none."""

    enrolment: Enrolment
    progress: Progress
    mood: Mood
    minutes_last_week: int


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is said on the local day `today`; `more` enrolments are underway besides."""

    lines: tuple[ReminderLine, ...]
    more: int
    today: date


def reminder_of(underway: Iterable[tuple[Enrolment, Progress]], *, today: date) -> Reminder | None:
    """The reminder of what is underway, in this order; None where nothing is.

    What is paused, finished or dropped is not spoken of.
    """
    lines = [
        ReminderLine(enrolment, progress, mood_of(enrolment, progress), _last_week(progress))
        for enrolment, progress in underway
        if enrolment.status is EnrolmentStatus.ACTIVE
    ]
    if not lines:
        return None
    return Reminder(tuple(lines[:MOST_LINES]), max(0, len(lines) - MOST_LINES), today)


def mood_of(enrolment: Enrolment, progress: Progress) -> Mood:
    """How a reminder speaks of an enrolment."""
    if not progress.tasks and not progress.minutes:
        return Mood.WITHOUT_TASKS
    if _is_untouched(progress):
        return Mood.BEGIN
    if _weeks_of_quiet(progress) > _QUIET_WEEKS:
        return Mood.QUIET
    return _mood_before(enrolment.target, progress)


def _mood_before(target: date | None, progress: Progress) -> Mood:
    if target is None:
        return Mood.WORKED
    if target < progress.today:
        return Mood.PAST
    if progress.forecast is None:
        return Mood.WORKED
    if progress.forecast.latest <= target:
        return Mood.ON_TIME
    return Mood.LATE if progress.forecast.earliest > target else Mood.WORKED


def _is_untouched(progress: Progress) -> bool:
    return not progress.minutes and not progress.tasks_done


def _weeks_of_quiet(progress: Progress) -> int:
    """How many weeks up to this one, which counts as well, have nothing."""
    quiet = 0
    for week in reversed(progress.weeks):
        if week.minutes or week.tasks_done:
            return quiet
        quiet += 1
    return quiet


def _last_week(progress: Progress) -> int:
    before = week_of(progress.today) - timedelta(days=DAYS_PER_WEEK)
    return next((week.minutes for week in progress.weeks if week.week == before), 0)
