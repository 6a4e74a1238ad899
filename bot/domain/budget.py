"""The budget: the time a member has. Work (minutes) and calendar (weeks) stay two numbers."""

from dataclasses import dataclass, replace
from datetime import date

from bot.domain.errors import UserError

MINUTES_PER_HOUR = 60
DAYS_PER_WEEK = 7
DAYS_PER_MONTH = 30.44
"""The mean Gregorian month, 365.2425 / 12 rounded (design rule 1)."""
WEEKS_PER_MONTH = DAYS_PER_MONTH / DAYS_PER_WEEK
WEEKS_PER_QUARTER = 13
WEEKS_PER_YEAR = 12 * WEEKS_PER_MONTH
"""Twelve months, so that half a year and six months are the same time."""
MAX_WEEKLY_MINUTES = 168 * MINUTES_PER_HOUR
"""A week has 168 hours."""
MAX_WEEKS = 100 * WEEKS_PER_YEAR
MAX_TOTAL_MINUTES = 1_000_000 * MINUTES_PER_HOUR
WEEKS_DECIMALS = 6
"""Weeks are kept to under a second, so that a budget printed and read again is the same budget."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What the member has: minutes a week, weeks or a deadline, a total of minutes; any may be unknown.

    Build it with `budget_of`, which refuses what cannot be.
    """

    weekly_minutes: int | None
    weeks: float | None
    deadline: date | None
    stated_total_minutes: int | None

    @property
    def total_minutes(self) -> int | None:
        """Minutes a week times weeks where both are known, and never above a stated total."""
        if self.weekly_minutes is None or self.weeks is None:
            return self.stated_total_minutes
        product = round(self.weekly_minutes * self.weeks)
        return product if self.stated_total_minutes is None else min(product, self.stated_total_minutes)

    @property
    def lacks_weekly_hours(self) -> bool:
        """Whether a calendar is known and the work that goes into it is not: then one must ask."""
        return self.weeks is not None and self.total_minutes is None

    def with_weekly_minutes(self, minutes: int | None, *, today: date) -> "Budget":
        """The same budget with other minutes a week. Raises UserError as `budget_of` does."""
        return budget_of(
            today=today,
            weekly_minutes=minutes,
            weeks=self.weeks,
            deadline=self.deadline,
            total_minutes=self.stated_total_minutes,
        )


def budget_of(
    *,
    today: date,
    weekly_minutes: int | None = None,
    weeks: float | None = None,
    deadline: date | None = None,
    total_minutes: int | None = None,
) -> Budget:
    """A budget that can be, with the weeks counted from `today` where there is a deadline.

    Of weeks and a deadline the earlier end is kept, so `weeks` always run to the `deadline` of a budget
    that has one. A total that is just the product of the
    other two says nothing new and is dropped, so that it does not cap a later change of them.
    Raises UserError `budget-nothing`, `budget-not-positive`, `budget-week-too-long`,
    `budget-deadline-past` or `budget-too-large`.
    """
    if weekly_minutes is None and weeks is None and deadline is None and total_minutes is None:
        raise UserError("budget-nothing")
    if any(value is not None and value <= 0 for value in (weekly_minutes, weeks, total_minutes)):
        raise UserError("budget-not-positive")
    if weekly_minutes is not None and weekly_minutes > MAX_WEEKLY_MINUTES:
        raise UserError("budget-week-too-long")
    if deadline is not None:
        if deadline <= today:
            raise UserError("budget-deadline-past")
        # Rounded like the weeks of a budget, which are given here again when it changes.
        until_deadline = round((deadline - today).days / DAYS_PER_WEEK, WEEKS_DECIMALS)
        if weeks is None or weeks >= until_deadline:
            weeks = until_deadline
        else:
            deadline = None
    if (weeks or 0) > MAX_WEEKS or (total_minutes or 0) > MAX_TOTAL_MINUTES:
        raise UserError("budget-too-large")
    unlimited = Budget(weekly_minutes, _rounded(weeks), deadline, None)
    if total_minutes is None or total_minutes == unlimited.total_minutes:
        return unlimited
    return replace(unlimited, stated_total_minutes=total_minutes)


def _rounded(weeks: float | None) -> float | None:
    return None if weeks is None else round(weeks, WEEKS_DECIMALS)
