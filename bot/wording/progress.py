"""The figures of a member's progress in words, the same for the member and for who may see it."""

from collections.abc import Sequence
from datetime import date
from math import ceil

from bot.domain.forecast import Forecast
from bot.domain.ledger import EntryKind, LogEntry
from bot.domain.progress import EffortLeft, Figure, Pace, Progress
from bot.domain.streaks import Streak
from bot.wording.budget import date_text, minutes_text
from bot.wording.enrolment import position_text, work_text
from bot.wording.texts import Texts

_ROUND_TO_MINUTES = 5


def time_text(texts: Texts, minutes: int) -> str:
    """A number of minutes, or that there are none yet."""
    return minutes_text(texts, minutes) if minutes else texts("progress-no-time")


def total_text(texts: Texts, progress: Progress) -> str:
    """All that was logged, and what is still to do where it is known: "6 h; about 4 h to 8 h to go"."""
    said, left = time_text(texts, progress.minutes), left_text(texts, progress.effort_left)
    has_open_tasks = progress.tasks_done < progress.tasks_total
    return texts("progress-total-left", said=said, left=left) if left and has_open_tasks else said


def left_text(texts: Texts, left: EffortLeft) -> str:
    """The work that open tasks still take, as a range; empty where it is not known."""
    if not left.is_known or not left.high:
        return ""
    low, high = _rounded(left.low), _rounded(left.high)
    if low == high:
        return minutes_text(texts, high)
    return texts("progress-range", low=time_or_zero(texts, low), high=minutes_text(texts, high))


def time_or_zero(texts: Texts, minutes: int) -> str:
    """A number of minutes, which may be none at all."""
    return minutes_text(texts, minutes) if minutes else texts("amount-minutes", minutes=0)


def weeks_text(texts: Texts, streak: Streak) -> str:
    """The weeks in a row with those of rest, and whether this one still counts; or that there are none."""
    if not streak.weeks:
        return texts("progress-no-streak")
    said = texts("progress-streak", weeks=streak.weeks)
    if streak.rest_weeks:
        said = texts("streak-with-rest", said=said, rest=len(streak.rest_weeks))
    return texts("streak-open", said=said) if streak.is_open else said


def pace_words(texts: Texts, pace: Pace) -> str:
    """What a week brought of late: "about 2 h and 1.5 tasks a week, over the last 4 weeks"."""
    low, high = (_rounded(ceil(each)) for each in (pace.minutes_low, pace.minutes_high))
    if not high and not pace.tasks:
        return texts("progress-no-pace")
    parts = []
    if high:
        shown = minutes_text(texts, high)
        is_range = low != high and low
        parts.append(texts("progress-range", low=minutes_text(texts, low), high=shown) if is_range else shown)
    if pace.tasks:
        parts.append(texts("progress-tasks", count=round(pace.tasks, 1)))
    said = parts[0] if len(parts) == 1 else texts("progress-both", first=parts[0], second=parts[1])
    return texts("progress-pace", said=said, days=pace.days)


def leads_text(texts: Texts, forecast: Forecast | None) -> str:
    """Between which days it ends at that pace; empty where nothing can be said."""
    if forecast is None:
        return ""
    earliest, latest = date_text(texts, forecast.earliest), date_text(texts, forecast.latest)
    if earliest == latest:
        return texts("progress-leads-to", date=latest)
    return texts("progress-leads-between", earliest=earliest, latest=latest)


def aim_text(texts: Texts, target: date | None, *, today: date) -> str:
    """The day to be done by, with how far it is; empty without one."""
    if target is None:
        return ""
    name = "progress-aim-past" if target < today else "progress-aim"
    return texts(name, date=date_text(texts, target), days=max(0, (target - today).days))


def figure_text(texts: Texts, figure: Figure, progress: Progress) -> str:
    """One of the figures that `entries_behind` explains, as the card says it."""
    match figure:
        case Figure.TASKS_DONE:
            return position_text(texts, progress)
        case Figure.MINUTES:
            return time_text(texts, progress.minutes)
        case Figure.WEEK_MINUTES:
            said = work_text(texts, progress.minutes_this_week, progress.tasks_this_week)
            return said or texts("progress-no-time")
        case Figure.PACE:
            return pace_words(texts, progress.pace)
        case Figure.STREAK:
            return weeks_text(texts, progress.streak)


def sum_text(texts: Texts, entries: Sequence[LogEntry]) -> str:
    """What entries say together: "5 entries, 3 tasks ticked, 2 h 15 min"; nothing of what there is none."""
    ticked = sum(entry.kind is EntryKind.DONE for entry in entries)
    minutes = sum(entry.minutes or 0 for entry in entries)
    parts = [
        texts("entries-count", count=len(entries)),
        texts("entries-ticked", count=ticked) if ticked else "",
        minutes_text(texts, minutes) if minutes else "",
    ]
    return ", ".join(part for part in parts if part)


def _rounded(minutes: int) -> int:
    """To five minutes, up: nobody plans single ones."""
    return ceil(minutes / _ROUND_TO_MINUTES) * _ROUND_TO_MINUTES
