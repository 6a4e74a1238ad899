"""A budget and its changes in words that `parse_budget` reads back to the very same budget.

What only follows from the rest stands in brackets after "=", which the parser steps over.
"""

from collections.abc import Iterator
from datetime import date

from bot.domain.budget import DAYS_PER_WEEK, MINUTES_PER_HOUR, WEEKS_DECIMALS, WEEKS_PER_MONTH, Budget
from bot.domain.fit_changes import Change, ChangeKind
from bot.wording.texts import Texts

_HALF_HOUR = 30
_MONTHS_DECIMALS = 2


def budget_reading(text: Texts, budget: Budget) -> str:
    """How the budget was understood: "3 h a week for 6 weeks (= 18 h in all)"."""
    parts = list(_stated(text, budget))
    reading = parts[0]
    for part in parts[1:]:
        reading = text("budget-joined", first=reading, second=part)
    if budget.weekly_minutes is not None and budget.stated_total_minutes is not None:
        reading = text("budget-capped", reading=reading, total=_total(text, budget.stated_total_minutes))
    consequences = list(_following(text, budget))
    if not consequences:
        return reading
    follows = consequences[0]
    if len(consequences) > 1:
        follows = text("budget-follows-both", first=follows, second=consequences[1])
    return text("budget-with-consequence", reading=reading, follows=follows)


def minutes_text(text: Texts, minutes: int) -> str:
    """A number of minutes above zero: "45 min", "3 h", "3 h 30 min"."""
    hours, rest = divmod(minutes, MINUTES_PER_HOUR)
    if not rest:
        return text("amount-hours", hours=hours)
    if not hours:
        return text("amount-minutes", minutes=rest)
    return text("amount-hours-minutes", hours=hours, minutes=rest)


def date_text(text: Texts, day: date) -> str:
    """A day with its year: "15 March 2027"."""
    return text("calendar-date", day=day.day, month=day.month, year=str(day.year))


def change_text(text: Texts, change: Change) -> str:
    """What would have to change: "at 5 h/week", "by 12 March 2027", "for 8 weeks", "with 25 h in all"."""
    said = _one_change(text, change)
    return (
        said
        if change.also is None
        else text("budget-joined", first=said, second=change_text(text, change.also))
    )


def _one_change(text: Texts, change: Change) -> str:
    match change:
        case Change(kind=ChangeKind.WEEKLY_MINUTES, value=int(minutes)):
            return text("change-weekly", hours=minutes / MINUTES_PER_HOUR)
        case Change(kind=ChangeKind.WEEKS, value=int(weeks)):
            return text("change-weeks", weeks=text("amount-weeks", count=weeks))
        case Change(kind=ChangeKind.TOTAL_MINUTES, value=int(minutes)):
            return text("change-total", hours=minutes / MINUTES_PER_HOUR)
        case Change(kind=ChangeKind.DEADLINE, value=date() as deadline):
            return text("change-deadline", date=date_text(text, deadline))
        case _:
            raise TypeError(change)


def _stated(text: Texts, budget: Budget) -> Iterator[str]:
    """The parts that make the budget: work first, then the calendar."""
    weekly, total = budget.weekly_minutes, budget.stated_total_minutes
    if weekly is not None:
        yield text("budget-weekly", amount=minutes_text(text, weekly))
    elif total is not None:
        yield _total(text, total)
    if budget.deadline is not None:
        yield text("budget-until", date=date_text(text, budget.deadline))
    elif budget.weeks is not None:
        name = "budget-for" if weekly is not None else "budget-within"
        yield text(name, weeks=_exact_weeks(text, budget.weeks))


def _following(text: Texts, budget: Budget) -> Iterator[str]:
    """What follows from the parts: the weeks to a deadline, the total of hours and weeks."""
    if budget.deadline is not None and budget.weeks is not None:
        yield _rough_weeks(text, budget.weeks)
    total = budget.total_minutes
    if total is not None and total > 0 and total != budget.stated_total_minutes:
        yield _rough_total(text, total)


def _total(text: Texts, minutes: int) -> str:
    return text("budget-total", amount=minutes_text(text, minutes))


def _rough_total(text: Texts, minutes: int) -> str:
    """To the half hour, unless it is less than one."""
    rounded = round(minutes / _HALF_HOUR) * _HALF_HOUR
    if rounded in {0, minutes}:
        return _total(text, minutes)
    return text("about", amount=_total(text, rounded))


def _rough_weeks(text: Texts, weeks: float) -> str:
    days = round(weeks * DAYS_PER_WEEK)
    if days < 2 * DAYS_PER_WEEK and days % DAYS_PER_WEEK:
        return text("amount-days", count=days)
    whole = text("amount-weeks", count=round(weeks))
    return whole if days % DAYS_PER_WEEK == 0 else text("about", amount=whole)


def _exact_weeks(text: Texts, weeks: float) -> str:
    """In the unit in which it is shortest: members said months or days where weeks have decimals."""
    months = round(weeks / WEEKS_PER_MONTH, _MONTHS_DECIMALS)
    days = round(weeks * DAYS_PER_WEEK)
    if weeks.is_integer():
        return text("amount-weeks", count=int(weeks))
    if weeks == round(months * WEEKS_PER_MONTH, WEEKS_DECIMALS):
        return text("amount-months", count=months)
    if weeks == round(days / DAYS_PER_WEEK, WEEKS_DECIMALS):
        return text("amount-days", count=days)
    return text("amount-weeks", count=weeks)
