"""How long a credential takes, in plain words: "10-15 hours", "6 weeks, 3-5 h a week", "90 min", "2 days".

Hours of work and weeks of the calendar are told apart, and none is ever made of the other unless both the
hours of a week (or a day) and the number of weeks are said.
"""

import re
from dataclasses import dataclass, field, replace
from enum import Enum

from bot.domain.budget import WEEKS_DECIMALS
from bot.domain.budget_numbers import Reader
from bot.domain.budget_words import (
    CALENDAR_WEEKS,
    DASHES,
    FILLER_MARKS,
    FILLERS,
    TIMES_MARKS,
    Unit,
    corrected_tokens,
    tokens_of,
)
from bot.domain.credential import WeeksRange
from bot.domain.effort_amounts import AmountRange, read_amount_range
from bot.domain.effort_parts import PART_WORDS, PartCount, read_part_count
from bot.domain.effort_rates import Each, Work, multiplied
from bot.domain.errors import UserError

MAX_TEXT_LENGTH = 200
MAX_MINUTES = 4999 * 60
"""Two and a half years of full-time work: more is a mistyped figure."""
MAX_WEEKS = 520
"""Ten years."""
_QUOTED_LENGTH = 40

_OWN_PACE = re.compile(r"\b(?:at\s+)?(?:self[\s-]?paced|(?:your|one's|their)?\s*own\s+pace)\b", re.IGNORECASE)
_SET_CALENDAR = re.compile(
    r"\b(?:on\s+a\s+)?(?:set|fixed)\s+(?:calendar|dates|schedule)\b|\b(?:instructor[\s-]led|cohort|scheduled)\b",
    re.IGNORECASE,
)
_NOT_STATED = re.compile(r"\b(?:not\s+stated|unknown|unspecified|not\s+known)\b|^\s*[?-]*\s*$", re.IGNORECASE)
_AT_LEAST = (("at", "least"), ("more", "than"), ("minimum", "of"), ("minimum",), ("min",), ("over",))
_AT_MOST = (
    *(("up", "to"), ("at", "most"), ("no", "more", "than"), ("not", "more", "than"), ("less", "than")),
    *(("maximum", "of"), ("maximum",), ("max",), ("under",), ("below",)),
)
_BETWEEN = (".", ":", "about", "around", "~")
"""What may stand between "max" and its amount."""
_PER = frozenset({"a", "an", "per", "each", "every", "/"})
_PER_WORDS = {"weekly": Unit.WEEK, "daily": Unit.DAY, "pw": Unit.WEEK, "monthly": Unit.MONTH}
_FILLERS = (FILLERS - {"each", "per"}) | frozenset(
    "course courses total overall altogether usually typically normally takes take expected estimated "
    "hours lessons lasts last and plus spread workshop class program programme part certificate".split()
)
_STRETCHES = frozenset({Unit.DAY, Unit.WEEKDAY, *CALENDAR_WEEKS})


@dataclass(frozen=True, slots=True)
class StatedEffort:
    """What the words say: hours of work, in minutes, and weeks of the calendar; None for what they do not.

    `prescribed_weeks` is a calendar that the issuer sets, `typical_weeks` how long it usually takes.
    """

    min_minutes: int | None = None
    max_minutes: int | None = None
    prescribed_weeks: WeeksRange | None = None
    typical_weeks: WeeksRange | None = None

    @property
    def weeks(self) -> WeeksRange | None:
        """The weeks of the calendar, whoever sets it."""
        return self.prescribed_weeks or self.typical_weeks


class _Bound(Enum):
    LEAST = "least"
    MOST = "most"


@dataclass(slots=True)
class _Said:
    """What was read so far."""

    totals: list[Work] = field(default_factory=list)
    rates: list[Work] = field(default_factory=list)
    weeks: list[AmountRange] = field(default_factory=list)
    parts: list[PartCount] = field(default_factory=list)
    stretch: Unit | Each | None = None

    def add_weeks(self, weeks: AmountRange, unit: Unit | None, *, is_times: bool) -> None:
        """Adds a stretch of calendar; in "5 h x 4 weeks" the hours before it are those of each."""
        self.weeks.append(weeks)
        self._count(unit, is_times=is_times)

    def add_parts(self, parts: PartCount, *, is_times: bool) -> None:
        """Adds a number of parts; in "2 h x 10 modules" the hours before it are those of each."""
        self.parts.append(parts)
        self._count(Each.PART, is_times=is_times)

    def _count(self, stretch: Unit | Each | None, *, is_times: bool) -> None:
        self.stretch = stretch
        if is_times and self.totals:
            self.rates.append(replace(self.totals.pop(), per=stretch))


def parse_effort(text: str) -> StatedEffort:
    """The effort that the words state, every one of them read.

    Raises only UserError: `effort-unreadable`, `effort-ambiguous` (both with `text`), `effort-weeks-missing`,
    `effort-parts-missing`, `effort-not-positive`, `effort-too-large`, `effort-text-too-long` (with `limit`).
    """
    if len(text) > MAX_TEXT_LENGTH:
        raise UserError("effort-text-too-long", limit=MAX_TEXT_LENGTH)
    rest = text
    marks = []
    for pattern in (_OWN_PACE, _SET_CALENDAR, _NOT_STATED):
        marks.append(pattern.search(rest) is not None)
        rest = pattern.sub(" , ", rest)
    is_own_pace, is_set, is_not_stated = marks
    said = _read(rest, text)
    if not (said.totals or said.rates or said.weeks or is_own_pace or is_not_stated):
        raise UserError("effort-unreadable", text=_quoted(text))
    return _effort_of(said, text, is_set=is_set and not is_own_pace)


def _read(rest: str, text: str) -> _Said:
    reader = Reader(corrected_tokens(tokens_of(rest)))
    said = _Said()
    while not reader.is_done:
        if not (_read_amount(reader, said) or _skip_filler(reader)):
            raise UserError("effort-unreadable", text=_quoted(rest[reader.tokens[reader.at].start :] or text))
    return said


def _read_amount(reader: Reader, said: _Said) -> bool:
    start = reader.at
    is_times = reader.take_any(*TIMES_MARKS)
    is_part = is_times or reader.take("of")
    is_from = reader.take("from")
    bound = _bound(reader)
    amount = read_amount_range(reader)
    if amount is None or (bound is not None and not amount.is_work):
        reader.at = start
        return _read_parts(reader, said)
    if not amount.is_work:
        said.add_weeks(amount, reader.unit(-1), is_times=is_times)
        return True
    is_open = amount.is_open or bound is _Bound.LEAST or (is_from and amount.low == amount.high)
    per = _per(reader) or (said.stretch if is_part or reader.take("each") else None)
    work = Work(None if bound is _Bound.MOST else amount.low, None if is_open else amount.high, per)
    (said.totals if per is None else said.rates).append(work)
    return True


def _read_parts(reader: Reader, said: _Said) -> bool:
    start = reader.at
    is_times = reader.take_any(*TIMES_MARKS)
    parts = read_part_count(reader)
    if parts is None or _per(reader) is not None:
        reader.at = start
        return False
    said.add_parts(parts, is_times=is_times)
    return True


def _bound(reader: Reader) -> _Bound | None:
    for bound, leads in ((_Bound.MOST, _AT_MOST), (_Bound.LEAST, _AT_LEAST)):
        for words in leads:
            if reader.take(*words):
                while reader.take_any(*_BETWEEN):
                    pass
                return bound
    return None


def _per(reader: Reader) -> Unit | Each | None:
    """The unit in "a week", "per day", "/week", "weekly", "per module"."""
    word = reader.peek()
    if word in _PER_WORDS:
        reader.at += 1
        return _PER_WORDS[word]
    if word in _PER and reader.unit(1) in _STRETCHES:
        reader.at += 2
        return reader.unit(-1)
    if word in _PER and reader.peek(1) in PART_WORDS:
        reader.at += 2
        return Each.PART
    return None


def _skip_filler(reader: Reader) -> bool:
    """Step over a word or mark that adds nothing; False if it is none.

    Raises UserError `effort-not-positive` for a number with a minus.
    """
    word = reader.peek()
    if word in DASHES and reader.kind(1) == "number" and reader.is_tight(1) and not reader.is_tight():
        raise UserError("effort-not-positive")
    if (
        word in _FILLERS
        or word in FILLER_MARKS
        or word in DASHES
        or word in TIMES_MARKS
        or word in {"/", "&"}
    ):
        reader.at += 1
        return True
    return False


def _effort_of(said: _Said, text: str, *, is_set: bool) -> StatedEffort:
    if any(len(each) > 1 for each in (said.totals, said.rates, said.weeks, said.parts)):
        raise UserError("effort-ambiguous", text=_quoted(text))
    weeks = said.weeks[0] if said.weeks else None
    work = said.totals[0] if said.totals else None
    if work is None and said.rates:
        work = multiplied(said.rates[0], weeks, said.parts[0] if said.parts else None)
    low, high = _minutes(work.low if work else None), _minutes(work.high if work else None)
    stretch = _weeks_range(weeks) if weeks else None
    return StatedEffort(low, high, stretch if is_set else None, None if is_set else stretch)


def _minutes(minutes: float | None) -> int | None:
    if minutes is None:
        return None
    whole = round(minutes)
    if whole <= 0:
        raise UserError("effort-not-positive")
    if whole > MAX_MINUTES:
        raise UserError("effort-too-large")
    return whole


def _weeks_range(weeks: AmountRange) -> WeeksRange:
    low, high = round(weeks.low, WEEKS_DECIMALS), round(weeks.high, WEEKS_DECIMALS)
    if low <= 0:
        raise UserError("effort-not-positive")
    if high > MAX_WEEKS:
        raise UserError("effort-too-large")
    return WeeksRange(low, high)


def _quoted(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _QUOTED_LENGTH else f"{text[: _QUOTED_LENGTH - 1]}…"
