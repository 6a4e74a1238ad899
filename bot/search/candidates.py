"""Finds the likeliest candidates in a large catalogue, without looking at all of it.

Rare words and phrases give candidates, frequent ones only order them; where all are frequent,
bitmaps are intersected.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.search.candidate_plan import Plan
from bot.search.mapped_segment import MappedSegment
from bot.search.pieces import BUDGET, Docs, Group, Pieces, each_once
from bot.search.ranking import TITLE_BONUS
from bot.search.reading import Reading
from bot.search.weights import EstimatedWeights

_MOST_DRIVING = 65_536
"""The rarest word gives candidates by itself up to so many; beyond, bitmaps are intersected."""
_MOST_FILTERED = 400_000
"""So many postings are worth filtering where a condition leaves few of them."""
_TOO_LITTLE = 0.4
"""Who holds none of the rarer words and so explains less of the goal than this is not looked for."""


class CandidateFinder:
    """Finds candidates in one segment, for one query at a time."""

    def __init__(self, segment: MappedSegment) -> None:
        self._segment = segment
        self._pieces = Pieces(segment)

    def find(
        self,
        reading: Reading,
        weights: EstimatedWeights,
        *,
        passing: NDArray[np.bool_] | None,
        without: Docs,
        most: int,
    ) -> Docs:
        """The numbers of the likeliest `most` candidates that pass and are not among `without`."""
        plan = Plan(self._pieces, weights, reading)
        docs = self._gathered([group for group in plan.groups if group.count], passing, most)
        if len(without):
            docs = docs[~_among(docs, without)]
        if len(docs) <= most:
            return docs
        docs, scores = plan.scored(docs, most)
        share = scores / max(plan.total, 1e-9)
        words = np.float32(max(1, len(reading.plain_words)))
        named = np.minimum(share * words / np.maximum(self._segment.arrays["title_sizes"][docs], 1), 1)
        scores *= 1 - TITLE_BONUS + TITLE_BONUS * named
        return docs[_best(scores, most)]

    def _gathered(self, groups: Sequence[Group], passing: NDArray[np.bool_] | None, most: int) -> Docs:
        """The candidates that the rarest groups give, each once, in ascending order."""
        if not groups:
            return np.empty(0, dtype=np.uint32)
        if passing is not None and np.count_nonzero(passing) <= BUDGET:
            return np.flatnonzero(passing).astype(np.uint32)
        groups = sorted(groups, key=lambda group: group.count)
        found: list[Docs] = []
        room = BUDGET
        enough = _TOO_LITTLE * sum(group.weight for group in groups)
        for place, group in enumerate(groups):
            rest = groups[place:]
            if room <= BUDGET - most and sum(other.weight for other in rest) < enough:
                break
            docs = self._of_group(group, passing, room if found else _MOST_DRIVING)
            if docs is None:
                if room > BUDGET - most:
                    found.append(self._in_most(rest, passing))
                break
            found.append(docs)
            room -= len(docs)
        return each_once(np.concatenate(found))

    def _of_group(self, group: Group, passing: NDArray[np.bool_] | None, most: int) -> Docs | None:
        """The credentials of a group that pass; None where they are more than `most`."""
        if group.count > (most if passing is None else max(most, _MOST_FILTERED)):
            return None
        docs = np.concatenate([piece.docs for piece in group.pieces])
        if passing is not None:
            docs = docs[passing[docs]]
        return docs if len(docs) <= most else None

    def _in_most(self, groups: Sequence[Group], passing: NDArray[np.bool_] | None) -> Docs:
        """The first credentials in which as many of the frequent groups meet as can be."""
        bits = None if passing is None else np.packbits(passing, bitorder="little")
        for group in groups:
            of_group = self._bitmap(group)
            both = of_group if bits is None else bits & of_group
            if both.any():
                bits = both
        rarest = np.concatenate([piece.docs[:BUDGET] for piece in groups[0].pieces])
        if passing is not None:
            rarest = rarest[passing[rarest]]
        found = [rarest[: BUDGET // 4]]
        if bits is not None:
            found.append(_first_of(bits, BUDGET))
        return each_once(np.concatenate(found))

    def _bitmap(self, group: Group) -> NDArray[np.uint8]:
        """The credentials of a group as a bitmap."""
        bits = np.zeros(-(-self._segment.count // 8), dtype=np.uint8)
        listed = []
        for piece in group.pieces:
            if piece.bitmap is not None:
                bits |= piece.bitmap
            else:
                listed.append(piece.docs)
        if listed:
            marks = self._pieces.marks
            docs = np.concatenate(listed)
            marks[docs] = 1
            bits |= np.packbits(marks, bitorder="little")
            marks[docs] = 0
        return bits


def _among(docs: Docs, others: Docs) -> NDArray[np.bool_]:
    """Whether each of `docs` is among the others, which are in order."""
    places = np.minimum(others.searchsorted(docs), len(others) - 1)
    among: NDArray[np.bool_] = others[places] == docs
    return among


def _first_of(bits: NDArray[np.uint8], most: int) -> Docs:
    """The first `most` or a few more credentials of a bitmap."""
    places = np.flatnonzero(bits)[:most]
    flags = np.unpackbits(bits[places], bitorder="little").reshape(-1, 8)
    rows, columns = np.nonzero(flags)
    return (places[rows] * 8 + columns).astype(np.uint32)[:most]


def _best(scores: NDArray[np.float32], most: int) -> NDArray[np.int64]:
    """The places of the `most` highest scores, ascending; of equals the first."""
    if len(scores) <= most:
        return np.arange(len(scores))
    # The least score that is still among the best; equals are cut at the end of the order.
    least = np.partition(scores, len(scores) - most)[len(scores) - most]
    above = np.flatnonzero(scores > least)
    equal = np.flatnonzero(scores == least)[: most - len(above)]
    return np.sort(np.concatenate((above, equal)))
