"""A sorted list of words that may grow and shrink, and the ways to look into it."""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bot.search.variants import MOST_SLIPS, STEM, are_related, slips_among

_LAST = "\U0010ffff"
_FEW = 64
"""Up to so many candidates looking at each is faster than being clever."""


class WordList:
    """Words in order; `version` grows with every change."""

    def __init__(self, words: Iterable[str]) -> None:
        self._sorted = sorted(words)
        self._known = set(self._sorted)
        self._letters: set[str] = set()
        self._by_shape: dict[tuple[str, int], list[str]] | None = None

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._sorted)

    def add(self, word: str) -> None:
        """Takes the word in."""
        if word not in self._known:
            self._known.add(word)
            insort(self._sorted, word)
            if self._by_shape is not None:
                self._by_shape[_shape(word)].append(word)
                self._letters.add(word[:1])

    def discard(self, word: str) -> None:
        """Takes the word out, if it is in."""
        if word in self._known:
            self._known.remove(word)
            del self._sorted[bisect_left(self._sorted, word)]
            if self._by_shape is not None:
                self._by_shape[_shape(word)].remove(word)

    def beginning_with(self, start: str) -> list[str]:
        """The words that begin with `start`, itself included."""
        return self._sorted[bisect_left(self._sorted, start) : bisect_right(self._sorted, start + _LAST)]

    def related_to(self, word: str) -> list[str]:
        """The other forms of `word`."""
        return [term for term in self.beginning_with(word[:STEM]) if term != word and are_related(word, term)]

    def near(self, word: str, *, far: bool = False) -> list[tuple[str, float]]:
        """The words that `word` may be a slip for, each with its likeness."""
        del far
        return slips_among(self._of_like_shape(word), word)

    def _of_like_shape(self, word: str) -> Sequence[str]:
        """The words with its first letter and about its length, and those where that letter is the slip."""
        if len(self._sorted) <= _FEW:
            return self._sorted
        if self._by_shape is None:
            self._by_shape = defaultdict(list)
            for term in self._sorted:
                self._by_shape[_shape(term)].append(term)
            self._letters = {term[:1] for term in self._sorted}
        lengths = range(len(word) - MOST_SLIPS, len(word) + MOST_SLIPS + 1)
        alike = [term for length in lengths for term in self._by_shape.get((word[:1], length), ())]
        rest, known = word[1:], self._known
        changed = {word[1:], word[1:2] + word[:1] + word[2:]}
        changed.update(term for letter in self._letters if (term := letter + rest) in known)
        changed.update(term for letter in self._letters if (term := letter + word) in known)
        return [*alike, *(term for term in changed if term in known and term[:1] != word[:1])]


def _shape(word: str) -> tuple[str, int]:
    return word[:1], len(word)
