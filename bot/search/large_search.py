"""Searches a large mapped part together with parts in memory.

The likeliest candidates of the large part are found first; then they and everything in memory are
matched, ordered and explained by the same code as a small catalogue.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from bot.domain.credential import Credential
from bot.domain.filters import Filters
from bot.domain.hits import Certainty, Match, SearchAnswer, Suggestion
from bot.search.candidate_shelf import CandidateShelf
from bot.search.candidates import CandidateFinder
from bot.search.concepts import Concept
from bot.search.evidence import Evidence, SpokenTerm
from bot.search.lexicon import best_first
from bot.search.mapped_part import MappedPart
from bot.search.ranking import Ranking
from bot.search.reading import Reader, Reading, SaidPhrase, SaidWord
from bot.search.shelves import PART_SHIFT, MemoryShelf, Together, all_of
from bot.search.slots import slots_of
from bot.search.suggestions import (
    NameList,
    each_once,
    issuer_counts,
    suggested_in,
    topic_counts,
)
from bot.search.variants import MIN_PREFIX, Variant, likeness_unfinished
from bot.search.weights import EstimatedWeights, Frequencies
from bot.search.words import words_of

_CANDIDATES = 32
_CANDIDATES_OF_HIT = 2
"""So many candidates are matched, and so many more for each hit wanted."""
_CANDIDATES_TO_ASK_ABOUT = 1_500
"""Where a condition is known only credential by credential, so many are asked about."""
_NAMESAKES = 8
_MOST_SPOKEN = 8
_SPOKEN_UP_TO = 20
_SPOKEN_SHARE = 2_000
"""The single words of phrases count for words that few credentials hold: so many, and one in this many."""


class LargeSearch:
    """Searches what it was built from; whatever changes, another one is built."""

    def __init__(
        self,
        part: MappedPart,
        finder: CandidateFinder,
        memory: Sequence[MemoryShelf],
        spoken: Callable[[str], Sequence[SpokenTerm]],
        reader: Callable[[Callable[[Concept], bool], Frequencies], Reader],
    ) -> None:
        self._part = part
        self._finder = finder
        self._memory = memory
        self._spoken_terms = spoken
        self._frequencies = Frequencies((part,), memory)
        self._spoken_below = _SPOKEN_UP_TO + self._frequencies.size // _SPOKEN_SHARE
        self._of_word: dict[str, tuple[SpokenTerm, ...]] = {}
        self._reader = reader(self._is_here, self._frequencies)

    def answer(
        self,
        goal: str,
        admits: Callable[[Credential], bool] | None,
        limit: int,
        filters: Filters,
        within_minutes: int | None,
    ) -> SearchAnswer:
        """The best `limit` hits among the credentials that `admits`, the filters and the time let pass."""
        reading = self._reader.read(goal)
        if not reading.words and not reading.phrases:
            return SearchAnswer(Certainty.NONE, ())
        for word in _words(reading):
            word.spoken = self._spoken_of(word)
        weights = EstimatedWeights(self._frequencies)
        most = _CANDIDATES + _CANDIDATES_OF_HIT * limit
        passing = self._passing(filters, within_minutes)
        found = self._finder.find(
            reading,
            weights,
            passing=passing,
            without=self._part.gone_docs,
            most=most if admits is None else max(most, _CANDIDATES_TO_ASK_ABOUT),
        )
        shelf = self._shelf(reading, self._with_namesakes(found, goal, passing))
        evidence = [Evidence(part, self._spoken_if_rare) for part in (shelf, *self._memory)]
        slots = slots_of(reading, evidence, weights)
        admitted = self._admitted(admits, filters, within_minutes)
        return Ranking(reading, slots, Together((shelf, *self._memory)), admitted).answer(limit)

    def suggest(self, typed: str, limit: int) -> list[Suggestion]:
        """The credentials that the typed letters may mean: by name, by the title's beginning, by search."""
        named = [found for shelf in self._memory for found in suggested_in(shelf, typed, limit)]
        named += (
            Suggestion(self._part.segment.identity(number), self._part.segment.title(number))
            for number in self._part.beginning_with(typed, limit)
        )
        if len(named) < limit and len(typed.strip()) >= MIN_PREFIX:
            hits = self.answer(typed, None, limit, Filters(), None).hits
            named += (Suggestion(hit.credential_id, self._title(hit.credential_id)) for hit in hits)
        return each_once(named, limit)

    @cached_property
    def topics(self) -> NameList:
        """All topics."""
        return NameList(self._part.topic_counts() + topic_counts(chain.from_iterable(self._memory)))

    @cached_property
    def issuers(self) -> NameList:
        """All issuers, by the lines that name them."""
        return NameList(self._part.issuer_counts() + issuer_counts(chain.from_iterable(self._memory)))

    def _title(self, identity: str) -> str:
        for shelf in self._memory:
            number = shelf.number_of(identity)
            if number is not None:
                return shelf.credential(number).title
        number = self._part.number_of(identity)
        return "" if number is None else self._part.segment.title(number)

    def has_holder(self, term: str) -> bool:
        """Whether a term of the vocabulary leads to some credential, as far as its words tell."""
        return self._frequencies.of_term(term) > 0

    def _with_namesakes(
        self, found: NDArray[np.uint32], goal: str, passing: NDArray[np.bool_] | None
    ) -> NDArray[np.uint32]:
        """The candidates and those whose title begins like the goal, word for word."""
        named = [
            number
            for number in self._part.beginning_with(goal, _NAMESAKES)
            if passing is None or passing[number]
        ]
        return np.union1d(found, np.array(named, dtype=np.uint32)) if named else found

    def _shelf(self, reading: Reading, candidates: NDArray[np.uint32]) -> CandidateShelf:
        """The candidates with the words that matter, and what an unfinished word may become among them."""
        last = next((word for word in _words(reading) if word.unfinished), None)
        shelf = CandidateShelf(
            self._part.segment,
            candidates,
            self._wanted(reading),
            reading.plain_words,
            last.unfinished if last else "",
        )
        if last is not None:
            last.variants = best_first((*last.variants, *shelf.longer, *self._longer(last.unfinished)))
        return shelf

    def _longer(self, start: str) -> list[Variant]:
        """The words of the parts in memory that an unfinished word may become."""
        words = {word for part in self._memory for word in part.words.beginning_with(start)}
        return [Variant(word, Match.PREFIX, likeness_unfinished(start, word)) for word in sorted(words)]

    def _wanted(self, reading: Reading) -> set[str]:
        """Every word that evidence may be gathered for."""
        wanted = set(reading.plain_words)
        for word in _words(reading):
            wanted.update(variant.word for variant in word.variants)
            for term, _, _ in word.spoken:
                wanted.update(words_of(term))
        for phrase in reading.phrases:
            for concept in _concepts(phrase):
                for term in concept.terms:
                    wanted.update(words_of(term))
        return wanted

    def _spoken_of(self, word: SaidWord) -> tuple[SpokenTerm, ...]:
        """The terms that a word of the goal leads to, whatever it may stand for."""
        terms = (
            (term, match, variant.likeness * strength)
            for variant in word.variants
            for term, match, strength in self._spoken_if_rare(variant.word)
        )
        return tuple(islice(terms, _MOST_SPOKEN))

    def _spoken_if_rare(self, word: str) -> tuple[SpokenTerm, ...]:
        found = self._of_word.get(word)
        if found is None:
            found = ()
            if self._frequencies.of(word) < self._spoken_below:
                terms = (found for found in self._spoken_terms(word) if self.has_holder(found[0]))
                found = tuple(islice(terms, _MOST_SPOKEN))
            self._of_word[word] = found
        return found

    def _is_here(self, concept: Concept) -> bool:
        if self._part.has_together(concept.words):
            return True
        return any(Evidence(part, _says_nothing).has_together(concept.words) for part in self._memory)

    def _passing(self, filters: Filters, within_minutes: int | None) -> NDArray[np.bool_] | None:
        segment = self._part.segment
        passing = segment.facets.passing(filters, within_minutes)
        if filters.topic is None:
            return passing
        with_topic = np.zeros(segment.count, dtype=np.bool_)
        with_topic[segment.with_topic(filters.topic)] = True
        return with_topic if passing is None else passing & with_topic

    def _admitted(
        self, admits: Callable[[Credential], bool] | None, filters: Filters, within_minutes: int | None
    ) -> Callable[[int], bool] | None:
        """What is known of the large part already is asked of the parts in memory."""
        condition = all_of(admits, filters, within_minutes)
        if condition is None:
            return None

        def admitted(number: int) -> bool:
            part = number >> PART_SHIFT
            if part:
                return condition(self._memory[part - 1].credential(number))
            return admits is None or admits(self._part.segment.credential(number))

        return admitted


def _says_nothing(word: str) -> Iterable[SpokenTerm]:
    del word
    return ()


def _words(reading: Reading) -> Iterator[SaidWord]:
    for phrase in reading.phrases:
        yield from phrase.parts
    yield from reading.words


def _concepts(phrase: SaidPhrase) -> Iterator[Concept]:
    yield phrase.phrase.concept
    yield from (concept for concept, _, _ in phrase.added)
