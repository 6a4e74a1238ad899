"""Finds the likeliest candidates in a large catalogue, without looking at all of it.

Rare words and phrases give candidates, frequent ones only order them (McNamee's and others' old
trick of the rarest list first); where all are frequent, bitmaps are intersected.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from bot.search.concepts import Concept
from bot.search.evidence import NEXT_TERM, STRENGTH
from bot.search.mapped_segment import MappedSegment
from bot.search.reading import Reading, SaidPhrase, SaidWord
from bot.search.variants import UNFINISHED
from bot.search.weights import EstimatedWeights
from bot.search.words import words_of

Docs = NDArray[np.uint32]
BUDGET = 24_000
"""So many candidates are looked at, at most: more find little (../shared/docs/search.md)."""
_MOST_DRIVING = 65_536
"""The rarest word gives candidates by itself up to so many; beyond, bitmaps are intersected."""
_MOST_FILTERED = 400_000
"""So many postings are worth filtering where a condition leaves few of them."""
_OTHER_FIELD = 0.8
"""About what a word is worth outside the title."""
_TOO_LITTLE = 0.4
"""Who holds none of the rarer words and so explains less of the goal than this is not looked for."""
_MANY_TIMES = 64
"""A list so much longer than the candidates is rather searched than marked."""
_WORTH_SIFTING = 4
_STEPS = 255
_TITLE_BONUS = 0.06


@dataclass(frozen=True, slots=True)
class Piece:
    """The credentials that hold one term, what that is worth, and the same as a bitmap where they are many."""

    docs: Docs
    worth: float
    bitmap: NDArray[np.uint8] | None = None
    is_sorted: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """All that stands for one word of the goal, or for the phrase that holds several."""

    pieces: tuple[Piece, ...]
    weight: float

    @property
    def count(self) -> int:
        """How many postings there are."""
        return sum(len(piece.docs) for piece in self.pieces)


class CandidateFinder:
    """Finds candidates in one segment. One query at a time uses the marks."""

    def __init__(self, segment: MappedSegment) -> None:
        self._segment = segment
        self._arrays = segment.arrays
        self._marks = np.zeros(segment.count, dtype=np.uint8)
        self._lock = Lock()
        self._bitmaps = {
            name: {int(term): row for row, term in enumerate(segment.arrays[f"{name}_frequent"])}
            for name in ("title", "other")
        }

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
        plan = _Plan(self, weights, reading)
        with self._lock:
            docs = self._gathered([group for group in plan.groups if group.count], passing, most)
            if len(without):
                docs = docs[~_among(docs, without)]
            if len(docs) <= most:
                return docs
            docs, scores = plan.scored(docs, self._worth, most)
        share = scores / max(plan.total, 1e-9)
        words = np.float32(max(1, len(reading.plain_words)))
        named = np.minimum(share * words / np.maximum(self._arrays["title_sizes"][docs], 1), 1)
        scores *= 1 - _TITLE_BONUS + _TITLE_BONUS * named
        return docs[_best(scores, most)]

    def pieces_of(self, word: str, worth: float) -> list[Piece]:
        """The pieces of a word: titles, and other fields."""
        term = self._segment.words.term(word)
        if term is None:
            return []
        return self.pieces_between(term, term + 1, worth)

    def pieces_between(self, first: int, after: int, worth: float) -> list[Piece]:
        """The pieces of the terms from `first` to before `after`, as one."""
        found = []
        for name, share in (("title", 1.0), ("other", _OTHER_FIELD)):
            begins = self._arrays[f"{name}_begins"]
            docs = self._arrays[f"{name}_docs"][begins.item(first) : begins.item(after)]
            if len(docs):
                is_one = after == first + 1
                row = self._bitmaps[name].get(first) if is_one else None
                bitmap = None if row is None else self._arrays[f"{name}_bitmaps"][row]
                found.append(Piece(docs, worth * share, bitmap, is_one))
        return found

    def pieces_beginning(self, start: str) -> list[Piece]:
        """The pieces of all words that begin with `start`."""
        return self.pieces_between(*self._segment.words.range_of(start), UNFINISHED)

    def pieces_of_term(self, term: str, worth: float) -> list[Piece]:
        """The credentials that a term of the vocabulary leads to."""
        if term.startswith("@"):
            number = self._segment.number_of(term[1:])
            return [] if number is None else [Piece(np.array([number], dtype=np.uint32), worth)]
        words = words_of(term)
        if len(words) == 1:
            return self.pieces_of(words[0], worth)
        by_word = sorted(
            (self.pieces_of(word, 1.0) for word in dict.fromkeys(words)),
            key=lambda pieces: sum(len(piece.docs) for piece in pieces),
        )
        if not by_word or not by_word[0]:
            return []
        docs = _each_once(np.concatenate([piece.docs[:BUDGET] for piece in by_word[0]]))
        for pieces in by_word[1:]:
            docs = docs[self._worth(pieces, docs) > 0]
        return [Piece(docs, worth)] if len(docs) else []

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
        return _each_once(np.concatenate(found))

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
        return _each_once(np.concatenate(found))

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
            docs = np.concatenate(listed)
            self._marks[docs] = 1
            bits |= np.packbits(self._marks, bitorder="little")
            self._marks[docs] = 0
        return bits

    def _worth(self, pieces: Sequence[Piece], docs: Docs) -> NDArray[np.float32]:
        """What the best piece that holds it is worth, for each of `docs`."""
        marks = self._marks
        by_bitmap = np.zeros(len(docs), dtype=np.uint8)
        marked = []
        for piece in sorted(pieces, key=lambda piece: piece.worth):
            step = max(1, round(piece.worth * _STEPS))
            if piece.bitmap is not None and len(piece.docs) > len(docs):
                held = (piece.bitmap[docs >> 3] >> (docs & 7).astype(np.uint8)) & 1
                np.maximum(by_bitmap, held * np.uint8(step), out=by_bitmap)
            elif piece.is_sorted and len(piece.docs) > _MANY_TIMES * len(docs):
                places = np.minimum(piece.docs.searchsorted(docs), len(piece.docs) - 1)
                held = (piece.docs[places] == docs).astype(np.uint8)
                np.maximum(by_bitmap, held * np.uint8(step), out=by_bitmap)
            else:
                marks[piece.docs] = step
                marked.append(piece.docs)
        if marked:
            np.maximum(by_bitmap, marks[docs], out=by_bitmap)
            for some in marked:
                marks[some] = 0
        return by_bitmap.astype(np.float32) * np.float32(1 / _STEPS)


class _Plan:
    """The groups of a goal, and how their worths make a score."""

    def __init__(self, finder: CandidateFinder, weights: EstimatedWeights, reading: Reading) -> None:
        self._finder, self._weights = finder, weights
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

    def scored(
        self, docs: Docs, worth: Callable[[Sequence[Piece], Docs], NDArray[np.float32]], most: int
    ) -> tuple[Docs, NDArray[np.float32]]:
        """Those of `docs` that may be among the best `most`, and their scores."""
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
            if len(docs) > _WORTH_SIFTING * most and rest > 0:
                # Who cannot reach the last of the best any more need not be looked at.
                least = np.partition(scores, len(scores) - most)[len(scores) - most] * (1 - _TITLE_BONUS)
                kept = scores + np.float32(rest) >= least
                docs, scores = docs[kept], scores[kept]
        return docs, scores

    def _of_word(self, word: SaidWord) -> Group:
        finder = self._finder
        pieces = [
            piece for variant in word.variants for piece in finder.pieces_of(variant.word, variant.likeness)
        ]
        if word.unfinished:
            pieces += finder.pieces_beginning(word.unfinished)
        for term, _, strength in word.spoken:
            pieces += finder.pieces_of_term(term, strength)
        return Group(tuple(pieces), self._weights.of_word(word, {}))

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
            found += self._finder.pieces_of_term(term, strength)
            strength *= NEXT_TERM
        return found


def _each_once(docs: Docs) -> Docs:
    docs = np.sort(docs)
    if len(docs) > 1:
        docs = docs[np.concatenate(([True], docs[1:] != docs[:-1]))]
    return docs


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
    # The least score that is still among the best; equals are cut at the end of the order.
    least = np.partition(scores, len(scores) - most)[len(scores) - most]
    above = np.flatnonzero(scores > least)
    equal = np.flatnonzero(scores == least)[: most - len(above)]
    return np.sort(np.concatenate((above, equal)))
