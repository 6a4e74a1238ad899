"""Progress: all of it derived from the ledger on reading, and every number explained by entries."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.enrolment import EnrolledTask, Enrolment
from bot.domain.estimates import MinutesRange, estimates_of
from bot.domain.forecast import Forecast, NeededPace, forecast_of, needed_pace
from bot.domain.ledger import EntryKind, LogEntry, standing_entries, ticks
from bot.domain.local_days import DAYS_PER_WEEK, week_of
from bot.domain.streaks import Streak, streak_of

PACE_WEEKS = 4
"""Long enough for a quiet week, short enough to follow a change."""
_WINDOW = timedelta(days=PACE_WEEKS * DAYS_PER_WEEK)


class Figure(StrEnum):
    """The numbers of a progress that `entries_behind` explains."""

    TASKS_DONE = "tasks_done"
    MINUTES = "minutes"
    WEEK_MINUTES = "week_minutes"
    PACE = "pace"
    STREAK = "streak"


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """One task: the entry that ticked it (None where it is open), the minutes logged on it, its estimate."""

    task: EnrolledTask
    done_by: LogEntry | None
    minutes: int
    estimate: MinutesRange

    @property
    def is_done(self) -> bool:
        """Whether it is ticked."""
        return self.done_by is not None


@dataclass(frozen=True, slots=True)
class EffortLeft:
    """Minutes of work that the open tasks still take, and how many of them nobody can estimate."""

    low: int
    high: int
    unknown_tasks: int

    @property
    def is_known(self) -> bool:
        """Whether every open task has an estimate."""
        return self.unknown_tasks == 0


@dataclass(frozen=True, slots=True)
class Pace:
    """What a week brings, on average of `days` (7 to 28, since the first) up to today.

    Work counts with its minutes. A task that was ticked without any counts with its estimate, which makes a
    range of it, unless the member logs minutes without a task: those are for it. `tasks` are tasks a week.
    """

    days: int
    minutes_low: float
    minutes_high: float
    tasks: float


@dataclass(frozen=True, slots=True)
class WeekMinutes:
    """One local ISO week, by its Monday: the minutes that were logged, and the tasks that were ticked."""

    week: date
    minutes: int
    tasks_done: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an enrolment stands on the local day `today`.

    `weeks` run without a gap from the first week of work or of the enrolment to the current one. `streak` is
    of this enrolment alone. `forecast` is None where nothing can be said; `needed` where there is no target.
    """

    today: date
    tasks: tuple[TaskProgress, ...]
    minutes: int
    minutes_this_week: int
    effort_left: EffortLeft
    weeks: tuple[WeekMinutes, ...]
    streak: Streak
    pace: Pace
    forecast: Forecast | None
    needed: NeededPace | None

    @property
    def tasks_done(self) -> int:
        """How many tasks are ticked."""
        return sum(task.is_done for task in self.tasks)

    @property
    def tasks_this_week(self) -> int:
        """How many were ticked in the local week of today."""
        return sum(each.tasks_done for each in self.weeks if each.week == week_of(self.today))

    @property
    def tasks_total(self) -> int:
        """How many there are."""
        return len(self.tasks)

    @property
    def next_task(self) -> EnrolledTask | None:
        """The first task that is not done."""
        return next((each.task for each in self.tasks if not each.is_done), None)


def progress_of(enrolment: Enrolment, entries: Iterable[LogEntry], *, today: date) -> Progress:
    """What the ledger says of an enrolment; `entries` are all of it, void ones too."""
    standing = standing_entries(entries)
    tasks = _tasks(enrolment, standing)
    untasked = _untasked_minutes(enrolment, standing)
    left = effort_left(tasks, untasked)
    pace = _pace(enrolment, standing, tasks, today)
    open_tasks = sum(not task.is_done for task in tasks)
    is_over = bool(tasks) and not open_tasks
    scale = (left.low, left.high) if left.is_known else None
    return Progress(
        today=today,
        tasks=tasks,
        minutes=sum(entry.minutes or 0 for entry in standing),
        minutes_this_week=_sum_of_week(standing, week_of(today)),
        effort_left=left,
        weeks=weeks_of(standing, since=enrolment.started_on, today=today),
        streak=streak_of((entry.local_day for entry in standing), today=today),
        pace=pace,
        forecast=None
        if is_over
        else forecast_of(open_tasks, scale, (pace.minutes_low, pace.minutes_high), pace.tasks, today=today),
        needed=None if is_over else needed_pace(scale, enrolment.target, today=today),
    )


def entries_behind(
    figure: Figure,
    enrolment: Enrolment,
    entries: Iterable[LogEntry],
    *,
    today: date,
    week: date | None = None,
) -> list[LogEntry]:
    """The entries that a number of `progress_of` was made from, the oldest first.

    `week` (its Monday) is for `WEEK_MINUTES`; the current one where it is None.
    """
    standing = standing_entries(entries)
    match figure:
        case Figure.TASKS_DONE:
            known = {task.id for task in enrolment.tasks}
            return [entry for entry in standing if entry.kind is EntryKind.DONE and entry.task_id in known]
        case Figure.MINUTES:
            return [entry for entry in standing if entry.minutes]
        case Figure.WEEK_MINUTES:
            wanted = week or week_of(today)
            return [entry for entry in standing if week_of(entry.local_day) == wanted]
        case Figure.PACE:
            return _in_window(standing, today)
        case Figure.STREAK:
            first = streak_of((entry.local_day for entry in standing), today=today).first_week
            return [] if first is None else [entry for entry in standing if entry.local_day >= first]


def effort_left(tasks: Sequence[TaskProgress], untasked_minutes: int) -> EffortLeft:
    """What open tasks still take: their estimates less what was logged on them, never below zero.

    Minutes that were logged without a task count first for the tasks that were ticked without any, and then
    for the open ones.
    """
    open_tasks = [each for each in tasks if not each.is_done]
    bare = [each for each in tasks if each.is_done and not each.minutes]
    left = [
        max(0, sum(max(0, (end(each) or 0) - each.minutes) for each in open_tasks) - max(0, rest))
        for end in (_low, _high)
        for rest in [untasked_minutes - sum(end(each) or 0 for each in bare)]
    ]
    unknown = sum(not each.estimate.is_known for each in open_tasks)
    return EffortLeft(min(left), max(left), unknown)


def weeks_of(standing: Sequence[LogEntry], *, since: date, today: date) -> tuple[WeekMinutes, ...]:
    """Every local week from the first to the current one, with its minutes and ticked tasks."""
    minutes: Counter[date] = Counter()
    done: Counter[date] = Counter()
    for entry in standing:
        minutes[week_of(entry.local_day)] += entry.minutes or 0
        done[week_of(entry.local_day)] += entry.kind is EntryKind.DONE
    days = [entry.local_day for entry in standing]
    first, last = week_of(min([since, today, *days])), week_of(max([today, *days]))
    count = (last - first).days // DAYS_PER_WEEK + 1
    weeks = (first + timedelta(days=DAYS_PER_WEEK * number) for number in range(count))
    return tuple(WeekMinutes(week, minutes[week], done[week]) for week in weeks)


def _tasks(enrolment: Enrolment, standing: Sequence[LogEntry]) -> tuple[TaskProgress, ...]:
    ticked, estimates = ticks(standing), estimates_of(enrolment.outline)
    minutes = Counter[str]()
    for entry in standing:
        if entry.task_id is not None:
            minutes[entry.task_id] += entry.minutes or 0
    return tuple(
        TaskProgress(task, ticked.get(task.id), minutes[task.id], estimates[task.id])
        for task in enrolment.tasks
    )


def _low(task: TaskProgress) -> int | None:
    return task.estimate.low


def _high(task: TaskProgress) -> int | None:
    return task.estimate.high


def _untasked_minutes(enrolment: Enrolment, standing: Iterable[LogEntry]) -> int:
    known = {task.id for task in enrolment.tasks}
    return sum(entry.minutes or 0 for entry in standing if entry.task_id not in known)


def _sum_of_week(standing: Iterable[LogEntry], week: date) -> int:
    return sum(entry.minutes or 0 for entry in standing if week_of(entry.local_day) == week)


def _in_window(standing: Iterable[LogEntry], today: date) -> list[LogEntry]:
    return [entry for entry in standing if entry.local_day > today - _WINDOW]


def _pace(
    enrolment: Enrolment, standing: Sequence[LogEntry], tasks: Sequence[TaskProgress], today: date
) -> Pace:
    recent = _in_window(standing, today)
    first = min([enrolment.started_on, *(entry.local_day for entry in standing)])
    days = min(_WINDOW.days, max(DAYS_PER_WEEK, (today - first).days + 1))
    by_id = {each.task.id: each for each in tasks}
    counts_estimates = not _untasked_minutes(enrolment, standing)
    ranges = [_minutes_behind(entry, by_id if counts_estimates else {}) for entry in recent]
    weeks = days / DAYS_PER_WEEK
    return Pace(
        days,
        sum(low for low, _ in ranges) / weeks,
        sum(high for _, high in ranges) / weeks,
        sum(entry.kind is EntryKind.DONE for entry in recent) / weeks,
    )


def _minutes_behind(entry: LogEntry, by_id: Mapping[str, TaskProgress]) -> tuple[int, int]:
    """The minutes of an entry; those of the estimate where its task was ticked and no minutes were logged."""
    task = by_id.get(entry.task_id or "")
    if entry.minutes is not None or entry.kind is not EntryKind.DONE or task is None or task.minutes:
        return entry.minutes or 0, entry.minutes or 0
    return task.estimate.low or 0, task.estimate.high or 0
