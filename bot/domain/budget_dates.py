"""The date in "by 15 March", "until Friday", "end of next month": always after today.

A month alone means its first day: who has time "until March" has none of March.
"""

import re
from datetime import date, timedelta
from functools import partial

from bot.domain.budget_calendar import (
    LAST_DAY,
    day_in_month,
    day_in_period,
    next_day,
    next_day_of_month,
    next_easter,
    next_weekday,
)
from bot.domain.budget_numbers import Reader
from bot.domain.budget_words import DASHES, MONTH_WORDS, MONTHS, WEEKDAY_WORDS, Unit
from bot.domain.errors import UserError

_SATURDAY = 5
_CENTURY = 2000
_TWO_DIGITS = 100
_LAST_MONTH = 12
_PARTS = {"end": LAST_DAY, "mid": 15, "middle": 15, "start": 1, "beginning": 1}
_RELATIVE_DAYS = {
    ("today",): 0,
    ("tonight",): 0,
    ("yesterday",): -1,
    ("tomorrow",): 1,
    ("the", "day", "after", "tomorrow"): 2,
    ("day", "after", "tomorrow"): 2,
}
_ORDINALS = ("st", "nd", "rd", "th")
_FESTIVALS = {
    ("christmas", "eve"): (24, "december"),
    ("christmas",): (25, "december"),
    ("xmas",): (25, "december"),
    ("new", "year's", "eve"): (31, "december"),
    ("new", "years", "eve"): (31, "december"),
    ("new", "year's"): (1, "january"),
    ("new", "years"): (1, "january"),
    ("new", "year"): (1, "january"),
    ("halloween",): (31, "october"),
    ("valentine's",): (14, "february"),
    ("valentines",): (14, "february"),
}


def read_date(reader: Reader, *, today: date) -> date | None:
    """The day that comes next in the tokens; without a year, the next such day after today.

    Raises UserError `budget-ambiguous-date` for 3/4/2027, which is two days in two countries.
    """
    start = reader.at
    ways = (_numeric, _slashed, _festival, _part_of, _in_words, _near)
    try:
        found = reader.first_of(*(partial(way, today=today) for way in ways))
    except (ValueError, OverflowError):
        found = None
    if found is None:
        reader.at = start
    return found


def read_named_day(reader: Reader, *, today: date, weekdays_from: date) -> date | None:
    """The day that comes next by its number or month after `today`, or by its weekday after `weekdays_from`.

    No period, no festival, and no "tomorrow". Raises ValueError or OverflowError for a day that no calendar
    has, and UserError as `read_date` does.
    """
    ways = (*(partial(way, today=today) for way in (_numeric, _slashed, _in_words)),)
    return reader.first_of(*ways, partial(_weekday, today=weekdays_from))


def _weekday(reader: Reader, *, today: date) -> date | None:
    weekday = WEEKDAY_WORDS.get(reader.peek())
    if weekday is None:
        return None
    reader.at += 1
    return next_weekday(weekday, today, in_next_week=False)


def _numeric(reader: Reader, *, today: date) -> date | None:
    """2027-03-12, 12.03.2027, 12.3. and, where only one reading is a date, 15/3/2027."""
    if reader.kind() != "date":
        return None
    text = reader.peek()
    reader.at += 1
    first, second, *rest = (part for part in re.split(r"[-/. ]+", text) if part)
    if rest and len(first) > len("31"):
        return _dated(int(rest[0]), int(second), int(first), today)
    day, month = int(first), int(second)
    if "." not in text:
        day, month = _day_and_month(day, month, text)
    return _dated(day, month, _full_year(rest[0]) if rest else None, today)


def _slashed(reader: Reader, *, today: date) -> date | None:
    """15/3, without a year; "1/2 h" is no date."""
    first, second = reader.peek(), reader.peek(2)
    if reader.peek(1) != "/" or not (first.isdecimal() and second.isdecimal()) or reader.unit(3):
        return None
    reader.at += 3
    day, month = _day_and_month(int(first), int(second), f"{first}/{second}")
    return _dated(day, month, None, today)


def _day_and_month(first: int, second: int, text: str) -> tuple[int, int]:
    if first != second and max(first, second) <= _LAST_MONTH:
        raise UserError("budget-ambiguous-date", text=text)
    return (first, second) if second <= _LAST_MONTH else (second, first)


def _full_year(digits: str) -> int:
    return int(digits) + (_CENTURY if int(digits) < _TWO_DIGITS else 0)


def _dated(day: int, month: int, year: int | None, today: date) -> date:
    return next_day(day, MONTHS[month - 1] if 1 <= month <= _LAST_MONTH else "", year, today)


def _festival(reader: Reader, *, today: date) -> date | None:
    if reader.take("easter"):
        return next_easter(today)
    for words, (day, month) in _FESTIVALS.items():
        if reader.take(*words):
            reader.take("day")
            return next_day(day, month, _year(reader), today)
    return None


def _part_of(reader: Reader, *, today: date) -> date | None:
    """ "the end of March", "mid-May", "the beginning of next month", "end of the year"."""
    reader.take("the")
    day = _PARTS.get(reader.peek())
    if day is None:
        return None
    reader.at += 1
    reader.take_dash()
    reader.take("of")
    is_next = reader.take("next")
    reader.take_any("the", "this")
    if (month := MONTH_WORDS.get(reader.peek())) is not None:
        reader.at += 1
        return day_in_month(day, month, _year(reader), today)
    unit = reader.unit()
    reader.at += 1
    return None if unit is None else day_in_period(day, unit, today, is_next=is_next)


def _near(reader: Reader, *, today: date) -> date | None:
    """ "tomorrow", "this Friday", "next week", "the weekend", each with an optional part of the day."""
    found = reader.first_of(partial(_relative_day, today=today), partial(_named_period, today=today))
    if found is not None:
        reader.take_any("morning", "noon", "lunchtime", "afternoon", "evening", "night", "midnight")
    return found


def _relative_day(reader: Reader, *, today: date) -> date | None:
    for words, days in _RELATIVE_DAYS.items():
        if reader.take(*words):
            return today + timedelta(days=days)
    is_next = reader.take("next")
    if not is_next:
        reader.take_any("this", "coming", "the")
    weekday = WEEKDAY_WORDS.get(reader.peek())
    if reader.unit() is Unit.WEEKEND:
        weekday = _SATURDAY
    if weekday is None:
        return None
    reader.at += 1
    return next_weekday(weekday, today, in_next_week=is_next)


def _named_period(reader: Reader, *, today: date) -> date | None:
    """Next month begins on its first day; this month ends on its last."""
    if not reader.take_any("next", "this"):
        return None
    is_next = reader.peek(-1) == "next"
    unit = reader.unit()
    reader.at += 1
    return None if unit is None else day_in_period(1 if is_next else LAST_DAY, unit, today, is_next=is_next)


def _in_words(reader: Reader, *, today: date) -> date | None:
    """ "15 March", "Monday, the 15th of March 2027", "Mar 15th", "March 2027", "the 15th", "2027"."""
    weekday = WEEKDAY_WORDS.get(reader.peek())
    if weekday is not None:
        reader.at += 1
        reader.take(",")
    reader.take("the")
    found = reader.first_of(
        partial(_day_first, today=today), partial(_month_first, today=today), partial(_bare_year, today=today)
    )
    return None if found is None or weekday not in {None, found.weekday()} else found


def _day_first(reader: Reader, *, today: date) -> date | None:
    led = reader.peek(-1) == "the"
    day = _day(reader)
    if day is None:
        return None
    is_ordinal = reader.peek(-1) in _ORDINALS
    reader.take("of")
    month = MONTH_WORDS.get(reader.peek())
    if month is not None:
        reader.at += 1
        return next_day(day, month, _year(reader), today)
    return next_day_of_month(day, today) if led or is_ordinal else None


def _month_first(reader: Reader, *, today: date) -> date | None:
    month = MONTH_WORDS.get(reader.peek())
    if month is None:
        return None
    reader.at += 1
    reader.take(".")
    day = reader.first_of(_day)
    return next_day(day or 1, month, _year(reader), today)


def _bare_year(reader: Reader, *, today: date) -> date | None:
    """A year is over for the member when it begins, as a month is."""
    year = _year(reader)
    return None if year is None else next_day(1, "january", year, today)


def _day(reader: Reader) -> int | None:
    """The day of a month; "March 3 h" and "March 3-5 h" hold none."""
    digits = reader.peek()
    if reader.kind() != "number" or not digits.isdecimal() or len(digits) > len("31"):
        return None
    reader.at += 1
    if reader.peek() in _ORDINALS:
        reader.at += 1
    elif reader.unit() is not None or reader.peek() in {*DASHES, "to", "or"} or reader.kind() == "clock":
        return None
    return int(digits)


def _year(reader: Reader) -> int | None:
    start = reader.at
    reader.take(",")
    digits = reader.peek()
    is_year = reader.kind() == "number" and digits.isdecimal() and len(digits) == len("2027")
    if not is_year or reader.unit(1) is not None:
        reader.at = start
        return None
    reader.at += 1
    return int(digits)
