"""A large, unchanging part of the catalogue as somebody sees it: less what is retired or hidden."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from bot.domain.credential import Credential
from bot.domain.hits import Field
from bot.search.mapped_build import FIELDS
from bot.search.mapped_segment import MappedSegment, words_in
from bot.search.postings import FIELD_WEIGHTS, TERSE_FIELDS
from bot.search.words import plain

_WEIGHTS = tuple(FIELD_WEIGHTS[field] for field in FIELDS)
_MOST_COMPARED = 24_000
_MOST_LOOKED_AT = 50


class MappedPart:
    """The credentials of a segment but those whose numbers are `gone`."""

    def __init__(self, segment: MappedSegment, gone: Iterable[int] = ()) -> None:
        self.segment = segment
        self.version = 0
        self.gone: set[int] = set()
        self._gone_docs: NDArray[np.uint32] | None = None
        self._gone_counts: Counter[tuple[int, int]] = Counter()
        self._counts = segment.arrays["field_counts"]
        for number in gone:
            self.take_out(number)

    def __iter__(self) -> Iterator[Credential]:
        return (
            self.segment.credential(number) for number in range(self.segment.count) if number not in self.gone
        )

    @property
    def size(self) -> int:
        """How many credentials there are."""
        return self.segment.count - len(self.gone)

    @property
    def gone_docs(self) -> NDArray[np.uint32]:
        """The numbers of those that are gone, in ascending order."""
        if self._gone_docs is None:
            self._gone_docs = np.array(sorted(self.gone), dtype=np.uint32)
        return self._gone_docs

    def take_out(self, number: int) -> None:
        """Lets a credential count no longer."""
        if number not in self.gone:
            self.gone.add(number)
            self._gone_counts.update(self.segment.term_fields(number))
            self._changed()

    def put_back(self, number: int) -> None:
        """Lets a credential count again."""
        if number in self.gone:
            self.gone.discard(number)
            self._gone_counts.subtract(self.segment.term_fields(number))
            self._changed()

    def _changed(self) -> None:
        self._gone_docs = None
        self.version += 1

    def number_of(self, identity: str) -> int | None:
        """The number of the credential with this id, if it is here."""
        number = self.segment.number_of(identity)
        return None if number in self.gone else number

    def frequency(self, word: str) -> int:
        """How many credentials hold `word`."""
        term = self.segment.words.term(word)
        return 0 if term is None else sum(self._counts_of(term))

    def frequency_of_beginning(self, start: str) -> int:
        """How many times credentials hold a word that begins with `start`."""
        first, after = self.segment.words.range_of(start)
        gone = sum(count for (term, _), count in self._gone_counts.items() if first <= term < after)
        arrays = self.segment.arrays
        begins = (arrays["title_begins"], arrays["other_begins"])
        return sum(int(begin[after] - begin[first]) for begin in begins) - gone

    def best_weight(self, word: str) -> float:
        """The weight of the best field in which some credential holds `word`."""
        term = self.segment.words.term(word)
        if term is None:
            return 0.0
        counts = self._counts_of(term)
        return max((weight for weight, count in zip(_WEIGHTS, counts, strict=True) if count), default=0.0)

    def _counts_of(self, term: int) -> list[int]:
        counts: list[int] = self._counts[term].tolist()
        if self.gone:
            counts = [count - self._gone_counts[term, field] for field, count in enumerate(counts)]
        return counts

    def beginning_with(self, typed: str, limit: int) -> list[int]:
        """The first `limit` credentials whose title begins with what was typed, in the order of titles."""
        numbers = self.segment.in_order_of_titles(plain(typed).strip())
        return list(islice((number for number in numbers if number not in self.gone), limit))

    def topic_counts(self) -> Counter[str]:
        """How many of the credentials have each topic."""
        return self._less_gone(self.segment.topic_counts, Field.TOPIC)

    def issuer_counts(self) -> Counter[str]:
        """How many of the credentials each issuer awards."""
        return self._less_gone(self.segment.issuer_counts, Field.ISSUER)

    def _less_gone(self, counts: Counter[str], field: Field) -> Counter[str]:
        gone = (text for number in self.gone for name, text in self.segment.labels(number) if name is field)
        return counts - Counter(gone)

    def has_together(self, words: Collection[str]) -> bool:
        """Whether a title, skill or topic holds all the words, as far as a short look tells."""
        terms = [self.segment.words.term(word) for word in words]
        found: NDArray[np.uint32] | None = None
        for docs in sorted(map(self._holders, terms), key=len):
            found = docs if found is None else found[np.isin(found, docs)]
        if found is None:
            return False
        here = (number for number in found.tolist() if number not in self.gone)
        return any(
            self._holds_together(number, words)
            for number, _ in zip(here, range(_MOST_LOOKED_AT), strict=False)
        )

    def _holders(self, term: int | None) -> NDArray[np.uint32]:
        arrays = self.segment.arrays
        if term is None:
            return np.empty(0, dtype=np.uint32)
        lists = []
        for name in ("title", "other"):
            begin, end = arrays[f"{name}_begins"][term : term + 2].tolist()
            lists.append(arrays[f"{name}_docs"][begin : min(end, begin + _MOST_COMPARED)])
        return np.concatenate(lists)

    def _holds_together(self, number: int, words: Collection[str]) -> bool:
        return any(
            words_in(text).issuperset(words)
            for field, text in self.segment.texts_of(number)
            if field in TERSE_FIELDS
        )
