"""Minutes of work as people write them: "45", "ninety", "1h30", "1:30", "90 min", "1.5h", "half an hour"."""

import re

from bot.domain.budget import MINUTES_PER_HOUR
from bot.domain.budget_amounts import read_amount
from bot.domain.budget_numbers import Reader, read_number
from bot.domain.budget_words import FILLER_MARKS, FILLERS, Unit, corrected_tokens, tokens_of
from bot.domain.errors import UserError
from bot.domain.plain_text import printable

MAX_MINUTES = 24 * MINUTES_PER_HOUR
"""Nobody works longer than a day on one day."""
_MAX_TEXT_LENGTH = 60
_QUOTED_LENGTH = 40
_LEAST_IN_WORDS = 2
_WHOLE = re.compile(r"\d{1,9}")
_DECIMAL = re.compile(r"\d{1,6}[.,]\d{1,4}")
_WORK_UNITS = {Unit.MINUTE: 1, Unit.HOUR: MINUTES_PER_HOUR}


def parse_minutes(text: str) -> int:
    """Whole minutes from 1 to `MAX_MINUTES`: a bare number is minutes, one with decimals hours.

    Of a range the lower end counts. Raises UserError `minutes-unreadable` or `minutes-out-of-range`.
    """
    typed = printable(text)
    minutes = _bare(typed)
    if minutes is None:
        minutes = _in_words(typed)
    if minutes is None:
        raise UserError("minutes-unreadable", text=typed[:_QUOTED_LENGTH])
    return checked_minutes(round(minutes))


def checked_minutes(minutes: int) -> int:
    """The minutes, if a single entry can have them. Raises UserError `minutes-out-of-range`."""
    if not 1 <= minutes <= MAX_MINUTES:
        raise UserError("minutes-out-of-range", limit=MAX_MINUTES // MINUTES_PER_HOUR)
    return minutes


def _bare(typed: str) -> float | None:
    if _WHOLE.fullmatch(typed):
        return int(typed)
    if _DECIMAL.fullmatch(typed):
        return float(typed.replace(",", ".")) * MINUTES_PER_HOUR
    return None


def _in_words(typed: str) -> float | None:
    if len(typed) > _MAX_TEXT_LENGTH:
        return None
    reader = Reader(corrected_tokens(tokens_of(typed)))
    if typed.startswith(("-", "−")):
        return None
    amount = read_amount(reader)
    if amount is None:
        # "an hour and a half" begins with a word that adds nothing elsewhere.
        _skip_fillers(reader)
        amount = read_amount(reader)
    if amount is None:
        return _bare_words(reader)
    if amount[1] not in _WORK_UNITS:
        return None
    _skip_fillers(reader)
    return amount[0] * _WORK_UNITS[amount[1]] if reader.is_done else None


def _bare_words(reader: Reader) -> float | None:
    """A number in words alone is minutes too; "a", "half" and "one" are said of hours as well."""
    number = read_number(reader)
    _skip_fillers(reader)
    return number if number is not None and number >= _LEAST_IN_WORDS and reader.is_done else None


def _skip_fillers(reader: Reader) -> None:
    while not reader.is_done and (reader.peek() in FILLERS or reader.peek() in FILLER_MARKS):
        reader.at += 1
