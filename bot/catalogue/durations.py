"""ISO 8601 durations, as CTDL writes them: fractions allowed (`P6.54Y`), work and calendar told apart."""

import re
from dataclasses import dataclass
from decimal import Decimal

DAYS_PER_WEEK = 7
DAYS_PER_MONTH = 30.44
MONTHS_PER_YEAR = 12
MINUTES_PER_HOUR = 60
SECONDS_PER_MINUTE = 60
HOURS_PER_DAY = 24
MAX_LENGTH = 60
_WHOLE_WITHIN = 0.25
"""Of a month: 180 days are 5.9 months, and meant as six."""

_N = r"(\d{1,9}(?:[.,]\d{1,400})?)"
_DURATION = re.compile(
    rf"P(?:{_N}Y)?(?:{_N}M)?(?:{_N}W)?(?:{_N}D)?(?:T(?:{_N}H)?(?:{_N}M)?(?:{_N}S)?)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: `weeks` of the calendar and `minutes` of the clock, as they were written."""

    weeks: float
    minutes: float

    @property
    def is_work(self) -> bool:
        """Whether it is written in hours and minutes alone, as work is and no calendar."""
        return self.weeks == 0

    @property
    def all_weeks(self) -> float:
        """All of it on the calendar."""
        return self.weeks + self.minutes / (MINUTES_PER_HOUR * HOURS_PER_DAY * DAYS_PER_WEEK)


def duration_of(text: str) -> Duration | None:
    """The duration; None for what is none, or no time at all."""
    match = _DURATION.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        return None
    years, months, weeks, days, hours, minutes, seconds = (
        float(part.replace(",", ".")) if part else 0.0 for part in match.groups()
    )
    calendar_days = (years * MONTHS_PER_YEAR + months) * DAYS_PER_MONTH + days
    clock = hours * MINUTES_PER_HOUR + minutes + seconds / SECONDS_PER_MINUTE
    # Weeks alone are kept to the last digit, which a way through days would not do.
    calendar = weeks + calendar_days / DAYS_PER_WEEK if calendar_days else weeks
    return Duration(calendar, clock) if calendar or clock else None


def months_of(text: str) -> int | None:
    """Whole months of the calendar, also where they are written in years, weeks or days ("P365D": 12).

    None for what is no duration, or no such number of months.
    """
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        return None
    years, months, weeks, days = (
        float(part.replace(",", ".")) if part else 0.0 for part in match.groups()[:4]
    )
    exact = years * MONTHS_PER_YEAR + months + (weeks * DAYS_PER_WEEK + days) / DAYS_PER_MONTH
    whole = round(exact)
    return whole if whole and abs(exact - whole) <= _WHOLE_WITHIN else None


def months_text(months: int) -> str:
    """Months of the calendar as a duration, in years where they are whole."""
    years, rest = divmod(months, MONTHS_PER_YEAR)
    return f"P{months}M" if rest else f"P{years}Y"


def work_text(minutes: int) -> str:
    """Minutes of work as a duration."""
    hours, rest = divmod(minutes, MINUTES_PER_HOUR)
    return f"PT{f'{hours}H' if hours else ''}{f'{rest}M' if rest or not hours else ''}"


def calendar_text(weeks: float) -> str:
    """Weeks of the calendar as a duration; read again it is exactly as many."""
    return f"P{format(Decimal(repr(weeks)), 'f')}W"
