"""Makes the picture of a member's progress from what the ledger says, and tells in words what it shows."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bot.discord_ui.markdown import cut
from bot.discord_ui.pictures.picture import CALENDAR_WEEKS, ProgressCaptions, ProgressPicture
from bot.domain.ledger import EntryKind, LogEntry
from bot.domain.local_days import DAYS_PER_WEEK, week_of
from bot.domain.progress import Progress
from bot.services.ledger_views import ProgressView
from bot.wording.budget import date_text, minutes_text
from bot.wording.calendar_names import short_months, short_weekdays
from bot.wording.progress import time_or_zero, time_text
from bot.wording.texts import Texts

_TITLE_LENGTH = 150
_DAYS_LENGTH = 500


def progress_picture(texts: Texts, shown: ProgressView) -> ProgressPicture:
    """What the picture shows of a member's progress on one credential."""
    progress, enrolment = shown.view.progress, shown.view.enrolment
    return ProgressPicture(
        title=enrolment.outline.title,
        points=tuple(_points(shown)),
        total_tasks=progress.tasks_total,
        today=progress.today,
        target=enrolment.target,
        effort_minutes=_effort(shown),
        active_days=tuple(sorted(_minutes_by_day(shown.entries).items())),
        captions=_captions(texts, progress),
    )


def progress_alt(texts: Texts, picture: ProgressPicture) -> str:
    """What the picture shows, in words, for who does not see it."""
    _, done, minutes = picture.points[-1]
    parts = [
        texts("progress-alt", title=cut(picture.title, _TITLE_LENGTH)),
        texts(
            "progress-alt-tasks",
            done=done,
            total=picture.total_tasks,
            since=date_text(texts, picture.points[0][0]),
        ),
        _hours_text(texts, picture, minutes),
        texts("progress-alt-target", date=date_text(texts, picture.target)) if picture.target else "",
        _calendar_text(texts, picture),
    ]
    return " ".join(part for part in parts if part)


def _captions(texts: Texts, progress: Progress) -> ProgressCaptions:
    return ProgressCaptions(
        tasks=texts("progress-caption-tasks", done=progress.tasks_done, total=progress.tasks_total),
        hours=texts("progress-caption-hours", time=time_text(texts, progress.minutes)),
        active_days=texts("progress-caption-days"),
        target=texts("progress-caption-target"),
        weekdays=short_weekdays(texts.locale),
        months=short_months(texts.locale),
    )


def _points(shown: ProgressView) -> Iterator[tuple[date, int, int]]:
    """Tasks and minutes in all, on the first day and on every day on which something was logged.

    A tick of a task that the member let go with an update counts no more; its minutes do.
    """
    known = {task.id for task in shown.view.enrolment.tasks}
    minutes = _minutes_by_day(shown.entries)
    ticked = Counter(
        entry.local_day for entry in shown.entries if entry.kind is EntryKind.DONE and entry.task_id in known
    )
    first = min([shown.view.enrolment.started_on, *minutes])
    done_so_far = minutes_so_far = 0
    if first not in minutes:
        yield first, 0, 0
    for day in sorted(minutes):
        done_so_far += ticked[day]
        minutes_so_far += minutes[day]
        yield day, done_so_far, minutes_so_far


def _minutes_by_day(entries: Iterable[LogEntry]) -> dict[date, int]:
    """The minutes of every day with work; 0 for a day on which tasks were ticked without any."""
    minutes: dict[date, int] = {}
    for entry in entries:
        minutes[entry.local_day] = minutes.get(entry.local_day, 0) + (entry.minutes or 0)
    return minutes


def _effort(shown: ProgressView) -> tuple[int, int] | None:
    """What the whole takes: the estimates of all tasks, else what is said of the whole; None if unknown."""
    estimates = [task.estimate for task in shown.view.progress.tasks]
    if estimates and all(each.is_known for each in estimates):
        return sum(each.low or 0 for each in estimates), sum(each.high or 0 for each in estimates)
    outline = shown.view.enrolment.outline
    ends = [each for each in (outline.min_minutes, outline.max_minutes) if each]
    return (min(ends), max(ends)) if ends else None


def _hours_text(texts: Texts, picture: ProgressPicture, minutes: int) -> str:
    """The hours so far, and those of the whole where they are known."""
    said = time_text(texts, minutes)
    if picture.effort_minutes is None:
        return texts("progress-alt-hours", time=said)
    low, high = (time_or_zero(texts, minutes) for minutes in picture.effort_minutes)
    effort = low if low == high else texts("progress-range", low=low, high=high)
    return texts("progress-alt-hours-of", time=said, effort=effort)


def _calendar_text(texts: Texts, picture: ProgressPicture) -> str:
    """The active days of the calendar, the newest first, as many as there is room for."""
    first = week_of(picture.today) - timedelta(days=DAYS_PER_WEEK * (CALENDAR_WEEKS - 1))
    days = [each for each in reversed(picture.active_days) if first <= each[0] <= picture.today]
    told = ", ".join(_day_text(texts, day, minutes) for day, minutes in days)
    return texts("progress-alt-days", count=len(days), weeks=CALENDAR_WEEKS, days=cut(told, _DAYS_LENGTH))


def _day_text(texts: Texts, day: date, minutes: int) -> str:
    named = texts("progress-alt-day", day=day.day, month=short_months(texts.locale)[day.month - 1])
    return f"{named} ({minutes_text(texts, minutes)})" if minutes else named
