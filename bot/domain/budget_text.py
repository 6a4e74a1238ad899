"""A budget in plain words: "3h/week for 6 weeks", "30 min a day until 15 March", "a weekend", "max 25 hrs".

What the words leave open is decided on the cautious side and echoed: of a range the lower end counts.
"""

import re
from datetime import date
from functools import lru_cache

from bot.domain.budget import Budget
from bot.domain.budget_items import Item, ItemReader
from bot.domain.budget_numbers import Reader
from bot.domain.budget_phrases import phrases_in
from bot.domain.budget_sum import budget_of_items
from bot.domain.budget_words import ONES, TENS, corrected_tokens, tokens_of
from bot.domain.errors import UserError

MAX_TEXT_LENGTH = 200
"""Nobody states a budget in more; the rest of a novel need not be read."""
MAX_QUOTED_LENGTH = 40
MAX_GOAL_LENGTH = 400
"""No goal is longer; what stands further on is not searched for a budget."""
_GOALS_REMEMBERED = 256
"""A goal is read when it is asked, when it is answered, and when its pages are turned."""
_LOOSE_MARKS = " ,;:-–—"
_LOOSE_WORDS = frozenset({"and", "but", "so", "to", "for", "then"})
_WEEKDAY_PARTS = re.compile(
    r"(?P<amount>\d[^,;]{0,20}?)?\s*(?:\bon\s+)?\b(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\s+"
    r"(?P<part>morning|afternoon|evening|night)s\b",
    re.IGNORECASE,
)
_SPACED_MARK = re.compile(r" ([,;:.!?])")


def parse_budget(text: str, *, today: date) -> Budget:
    """The budget that the words state, every one of them read.

    Raises only UserError: `budget-nothing`, `budget-unreadable`, `budget-unit-missing`,
    `budget-ambiguous`, `budget-ambiguous-date` (each with `text`), `budget-text-too-long` (with
    `limit`), and those of `budget_of`.
    """
    if len(text) > MAX_TEXT_LENGTH:
        raise UserError("budget-text-too-long", limit=MAX_TEXT_LENGTH)
    text = _with_weekday_parts_weekly(text)
    reader = Reader(corrected_tokens(tokens_of(text)))
    items: list[Item] = []
    item_reader = ItemReader(reader, today)
    while not reader.is_done:
        item = item_reader.read()
        if item is not None:
            items.append(item)
        elif not item_reader.skip_filler():
            raise _unreadable(text, reader)
    return budget_of_items(items, text=_quoted(text), today=today)


def _with_weekday_parts_weekly(text: str) -> str:
    """ "saturday mornings" is one morning a week, and "2h saturday mornings" 2 hours on Saturdays."""

    def weekly(found: re.Match[str]) -> str:
        amount, weekday, part = found["amount"], found["weekday"], found["part"]
        return f"{amount} on {weekday}s" if amount else f"one {part} a week"

    return _WEEKDAY_PARTS.sub(weekly, text)


def _unreadable(text: str, reader: Reader) -> UserError:
    rest = _quoted(text[reader.tokens[reader.at].start :])
    is_number = reader.kind() == "number" or reader.peek() in ONES or reader.peek() in TENS
    if is_number and reader.at == len(reader.tokens) - 1:
        return UserError("budget-unit-missing", text=rest)
    return UserError("budget-unreadable", text=rest)


def _quoted(text: str) -> str:
    text = text.strip()
    return text if len(text) <= MAX_QUOTED_LENGTH else f"{text[: MAX_QUOTED_LENGTH - 1]}…"


def find_budget_in_goal(goal: str, *, today: date) -> tuple[Budget, str] | None:
    """The budget that a goal names, and the goal without it; None where there is none for sure.

    The goal may be empty then: a member can say their time first.
    """
    return _found_in_goal(goal, today)


@lru_cache(_GOALS_REMEMBERED)
def _found_in_goal(goal: str, today: date) -> tuple[Budget, str] | None:
    phrases = phrases_in(tokens_of(goal[:MAX_GOAL_LENGTH]), today=today)
    if not phrases:
        return None
    items = [item for phrase in phrases for item in phrase.items]
    try:
        budget = budget_of_items(items, text=_quoted(goal), today=today)
    except UserError:
        return None
    for phrase in reversed(phrases):
        goal = f"{goal[: phrase.start]} {goal[phrase.end :]}"
    return budget, _tidy(goal)


def _tidy(goal: str) -> str:
    """Without the spaces, marks and joining words that a phrase leaves behind."""
    words = " ".join(goal.split()).strip(_LOOSE_MARKS).split(" ")
    while len(words) > 1 and words[0].casefold() in _LOOSE_WORDS:
        words = words[1:]
    return _SPACED_MARK.sub(r"\1", " ".join(words))
