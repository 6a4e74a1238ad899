"""The candidates of one query, so that evidence is gathered from them as from a small catalogue."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from bot.domain.hits import Match
from bot.search.mapped_build import FIELD_SHIFT, FIELDS, TERM_MASK, ranges_of
from bot.search.mapped_segment import MappedSegment
from bot.search.postings import FIELD_WEIGHTS, Posting
from bot.search.variants import Variant, likeness_unfinished

_NONE: Mapping[int, Posting] = MappingProxyType({})
_WEIGHTS = tuple(FIELD_WEIGHTS[field] for field in FIELDS)


class CandidateShelf:
    """word -> candidate -> posting, for the words given and no others.

    A posting's text is the word until somebody asks for the text that holds it.
    """

    version = 0

    def __init__(
        self,
        segment: MappedSegment,
        candidates: NDArray[np.uint32],
        words: Iterable[str],
        plain_words: Iterable[str],
        unfinished: str = "",
    ) -> None:
        self._segment = segment
        self._candidates = frozenset(candidates.tolist())
        starts = segment.arrays["entry_starts"]
        begins = starts[candidates].astype(np.int64)
        sizes = starts[candidates + 1].astype(np.int64) - begins
        entries = segment.arrays["entries"][ranges_of(begins, sizes)]
        holders = np.repeat(candidates, sizes)
        self._by_word: dict[str, dict[int, Posting]] = {}
        by_term = {term: word for word in words if (term := segment.words.term(word)) is not None}
        self.longer = self._longer(entries & TERM_MASK, by_term, unfinished)
        self._fill(entries, holders, by_term)
        self._title_shares = self._shares_of_titles(candidates, entries, sizes, plain_words)

    def of(self, word: str) -> Mapping[int, Posting]:
        """The candidates that hold `word`."""
        return self._by_word.get(word, _NONE)

    def number_of(self, identity: str) -> int | None:
        """The number of the credential with this id, if it is a candidate."""
        number = self._segment.number_of(identity)
        return number if number in self._candidates else None

    def identity(self, number: int) -> str:
        """The id of a credential."""
        return self._segment.identity(number)

    def language(self, number: int) -> str:
        """The language of a credential, ISO 639-1."""
        return self._segment.facets.language(number)

    def title_share(self, number: int, words: AbstractSet[str]) -> float:
        """The share of the title's words that are among `words`."""
        del words  # those of the goal, which are known since the candidates were taken up
        return self._title_shares[number]

    def text_of(self, number: int, posting: Posting) -> str:
        """The text in which a word was met, as the catalogue spells it."""
        return self._segment.text_with(number, posting.field, posting.text)

    def _longer(self, terms: NDArray[np.uint32], by_term: dict[int, str], start: str) -> tuple[Variant, ...]:
        """The words of candidates that an unfinished word may become."""
        if not start:
            return ()
        first, after = self._segment.words.range_of(start)
        met = np.unique(terms[(terms >= first) & (terms < after)]).tolist()
        longer = {term: self._segment.words.word(term) for term in met}
        by_term.update(longer)
        return tuple(
            Variant(word, Match.PREFIX, likeness_unfinished(start, word)) for word in longer.values()
        )

    def _fill(
        self, entries: NDArray[np.uint32], holders: NDArray[np.uint32], by_term: dict[int, str]
    ) -> None:
        if not by_term:
            return
        wanted = np.array(sorted(by_term), dtype=np.uint32)
        terms = entries & TERM_MASK
        places = np.minimum(wanted.searchsorted(terms), len(wanted) - 1)
        hit = wanted[places] == terms
        postings: dict[tuple[int, int], Posting] = {}
        found = self._by_word
        for entry, holder in zip(entries[hit].tolist(), holders[hit].tolist(), strict=True):
            term, field = key = entry & _MASK, entry >> FIELD_SHIFT
            posting = postings.get(key)
            if posting is None:
                posting = postings[key] = Posting(FIELDS[field], _WEIGHTS[field], by_term[term])
            found.setdefault(by_term[term], {})[holder] = posting

    def _shares_of_titles(
        self,
        candidates: NDArray[np.uint32],
        entries: NDArray[np.uint32],
        sizes: NDArray[np.int64],
        plain_words: Iterable[str],
    ) -> dict[int, float]:
        """The share of each candidate's title that is among the words of the goal."""
        terms = {term for word in plain_words if (term := self._segment.words.term(word)) is not None}
        # An entry of a title has no bits above the term, and no term has this number.
        wanted = np.array([*sorted(terms), TERM_MASK], dtype=np.uint32)
        named = wanted[np.minimum(wanted.searchsorted(entries), len(wanted) - 1)] == entries
        places = np.repeat(np.arange(len(candidates)), sizes)[named]
        counts = np.bincount(places, minlength=len(candidates))
        shares = np.minimum(1.0, counts / np.maximum(1, self._segment.arrays["title_sizes"][candidates]))
        return dict(zip(candidates.tolist(), shares.tolist(), strict=True))


_MASK = int(TERM_MASK)
