"""What stands for a word of the goal in a large catalogue: lists of credentials and bitmaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from bot.search.mapped_build import TERM_MASK, ranges_of
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
_MOST_OF_SEVERAL = 4_000
"""Of a term of several words the first so many are remembered: it is one of many ways to be found."""
_ENTRIES = 16
"""A list of many terms so much longer than the candidates is not marked: their own terms are looked at."""
_STEPS = 255
"""Worths are told apart in so many steps, so that a mark takes one byte."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The credentials that hold one term, what that is worth, and a bitmap of them where they are many."""

    docs: Docs
    worth: float
    bitmap: NDArray[np.uint8] | None = None
    terms: tuple[int, int] | None = None
    """Set where the list is of several terms and so in no order: the first, and the first after them."""


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
        self._of_several = lru_cache(maxsize=2_000)(self._holding_all)
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
                found.append(Piece(docs, worth * share, bitmap, None if is_one else (first, after)))
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
        docs = self._of_several(tuple(dict.fromkeys(words)))
        return [Piece(docs, worth)] if len(docs) else []

    def _holding_all(self, words: tuple[str, ...]) -> Docs:
        """The credentials that hold all the words, as far as they are among the first of the rarest."""
        by_word = sorted(
            (self.of_word(word, 1.0) for word in words),
            key=lambda pieces: sum(len(piece.docs) for piece in pieces),
        )
        if not by_word or not by_word[0]:
            return np.empty(0, dtype=np.uint32)
        docs = each_once(np.concatenate([piece.docs[:BUDGET] for piece in by_word[0]]))
        for pieces in by_word[1:]:
            docs = docs[self.worth(pieces, docs) > 0]
        return docs[:_MOST_OF_SEVERAL]

    def worth(self, pieces: Sequence[Piece], docs: Docs) -> NDArray[np.float32]:
        """What the best piece that holds it is worth, for each of `docs`."""
        found = np.zeros(len(docs), dtype=np.uint8)
        marked: list[tuple[int, Docs]] = []
        places = bits = None
        for piece in pieces:
            step = max(1, round(piece.worth * _STEPS))
            if piece.bitmap is not None and len(piece.docs) > len(docs):
                if places is None:
                    places, bits = docs >> 3, np.left_shift(1, docs & 7).astype(np.uint8)
                held = (piece.bitmap[places] & bits) != 0
            elif piece.terms is not None and len(piece.docs) > _ENTRIES * len(docs):
                held = self._with_terms(docs, *piece.terms)
            elif piece.terms is None and len(piece.docs) > _MANY_TIMES * len(docs):
                held = piece.docs[np.minimum(piece.docs.searchsorted(docs), len(piece.docs) - 1)] == docs
            else:
                marked.append((step, piece.docs))
                continue
            np.maximum(found, held * np.uint8(step), out=found)
        if marked:
            np.maximum(found, self._marked(marked, docs), out=found)
        return found.astype(np.float32) * np.float32(1 / _STEPS)

    def _with_terms(self, docs: Docs, first: int, after: int) -> NDArray[np.bool_]:
        """Whether each of `docs` holds a term from `first` to before `after` in whatever field."""
        starts = self._arrays["entry_starts"]
        begins = starts[docs].astype(np.int64)
        sizes = starts[docs + 1].astype(np.int64) - begins
        terms = self._arrays["entries"][ranges_of(begins, sizes)] & TERM_MASK
        held = np.zeros(len(docs), dtype=np.bool_)
        held[np.repeat(np.arange(len(docs)), sizes)[(terms >= first) & (terms < after)]] = True
        return held

    def _marked(self, pieces: list[tuple[int, Docs]], docs: Docs) -> NDArray[np.uint8]:
        """The highest step at which a piece holds it, for each of `docs`: higher marks are put over lower."""
        marks = self.marks
        pieces.sort(key=lambda piece: piece[0])
        by_step = [
            (step, [some for _, some in alike]) for step, alike in groupby(pieces, key=lambda piece: piece[0])
        ]
        for step, lists in by_step:
            marks[lists[0] if len(lists) == 1 else np.concatenate(lists)] = step
        found = marks[docs]
        for _, lists in by_step:
            marks[lists[0] if len(lists) == 1 else np.concatenate(lists)] = 0
        return found


def each_once(docs: Docs) -> Docs:
    """The same, each once and in ascending order."""
    if not len(docs):
        return docs
    docs = np.sort(docs)
    is_new = np.empty(len(docs), dtype=np.bool_)
    is_new[0] = True
    np.not_equal(docs[1:], docs[:-1], out=is_new[1:])
    return docs[is_new]
