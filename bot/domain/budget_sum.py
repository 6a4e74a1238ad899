"""The one budget that the parts of a text make together, or the contradiction between them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

from bot.domain.budget import DAYS_PER_WEEK, Budget, budget_of
from bot.domain.budget_items import Days, Deadline, Frequency, Item, Occasion, Plus, Span, Total, Work
from bot.domain.budget_words import DAY_MINUTES, Unit
from bot.domain.errors import UserError

T = TypeVar("T")
U = TypeVar("U")
MAX_DAYS_OF_WORK = 5
"""Up to a working week, days alone are days of work; more of them are a stretch of calendar."""
_DAYS_OF_A_WEEKEND = 2


def budget_of_items(items: Sequence[Item], *, text: str, today: date) -> Budget:
    """The budget that the items state; `text` is for the errors.

    Raises UserError `budget-ambiguous` where two items contradict each other, `budget-unreadable`
    for a frequency of nothing, and what `budget_of` raises.
    """
    parts = list(items)
    for step in (_with_totals, _with_frequencies, _with_occasions, _with_days, _with_sums):
        parts = step(parts)
    if any(isinstance(part, Frequency) for part in parts):
        raise UserError("budget-unreadable", text=text)
    works = [part for part in parts if isinstance(part, Work)]
    return budget_of(
        today=today,
        weekly_minutes=_only((_weekly(work) for work in works if work.often is not None), round, text),
        weeks=_only((part.weeks for part in parts if isinstance(part, Span)), float, text),
        deadline=_only((part.day for part in parts if isinstance(part, Deadline)), lambda day: day, text),
        total_minutes=_only((work.minutes for work in works if work.often is None), round, text),
    )


def _only(values: Iterable[T], form: Callable[[T], U], text: str) -> U | None:
    """The one value there is, in its form; None where there is none."""
    distinct = {form(value) for value in values}
    if len(distinct) > 1:
        raise UserError("budget-ambiguous", text=text)
    return next(iter(distinct), None)


def _weekly(work: Work) -> float:
    return work.minutes * (work.often.per_week if work.often is not None else 1)


def _with_totals(items: list[Item]) -> list[Item]:
    """ "In total" is said of the work before it, else of the work after it."""
    marked: list[Item] = []
    is_pending = False
    for item in items:
        if isinstance(item, Total):
            is_pending = not _change_last(marked, lambda work: replace(work, is_total=True))
        elif isinstance(item, Work) and is_pending:
            marked.append(replace(item, is_total=True))
            is_pending = False
        else:
            marked.append(item)
    return marked


def _change_last(items: list[Item], change: Callable[[Work], Work | None]) -> bool:
    """Change the last item if it is work that can be changed so."""
    changed = change(items[-1]) if items and isinstance(items[-1], Work) else None
    if changed is None:
        return False
    items[-1] = changed
    return True


def _with_frequencies(items: list[Item]) -> list[Item]:
    """Each frequency with its work: the work just before it, else whatever work is still without."""
    paired: list[Item] = []
    loose: list[Frequency] = []
    for item in items:
        often = _frequency_of(item, paired)
        if often is not None and not _change_last(paired, partial(_done_so_often, often=often)):
            loose.append(often)
        if not isinstance(item, Frequency):
            paired.append(item)
    for often in loose:
        _attach(paired, often)
    return paired


def _frequency_of(item: Item, before: list[Item]) -> Frequency | None:
    """Its frequency; the days before "a week" become part of it ("3 days a week")."""
    if isinstance(item, Span):
        return item.times
    if not isinstance(item, Frequency):
        return None
    if before and isinstance(before[-1], Days):
        number = before[-1].number
        before.pop()
        return Frequency(number * item.per_week, Unit.WEEKDAY, DAY_MINUTES)
    return item


def _done_so_often(work: Work, often: Frequency) -> Work | None:
    """The work with its frequency; None if it has one that this one cannot narrow.

    "A day" is narrowed by "on weekdays", "on weekends" (both days) and "3 days a week".
    """
    if work.often is None:
        return None if work.is_total else replace(work, often=often)
    days = often.per_week * (_DAYS_OF_A_WEEKEND if often.of is Unit.WEEKEND else 1)
    if work.often.of is not Unit.DAY or days > DAYS_PER_WEEK:
        return None
    return replace(work, often=replace(often, per_week=days))


def _attach(items: list[Item], often: Frequency) -> None:
    works = [(place, item) for place, item in enumerate(items) if isinstance(item, Work)]
    for place, work in works:
        done = _done_so_often(work, often)
        if done is not None:
            items[place] = done
            return
    stands_alone = not works and often.minutes_each
    items.append(Work(often.minutes_each, often=often) if stands_alone else often)


def _with_occasions(items: list[Item]) -> list[Item]:
    """ "The weekend" ends on Sunday, and is the time for the work where no other is named."""
    has_work = any(isinstance(item, Work | Days) for item in items)
    resolved: list[Item] = []
    for item in items:
        if not isinstance(item, Occasion):
            resolved.append(item)
            continue
        if not has_work:
            resolved.append(Work(item.minutes))
        if item.day is not None:
            resolved.append(Deadline(item.day))
    return resolved


def _with_days(items: list[Item]) -> list[Item]:
    """Days alone are work, up to a week of them; beside hours they are calendar."""
    is_calendar = any(isinstance(item, Work | Span) for item in items)
    return [
        _days_as_item(item, is_calendar=is_calendar) if isinstance(item, Days) else item for item in items
    ]


def _days_as_item(days: Days, *, is_calendar: bool) -> Item:
    if is_calendar or days.number > MAX_DAYS_OF_WORK:
        return Span(days.number / DAYS_PER_WEEK)
    return Work(days.number * DAY_MINUTES)


def _with_sums(items: list[Item]) -> list[Item]:
    """Work on both sides of "and" added up where both are weekly or neither is."""
    summed: list[Item] = []
    is_joined = False
    for item in items:
        if isinstance(item, Plus):
            is_joined = True
            continue
        if not (isinstance(item, Work) and is_joined and _change_last(summed, partial(_sum, item))):
            summed.append(item)
        is_joined = False
    return summed


def _sum(second: Work, first: Work) -> Work | None:
    if (first.often is None) != (second.often is None):
        return None
    often = None if first.often is None else Frequency(1, Unit.WEEK)
    return Work(_weekly(first) + _weekly(second), first.is_total or second.is_total, often)
