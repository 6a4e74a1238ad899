"""Searches parts of a catalogue that are all in memory: everything is evidence."""

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import chain

from bot.domain.credential import Credential
from bot.domain.filters import Filters
from bot.domain.hits import Certainty, SearchAnswer, Suggestion
from bot.search.concepts import Concept
from bot.search.evidence import Evidence
from bot.search.ranking import Ranking, Records
from bot.search.reading import Reader
from bot.search.said_often import SaidOften, shares_said
from bot.search.shelves import PART_SHIFT, MemoryShelf, Together, all_of
from bot.search.slots import slots_of
from bot.search.suggestions import (
    NameList,
    each_once,
    issuer_counts,
    suggested_in,
    topic_counts,
)
from bot.search.weights import CountedWeights


class SmallSearch:
    """Searches what it was built from; whatever changes, another one is built."""

    def __init__(
        self,
        shelves: Sequence[MemoryShelf],
        evidence: Sequence[Evidence],
        said_often: Sequence[SaidOften],
        reader: Callable[[Callable[[Concept], bool]], Reader],
    ) -> None:
        self._shelves = shelves
        self._evidence = evidence
        self._said_often = said_often
        self._records: Records = shelves[0] if len(shelves) == 1 else Together(shelves)
        self._reader = reader(lambda concept: any(part.has_together(concept.words) for part in evidence))
        self._size = sum(shelf.size for shelf in shelves)

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
        slots = slots_of(reading, self._evidence, CountedWeights(self._size))
        if not slots:
            return SearchAnswer(Certainty.NONE, ())
        passes = all_of(admits, filters, within_minutes)
        admitted = None if passes is None else (lambda number: passes(self._credential(number)))
        said = shares_said(reading, self._said_often, self._size)
        return Ranking(reading, slots, self._records, admitted, said).answer(limit)

    def suggest(self, typed: str, limit: int) -> list[Suggestion]:
        """The credentials that the typed letters may mean, by name, then by what they are about."""
        named = [found for shelf in self._shelves for found in suggested_in(shelf, typed, limit)]
        if len(named) < limit and typed.strip():
            hits = self.answer(typed, None, limit, Filters(), None).hits
            sure = [hit.credential_id for hit in hits if hit.certainty is not Certainty.NONE]
            named += [Suggestion(identity, self._title(identity)) for identity in sure]
        return each_once(named, limit)

    @cached_property
    def topics(self) -> NameList:
        """All topics."""
        return NameList(topic_counts(chain.from_iterable(self._shelves)))

    @cached_property
    def issuers(self) -> NameList:
        """All issuers, by the lines that name them."""
        return NameList(issuer_counts(chain.from_iterable(self._shelves)))

    def _title(self, identity: str) -> str:
        numbers = (shelf.number_of(identity) for shelf in self._shelves)
        return next(self._credential(number).title for number in numbers if number is not None)

    def has_holder(self, term: str) -> bool:
        """Whether a term of the vocabulary leads to some credential."""
        return any(part.of_term(term) for part in self._evidence)

    def _credential(self, number: int) -> Credential:
        return self._shelves[number >> PART_SHIFT].credential(number)
