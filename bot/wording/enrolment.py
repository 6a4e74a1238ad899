"""Where a member stands on a credential, and what they logged, in words."""

from datetime import date, timedelta
from math import ceil

from bot.domain.credential import Effort, EffortBasis
from bot.domain.enrolment import EnrolledTask, Enrolment, EnrolmentStatus
from bot.domain.forecast import NeededPace
from bot.domain.ledger import EntryKind, LogEntry
from bot.domain.progress import Pace, Progress
from bot.domain.streaks import Streak
from bot.wording.budget import date_text, minutes_text
from bot.wording.credential import effort_text
from bot.wording.texts import Texts

_BAR_CELLS = 12
_DONE, _OPEN = "▰", "▱"
_ROUND_TO_MINUTES = 5
_LEAST_PACE_DAYS = 14


def bar_text(done: int, total: int) -> str:
    """A small bar of the tasks that are done; it never looks finished before it is. Empty without tasks."""
    if not total:
        return ""
    filled = done * _BAR_CELLS // total
    return _DONE * filled + _OPEN * (_BAR_CELLS - filled)


def position_text(texts: Texts, progress: Progress) -> str:
    """How many tasks are done: "4 of 12 tasks"."""
    if not progress.tasks:
        return texts("enrolment-no-tasks")
    return texts("enrolment-position", done=progress.tasks_done, total=progress.tasks_total)


def enrolled_task_text(texts: Texts, task: EnrolledTask) -> str:
    """A task with its time where known: "Final exam (2 h)"."""
    low, high = task.min_minutes, task.max_minutes
    if low is None and high is None:
        return task.title
    time = effort_text(texts, Effort(low, high, EffortBasis.STATED))
    return texts("task-with-time", title=task.title, time=time)


def week_text(texts: Texts, minutes: int, ticked: int) -> str:
    """The minutes and the ticked tasks of this week: "This week: 1 h 30 min, 2 tasks ticked"."""
    if not (minutes or ticked):
        return texts("enrolment-week-none")
    return texts("enrolment-week", time=work_text(texts, minutes, ticked))


def work_text(texts: Texts, minutes: int, ticked: int) -> str:
    """Minutes and ticked tasks together: "1 h 30 min, 2 tasks ticked"; empty without any."""
    tasks = texts("week-ticked", count=ticked) if ticked else ""
    time = minutes_text(texts, minutes) if minutes else ""
    return texts("week-both", time=time, ticked=tasks) if time and tasks else time or tasks


def own_week_text(texts: Texts, progress: Progress, streak: Streak) -> str:
    """The week on one credential; `streak` is over all of them, and another may have kept it."""
    if not (progress.minutes_this_week or progress.tasks_this_week) and streak.weeks and not streak.is_open:
        return texts("enrolment-week-elsewhere")
    return week_text(texts, progress.minutes_this_week, progress.tasks_this_week)


def streak_text(texts: Texts, streak: Streak) -> str:
    """How many weeks in a row, with rest weeks and whether this week still counts; empty without any."""
    if not streak.weeks:
        return ""
    said = texts("streak-weeks", weeks=streak.weeks)
    if streak.rest_weeks:
        said = texts("streak-with-rest", said=said, rest=len(streak.rest_weeks))
    return texts("streak-open", said=said) if streak.is_open else said


def target_text(texts: Texts, target: date | None, *, today: date) -> str:
    """The day to be done by, with how far it is; empty without one."""
    if target is None:
        return ""
    day = date_text(texts, target)
    if target < today:
        return texts("enrolment-target-past", date=day)
    return texts("enrolment-target", date=day, days=(target - today).days)


def needed_text(texts: Texts, needed: NeededPace | None) -> str:
    """The hours a week that lead to the target; empty where nothing can be said."""
    if needed is None or not needed.high:
        return ""
    low, high = _rounded(needed.low), _rounded(needed.high)
    if low == high:
        return texts("enrolment-needed", time=minutes_text(texts, high))
    return texts("enrolment-needed-range", low=minutes_text(texts, low), high=minutes_text(texts, high))


def pace_text(texts: Texts, pace: Pace) -> str:
    """What a week brings of late; empty without anything, and in the first fortnight, which says little."""
    if pace.days < _LEAST_PACE_DAYS:
        return ""
    low, high = (_rounded(ceil(each)) for each in (pace.minutes_low, pace.minutes_high))
    if not high:
        return ""
    if low == high or not low:
        return texts("enrolment-pace", time=minutes_text(texts, high))
    return texts("enrolment-pace-range", low=minutes_text(texts, low), high=minutes_text(texts, high))


def _rounded(minutes: int) -> int:
    """To five minutes, up: nobody plans single ones."""
    return ceil(minutes / _ROUND_TO_MINUTES) * _ROUND_TO_MINUTES


def status_text(texts: Texts, enrolment: Enrolment) -> str:
    """What is to be said of a status: nothing while it is active."""
    if enrolment.status is EnrolmentStatus.ACTIVE:
        return ""
    return texts(f"enrolment-is-{enrolment.status.value}")


def entry_text(texts: Texts, entry: LogEntry, enrolment: Enrolment, *, today: date) -> str:
    """What an entry says: "“Lesson 4”, 45 min, yesterday"; the day only where it is not `today`."""
    task = None if entry.task_id is None else enrolment.outline.task(entry.task_id)
    title = entry.task_id and (texts("task-gone") if task is None else task.title)
    said = _work_text(texts, entry, title)
    if entry.local_day == today:
        return said
    return texts("entry-words-on", said=said, day=past_day_text(texts, entry.local_day, today=today))


def _work_text(texts: Texts, entry: LogEntry, title: str | None) -> str:
    time = minutes_text(texts, entry.minutes) if entry.minutes else ""
    if title is None:
        return time
    if entry.kind is EntryKind.DONE:
        return texts("entry-words-done-time" if time else "entry-words-done", title=title, time=time)
    return texts("entry-words-time", title=title, time=time)


def past_day_text(texts: Texts, day: date, *, today: date) -> str:
    """The day of some work: "today", "yesterday", "20 November 2026"."""
    if day == today:
        return texts("day-today")
    if day == today - timedelta(days=1):
        return texts("day-yesterday")
    return date_text(texts, day)
