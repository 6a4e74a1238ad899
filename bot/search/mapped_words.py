"""The vocabulary of a large catalogue: sorted, on disk, never read whole."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.search.mapped_keys import far_keys, near_keys, stem_keys
from bot.search.mapped_texts import Texts
from bot.search.variants import MOST_SLIPS, TWO_TYPOS_FROM, are_related, slips_among

_LAST = "\U0010ffff"
_MOST_REMEMBERED = 50_000
_MOST_COMPARED = 48


class MappedWords:
    """Words by their place in the order, which is the number of the term."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._words = Texts(arrays, "words")
        self._tables = {name: (arrays[f"{name}_keys"], arrays[f"{name}_terms"]) for name in ("near", "far")}
        self._starts, self._counts = arrays["words_starts"], arrays["term_counts"]
        self._terms: dict[str, int | None] = {}

    def __len__(self) -> int:
        return len(self._words)

    def __contains__(self, word: str) -> bool:
        return self.term(word) is not None

    def word(self, term: int) -> str:
        """The word of a term."""
        return self._words.at(term)

    def term(self, word: str) -> int | None:
        """The term of a word; None where there is none."""
        if word in self._terms:
            return self._terms[word]
        place = self._place(word)
        found = place if place < len(self._words) and self._words.at(place) == word else None
        if len(self._terms) >= _MOST_REMEMBERED:
            self._terms.clear()
        self._terms[word] = found
        return found

    def range_of(self, start: str) -> tuple[int, int]:
        """The first term that begins with `start`, and the first after them."""
        return self._place(start), self._place(start + _LAST)

    def beginning_with(self, start: str) -> Sequence[str]:
        """None: they may be many, so that those that matter are found among the candidates."""
        del start
        return ()

    def related_to(self, word: str) -> Sequence[str]:
        """The other forms of `word`."""
        terms = self._with_keys("near", stem_keys(word))
        found = (self._words.at(term) for term in sorted(terms))
        return [term for term in found if term != word and are_related(word, term)]

    def near(self, word: str, *, far: bool = False) -> Sequence[tuple[str, float]]:
        """The words that `word` may be a slip for, each with its likeness.

        Those of two slips are found only where there is none of one, or where told to go `far`. Where
        very many words come into question, as with misspelt forms of a frequent word, the rarest are not
        looked at.
        """
        keys = near_keys(word)
        found = self._alike(word, self._with_keys("near", keys))
        if (far or not found) and len(word) >= TWO_TYPOS_FROM:
            more = far_keys(word)
            terms = self._with_keys("near", more) | self._with_keys("far", keys | more)
            found = self._alike(word, terms)
        return found

    def _alike(self, word: str, terms: set[int]) -> list[tuple[str, float]]:
        chosen = self._most_frequent(word, terms) if len(terms) > _MOST_COMPARED else sorted(terms)
        return slips_among([self._words.at(term) for term in chosen], word)

    def _most_frequent(self, word: str, terms: set[int]) -> list[int]:
        """Of the words of about the same length those that most credentials hold."""
        numbers = np.array(sorted(terms), dtype=np.int64)
        sizes = self._starts[numbers + 1].astype(np.int64) - self._starts[numbers].astype(np.int64)
        # Sizes are in bytes, and a letter may take two.
        is_alike = (sizes <= 2 * (len(word) + MOST_SLIPS)) & (sizes >= len(word) - MOST_SLIPS)
        numbers = numbers[is_alike]
        order = np.argsort(-self._counts[numbers].astype(np.int64), kind="stable")[:_MOST_COMPARED]
        chosen: list[int] = np.sort(numbers[order]).tolist()
        return chosen

    def _place(self, word: str) -> int:
        return bisect_left(range(len(self._words)), word, key=self._words.at)

    def _with_keys(self, table: str, keys: set[int]) -> set[int]:
        known, of_keys = self._tables[table]
        wanted = np.array(sorted(keys), dtype=np.uint32)
        begins = known.searchsorted(wanted).tolist()
        ends = known.searchsorted(wanted, side="right").tolist()
        terms: set[int] = set()
        for begin, end in zip(begins, ends, strict=True):
            if begin < end:
                terms.update(of_keys[begin:end].tolist())
        return terms
