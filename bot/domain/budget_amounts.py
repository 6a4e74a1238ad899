"""Amounts in words: "an hour and a half", "3-5 h", "1h30", "6 weeks"."""

from bot.domain.budget import DAYS_PER_WEEK, MINUTES_PER_HOUR
from bot.domain.budget_numbers import Reader, read_number, read_range
from bot.domain.budget_words import DASHES, DAY_MINUTES, TIMES_MARKS, TIMES_PER_WEEK, WORK_MINUTES, Unit

Amount = tuple[float, Unit]
"""A number of units."""
_SMALLER = {
    Unit.HOUR: {Unit.MINUTE: 1 / MINUTES_PER_HOUR},
    Unit.DAY: {Unit.HOUR: MINUTES_PER_HOUR / DAY_MINUTES},
    Unit.WEEK: {Unit.DAY: 1 / DAYS_PER_WEEK},
    Unit.MONTH: {unit: TIMES_PER_WEEK[Unit.MONTH] / TIMES_PER_WEEK[unit] for unit in (Unit.WEEK, Unit.DAY)},
    Unit.YEAR: {unit: TIMES_PER_WEEK[Unit.YEAR] / TIMES_PER_WEEK[unit] for unit in (Unit.MONTH, Unit.WEEK)},
}
"""What may follow an amount of the larger unit and be added to it, as a part of it."""
_ADJECTIVES = frozenset({"full", "whole", "free", "spare", "good", "solid", "short", "more"})
_WORKDAY_ADJECTIVES = frozenset({"working", "school", "work", "business", "week"})


def read_amount(reader: Reader) -> Amount | None:
    """A number (or range: its lower end) with its unit, summed with a smaller one after it."""
    amount = reader.first_of(_clock, _counted)
    return None if amount is None else _lower_end(reader, _with_remainder(reader, amount))


def read_unit(reader: Reader) -> Unit | None:
    """A unit, also in two words: "lunch break", "working day", "h."."""
    while reader.peek() in _ADJECTIVES:
        reader.at += 1
    if reader.peek() in _WORKDAY_ADJECTIVES and reader.unit(1) is Unit.DAY:
        reader.at += 2
        return Unit.WEEKDAY
    unit = reader.unit()
    if unit is None:
        return None
    reader.at += 1
    if unit is Unit.LUNCH:
        reader.take_any("break", "breaks", "hour", "hours")
    return unit


def _clock(reader: Reader) -> Amount | None:
    if reader.kind() != "clock":
        return None
    hours, minutes = (int(part) for part in reader.peek().split(":"))
    if minutes >= MINUTES_PER_HOUR:
        return None
    reader.at += 1
    if reader.unit() is Unit.HOUR:
        reader.at += 1
    return hours + minutes / MINUTES_PER_HOUR, Unit.HOUR


def _counted(reader: Reader) -> Amount | None:
    number = read_range(reader)
    if number is None:
        return None
    if reader.peek() in TIMES_MARKS:
        return _multiplied(reader, number)
    if reader.peek() in DASHES or reader.peek() == "+":
        reader.at += 1
    unit = read_unit(reader)
    return None if unit is None else (number, unit)


def _multiplied(reader: Reader, times: float) -> Amount | None:
    reader.at += 1
    number = read_number(reader)
    unit = read_unit(reader) if number is not None else None
    return None if number is None or unit is None else (times * number, unit)


def _with_remainder(reader: Reader, amount: Amount) -> Amount:
    value, unit = amount
    start = reader.at
    if reader.take("and", "a", "half"):
        return value + 0.5, unit
    if unit is Unit.HOUR and reader.kind() == "number" and _is_minutes(reader):
        reader.at += 1
        return value + int(reader.peek(-1)) / MINUTES_PER_HOUR, unit
    reader.take("and")
    number = read_number(reader)
    smaller = _SMALLER.get(unit, {}).get(read_unit(reader) or unit) if number is not None else None
    if number is None or smaller is None or _is_rate_of_smaller(reader, unit):
        reader.at = start
        return amount
    return value + number * smaller, unit


def _is_minutes(reader: Reader) -> bool:
    """The 30 of "1h30": two digits without a unit of their own."""
    digits = reader.peek()
    is_minutes = digits.isdecimal() and len(digits) == len("30") and int(digits) < MINUTES_PER_HOUR
    return is_minutes and reader.unit(1) is None


def _is_rate_of_smaller(reader: Reader, unit: Unit) -> bool:
    """In "6 weeks 2 days a week" the days are no part of the six weeks."""
    return unit is not Unit.HOUR and reader.peek() in {"a", "per", "each", "every", "/"}


def _lower_end(reader: Reader, amount: Amount) -> Amount:
    """Of "2h-3h", "30 min to 1 h" and "an hour or two" the lower end, as `read_range` does it for numbers."""
    start = reader.at
    if reader.take_dash() or reader.take_any("to", "or"):
        is_or = reader.peek(-1) == "or"
        high = reader.first_of(_clock, _counted)
        if high is not None and _is_less(amount, _with_remainder(reader, high)):
            return amount
        if is_or and high is None and read_number(reader) is not None:
            return amount
    reader.at = start
    return amount


def _is_less(low: Amount, high: Amount) -> bool:
    if low[1] is high[1]:
        return low[0] < high[0]
    return {low[1], high[1]} == {Unit.MINUTE, Unit.HOUR} and _work(low) < _work(high)


def _work(amount: Amount) -> float:
    return amount[0] * WORK_MINUTES[amount[1]]
