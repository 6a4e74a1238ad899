"""Amounts of work and of calendar as a range: "10-15 hours", "1 h 30 min to 2 h", "40+ h", "6 to 8 weeks"."""

from dataclasses import dataclass

from bot.domain.budget import MINUTES_PER_HOUR
from bot.domain.budget_numbers import Reader, read_number
from bot.domain.budget_words import CALENDAR_WEEKS, TIMES_PER_WEEK, Unit

_WORK_MINUTES = {Unit.MINUTE: 1, Unit.HOUR: MINUTES_PER_HOUR}
_WEEKS = {
    **{unit: float(weeks) for unit, weeks in CALENDAR_WEEKS.items()},
    Unit.DAY: 1 / TIMES_PER_WEEK[Unit.DAY],
    Unit.WEEKDAY: 1 / TIMES_PER_WEEK[Unit.DAY],
}
"""A day of a course is a day on the calendar; how many hours it has only its issuer can say."""
_ADJECTIVES = ("full", "whole", "calendar", "working")
_TWO_DIGITS = 2


@dataclass(frozen=True, slots=True)
class AmountRange:
    """From `low` to `high`: minutes of work, or weeks of the calendar. `is_open`: "and more"."""

    low: float
    high: float
    is_work: bool
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class _End:
    """One end as it was written; the unit may stand at the other end only."""

    number: float
    unit: Unit | None
    minutes_more: float = 0
    is_open: bool = False


def read_amount_range(reader: Reader) -> AmountRange | None:
    """The amount that begins here; what is none leaves the place as it was."""
    return reader.first_of(_range, _single)


def _range(reader: Reader) -> AmountRange | None:
    is_between = reader.take("between")
    low = _end(reader)
    if low is None or not _goes_on(reader, is_between=is_between):
        return None
    high = None if reader.peek() in {"a", "an"} else _end(reader)
    return None if high is None else _amount(low, high)


def _goes_on(reader: Reader, *, is_between: bool) -> bool:
    return reader.take_dash() or reader.take_any("to", "or", *(("and",) if is_between else ()))


def _single(reader: Reader) -> AmountRange | None:
    only = _end(reader)
    return None if only is None else _amount(only, only)


def _end(reader: Reader) -> _End | None:
    clock = reader.first_of(_clock)
    if clock is not None:
        return clock
    number = read_number(reader)
    if number is None:
        return None
    is_open = reader.take("+")
    reader.take_any(*_ADJECTIVES)
    if reader.unit(1) is not None:
        reader.take_dash()
    unit = reader.unit()
    reader.at += unit is not None
    return _End(number, unit, _minutes_more(reader) if unit is Unit.HOUR else 0, is_open or reader.take("+"))


def _clock(reader: Reader) -> _End | None:
    if reader.kind() != "clock":
        return None
    hours, minutes = (int(part) for part in reader.peek().split(":"))
    if minutes >= MINUTES_PER_HOUR:
        return None
    reader.at += 1
    reader.at += reader.unit() is Unit.HOUR
    return _End(hours, Unit.HOUR, minutes)


def _minutes_more(reader: Reader) -> float:
    """The rest of "1 h 30 min", "1h30" and "an hour and a half", in minutes; 0 where there is none."""
    if reader.take("and", "a", "half"):
        return MINUTES_PER_HOUR / 2
    digits = reader.peek()
    is_short = digits.isdecimal() and len(digits) == _TWO_DIGITS and int(digits) < MINUTES_PER_HOUR
    if is_short and reader.is_tight() and reader.unit(1) is None:
        reader.at += 1
        return int(digits)
    start = reader.at
    reader.take("and")
    number = read_number(reader)
    if number is not None and reader.unit() is Unit.MINUTE:
        reader.at += 1
        return number
    reader.at = start
    return 0


def _amount(low: _End, high: _End) -> AmountRange | None:
    ends = [_measured(end, end.unit or other.unit) for end, other in ((low, high), (high, low))]
    first, second = ends
    if first is None or second is None or first[1] is not second[1]:
        return None
    return AmountRange(
        min(first[0], second[0]), max(first[0], second[0]), first[1], low.is_open or high.is_open
    )


def _measured(end: _End, unit: Unit | None) -> tuple[float, bool] | None:
    """How much, and whether it is work; None for a unit that is neither."""
    if unit in _WORK_MINUTES:
        return end.number * _WORK_MINUTES[unit] + end.minutes_more, True
    return (end.number * _WEEKS[unit], False) if unit in _WEEKS else None
