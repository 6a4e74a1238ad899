"""What is typed as the time for which a credential is valid: "3 years", "18 months", "for life"."""

import re
from collections.abc import Mapping
from typing import Any

from bot.domain.credential import MOST_VALID_MONTHS
from bot.domain.errors import UserError
from bot.domain.plain_text import printable

_QUOTED_LENGTH = 60
_MONTHS_PER_YEAR = 12
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER = rf"\d{{1,4}}(?:[.,]5)?|an?|{'|'.join(_NUMBERS)}"
_PART = re.compile(rf"(?P<number>{_NUMBER})[\s-]*(?P<unit>years?|yrs?|y|months?|mos?|m)\b")
_YEARLY = re.compile(r"(?:yearly|annual(?:ly)?|every year)")
_FOR_LIFE = re.compile(
    r"(?:valid )?(?:for (?:life|ever)|forever|lifetime|life)|never(?: expires)?|not stated|unknown|-"
)
_BETWEEN = re.compile(r"(?:valid|for|every|and|about|[\s,.+])+")


def validity_fields(text: str) -> dict[str, Any]:
    """The field of the schema that a text says; None for life, and where nobody says.

    Raises UserError `draft-validity-unreadable` (with `text`) or `draft-validity-too-long` (with `limit`).
    """
    said = printable(text).casefold()
    if not said or _FOR_LIFE.fullmatch(said):
        return {"valid_months": None}
    months = _MONTHS_PER_YEAR if _YEARLY.fullmatch(said) else _months(said)
    if not months or months != int(months):
        raise UserError("draft-validity-unreadable", text=printable(text)[:_QUOTED_LENGTH])
    if months > MOST_VALID_MONTHS:
        raise UserError("draft-validity-too-long", limit=MOST_VALID_MONTHS // _MONTHS_PER_YEAR)
    return {"valid_months": int(months)}


def _months(said: str) -> float:
    """The sum of its years and months; 0 where anything else is said too."""
    rest = _BETWEEN.sub("", _PART.sub(" ", said))
    return 0 if rest else sum(_months_of(part) for part in _PART.finditer(said))


def _months_of(part: re.Match[str]) -> float:
    word = part["number"]
    if word in {"a", "an"}:
        number = 1.0
    else:
        number = 1.0 + _NUMBERS.index(word) if word in _NUMBERS else float(word.replace(",", "."))
    return number * _MONTHS_PER_YEAR if part["unit"].startswith("y") else number


def validity_typed(row: Mapping[str, Any]) -> str:
    """The validity of a row as it would be typed; empty where it states none."""
    months = row.get("valid_months")
    if months is None:
        return ""
    years, rest = divmod(months, _MONTHS_PER_YEAR)
    number, unit = (months, "month") if rest else (years, "year")
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
