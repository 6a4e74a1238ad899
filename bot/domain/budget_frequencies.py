"""How often a week, in words: "a week", "every other day", "on Mondays and Thursdays", "twice a week"."""

from bot.domain.budget import DAYS_PER_WEEK
from bot.domain.budget_amounts import read_unit
from bot.domain.budget_numbers import Reader, read_number, read_range
from bot.domain.budget_words import (
    ADVERBS,
    DASHES,
    PLURAL_PERIODS,
    TIMES_MARKS,
    TIMES_PER_WEEK,
    TWO_MEANINGS,
    WEEKDAY_PLURALS,
    WEEKDAY_WORDS,
    WEEKNIGHTS,
    WORKDAYS_PER_WEEK,
    Unit,
)
from bot.domain.errors import UserError

Often = tuple[float, Unit]
"""Times a week, and of what."""
_DAYS_OF_A_WEEKEND = 2
_PARTS_OF_A_DAY = frozenset({Unit.MORNING, Unit.AFTERNOON, Unit.EVENING})
_TIMES_WORDS = {"once": 1, "twice": 2, "thrice": 3}


def read_often(reader: Reader, *, after_amount: bool) -> Often | None:
    """How many times a week, and of what: "a week", "every other day", "on weekdays", "3 times a week".

    A bare article means "per" only right after an amount: "a week" alone is a stretch of calendar.
    Raises UserError `budget-ambiguous` for "biweekly".
    """
    if reader.peek() in TWO_MEANINGS:
        raise UserError("budget-ambiguous", text=reader.peek())
    rest = (_per_or_article, _bare_week) if after_amount else (_per,)
    return reader.first_of(_adverb, _times, _on_days, _every, *rest)


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
    """ "on Mondays and Thursdays", "mon, wed, fri", "on weekdays", "at the weekend", "weekday evenings"."""
    led = reader.take_any("on", "at", "in", "during", "every", "each")
    reader.take("the")
    parts = _parts_of_days(reader)
    if parts is not None:
        return parts
    days = _day_names(reader, named=led and reader.peek(-1) in {"every", "each"})
    if days:
        return len(days), Unit.WEEKDAY
    unit = reader.unit()
    is_the_weekend = led and reader.peek(-1) == "the" and unit is Unit.WEEKEND
    if unit is None or not (reader.peek() in PLURAL_PERIODS or is_the_weekend):
        return None
    reader.at += 1
    return TIMES_PER_WEEK[unit], unit


def _parts_of_days(reader: Reader) -> Often | None:
    """ "weekday evenings" are five a week, "weekend mornings" two, "weeknights" five evenings."""
    if reader.take_any(*WEEKNIGHTS):
        return WORKDAYS_PER_WEEK, Unit.EVENING
    days = {Unit.WEEKDAY: WORKDAYS_PER_WEEK, Unit.WEEKEND: _DAYS_OF_A_WEEKEND}.get(reader.unit() or Unit.DAY)
    part = reader.unit(1)
    if days is None or part not in _PARTS_OF_A_DAY or reader.peek(1) not in PLURAL_PERIODS:
        return None
    reader.at += 2
    return days, part


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
    if reader.take_any("other", "second"):
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


def _bare_week(reader: Reader) -> Often | None:
    """ "3h week": the week in the singular right after an amount. A "3h day" may be a single one."""
    return (1, Unit.WEEK) if reader.take_any("week", "wk") else None


def _per_unit(reader: Reader, number: float) -> Often | None:
    unit = read_unit(reader)
    if unit is None or unit not in TIMES_PER_WEEK or number <= 0:
        return None
    return TIMES_PER_WEEK[unit] / number, unit
