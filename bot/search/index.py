"""The catalogue index: a goal in plain words becomes hits, each with its reasons."""

from collections.abc import Callable, Iterator, Sequence

from bot.domain.credential import Credential
from bot.domain.hits import Certainty, SearchAnswer
from bot.search.concepts import Concept, Concepts
from bot.search.evidence import Evidence, SpokenTerms
from bot.search.fillers import Fillers
from bot.search.lexicon import Lexicon
from bot.search.memory_segment import MemorySegment
from bot.search.ranking import Ranking
from bot.search.reading import Reader
from bot.search.slots import slots_of
from bot.search.weights import CountedWeights
from bot.search.word_list import WordList

Admits = Callable[[Credential], bool]


class CatalogueIndex:
    """Searches a fixed sequence of credentials; the same goal always gets the same answer."""

    def __init__(self, credentials: Sequence[Credential], concepts: Concepts, fillers: Fillers) -> None:
        self._segment = MemorySegment(sorted(credentials, key=lambda credential: credential.id))
        self._concepts = concepts
        self._evidence = Evidence(self._segment, SpokenTerms(concepts))
        spoken = WordList(concepts.words | fillers.ignored | fillers.light)
        lexicon = Lexicon((self._segment.words,), (spoken,), self._times_met)
        self._reader = Reader(lexicon, fillers, (concepts,), self._is_here)

    def search(self, goal: str, *, admits: Admits | None = None, limit: int = 10) -> SearchAnswer:
        """The best `limit` hits among the credentials that `admits` lets pass (all, where None)."""
        reading = self._reader.read(goal)
        slots = slots_of(reading, (self._evidence,), CountedWeights(self._segment.size))
        if not slots:
            return SearchAnswer(Certainty.NONE, ())
        credentials = self._segment.credentials
        admitted = None if admits is None else (lambda number: admits(credentials[number]))
        return Ranking(reading, slots, self._segment, (self._evidence,), admitted).answer(limit)

    def terms_without_credential(self) -> Iterator[tuple[str, str]]:
        """The phrases and terms of the vocabulary that lead to nothing in this catalogue."""
        for concept in self._concepts.all:
            for term in (*concept.terms, *concept.never):
                if not self._evidence.of_term(term):
                    yield concept.said, term

    def _times_met(self, word: str) -> int:
        return len(self._segment.of(word)) + len(self._concepts.by_word.get(word, ()))

    def _is_here(self, concept: Concept) -> bool:
        return self._evidence.has_together(concept.words)
