"""How long a task takes, in plain words: "45", "1h30", "1-2h", "at least 2 hours"."""

import re
from typing import TypeAlias

from bot.domain.budget import MINUTES_PER_HOUR
from bot.domain.budget_amounts import read_amount
from bot.domain.budget_numbers import Reader, read_number
from bot.domain.budget_words import Unit, corrected_tokens, tokens_of
from bot.domain.errors import UserError

MAX_TASK_MINUTES = 5000 * MINUTES_PER_HOUR
"""As in the catalogue's files: more is a mistyped figure."""
_MAX_QUOTED_LENGTH = 40
_MAX_TEXT_LENGTH = 100

TaskMinutes: TypeAlias = tuple[int | None, int | None]
"""From and to; None for an end that nobody knows."""

_UNITS = {Unit.MINUTE: 1.0, Unit.HOUR: float(MINUTES_PER_HOUR)}
_NOT_KNOWN = frozenset({"-", "–", "?", "none", "no", "unknown", "not known", "not stated", "clear"})
_ABOUT = re.compile(r"^(?:about|around|approx(?:\.|imately)?|ca\.?|roughly|between|from|~|≈)\s*")
_AT_MOST = re.compile(r"^(?:up to|at most|max(?:\.|imum)?|no more than|under|<=?|≤)\s*")
_AT_LEAST = re.compile(
    r"^(?:at least|min(?:\.|imum)|no less than|more than|over|>=?|≥)\s*|\s*(?:\+|or more)$"
)
_BETWEEN = re.compile(r"\s*(?:[-–—]|\bto\b|\bor\b|\band\b)\s*")


def parse_task_minutes(text: str) -> TaskMinutes:
    """The minutes that the words state: a number alone is minutes, "unknown" is neither end.

    Raises UserError `task-minutes-unreadable` (with `text`) or `task-minutes-out-of-range` (with `limit`).
    """
    said = " ".join(text.casefold().split())
    if said in _NOT_KNOWN:
        return None, None
    found = _minutes_in(said) if len(said) <= _MAX_TEXT_LENGTH else None
    if found is None:
        raise UserError("task-minutes-unreadable", text=_quoted(text))
    ends = [end for end in found if end is not None]
    if not all(0 < end < MAX_TASK_MINUTES for end in ends) or ends != sorted(ends):
        raise UserError("task-minutes-out-of-range", limit=MAX_TASK_MINUTES // MINUTES_PER_HOUR)
    return found


def _minutes_in(said: str) -> TaskMinutes | None:
    if _AT_MOST.search(said):
        return _one_end(_AT_MOST.sub("", said, count=1), is_upper=True)
    if _AT_LEAST.search(said):
        return _one_end(_AT_LEAST.sub("", said, count=1), is_upper=False)
    said = _ABOUT.sub("", said, count=1)
    alone = _minutes(_one_amount(said))
    if alone is not None:
        return alone, alone
    return next(
        (
            found
            for cut in _BETWEEN.finditer(said)
            if (found := _range(said[: cut.start()], said[cut.end() :]))
        ),
        None,
    )


def _one_end(said: str, *, is_upper: bool) -> TaskMinutes | None:
    end = _minutes(_one_amount(_ABOUT.sub("", said, count=1)))
    if end is None:
        return None
    return (None, end) if is_upper else (end, None)


_Amount: TypeAlias = tuple[float, float | None]
"""A number, and the minutes of one; None where no unit is said."""


def _range(low: str, high: str) -> TaskMinutes | None:
    """Both ends; the one without a unit has that of the other ("1-2h", "an hour or two")."""
    first, last = _one_amount(low), _one_amount(high)
    if first is None or last is None:
        return None
    return _minutes((first[0], first[1] or last[1])), _minutes((last[0], last[1] or first[1]))


def _minutes(amount: _Amount | None) -> int | None:
    return None if amount is None else round(amount[0] * (amount[1] or 1))


def _one_amount(said: str) -> _Amount | None:
    """The one amount that the whole text says; None also where it says a range."""
    tokens = corrected_tokens(tokens_of(said))
    bare = Reader(tokens)
    number = read_number(bare)
    if number is not None and bare.is_done:
        return number, None
    reader = Reader(tokens)
    amount = None if _says_range(said) else read_amount(reader)
    if amount is None or not reader.is_done or amount[1] not in _UNITS:
        return None
    return amount[0], _UNITS[amount[1]]


_RANGE = re.compile(r"\d\s*[-–—]\s*\d|\b(?:to|or)\b|[a-z]\s*[-–—]\s*\d")


def _says_range(said: str) -> bool:
    return _RANGE.search(said) is not None


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MAX_QUOTED_LENGTH else f"{text[: _MAX_QUOTED_LENGTH - 1]}…"
