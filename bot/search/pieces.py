"""What stands for a word of the goal in a large catalogue: lists of credentials and bitmaps."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.mapped_segment import MappedSegment
from bot.search.variants import UNFINISHED
from bot.search.words import words_of

Docs = NDArray[np.uint32]
BUDGET = 24_000
"""So many candidates are looked at, at most."""
_OTHER_FIELD = 0.8
"""About what a word is worth outside the title."""
_MANY_TIMES = 64
"""A list so much longer than the candidates is rather searched than marked."""
_STEPS = 255
"""Worths are told apart in so many steps, so that a mark takes one byte."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The credentials that hold one term, what that is worth, and a bitmap of them where they are many."""

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


class Pieces:
    """The pieces of one segment. One query at a time may use the marks."""

    def __init__(self, segment: MappedSegment) -> None:
        self._segment = segment
        self._arrays = segment.arrays
        self.marks = np.zeros(segment.count, dtype=np.uint8)
        """One byte a credential, all 0 between uses."""
        self._bitmaps = {
            name: {int(term): row for row, term in enumerate(segment.arrays[f"{name}_frequent"])}
            for name in ("title", "other")
        }

    def of_word(self, word: str, worth: float) -> list[Piece]:
        """The pieces of a word: titles, and other fields."""
        term = self._segment.words.term(word)
        if term is None:
            return []
        return self.between(term, term + 1, worth)

    def between(self, first: int, after: int, worth: float) -> list[Piece]:
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

    def beginning(self, start: str) -> list[Piece]:
        """The pieces of all words that begin with `start`."""
        return self.between(*self._segment.words.range_of(start), UNFINISHED)

    def of_term(self, term: str, worth: float) -> list[Piece]:
        """The credentials that a term of the vocabulary leads to."""
        if term.startswith("@"):
            number = self._segment.number_of(term[1:])
            return [] if number is None else [Piece(np.array([number], dtype=np.uint32), worth)]
        words = words_of(term)
        if len(words) == 1:
            return self.of_word(words[0], worth)
        by_word = sorted(
            (self.of_word(word, 1.0) for word in dict.fromkeys(words)),
            key=lambda pieces: sum(len(piece.docs) for piece in pieces),
        )
        if not by_word or not by_word[0]:
            return []
        docs = each_once(np.concatenate([piece.docs[:BUDGET] for piece in by_word[0]]))
        for pieces in by_word[1:]:
            docs = docs[self.worth(pieces, docs) > 0]
        return [Piece(docs, worth)] if len(docs) else []

    def worth(self, pieces: Sequence[Piece], docs: Docs) -> NDArray[np.float32]:
        """What the best piece that holds it is worth, for each of `docs`."""
        marks = self.marks
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


def each_once(docs: Docs) -> Docs:
    """The same, each once and in ascending order."""
    docs = np.sort(docs)
    if len(docs) > 1:
        docs = docs[np.concatenate(([True], docs[1:] != docs[:-1]))]
    return docs
