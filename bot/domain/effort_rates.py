"""Work that is said for each time ("3 h a week", "2 h each"), and what it comes to in all."""

from dataclasses import dataclass
from enum import Enum

from bot.domain.budget_words import CALENDAR_WEEKS, Unit
from bot.domain.effort_amounts import AmountRange
from bot.domain.effort_parts import PartCount
from bot.domain.errors import UserError

_DAYS_A_WEEK = (5, 7)
"""Who studies "every day" may or may not rest at weekends."""


class Each(Enum):
    """What work is said for, other than a stretch of the calendar."""

    PART = "part"


@dataclass(frozen=True, slots=True)
class Work:
    """Minutes of work: in all, or each time (`per`); an open end is None."""

    low: float | None
    high: float | None
    per: Unit | Each | None = None


def multiplied(rate: Work, weeks: AmountRange | None, parts: PartCount | None) -> Work:
    """The whole of it. Raises UserError `effort-weeks-missing`, `effort-parts-missing`."""
    few, many = _how_often(rate.per, weeks, parts)
    return Work(
        None if rate.low is None else rate.low * few,
        None if rate.high is None or many is None else rate.high * many,
    )


def _how_often(
    per: Unit | Each | None, weeks: AmountRange | None, parts: PartCount | None
) -> tuple[float, float | None]:
    """How often it comes, at least and at most; None is an open end."""
    if isinstance(per, Each):
        if parts is None:
            raise UserError("effort-parts-missing")
        return parts.low, parts.high
    if weeks is None:
        raise UserError("effort-weeks-missing")
    return _times(per, weeks.low)[0], None if weeks.is_open else _times(per, weeks.high)[1]


def _times(per: Unit | None, weeks: float) -> tuple[float, float]:
    """How often at least and at most it comes in so many weeks."""
    if per in {Unit.DAY, Unit.WEEKDAY}:
        days = weeks * _DAYS_A_WEEK[1]
        if weeks < 1:
            return days, days
        return weeks * _DAYS_A_WEEK[0], weeks * _DAYS_A_WEEK[0 if per is Unit.WEEKDAY else 1]
    each = weeks / CALENDAR_WEEKS[per] if per in CALENDAR_WEEKS else weeks
    return each, each
