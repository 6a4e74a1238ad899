"""Amounts ("an hour and a half", "3-5 h", "1h30", "6 weeks") and frequencies ("a week", "on Mondays")."""

from bot.domain.budget import DAYS_PER_WEEK
from bot.domain.budget_numbers import Reader, read_number, read_range
from bot.domain.budget_words import (
    ADVERBS,
    DASHES,
    DAY_MINUTES,
    PLURAL_PERIODS,
    TIMES_MARKS,
    TIMES_PER_WEEK,
    TWO_MEANINGS,
    WEEKDAY_PLURALS,
    WEEKDAY_WORDS,
    WORK_MINUTES,
    WORKDAYS_PER_WEEK,
    Unit,
)
from bot.domain.errors import UserError

Amount = tuple[float, Unit]
Often = tuple[float, Unit]
"""Times a week, and of what."""
MINUTES_PER_HOUR = 60
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
_TIMES_WORDS = {"once": 1, "twice": 2, "thrice": 3}


def read_amount(reader: Reader) -> Amount | None:
    """A number (or range: its lower end) with its unit, summed with a smaller one after it."""
    amount = reader.first_of(_clock, _counted)
    return None if amount is None else _lower_end(reader, _with_remainder(reader, amount))


def read_often(reader: Reader, *, after_amount: bool) -> Often | None:
    """How many times a week, and of what: "a week", "every other day", "on weekdays", "3 times a week".

    A bare article means "per" only right after an amount: "a week" alone is a stretch of calendar.
    Raises UserError `budget-ambiguous` for "biweekly".
    """
    if reader.peek() in TWO_MEANINGS:
        raise UserError("budget-ambiguous", text=reader.peek())
    return reader.first_of(_adverb, _times, _on_days, _every, _per_or_article if after_amount else _per)


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


def _adverb(reader: Reader) -> Often | None:
    unit = ADVERBS.get(reader.peek())
    if unit is None:
        return None
    reader.at += 1
    return TIMES_PER_WEEK[unit], unit


def _times(reader: Reader) -> Often | None:
    """ "3 times a week", "twice a week", "3x/week": so many times in each."""
    times: float | None = _TIMES_WORDS.get(reader.peek())
    if times is not None:
        reader.at += 1
    else:
        times = read_range(reader)
        if times is None or not (reader.take("times") or reader.take_any(*TIMES_MARKS)):
            return None
    often = reader.first_of(_adverb, _every, _per_or_article)
    return None if often is None else (times * often[0], Unit.WEEK)


def _on_days(reader: Reader) -> Often | None:
    """ "on Mondays and Thursdays", "mon, wed, fri", "on weekdays", "at the weekend", "in the evenings"."""
    led = reader.take_any("on", "at", "in", "during", "every", "each")
    reader.take("the")
    days = _day_names(reader, named=led and reader.peek(-1) in {"every", "each"})
    if days:
        return len(days), Unit.WEEKDAY
    unit = reader.unit()
    if reader.peek() not in PLURAL_PERIODS and not (
        led and reader.peek(-1) == "the" and unit is Unit.WEEKEND
    ):
        return None
    if unit is None:
        return None
    reader.at += 1
    return TIMES_PER_WEEK[unit], unit


def _day_names(reader: Reader, *, named: bool) -> set[int]:
    """The days named; one day in the singular is a date, unless "every" stands before it."""
    start, end, days, is_regular = reader.at, reader.at, set[int](), named
    for _ in range(DAYS_PER_WEEK):
        day = WEEKDAY_PLURALS.get(reader.peek(), WEEKDAY_WORDS.get(reader.peek()))
        if day is None:
            break
        is_regular = is_regular or reader.peek() in WEEKDAY_PLURALS
        days |= _days_from(max(days, default=day), day) if _is_through(reader) else {day}
        reader.at += 1
        end = reader.at
        reader.take(",")
        reader.take_any("and", "/", "+", "&", "to", "through", *DASHES)
    reader.at = end
    if is_regular or len(days) > 1:
        return days
    reader.at = start
    return set()


def _is_through(reader: Reader) -> bool:
    return reader.peek(-1) in {"to", "through", *DASHES}


def _days_from(first: int, last: int) -> set[int]:
    """The days of the week from one to another, over its end if need be."""
    return {(first + ahead) % DAYS_PER_WEEK for ahead in range((last - first) % DAYS_PER_WEEK + 1)}


def _every(reader: Reader) -> Often | None:
    """ "every day", "each weekend", "every other week", "every two weeks"."""
    if not reader.take_any("every", "each"):
        return None
    if reader.take_any("other", "second", "2nd"):
        number: float | None = 2
    else:
        number = read_number(reader)
    return _per_unit(reader, 1 if number is None else number)


def _per(reader: Reader) -> Often | None:
    """ "per week", "/week", "/ 7 days"."""
    if not reader.take_any("per", "/", "p"):
        return None
    reader.take_any("/", ".")
    number = read_number(reader)
    return _per_unit(reader, 1 if number is None else number)


def _per_or_article(reader: Reader) -> Often | None:
    """As `_per`, and "a week"."""
    return _per_unit(reader, 1) if reader.take_any("a", "an") else _per(reader)


def _per_unit(reader: Reader, number: float) -> Often | None:
    unit = read_unit(reader)
    if unit is None or unit not in TIMES_PER_WEEK or number <= 0:
        return None
    if number == 1 and unit is Unit.WEEKDAY:
        return WORKDAYS_PER_WEEK, unit
    return TIMES_PER_WEEK[unit] / number, unit
