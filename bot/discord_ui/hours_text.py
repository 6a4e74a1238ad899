"""Hours a week as a person types them into a form that asks for just that."""

import re
from datetime import date

from bot.domain.budget_text import parse_budget
from bot.domain.errors import UserError

_BARE_NUMBER = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?")


def weekly_minutes_in(typed: str, *, today: date) -> int:
    """Minutes a week: a bare number is hours, and a time without "a week" means a week's.

    Raises UserError as `parse_budget` does, `hours-unreadable` where no hours are named.
    """
    typed = typed.strip()
    text = f"{typed.replace(',', '.')} hours a week" if _BARE_NUMBER.fullmatch(typed) else typed
    budget = parse_budget(text, today=today)
    if budget.weekly_minutes is not None:
        return budget.weekly_minutes
    if budget.total_minutes is None:
        raise UserError("hours-unreadable", text=typed)
    if budget.weeks is None:
        return budget.total_minutes
    return max(1, round(budget.total_minutes / budget.weeks))
