"""Budgets inside a sentence: "R for statistics, max 20 hrs", "learn sql in 2 months, 3h a week".

Most hours, days and years in a sentence are no budget ("OSHA 10-hour", "my 3 year old", "100 days of
code"). So an amount counts only where the words beside it, or commas around it, say that it is one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.budget_items import (
    Days,
    Deadline,
    Frequency,
    Item,
    ItemReader,
    Occasion,
    Plus,
    Span,
    Total,
    Work,
)
from bot.domain.budget_numbers import Reader
from bot.domain.budget_sum import budget_of_items
from bot.domain.budget_words import DASHES, UNITS, Token, corrected
from bot.domain.errors import UserError

MAX_ITEMS = 6
"""Nobody says more of a budget; it bounds the work on a text made of amounts only."""
_BARE_LETTERS = frozenset({"d", "m", "w", "y"})
"""In a sentence these are no units: 3d printing takes no three days."""
_BEFORE_SINGULAR = frozenset("a an one 1 half quarter each every per / of".split())
_FIRM_LIMITS = frozenset("max maximum most up under than limit tops ≤ <".split())
_LIMITS = _FIRM_LIMITS | frozenset("only just have got spend spare like budget".split())
_STRETCHES = frozenset({"in", "within", "over"})
_OPENERS = frozenset(",;:(.!?~-–—")
_CLOSERS = frozenset(",;:).!?-–—")
_LEADS = (
    _LIMITS
    | _STRETCHES
    | _OPENERS
    | frozenset(
        "i i've ive i'm can with and but so for at about around maybe roughly approx "
        "no more less fewer of the my".split()
    )
)
_TAILS = tuple(
    tuple(words.split())
    for words in ("max", "maximum", "tops", "only", "available", "at most", "or less", "or so", "of time")
)
_CONNECTIVES = frozenset(
    "to and but so for please pls because cos that which can could what any i i'm im then if "
    "thanks thx".split()
)
_DEADLINE_LEADS = frozenset({"by", "until", "till", "til", "before"})
_ROUTINES = frozenset(
    """work works working worked job sleep sleeps sleeping plays watches spends teach teaches taught drives
    sits stands awake""".split()
)
"""Forty hours a week of these are how life is, not what is left of it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a run of tokens states, and its place in the text with the words that lead to it."""

    items: tuple[Item, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Run:
    """Items read from the tokens `start` to `end`, with the words before and after that belong to them."""

    tokens: tuple[Token, ...]
    items: tuple[Item, ...]
    start: int
    end: int
    lead_start: int
    tail_end: int

    @property
    def leads(self) -> list[str]:
        return [token.word for token in self.tokens[self.lead_start : self.start]]

    @property
    def said_limits(self) -> set[str]:
        return {*self.leads, *(token.word for token in self.tokens[self.end : self.tail_end])} & _LIMITS

    @property
    def before(self) -> str:
        return self.tokens[self.lead_start - 1].word if self.lead_start else ""

    @property
    def after(self) -> str:
        return self.tokens[self.tail_end].word if self.tail_end < len(self.tokens) else ""

    def has(self, *kinds: type) -> bool:
        return any(isinstance(item, kinds) for item in self.items)


def phrases_in(tokens: tuple[Token, ...], *, today: date) -> list[Phrase]:
    """The budget phrases of a sentence, in order; empty where nothing is a budget for sure."""
    tokens = tuple(_spelled(tokens))
    phrases: list[Phrase] = []
    at = 0
    while at < len(tokens):
        run = _run_at(tokens, at, today)
        if run is None or not _is_budget(run) or not _is_possible(run, today):
            at += 1
            continue
        place = (tokens[run.lead_start].start, tokens[run.tail_end - 1].end)
        phrases.append(Phrase(run.items, *place))
        at = run.tail_end
    return phrases


def _spelled(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """A slip in a word that follows a number may be corrected to a unit; no other word is touched."""
    for token, before in zip(tokens, (None, *tokens), strict=False):
        word = corrected(token.word) if before is not None and before.kind == "number" else token.word
        yield replace(token, word=word) if word in UNITS else token


def _run_at(tokens: tuple[Token, ...], start: int, today: date) -> _Run | None:
    reader = Reader(tokens, start)
    item_reader = ItemReader(reader, today)
    items: list[Item] = []
    end = start
    try:
        while len(items) < MAX_ITEMS and not reader.is_done:
            begin = reader.at
            item = item_reader.read()
            if item is None and items and item_reader.skip_filler():
                continue
            if item is None or _is_attribute(item, tokens[begin : reader.at]):
                break
            items.append(item)
            end = end if isinstance(item, Plus) else reader.at
    except UserError:
        return None
    if not items or isinstance(items[0], Plus | Total):
        return None
    return _Run(tokens, tuple(items), start, end, _lead_start(tokens, start), _tail_end(tokens, end))


def _is_attribute(item: Item, tokens: tuple[Token, ...]) -> bool:
    """Whether the amount describes something: "10-hour", "24 hour", "3 year", "3d"."""
    if not isinstance(item, Work | Days | Span):
        return False
    places = [place for place, token in enumerate(tokens) if token.word in UNITS and token.kind == "word"]
    if not places or places[-1] == 0:
        return False
    unit, before = tokens[places[-1]].word, tokens[places[-1] - 1].word
    is_singular = unit == UNITS[unit].value
    return before in DASHES or unit in _BARE_LETTERS or (is_singular and before not in _BEFORE_SINGULAR)


def _lead_start(tokens: tuple[Token, ...], start: int) -> int:
    while start and tokens[start - 1].word in _LEADS:
        start -= 1
    return start


def _tail_end(tokens: tuple[Token, ...], end: int) -> int:
    reader = Reader(tokens, end)
    while any(reader.take(*words) for words in _TAILS):
        pass
    is_bracketed = reader.peek() == ")"
    return reader.at + is_bracketed


def _is_budget(run: _Run) -> bool:
    if run.tokens[run.start].word == "full" or run.before in _ROUTINES or _ROUTINES & set(run.leads):
        return False
    if run.has(Work) and run.has(Frequency):
        return run.after not in {"old", "olds", "job", "jobs"}
    if run.said_limits & _FIRM_LIMITS and run.has(Work, Days, Span):
        return run.after not in {"old", "olds"}
    return _is_closed(run) and (
        _is_set_apart(run)
        or run.has(Occasion)
        or (run.has(Deadline) and _says_deadline(run))
        or (run.has(Work, Days, Span) and bool(run.said_limits or _STRETCHES & set(run.leads)))
    )


def _is_closed(run: _Run) -> bool:
    return not run.after or run.after in _CLOSERS or run.after in _CONNECTIVES


def _is_set_apart(run: _Run) -> bool:
    """Whether it stands between commas; at the beginning only hours do, for "one day, …" starts a story."""
    if not run.has(Work, Days, Span) or run.after in _CONNECTIVES:
        return False
    return bool(_OPENERS & set(run.leads)) or (run.lead_start == 0 and run.has(Work))


def _says_deadline(run: _Run) -> bool:
    return any(token.word in _DEADLINE_LEADS for token in run.tokens[run.start : run.end])


def _is_possible(run: _Run, today: date) -> bool:
    try:
        budget_of_items(run.items, text="", today=today)
    except UserError:
        return False
    return True
