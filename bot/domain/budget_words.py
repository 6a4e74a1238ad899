"""The words in which people state time: units, numbers, fillers, and the tokens they come in."""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.budget import DAYS_PER_WEEK, WEEKS_PER_MONTH, WEEKS_PER_QUARTER, WEEKS_PER_YEAR

DAY_MINUTES = 8 * 60
"""A full working day."""
WEEKEND_MINUTES = 2 * DAY_MINUTES
HALF_DAY_MINUTES = 4 * 60
"""A morning or an afternoon: half a working day."""
EVENING_MINUTES = 2 * 60
"""What remains of an evening after work and dinner."""
LUNCH_MINUTES = 30
"""The usual break at school and at work."""
WORKDAYS_PER_WEEK = 5
WORK_WEEK_MINUTES = 40 * 60
"""Full time."""
SEMESTER_WEEKS = 15
"""At the short end of what universities mean by it."""


class Unit(StrEnum):
    """What is counted."""

    MINUTE = "minute"
    HOUR = "hour"
    LUNCH = "lunch"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    DAY = "day"
    WEEKDAY = "weekday"
    WEEKEND = "weekend"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    SEMESTER = "semester"
    YEAR = "year"


WORK_MINUTES = {
    Unit.MINUTE: 1,
    Unit.HOUR: 60,
    Unit.LUNCH: LUNCH_MINUTES,
    Unit.MORNING: HALF_DAY_MINUTES,
    Unit.AFTERNOON: HALF_DAY_MINUTES,
    Unit.EVENING: EVENING_MINUTES,
    Unit.WEEKEND: WEEKEND_MINUTES,
}
"""Minutes of work in one; a day is decided by its company."""
CALENDAR_WEEKS = {
    Unit.WEEK: 1,
    Unit.FORTNIGHT: 2,
    Unit.MONTH: WEEKS_PER_MONTH,
    Unit.QUARTER: WEEKS_PER_QUARTER,
    Unit.SEMESTER: SEMESTER_WEEKS,
    Unit.YEAR: WEEKS_PER_YEAR,
}
"""Weeks on the calendar in one."""
TIMES_PER_WEEK = {
    Unit.LUNCH: WORKDAYS_PER_WEEK,
    Unit.MORNING: DAYS_PER_WEEK,
    Unit.AFTERNOON: DAYS_PER_WEEK,
    Unit.EVENING: DAYS_PER_WEEK,
    Unit.DAY: DAYS_PER_WEEK,
    Unit.WEEKDAY: WORKDAYS_PER_WEEK,
    Unit.WEEKEND: 1,
    **{unit: 1 / weeks for unit, weeks in CALENDAR_WEEKS.items()},
}
"""How often it comes in a week."""

_SPELLINGS = {
    Unit.MINUTE: "m min mins minute minutes minuten",
    Unit.HOUR: "h hr hrs hs hour hours",
    Unit.LUNCH: "lunch lunches lunchtime lunchtimes lunchbreak lunchbreaks",
    Unit.MORNING: "morning mornings",
    Unit.AFTERNOON: "afternoon afternoons arvo",
    Unit.EVENING: "evening evenings eve night nights",
    Unit.DAY: "d day days",
    Unit.WEEKDAY: "weekday weekdays workday workdays",
    Unit.WEEKEND: "weekend weekends",
    Unit.WEEK: "w wk wks week weeks",
    Unit.FORTNIGHT: "fortnight fortnights",
    Unit.MONTH: "mo mos mth mths month months",
    Unit.QUARTER: "quarter quarters",
    Unit.SEMESTER: "semester semesters",
    Unit.YEAR: "y yr yrs year years",
}
UNITS = {word: unit for unit, words in _SPELLINGS.items() for word in words.split()}
PLURAL_PERIODS = frozenset(
    ("weekdays workdays weekends evenings nights mornings afternoons lunches lunchtimes").split()
)
WEEKNIGHTS = frozenset({"weeknights", "worknights"})
SEASONS = frozenset({"spring", "summer", "autumn", "winter"})
"""Half a year apart, north and south of the equator: nobody can tell. "Fall" is too many other things."""
ADVERBS = {
    "daily": Unit.DAY,
    "nightly": Unit.EVENING,
    "weekly": Unit.WEEK,
    "fortnightly": Unit.FORTNIGHT,
    "monthly": Unit.MONTH,
    "quarterly": Unit.QUARTER,
    "yearly": Unit.YEAR,
    "pw": Unit.WEEK,
}
TWO_MEANINGS = frozenset({"biweekly", "bimonthly"})
"""Twice in one, or once in two: nobody can tell."""

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
ONES = {word: n for n, word in enumerate(f"{_ONES} seventeen eighteen nineteen".split(), start=1)} | {
    "zero": 0
}
TENS = {
    word: 10 * n
    for n, word in enumerate(("twenty thirty forty fifty sixty seventy eighty ninety").split(), start=2)
}
VAGUE_NUMBERS = {"couple": 2, "few": 3, "several": 3, "dozen": 12}
"""At the low end of what is meant, so that nothing is promised that does not fit."""

MONTHS = ("january february march april may june july august september october november december").split()
MONTH_WORDS = {name[:3]: name for name in MONTHS} | {name: name for name in MONTHS} | {"sept": "september"}
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAY_WORDS = {name[:3]: n for n, name in enumerate(WEEKDAYS)} | {
    **{name: n for n, name in enumerate(WEEKDAYS)},
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
WEEKDAY_PLURALS = {f"{name}s": n for name, n in WEEKDAY_WORDS.items() if name in WEEKDAYS}

FILLERS = frozenset(
    (
        "about around approx approximately roughly circa ca maybe perhaps probably possibly nearly "
        "almost max maximum most least min minimum up no more less fewer not than under below only just "
        "tops limit budget time i i've ive i'm have has had got get can could would want to put in "
        "into do spend spare invest use need is it that's thats which we the my our of and at on with "
        "for a an or so all at please pls free available study studying learn learning work working "
        "training hour's each long ok okay ish during within over across throughout per worth"
    ).split()
)
"""Words that add nothing to an amount of time."""
FILLER_MARKS = frozenset(",;:.!?()[]{}\"'`´’‘“”*_~≈=|<>≤≥@+-•·")
DASHES = frozenset("-–—−‐‑")
TIMES_MARKS = frozenset("x×*")

_TOKEN = re.compile(
    r"""
    (?P<date> \d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)
            | \d{1,2}\.[ ]?\d{1,2}\.(?:[ ]?\d{4}(?!\d)|\d{2}(?!\d))?
            | \d{1,2}[-/]\d{1,2}[-/](?:\d{4}|\d{2})(?!\d) )
    | (?P<clock> \d{1,3}:\d{2}(?!\d) )
    | (?P<number> [1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)? | \d+(?:[.,]\d+)? | \.\d+ )
    | (?P<hours> h(?=pw\b) )
    | (?P<fraction> [¼-¾⅐-⅞] )
    | (?P<word> [^\W\d_¼-¾⅐-⅞]+(?:['’][^\W\d_¼-¾⅐-⅞]+)? )
    | (?P<mark> \S )
    """,
    re.VERBOSE,
)

TYPO_SHORTEST = 4
"""Shorter words are one letter from too many others."""
TYPO_LONG = 7
"""From this length on two slips are still clearly the same word."""
_FULL_WORDS = {
    *ADVERBS,
    *MONTHS,
    *WEEKDAYS,
    *WEEKDAY_PLURALS,
    *(f"{unit.value}{end}" for unit in Unit for end in ("", "s")),
}
_CORRECTIONS = tuple(sorted(word for word in _FULL_WORDS - {"days"} if len(word) >= TYPO_SHORTEST))
"""No days: they are one letter from dads."""
_KNOWN = frozenset(
    {
        *(*UNITS, *ADVERBS, *MONTH_WORDS, *WEEKDAY_WORDS, *WEEKDAY_PLURALS, *FILLERS),
        *(*ONES, *TENS, *VAGUE_NUMBERS, *SEASONS, *WEEKNIGHTS),
    }
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: normal form, kind (date, clock, number, fraction, word, mark) and place."""

    word: str
    kind: str
    start: int
    end: int


def tokens_of(text: str) -> tuple[Token, ...]:
    """The pieces of a text in their normal form; invisible characters are left out."""
    found = (
        Token(_normal(match[0]), match.lastgroup or "mark", match.start(), match.end())
        for match in _TOKEN.finditer(text)
    )
    return tuple(token for token in found if unicodedata.category(text[token.start]) != "Cf")


def _normal(piece: str) -> str:
    if unicodedata.category(piece[0]) == "No":
        return piece
    folded = unicodedata.normalize("NFKC", piece).casefold().replace("’", "'")
    return "".join(str(unicodedata.decimal(char, char)) for char in folded)


@lru_cache(maxsize=1024)
def corrected(word: str) -> str:
    """A unit, month or weekday for a clear slip of one; any other word as it is."""
    if word in _KNOWN or len(word) < TYPO_SHORTEST:
        return word
    allowed = 2 if len(word) >= TYPO_LONG else 1
    best = process.extractOne(word, _CORRECTIONS, scorer=OSA.distance, score_cutoff=allowed)
    return best[0] if best is not None and best[0][0] == word[0] else word


def corrected_tokens(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with every word corrected."""
    return tuple(replace(token, word=corrected(token.word)) for token in tokens)
