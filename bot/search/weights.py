"""How much a word of a goal matters: rare ones more, light ones and those met only in prose less."""

from collections.abc import Mapping, Sequence
from math import log
from typing import TYPE_CHECKING

from bot.search.evidence import Met
from bot.search.reading import SaidWord
from bot.search.shelves import MemoryShelf
from bot.search.variants import UNFINISHED
from bot.search.words import words_of

if TYPE_CHECKING:
    from bot.search.mapped_part import MappedPart  # numpy loads slowly, and small catalogues need none

LIGHT_WEIGHT = 0.5
"""The share of its weight that an everyday word keeps."""
UNKNOWN_WEIGHT = 2.2
"""Of a word that nothing is known of: about that of a word which a tenth of the catalogue holds."""
PHRASE_WEIGHT = 3.5
"""A phrase weighs at least this much, however common its words."""
OUTSIDE_WEIGHT = 9.0
"""A wish that the catalogue does not serve outweighs any accidental match beside it."""
IDLE_WEIGHT = 0.3
"""Of what may be the beginning of a word, or nothing."""
STRENGTH_OF_TERM = 0.85
"""About the weight of the field in which a term of the vocabulary is met."""
_SIZE_OF_FIXED_WEIGHTS = 400
_MOST_REMEMBERED = 50_000


def rarity(size: int, count: int) -> float:
    """How much a word says that `count` of `size` credentials hold (BM25's idf; Robertson, Zaragoza 2009)."""
    return log(1 + (size - count + 0.5) / (count + 0.5))


class CountedWeights:
    """Weights where all evidence is at hand, so that it can be counted."""

    def __init__(self, size: int) -> None:
        self._size = size

    def of_word(self, word: SaidWord, evidence: Mapping[int, Met]) -> float:
        """The rarity of what the word met, times the best field that it met."""
        if not evidence:
            return UNKNOWN_WEIGHT
        weight = rarity(self._size, len(evidence)) * max([met[0] for met in evidence.values()])
        return weight * LIGHT_WEIGHT if word.is_light else weight

    def of_phrase(self, of_parts: float, *, is_outside: bool) -> float:
        """That of its words together, and not too little."""
        return max(of_parts, OUTSIDE_WEIGHT if is_outside else PHRASE_WEIGHT)

    def of_all_parts(self, of_parts: float, weight: float) -> float:
        """A phrase is more than its words, where they weigh too little for a phrase."""
        del of_parts
        return weight


class Frequencies:
    """How often words stand in all parts of a catalogue together, and in what field at best.

    It remembers: whatever changes, another one is made.
    """

    def __init__(self, mapped: "Sequence[MappedPart]", memory: Sequence[MemoryShelf]) -> None:
        self._mapped = mapped
        self._memory = memory
        self._of_word: dict[str, int] = {}
        self._best: dict[str, float] = {}

    @property
    def size(self) -> int:
        """How many credentials there are."""
        return sum(part.size for part in self._mapped) + sum(part.size for part in self._memory)

    def of(self, word: str) -> int:
        """How many credentials hold `word`."""
        count = self._of_word.get(word)
        if count is None:
            count = sum(part.frequency(word) for part in self._mapped)
            count += sum(len(part.of(word)) for part in self._memory)
            if len(self._of_word) >= _MOST_REMEMBERED:
                self._of_word.clear()
            self._of_word[word] = count
        return count

    def of_beginning(self, start: str) -> int:
        """How many times credentials hold a word that begins with `start`."""
        return sum(part.frequency_of_beginning(start) for part in self._mapped) + sum(
            len(part.of(word)) for part in self._memory for word in part.words.beginning_with(start)
        )

    def of_term(self, term: str) -> int:
        """At most how many credentials a term of the vocabulary leads to."""
        if term.startswith("@"):
            parts: list[MappedPart | MemoryShelf] = [*self._mapped, *self._memory]
            return int(any(part.number_of(term[1:]) is not None for part in parts))
        return min((self.of(word) for word in words_of(term)), default=0)

    def best_weight(self, word: str) -> float:
        """The weight of the best field in which some credential holds `word`."""
        best = self._best.get(word)
        if best is None:
            weights = [part.best_weight(word) for part in self._mapped]
            weights += [posting.weight for part in self._memory for posting in part.of(word).values()]
            best = max(weights, default=0.0)
            if len(self._best) >= _MOST_REMEMBERED:
                self._best.clear()
            self._best[word] = best
        return best


class EstimatedWeights:
    """Weights where evidence is gathered from the likeliest candidates only: from frequencies alone.

    The fixed weights were found on a catalogue of some 400 credentials; they grow with the rarity
    that a word can have at all.
    """

    def __init__(self, frequencies: Frequencies) -> None:
        self._frequencies = frequencies
        self._size = frequencies.size
        self._known: dict[int, float] = {}
        self._scale = max(1.0, log(1 + self._size) / log(1 + _SIZE_OF_FIXED_WEIGHTS))

    def of_word(self, word: SaidWord, evidence: Mapping[int, Met]) -> float:
        """The rarity of the word with its variants, times the best field that holds one."""
        del evidence
        weight = self._known.get(id(word))
        if weight is None:
            weight = self._known[id(word)] = self._of_word(word)
        return weight

    def _of_word(self, word: SaidWord) -> float:
        frequencies = self._frequencies
        count, best = 0, 0.0
        for variant in word.variants:
            holders = frequencies.of(variant.word)
            count += holders
            if holders and variant.likeness > best:
                best = max(best, variant.likeness * frequencies.best_weight(variant.word))
        if word.unfinished and not count:
            longer = frequencies.of_beginning(word.unfinished)
            count += longer
            best = max(best, UNFINISHED if longer else 0.0)
        for term, _, strength in word.spoken:
            count += frequencies.of_term(term)
            best = max(best, strength * STRENGTH_OF_TERM)
        if word.is_idle:
            return IDLE_WEIGHT
        if not count:
            return UNKNOWN_WEIGHT * self._scale
        weight = rarity(self._size, min(count, self._size)) * best
        return weight * LIGHT_WEIGHT if word.is_light else weight

    def of_phrase(self, of_parts: float, *, is_outside: bool) -> float:
        """That of its words together, and not too little."""
        return max(of_parts, OUTSIDE_WEIGHT * self._scale if is_outside else PHRASE_WEIGHT)

    def of_all_parts(self, of_parts: float, weight: float) -> float:
        """In a large catalogue the words themselves are met often enough to go before what they mean."""
        del weight
        return of_parts
