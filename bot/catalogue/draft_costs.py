"""What is typed as the cost of a credential: "free", "49 EUR", "subscription 39 USD", "free to audit"."""

import re
from collections.abc import Mapping
from typing import Any

from babel import Locale

from bot.domain.credential import CostClass
from bot.domain.errors import UserError
from bot.domain.plain_text import printable

_QUOTED_LENGTH = 60
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
_AMOUNT = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?)(?![\d.,])")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[A-Za-z]{3}")
_COST_WORDS = (
    (CostClass.FREE_TO_AUDIT, re.compile(r"\baudit\b", re.IGNORECASE)),
    (CostClass.FREE_FOR_MEMBERS, re.compile(r"\bfree\b.*\bmembers?\b|\bmembers?\b.*\bfree\b", re.IGNORECASE)),
    (CostClass.SUBSCRIPTION, re.compile(r"\bsubscri\w*|\bmonthly\b|\ba month\b|/\s*month\b", re.IGNORECASE)),
    (CostClass.FREE, re.compile(r"\b(?:free|nothing|no cost)\b", re.IGNORECASE)),
    (CostClass.NOT_STATED, re.compile(r"\bnot stated\b|\bunknown\b|^[\s?-]*$", re.IGNORECASE)),
    (CostClass.PAID, re.compile(r"\bpaid\b|\bpay\b|\d", re.IGNORECASE)),
)
"""The first whose words are there."""


def cost_fields(text: str) -> dict[str, Any]:
    """The fields of the schema that a text says.

    Raises UserError `draft-cost-unreadable` or `draft-currency-missing`, each with `text`.
    """
    said = printable(text)
    cost_class = next((each for each, words in _COST_WORDS if words.search(said)), None)
    if cost_class is None:
        raise UserError("draft-cost-unreadable", text=said[:_QUOTED_LENGTH])
    amount, currency = _price(said)
    is_priced = cost_class not in {CostClass.FREE, CostClass.NOT_STATED}
    return {
        "cost_class": cost_class.value,
        "cost_amount": amount if is_priced else None,
        "cost_currency": currency if is_priced else None,
    }


def _price(said: str) -> tuple[float | None, str | None]:
    """The first amount with a currency beside it; None for both where no figure is said."""
    for amount in _AMOUNT.finditer(said):
        currency = _currency(said, amount)
        if currency is not None:
            return _number(amount[0]), currency
    if any(letter.isdecimal() for letter in said):
        raise UserError("draft-currency-missing", text=said[:_QUOTED_LENGTH])
    return None, None


def _currency(said: str, amount: re.Match[str]) -> str | None:
    """The currency beside the amount: a sign, or three letters that the world knows, in any case."""
    before, after = said[: amount.start()].rstrip(), said[amount.end() :].lstrip()
    sign = _SIGNS.get(before[-1:]) or _SIGNS.get(after[:1])
    if sign:
        return sign
    words = (*_WORD.findall(after)[:1], *_WORD.findall(before)[-1:])
    known = Locale.parse("en").currencies
    return next((word.upper() for word in words if _CODE.fullmatch(word) and word.upper() in known), None)


def _number(text: str) -> float:
    if _GROUPED.fullmatch(text):
        return float(text.replace(",", ""))
    return float(text.replace(",", "."))


def cost_typed(row: Mapping[str, Any]) -> str:
    """The cost of a row as it would be typed; empty where it states none."""
    words = {
        "free": "free",
        "free_to_audit": "free to audit",
        "free_for_members": "free for members",
        "subscription": "subscription",
        "paid": "paid",
    }
    said = words.get(row.get("cost_class", ""), "")
    amount, currency = row.get("cost_amount"), row.get("cost_currency")
    return said if amount is None else f"{said} {amount:g} {currency}"
