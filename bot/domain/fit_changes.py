"""What would have to change in a budget for a credential to be in reach: one number, by the smallest step."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from math import ceil

from bot.domain.budget import DAYS_PER_WEEK, MAX_TOTAL_MINUTES, Budget, budget_of
from bot.domain.errors import UserError

MINUTES_STEP = 30
"""Hours are proposed by the half: nobody plans a week by the minute."""


class ChangeKind(StrEnum):
    """Which number of the budget changes."""

    WEEKLY_MINUTES = "weekly_minutes"
    WEEKS = "weeks"
    DEADLINE = "deadline"
    TOTAL_MINUTES = "total_minutes"


@dataclass(frozen=True, slots=True)
class Change:
    """The new value of one number: minutes, whole weeks, or the date of a deadline.

    `also` is a second change that must come with it, where one alone would not do.
    """

    kind: ChangeKind
    value: int | date
    also: "Change | None" = None


@dataclass(frozen=True, slots=True)
class Need:
    """What a credential takes: minutes of work and weeks of a set calendar, each 0 where it asks for none."""

    minutes: int
    weeks: float

    def met_by(self, budget: Budget, *, times: float = 1) -> bool:
        """Whether `times` as much as the budget is enough; what the budget leaves open is enough."""
        total, weeks = budget.total_minutes, budget.weeks
        return (total is None or self.minutes <= times * total) and (
            weeks is None or self.weeks <= times * weeks
        )


def apply_change(budget: Budget, change: Change, *, today: date) -> Budget:
    """The budget with the change made.

    Raises UserError as `budget_of` does.
    """
    if change.also is not None:
        budget = apply_change(budget, change.also, today=today)
    match change:
        case Change(kind=ChangeKind.WEEKLY_MINUTES, value=int(minutes)):
            changed = replace(budget, weekly_minutes=minutes)
        case Change(kind=ChangeKind.WEEKS, value=int(weeks)):
            changed = replace(budget, weeks=float(weeks), deadline=None)
        case Change(kind=ChangeKind.TOTAL_MINUTES, value=int(minutes)):
            changed = replace(budget, stated_total_minutes=minutes)
        case Change(kind=ChangeKind.DEADLINE, value=date() as deadline):
            changed = replace(budget, deadline=deadline, weeks=None)
        case _:
            raise TypeError(change)
    return budget_of(
        today=today,
        weekly_minutes=changed.weekly_minutes,
        weeks=changed.weeks,
        deadline=changed.deadline,
        total_minutes=changed.stated_total_minutes,
    )


def changes_reaching(need: Need, budget: Budget, *, today: date) -> tuple[Change, ...]:
    """The alternatives, each the smallest of its kind after which the budget meets the need.

    Where no single number is enough because a stated total caps the rest, the total rises with another.
    """
    single = tuple(_single_changes(need, budget, today))
    total = budget.stated_total_minutes
    needed = _stepped(need.minutes)
    if single or total is None or not total < needed <= MAX_TOTAL_MINUTES:
        return single
    lifted = Change(ChangeKind.TOTAL_MINUTES, needed)
    with_more = apply_change(budget, lifted, today=today)
    return tuple(replace(change, also=lifted) for change in _single_changes(need, with_more, today))


def _single_changes(need: Need, budget: Budget, today: date) -> Iterator[Change]:
    for candidates in (_weekly_candidates, _calendar_candidates, _total_candidates):
        for change in candidates(need, budget, today):
            if _reaches(need, budget, change, today):
                yield change
                break


def _reaches(need: Need, budget: Budget, change: Change, today: date) -> bool:
    try:
        return need.met_by(apply_change(budget, change, today=today))
    except UserError:
        return False


def _weekly_candidates(need: Need, budget: Budget, _today: date) -> Iterator[Change]:
    if budget.weekly_minutes is None or budget.weeks is None:
        return
    exact = _stepped(need.minutes / budget.weeks)
    for minutes in (exact - MINUTES_STEP, exact):
        if minutes > budget.weekly_minutes:
            yield Change(ChangeKind.WEEKLY_MINUTES, minutes)


def _total_candidates(need: Need, budget: Budget, _today: date) -> Iterator[Change]:
    if budget.stated_total_minutes is not None:
        yield Change(ChangeKind.TOTAL_MINUTES, _stepped(need.minutes))


def _calendar_candidates(need: Need, budget: Budget, today: date) -> Iterator[Change]:
    """Later deadlines, or more weeks where no deadline is set, around the one that is just enough."""
    if budget.weeks is None:
        return
    if budget.deadline is None:
        yield from (Change(ChangeKind.WEEKS, weeks) for weeks in _whole_numbers(need, budget, per_week=1))
        return
    for days in _whole_numbers(need, budget, per_week=DAYS_PER_WEEK):
        if 0 < days <= (date.max - today).days:
            yield Change(ChangeKind.DEADLINE, today + timedelta(days=days))


def _whole_numbers(need: Need, budget: Budget, *, per_week: int) -> range:
    """Those near the exact number of weeks (or days): totals are rounded to the minute, weeks too."""
    lowest, highest = (
        max(need.weeks, minutes / budget.weekly_minutes if budget.weekly_minutes else 0) * per_week
        for minutes in (need.minutes - 0.5, need.minutes)
    )
    return range(ceil(lowest) - 1, ceil(highest) + 2)


def _stepped(minutes: float) -> int:
    return ceil(minutes / MINUTES_STEP) * MINUTES_STEP
