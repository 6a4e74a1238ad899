"""Puts layers together into something that can be searched as one catalogue."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.search.concepts import Concept
from bot.search.evidence import Evidence, SpokenTerm
from bot.search.fillers import Fillers
from bot.search.layer import Layer
from bot.search.lexicon import LargeLexicon, Lexicon, UsedWords
from bot.search.reading import Reader
from bot.search.said_often import SaidOften
from bot.search.shelves import MemoryShelf, Without
from bot.search.small_search import SmallSearch
from bot.search.weights import Frequencies
from bot.search.word_list import WordList

if TYPE_CHECKING:
    # numpy loads slowly, and small catalogues need none.
    from bot.search.candidates import CandidateFinder
    from bot.search.large_search import LargeSearch
    from bot.search.mapped_part import MappedPart


@dataclass(frozen=True, slots=True)
class Assembly:
    """Layers, the lowest first, over a mapped part where the catalogue is large."""

    layers: Sequence[Layer]
    fillers: Fillers
    filler_words: WordList

    @property
    def shelves(self) -> list[MemoryShelf]:
        """The credentials in memory, less what higher layers hide."""
        return [self._shelf(place) for place in range(len(self.layers))]

    def _shelf(self, place: int) -> MemoryShelf:
        segment = self.layers[place].segment
        hidden = self._hidden_over(place)
        if not any(segment.number_of(identity) is not None for identity in hidden):
            return segment
        return Without(segment, hidden)

    def _hidden_over(self, place: int) -> set[str]:
        return set[str]().union(*(layer.hidden for layer in self.layers[place + 1 :]))

    def small(self) -> SmallSearch:
        """A search of what is in memory alone."""
        shelves = self.shelves

        def times_met(word: str) -> int:
            phrases = sum(len(layer.concepts.by_word.get(word, ())) for layer in self.layers)
            return phrases + sum(len(shelf.of(word)) for shelf in shelves)

        lexicon = Lexicon([shelf.words for shelf in shelves], self._spoken_words, times_met)
        evidence = [self._evidence(place, shelf) for place, shelf in enumerate(shelves)]
        said_often = [self._said_often(place, part) for place, part in enumerate(evidence)]
        return SmallSearch(shelves, evidence, said_often, lambda is_here: self._reader(lexicon, is_here))

    def large(self, mapped: "MappedPart", finder: "CandidateFinder") -> "LargeSearch":
        """A search of a mapped part with what is in memory."""
        from bot.search.large_search import LargeSearch
        from bot.search.mapped_part import MappedPart

        hidden = self._hidden_over(0)
        numbers = (mapped.segment.number_of(identity) for identity in hidden)
        gone = mapped.gone.union(number for number in numbers if number is not None)
        part = mapped if gone == mapped.gone else MappedPart(mapped.segment, gone)
        words = part.segment.words
        used = UsedWords(words, lambda word: part.frequency(word) > 0) if gone else words
        shelves = self.shelves
        sources = [used, *(shelf.words for shelf in shelves)]

        def reader(is_here: Callable[[Concept], bool], frequencies: Frequencies) -> Reader:
            lexicon = LargeLexicon(sources, self._spoken_words, frequencies)
            return self._reader(lexicon, is_here, is_large=True)

        return LargeSearch(part, finder, shelves, self._terms, reader)

    def _reader(
        self, lexicon: Lexicon, is_here: Callable[[Concept], bool], *, is_large: bool = False
    ) -> Reader:
        # A server's own words come before those of everybody.
        vocabularies = [layer.concepts for layer in reversed(self.layers)]
        return Reader(lexicon, self.fillers, vocabularies, is_here, is_large)

    @property
    def _spoken_words(self) -> list[WordList]:
        return [*(layer.words for layer in self.layers), self.filler_words]

    def _evidence(self, place: int, shelf: MemoryShelf) -> Evidence:
        """What is remembered of a layer serves everybody who sees just it with just its words."""
        layer = self.layers[place]
        others = [other for other in self.layers if other is not layer]
        if shelf is layer.segment and not any(other.concepts.all for other in others):
            return layer.evidence
        return Evidence(shelf, self._terms)

    def _said_often(self, place: int, evidence: Evidence) -> SaidOften:
        layer = self.layers[place]
        return layer.said_often if evidence is layer.evidence else SaidOften(evidence, self._counts)

    def _counts(self, word: str) -> dict[str, float]:
        """How many phrases of all layers lead to each term."""
        counts: dict[str, float] = {}
        for layer in self.layers:
            for term, count in layer.spoken.counts(word).items():
                counts[term] = counts.get(term, 0.0) + count
        return counts

    def _terms(self, word: str) -> Sequence[SpokenTerm]:
        """The terms of all layers, the strongest first."""
        found = [terms for layer in self.layers if (terms := layer.spoken.of(word))]
        if len(found) == 1:
            return found[0]
        together = [term for terms in found for term in terms]
        return sorted(together, key=lambda term: (-term[2], term[0]))
