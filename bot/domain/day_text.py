"""Days as people write them: the day on which they worked, and the day by which they want to be done."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from bot.domain.budget_dates import read_date, read_named_day
from bot.domain.budget_numbers import Reader, read_number
from bot.domain.budget_text import parse_budget
from bot.domain.budget_words import corrected_tokens, tokens_of
from bot.domain.errors import UserError
from bot.domain.local_days import DAYS_PER_WEEK
from bot.domain.plain_text import printable

MAX_BACKDATED_DAYS = 7
"""Later nobody remembers how long it took."""
MAX_TARGET_DAYS = 3660
"""Ten years: who plans further mistyped the year."""
_QUOTED_LENGTH = 40
_HALF_A_YEAR = timedelta(days=183)
_YEAR = re.compile(r"\d{4}")
_WORDS: Mapping[tuple[str, ...], int] = {
    ("day", "before", "yesterday"): -2,
    ("the", "day", "before", "yesterday"): -2,
    ("yesterday",): -1,
    ("last", "night"): -1,
    ("today",): 0,
    ("tonight",): 0,
    ("this", "morning"): 0,
    ("now",): 0,
    ("tomorrow",): 1,
    ("day", "after", "tomorrow"): 2,
    ("the", "day", "after", "tomorrow"): 2,
    ("last", "week"): -DAYS_PER_WEEK,
    ("a", "week", "ago"): -DAYS_PER_WEEK,
}
_OF_REST = {
    "target-unreadable": "rest-unreadable",
    "target-past": "rest-past",
    "target-too-far": "rest-too-far",
}
_PARTS_OF_A_DAY = ("morning", "noon", "afternoon", "evening", "night")


def parse_day(text: str, *, today: date) -> date:
    """The day of past work: "yesterday", "monday" (the last, today included), "2026-11-20", "20 Nov".

    Raises UserError `day-unreadable`, `day-ambiguous` (each with `text`) and those of `checked_day`.
    """
    typed = printable(text)
    reader = Reader(corrected_tokens(tokens_of(typed[: 2 * _QUOTED_LENGTH])))
    reader.take("on")
    try:
        day = _told(reader, today)
    except UserError as cause:
        raise UserError("day-ambiguous", text=typed[:_QUOTED_LENGTH]) from cause
    except (OverflowError, ValueError):
        day = None
    reader.take_any(*_PARTS_OF_A_DAY)
    if day is None or not reader.is_done:
        raise UserError("day-unreadable", text=typed[:_QUOTED_LENGTH])
    # Without a year, "1 November" in late November was this year's, though the next is a year ahead.
    if day > today + _HALF_A_YEAR and not _YEAR.search(typed):
        raise UserError("day-too-old", limit=MAX_BACKDATED_DAYS)
    return checked_day(day, today=today)


def checked_day(day: date, *, today: date) -> date:
    """The day, if work on it can still be logged. Raises UserError `day-in-future` or `day-too-old`."""
    if day > today:
        raise UserError("day-in-future")
    if (today - day).days > MAX_BACKDATED_DAYS:
        raise UserError("day-too-old", limit=MAX_BACKDATED_DAYS)
    return day


def parse_target(text: str, *, today: date) -> date:
    """The day by which to be done: "2027-03-12", "Friday", "end of March", "in 6 weeks".

    Raises UserError `target-unreadable`, `day-ambiguous` (each with `text`), `target-past`, `target-too-far`.
    """
    typed = printable(text)
    day = _target_day(typed[: 2 * _QUOTED_LENGTH], today)
    if day is None:
        raise UserError("target-unreadable", text=typed[:_QUOTED_LENGTH])
    return checked_target(day, today=today)


def parse_end_of_rest(text: str, *, today: date) -> date:
    """The day on which something goes on that rests until then, in the words of a target.

    Raises UserError `rest-unreadable`, `day-ambiguous` (each with `text`), `rest-past`, `rest-too-far`.
    """
    try:
        return parse_target(text, today=today)
    except UserError as refused:
        said = _OF_REST.get(refused.message_id, refused.message_id)
        raise UserError(said, **refused.arguments) from refused


def checked_target(day: date, *, today: date) -> date:
    """The day, if one can aim at it. Raises UserError `target-past` or `target-too-far`."""
    if day <= today:
        raise UserError("target-past")
    if (day - today).days > MAX_TARGET_DAYS:
        raise UserError("target-too-far")
    return day


def _told(reader: Reader, today: date) -> date | None:
    for words, days in _WORDS.items():
        if reader.take(*words):
            return today + timedelta(days=days)
    return reader.first_of(lambda each: _days_ago(each, today), lambda each: _named(each, today))


def _days_ago(reader: Reader, today: date) -> date | None:
    number = read_number(reader)
    if (
        number is None
        or number != int(number)
        or not reader.take_any("day", "days")
        or not reader.take("ago")
    ):
        return None
    return today - timedelta(days=int(number))


def _named(reader: Reader, today: date) -> date | None:
    """The reader of deadlines looks forward; from eight days ago it finds the days that count here."""
    is_last = reader.take("last")
    reader.take_any("this", "past")
    weekdays_from = today - timedelta(days=DAYS_PER_WEEK + is_last)
    days_from = today - timedelta(days=MAX_BACKDATED_DAYS + 1)
    return read_named_day(reader, today=days_from, weekdays_from=weekdays_from)


def _target_day(typed: str, today: date) -> date | None:
    reader = Reader(corrected_tokens(tokens_of(typed)))
    reader.take_any("by", "until", "till", "before", "on")
    try:
        day = read_date(reader, today=today)
    except UserError as cause:
        raise UserError("day-ambiguous", text=typed[:_QUOTED_LENGTH]) from cause
    if day is not None and reader.is_done:
        return day
    try:
        budget = parse_budget(typed, today=today)
    except UserError as cause:
        if cause.message_id == "budget-deadline-past":
            return today
        return None
    if budget.deadline is not None or budget.weeks is None:
        return budget.deadline
    return today + timedelta(days=max(1, round(budget.weeks * DAYS_PER_WEEK)))
