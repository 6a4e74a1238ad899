"""Reading tokens one after the other, and the numbers among them."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.domain.budget_words import DASHES, ONES, TENS, UNITS, VAGUE_NUMBERS, Token, Unit

T = TypeVar("T")
_DENOMINATORS = {"2", "3", "4"}
_GROUP = 3
_TEN = 10
_MULTIPLES = {"dozen": 12, "hundred": 100}
_QUARTERS = {
    f"{quarters} of {article}": value
    for quarters, value in (("three quarters", 0.75), ("a quarter", 0.25), ("quarter", 0.25))
    for article in ("an", "a")
}
_VAGUE = {
    f"{before}{word}{after}": value
    for word, value in VAGUE_NUMBERS.items()
    for before in ("a ", "")
    for after in (" of", "")
}
_HALVES = {"half a dozen": 6, "half an": 0.5, "half a": 0.5, "a half": 0.5, "half": 0.5}
_PHRASES = {
    tuple(words.split()): value
    for words, value in {**_QUARTERS, **_VAGUE, **_HALVES, "an": 1, "a": 1}.items()
}
"""Longer ones first where one begins with another."""
_PHRASES_BY_FIRST_WORD = {
    first: tuple((words, value) for words, value in _PHRASES.items() if words[0] == first)
    for first in dict.fromkeys(words[0] for words in _PHRASES)
}
"""Every word of every goal is looked at: most begin no phrase, and that must cost nothing."""


@dataclass(slots=True)
class Reader:
    """A place in a row of tokens. What cannot be read leaves the place as it was."""

    tokens: tuple[Token, ...]
    at: int = 0

    @property
    def is_done(self) -> bool:
        """Whether everything has been read."""
        return self.at >= len(self.tokens)

    def peek(self, ahead: int = 0) -> str:
        """The word so many places ahead; empty after the end."""
        place = self.at + ahead
        return self.tokens[place].word if 0 <= place < len(self.tokens) else ""

    def kind(self, ahead: int = 0) -> str:
        """The kind of the token so many places ahead; empty after the end."""
        place = self.at + ahead
        return self.tokens[place].kind if 0 <= place < len(self.tokens) else ""

    def unit(self, ahead: int = 0) -> Unit | None:
        """The unit that the word so many places ahead names."""
        return UNITS.get(self.peek(ahead))

    def take(self, *words: str) -> bool:
        """Step over these words if they come next."""
        if self.peek() != words[0] or any(self.peek(ahead) != words[ahead] for ahead in range(1, len(words))):
            return False
        self.at += len(words)
        return True

    def take_any(self, *words: str) -> bool:
        """Step over one of these words if it comes next."""
        return self.peek() in words and self.take(self.peek())

    def take_dash(self) -> bool:
        """Step over a hyphen or dash if it comes next."""
        return self.peek() in DASHES and self.take(self.peek())

    def first_of(self, *reads: Callable[["Reader"], T]) -> T | None:
        """What the first of these can read here; those that cannot leave the place as it was."""
        start = self.at
        for read in reads:
            found = read(self)
            if found is not None:
                return found
            self.at = start
        return None

    def is_tight(self, ahead: int = 0) -> bool:
        """Whether no space stands between the token so many places ahead and the one before it."""
        place = self.at + ahead
        return 0 < place < len(self.tokens) and self.tokens[place - 1].end == self.tokens[place].start


def read_number(reader: Reader) -> float | None:
    """A number in digits or words: 3, 2,5, 1 1/2, ½, half a, two and a half, a couple of, twenty-five."""
    if reader.kind() == "number":
        number: float | None = _digits(reader)
    else:
        number = _vulgar(reader) or _phrase(reader) or _number_words(reader)
    if number is None:
        return None
    for word, value in _MULTIPLES.items():
        if reader.take(word):
            number *= value
    if reader.take("and", "a", "half") or reader.take("and", "half"):
        number += 0.5
    return number


def read_range(reader: Reader) -> float | None:
    """A number, or the lower end of a range: a promise that a credential fits must hold in a bad week too."""
    between = reader.take("between")
    low = read_number(reader)
    if low is None:
        reader.at -= between
        return None
    start = reader.at
    if reader.take_dash() or reader.take_any("to", "or", "and" if between else "to"):
        high = read_number(reader) if _starts_number(reader) else None
        if high is not None:
            return min(low, high)
        reader.at = start
    return low


def _starts_number(reader: Reader) -> bool:
    return reader.peek() not in {"a", "an"}


def _digits(reader: Reader) -> float:
    number = _decimal(reader.peek())
    reader.at += 1
    if reader.peek() == "/" and reader.peek(1) in _DENOMINATORS and _counts(reader, 2):
        number /= int(reader.peek(1))
        reader.at += 2
        reader.take_any("a", "an")
    elif reader.kind() == "number" and reader.peek(1) == "/" and reader.peek(2) in _DENOMINATORS:
        number += _decimal(reader.peek()) / int(reader.peek(2))
        reader.at += 3
    return number + (_vulgar(reader) or 0)


def _counts(reader: Reader, ahead: int) -> bool:
    """Whether a unit comes there, perhaps after an article: "1/2 an hour", not "1/2 of it"."""
    return reader.unit(ahead + (reader.peek(ahead) in {"a", "an"})) is not None


def _decimal(digits: str) -> float:
    """A point or a comma before the decimals; a comma before three digits groups thousands."""
    whole, _, rest = digits.partition(",")
    if len(rest) < _GROUP or whole == "0" or (len(rest) > _GROUP and "," not in rest and "." not in rest):
        return float(digits.replace(",", "."))
    return float(digits.replace(",", ""))


def _vulgar(reader: Reader) -> float | None:
    if reader.kind() != "fraction":
        return None
    reader.at += 1
    return unicodedata.numeric(reader.peek(-1))


def _phrase(reader: Reader) -> float | None:
    if reader.unit(1) is Unit.HOUR and reader.take("quarter"):
        return 0.25
    if reader.unit(2) is Unit.HOUR and reader.take("a", "quarter"):
        return 0.25
    beginning = _PHRASES_BY_FIRST_WORD.get(reader.peek(), ())
    return next((value for words, value in beginning if reader.take(*words)), None)


def _number_words(reader: Reader) -> float | None:
    word = reader.peek()
    if word not in TENS and word not in ONES:
        return None
    reader.at += 1
    if word in ONES:
        return ONES[word]
    ones_at = 1 if reader.peek() in DASHES else 0
    ones = ONES.get(reader.peek(ones_at), 0)
    if not 0 < ones < _TEN:
        return TENS[word]
    reader.at += ones_at + 1
    return TENS[word] + ones
