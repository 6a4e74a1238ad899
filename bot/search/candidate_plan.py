"""The groups of pieces that stand for a goal, and how they make a score."""

import numpy as np
from numpy.typing import NDArray

from bot.search.concepts import Concept
from bot.search.evidence import NEXT_TERM, STRENGTH
from bot.search.pieces import Docs, Group, Piece, Pieces
from bot.search.ranking import TITLE_BONUS
from bot.search.reading import Reading, SaidPhrase, SaidWord
from bot.search.weights import EstimatedWeights

_WORTH_SIFTING = 4
_BINS = 256


class Plan:
    """The groups of a goal, and how their worths make a score."""

    def __init__(self, pieces: Pieces, weights: EstimatedWeights, reading: Reading) -> None:
        self._pieces, self._weights = pieces, weights
        self._units: list[tuple[Group, list[Group]]] = [(self._of_word(word), []) for word in reading.words]
        self._units += [
            (self._of_phrase(phrase), [self._of_word(part) for part in phrase.parts])
            for phrase in reading.phrases
            if not phrase.is_outside
        ]

    @property
    def groups(self) -> list[Group]:
        """All groups."""
        return [group for unit, parts in self._units for group in (unit, *parts)]

    @property
    def total(self) -> float:
        """What a credential that holds everything scores."""
        return sum(unit.weight for unit, _ in self._units)

    def scored(self, docs: Docs, most: int) -> tuple[Docs, NDArray[np.float32]]:
        """Those of `docs` that may be among the best `most`, and their scores."""
        worth = self._pieces.worth
        scores = np.zeros(len(docs), dtype=np.float32)
        rest = self.total
        for group, parts in sorted(
            self._units, key=lambda unit: unit[0].count + sum(p.count for p in unit[1])
        ):
            worths = worth(group.pieces, docs)
            if parts:
                of_parts = np.zeros(len(docs), dtype=np.float32)
                for part in parts:
                    of_parts += worth(part.pieces, docs) * np.float32(part.weight)
                worths = np.maximum(worths, of_parts / max(1e-9, sum(part.weight for part in parts)))
            scores += worths * np.float32(group.weight)
            rest -= group.weight
            if len(docs) > _WORTH_SIFTING * most:
                # Who cannot reach the last of the best any more need not be looked at.
                least = _least_of_best(scores, most) * (1 - TITLE_BONUS)
                kept = scores >= np.float32(least - rest)
                docs, scores = docs[kept], scores[kept]
        return docs, scores

    def _of_word(self, word: SaidWord) -> Group:
        found: list[Piece] = []
        for variant in word.variants:
            found += self._pieces.of_word(variant.word, variant.likeness)
        if word.unfinished:
            found += self._pieces.beginning(word.unfinished)
        for term, _, strength in word.spoken:
            found += self._pieces.of_term(term, strength)
        return Group(tuple(found), self._weights.of_word(word, {}))

    def _of_phrase(self, phrase: SaidPhrase) -> Group:
        pieces = self._of_concept(phrase.phrase.concept, phrase.phrase.likeness)
        for concept, likeness, _ in phrase.added:
            pieces += self._of_concept(concept, likeness)
        of_parts = sum(self._weights.of_word(part, {}) for part in phrase.parts)
        return Group(tuple(pieces), self._weights.of_phrase(of_parts, is_outside=False))

    def _of_concept(self, concept: Concept, likeness: float) -> list[Piece]:
        strength = STRENGTH[concept.match] * likeness
        found = []
        for term in concept.terms:
            found += self._pieces.of_term(term, strength)
            strength *= NEXT_TERM
        return found


def _least_of_best(scores: NDArray[np.float32], most: int) -> float:
    """A little less than the least of the `most` highest scores, by counting: quicker than sorting."""
    highest = float(scores.max())
    if highest <= 0:
        return 0.0
    bins = (scores * np.float32((_BINS - 1) / highest)).astype(np.uint8)
    at_least = np.cumsum(np.bincount(bins, minlength=_BINS)[::-1])
    return float(_BINS - 1 - int(at_least.searchsorted(most))) * highest / (_BINS - 1)
