"""Days by name: of a month, a weekday, a festival, a period, each counted from `today`.

python-dateutil knows the calendar. It is imported where it is used, for that takes a tenth of a second.
"""

from calendar import isleap
from datetime import MINYEAR, date, datetime, timedelta

from bot.domain.budget import DAYS_PER_WEEK
from bot.domain.budget_words import MONTHS, Unit

_SUNDAY = 6
LAST_DAY = 31
"""As a day of any month or period: its last."""
_LEAP_CYCLE = 9
"""Years until the next 29 February at the latest, over the end of a century."""
_MONTHS_IN = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}


def next_day(day: int, month: str, year: int | None, today: date) -> date:
    """That day of the month named (in English), else the next after today.

    Raises ValueError if there is none.
    """
    from dateutil.parser import parse

    # Given in full, the text leaves nothing to the default; without one dateutil would read the wall clock.
    default = datetime(MINYEAR, 1, 1)  # noqa: DTZ001 - a date has no zone
    if year is not None:
        return parse(f"{day} {month} {year:04d}", default=default).date()
    for next_year in range(today.year, today.year + _LEAP_CYCLE):
        if (day, month) == (29, "february") and not isleap(next_year):
            continue
        found = parse(f"{day} {month} {next_year:04d}", default=default).date()
        if found > today:
            return found
    raise ValueError(day, month)


def next_easter(today: date) -> date:
    """Easter Sunday after today."""
    from dateutil.easter import easter

    return next(day for day in (easter(today.year), easter(today.year + 1)) if day > today)


def day_in_month(day: int, month: str, year: int | None, today: date) -> date:
    """That day of the month named, or its last where it is shorter; without a year, the next after today."""
    from dateutil.relativedelta import relativedelta

    years = (year,) if year is not None else (today.year, today.year + 1)
    days = [date(each, MONTHS.index(month) + 1, 1) + relativedelta(day=day) for each in years]
    return next((found for found in days if found > today), days[-1])


def day_in_period(day: int, unit: Unit, today: date, *, is_next: bool) -> date | None:
    """The first (1), middle (15) or last (31) day of the current or next period; None for other units."""
    from dateutil.relativedelta import relativedelta

    if unit is Unit.WEEK:
        monday = today - timedelta(days=today.weekday() - DAYS_PER_WEEK * is_next)
        return monday + timedelta(days=_SUNDAY if day == LAST_DAY else min(day - 1, _SUNDAY // 2))
    months = _MONTHS_IN.get(unit)
    if months is None:
        return None
    first_month = (today.month - 1) // months * months + 1
    first = today.replace(day=1, month=first_month) + relativedelta(months=months * is_next)
    in_months = {1: 0, LAST_DAY: months - 1}.get(day, months // 2)
    return first + relativedelta(months=in_months, day=day if months == 1 or day == LAST_DAY else 1)


def next_weekday(weekday: int, today: date, *, in_next_week: bool) -> date:
    """The weekday (Monday is 0) that comes first after today, or the one of the week after this."""
    if in_next_week:
        return today + timedelta(days=DAYS_PER_WEEK - today.weekday() + weekday)
    return today + timedelta(days=(weekday - today.weekday() - 1) % DAYS_PER_WEEK + 1)


def next_day_of_month(day: int, today: date) -> date:
    """The next day with that number after today. Raises ValueError if no month has it."""
    later = (day_in_month(day, month, None, today) for month in MONTHS)
    return min(found for found in later if found.day == day)
