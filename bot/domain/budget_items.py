"""Reading the parts of a budget in plain words: work, frequencies, stretches of calendar, deadlines."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.domain.budget import DAYS_PER_WEEK
from bot.domain.budget_amounts import read_amount
from bot.domain.budget_dates import read_date
from bot.domain.budget_frequencies import read_often
from bot.domain.budget_numbers import Reader
from bot.domain.budget_words import (
    CALENDAR_WEEKS,
    DASHES,
    FILLER_MARKS,
    FILLERS,
    MONTH_WORDS,
    ONES,
    SEASONS,
    TIMES_MARKS,
    TIMES_PER_WEEK,
    VAGUE_NUMBERS,
    WEEKEND_MINUTES,
    WORK_MINUTES,
    WORK_WEEK_MINUTES,
    Unit,
)
from bot.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Frequency:
    """How many times a week, and of what; `minutes_each` where that is an amount of work in itself."""

    per_week: float
    of: Unit
    minutes_each: float = 0


@dataclass(frozen=True, slots=True)
class Work:
    """Minutes of work: each time where there is an `often`, else once; `is_total` where the words say so."""

    minutes: float
    is_total: bool = False
    often: Frequency | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """A number of days, of work or of calendar as their company has it."""

    number: float


@dataclass(frozen=True, slots=True)
class Span:
    """Weeks on the calendar; `times` is the frequency in "3h x 6 weeks"."""

    weeks: float
    times: Frequency | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day."""

    day: date


@dataclass(frozen=True, slots=True)
class Occasion:
    """ "tonight", "this weekend": the minutes it has, unless others are named, and its last day."""

    minutes: float
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Plus:
    """ "and", "plus": the work on both sides is added up."""


@dataclass(frozen=True, slots=True)
class Total:
    """ "in total": the work before it, else after it, is all there is."""


Item = Work | Days | Frequency | Span | Deadline | Occasion | Plus | Total

_DEADLINE_LEADS = ("by", "until", "till", "til", "before", "through", "due", "deadline", "ends", "ending")
_MAX_LEAD_WORDS = 2
"""As in "deadline is: about"."""
_MOST_BEFORE_SEASON = 4
"""As in "the end of next summer"."""
_STRETCH_LEADS = frozenset({"in", "over", "within", "during", "across", "throughout", *TIMES_MARKS})
"""After these, days are days on the calendar."""
_TOTALS = tuple(
    tuple(words.split())
    for words in ("all in all", "in all", "in total", "total", "altogether", "all together", "overall")
)
_FROM_NOW = tuple(
    tuple(words.split()) for words in ("from now on", "from now", "starting now", "starting today")
)
_OCCASIONS = {
    ("this", "morning"): Unit.MORNING,
    ("this", "afternoon"): Unit.AFTERNOON,
    ("this", "evening"): Unit.EVENING,
    ("tonight",): Unit.EVENING,
}
_SUNDAY = 6


class ItemReader:
    """Reads one item after the other from the tokens of a text."""

    def __init__(self, reader: Reader, today: date) -> None:
        self.reader = reader
        self.today = today
        self._lead = ""
        self._last: Item | None = None

    def read(self) -> Item | None:
        """The item that begins right here."""
        after_amount = isinstance(self._last, Work | Days)
        reads: tuple[Callable[[Reader], Item | None], ...] = (
            _total,
            _plus,
            partial(_deadline, today=self.today),
            partial(_occasion, today=self.today),
            partial(_frequency, after_amount=after_amount),
            _full_time,
            partial(_amount, lead=self._lead),
            partial(_bare_date, today=self.today),
        )
        item: Item | None = self.reader.first_of(*reads)
        if item is not None:
            self._last, self._lead = item, ""
        return item

    def skip_filler(self) -> bool:
        """Step over a word that adds nothing, or over what a reading adds in "(= …)"; False if it is none.

        Raises UserError `budget-not-positive` for a number with a minus.
        """
        reader, word = self.reader, self.reader.peek()
        if reader.take("(", "="):
            while not reader.is_done and not reader.take(")"):
                reader.at += 1
            return True
        if any(reader.take(*words) for words in _FROM_NOW) or _is_next_before_number(reader):
            return True
        if word not in FILLERS and word not in FILLER_MARKS and word not in DASHES | TIMES_MARKS | {"/", "&"}:
            return False
        if word in DASHES and reader.kind(1) == "number" and reader.is_tight(1) and not reader.is_tight():
            raise UserError("budget-not-positive")
        self._note(word)
        reader.at += 1
        return True

    def _note(self, word: str) -> None:
        if word in _STRETCH_LEADS:
            self._lead = word
        if word in {",", ";"}:
            self._last = None


def _is_next_before_number(reader: Reader) -> bool:
    is_number = reader.kind(1) == "number" or reader.peek(1) in ONES or reader.peek(1) in VAGUE_NUMBERS
    return is_number and reader.take_any("next", "coming", "following")


def _total(reader: Reader) -> Item | None:
    return Total() if any(reader.take(*words) for words in _TOTALS) else None


def _plus(reader: Reader) -> Item | None:
    return Plus() if reader.take_any("and", "plus", "&", "+") else None


def _deadline(reader: Reader, *, today: date) -> Item | None:
    if not reader.take_any(*_DEADLINE_LEADS):
        return None
    is_through = reader.peek(-1) == "through"
    for _ in range(_MAX_LEAD_WORDS):
        reader.take_any(*_DEADLINE_LEADS, "about", "around", "on", "is", ":", "~")
    start = reader.at
    _refuse_season(reader)
    day = read_date(reader, today=today)
    if day is None:
        return None
    if is_through and reader.at == start + 1 and reader.peek(-1) in MONTH_WORDS:
        day = (day + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Deadline(day)


def _refuse_season(reader: Reader) -> None:
    words = [reader.peek(ahead) for ahead in range(_MOST_BEFORE_SEASON + 1)]
    season = next((word for word in words if word in SEASONS), None)
    if season is not None:
        raise UserError("budget-ambiguous", text=season)


def _bare_date(reader: Reader, *, today: date) -> Item | None:
    """A date without "by": not a month or a year alone, for "may" and "2027" mean too much else."""
    start = reader.at
    day = read_date(reader, today=today)
    is_too_short = reader.at == start + 1 and (reader.peek(-1) in MONTH_WORDS or reader.kind(-1) == "number")
    return None if day is None or is_too_short else Deadline(day)


def _occasion(reader: Reader, *, today: date) -> Item | None:
    for words, unit in _OCCASIONS.items():
        if reader.take(*words):
            return Occasion(WORK_MINUTES[unit])
    if reader.unit(1) is not Unit.WEEKEND or not reader.take_any("this", "next", "coming"):
        return None
    is_next = reader.peek(-1) == "next"
    reader.at += 1
    to_sunday = (_SUNDAY - today.weekday() - 1) % DAYS_PER_WEEK + 1
    if is_next and today.weekday() != _SUNDAY:
        to_sunday += DAYS_PER_WEEK
    return Occasion(WEEKEND_MINUTES, today + timedelta(days=to_sunday))


def _frequency(reader: Reader, *, after_amount: bool) -> Item | None:
    often = read_often(reader, after_amount=after_amount)
    if often is None:
        return None
    per_week, of = often
    return Frequency(per_week, of, WORK_MINUTES.get(of, 0))


def _full_time(reader: Reader) -> Item | None:
    if not reader.take("full"):
        return None
    reader.take_dash()
    return Work(WORK_WEEK_MINUTES, often=Frequency(1, Unit.WEEK)) if reader.take("time") else None


def _amount(reader: Reader, *, lead: str) -> Item | None:
    amount = read_amount(reader)
    if amount is None:
        return None
    number, unit = amount
    if unit in WORK_MINUTES:
        return Work(number * WORK_MINUTES[unit])
    if unit in CALENDAR_WEEKS:
        weeks = number * CALENDAR_WEEKS[unit]
    elif lead:
        weeks = number / DAYS_PER_WEEK
    else:
        return Days(number)
    return Span(weeks, Frequency(TIMES_PER_WEEK[unit], unit) if lead in TIMES_MARKS else None)
