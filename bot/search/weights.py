"""How much a word of a goal matters: rare ones more, light ones and those met only in prose less."""

from collections.abc import Mapping
from math import log

from bot.search.evidence import Met
from bot.search.reading import SaidWord

LIGHT_WEIGHT = 0.5
"""The share of its weight that an everyday word keeps."""
UNKNOWN_WEIGHT = 2.2
"""Of a word that nothing is known of: about that of a word which a tenth of the catalogue holds."""
PHRASE_WEIGHT = 3.5
"""A phrase weighs at least this much, however common its words."""
OUTSIDE_WEIGHT = 9.0
"""A wish that the catalogue does not serve outweighs any accidental match beside it."""


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
