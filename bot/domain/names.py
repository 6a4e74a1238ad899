"""Names that a person types from memory or half of: exact, with a slip, begun, in another order."""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

_MARKS = re.compile(r"[^\w+#]+|_+")
_MAX_TYPED_LENGTH = 120
"""No name is longer; the rest of a pasted page need not be compared."""
_LEAST_FUZZY_LENGTH = 4
"""Three letters are one slip away from too much."""
_LIKENESS = 83
"""Of 100: a slip or two in a word of usual length."""
_SLIP_LIKENESS = 88
"""What is taken for a name without asking is more alike."""
_SLIP_LENGTHS = 0.2
"""A slip adds or drops few letters; a title that is a fifth longer is another title."""
_NEARNESS = 55
"""What is less alike would be a strange thing to propose."""
_CONTAINED = 0.6
"""A name that is much shorter than what was typed is contained in it, not meant by it."""
_FUZZY_CANDIDATES = 100
_LAST = "\U0010ffff"


def folded(text: str) -> str:
    """`text` without case, accents and marks: what is compared. "+" and "#" stay, as in C++ and C#."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(_MARKS.sub(" ", plain).split())


@dataclass(frozen=True, slots=True)
class Name:
    """Something that has a name; `about` are other words by which one may look for it.

    Of the same names the one whose `about` comes first comes first.
    """

    key: str
    text: str
    about: tuple[str, ...] = ()


def _order(name: Name) -> tuple[str, tuple[str, ...], str]:
    return folded(name.text), name.about, name.key


class Names:
    """Finds names by what a person has typed of them. In memory; built once."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = sorted(names, key=_order)
        self._texts = [folded(name.text) for name in self._names]
        self._words = _WordIndex(text.split() for text in self._texts)
        self._all_words = _WordIndex(
            [*text.split(), *folded(" ".join(name.about)).split()]
            for name, text in zip(self._names, self._texts, strict=True)
        )

    def exactly(self, typed: str) -> list[str]:
        """The keys of the names that are what was typed, but for case, accents and marks."""
        text = _fold_typed(typed)
        return [self._names[at].key for at in self._beginning_with(text) if text and self._texts[at] == text]

    def with_a_slip(self, typed: str) -> list[str]:
        """The keys of the one name that was typed with a slip in it (names may stand more than once).

        Empty where none is near enough, where two are equally near, or where a number would change.
        """
        text = _fold_typed(typed)
        if len(text) < _LEAST_FUZZY_LENGTH:
            return []
        near = [
            (likeness, self._texts[at])
            for _, likeness, at in process.extract(
                text, self._texts, scorer=fuzz.ratio, score_cutoff=_SLIP_LIKENESS, limit=_FUZZY_CANDIDATES
            )
            if _may_be_a_slip(text, self._texts[at])
        ]
        best = max(near, default=(0.0, ""))
        nearest = {name for likeness, name in near if likeness == best[0]}
        return self.exactly(best[1]) if len(nearest) == 1 else []

    def nearest(self, typed: str, limit: int) -> list[str]:
        """The keys of the names that are most like what was typed; empty where none is much like it."""
        text = _fold_typed(typed)
        found = process.extract(text, self._texts, scorer=fuzz.WRatio, score_cutoff=_NEARNESS, limit=None)
        ranked = sorted((-likeness, at) for _, likeness, at in found)
        return [self._names[at].key for _, at in ranked[:limit]]

    def suggest(self, typed: str, limit: int) -> list[str]:
        """The keys of what the typed letters may mean, best first.

        First names that begin with them, then those with words that do in any order, then those alike,
        then those about it. Empty where nothing was typed.
        """
        text = _fold_typed(typed)
        if not text:
            return []
        found = dict.fromkeys(self._beginning_with(text))
        for more in (self._with_words, self._alike, self._about):
            if len(found) >= limit:
                break
            found |= dict.fromkeys(at for at in more(text) if at not in found)
        return [self._names[at].key for at in list(found)[:limit]]

    def _beginning_with(self, text: str) -> range:
        return range(bisect_left(self._texts, text), bisect_left(self._texts, text + _LAST))

    def _with_words(self, text: str) -> Sequence[int]:
        return sorted(self._words.with_all(text.split()))

    def _about(self, text: str) -> Sequence[int]:
        return sorted(self._all_words.with_all(text.split()))

    def _alike(self, text: str) -> Sequence[int]:
        if len(text) < _LEAST_FUZZY_LENGTH:
            return []
        alike = process.extract(
            text, self._texts, scorer=fuzz.partial_ratio, score_cutoff=_LIKENESS, limit=_FUZZY_CANDIDATES
        )
        near = {at for _, _, at in alike if len(self._texts[at]) >= _CONTAINED * len(text)}
        near |= self._words.with_all(text.split(), is_tolerant=True)
        ranked = sorted(
            (-fuzz.partial_ratio(text, self._texts[at]), -fuzz.ratio(text, self._texts[at]), at)
            for at in near
        )
        return [at for _, _, at in ranked]


class _WordIndex:
    """Which texts hold a word that begins with given letters."""

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        places: dict[str, set[int]] = defaultdict(set)
        for at, words in enumerate(texts):
            for word in words:
                places[word].add(at)
        self._words = sorted(places)
        self._places = [places[word] for word in self._words]

    def with_all(self, beginnings: Iterable[str], *, is_tolerant: bool = False) -> set[int]:
        """The numbers of the texts in which every beginning begins a word, slips allowed or not."""
        found: set[int] | None = None
        # The longest names the fewest: the others then have little left to look through.
        for beginning in sorted(set(beginnings), key=len, reverse=True):
            held = self._with(beginning) or (self._with_like(beginning) if is_tolerant else set())
            found = held if found is None else found & held
            if not found:
                return set()
        return found or set()

    def _with(self, beginning: str) -> set[int]:
        first, last = bisect_left(self._words, beginning), bisect_left(self._words, beginning + _LAST)
        return set().union(*self._places[first:last])

    def _with_like(self, beginning: str) -> set[int]:
        """Where a word begins with something like it: people seldom mistake the first letter."""
        if len(beginning) < _LEAST_FUZZY_LENGTH:
            return set()
        first = bisect_left(self._words, beginning[0])
        last = bisect_left(self._words, beginning[0] + _LAST)
        return set().union(
            *(
                self._places[at]
                for at in range(first, last)
                if fuzz.ratio(beginning, self._words[at][: len(beginning)], score_cutoff=_LIKENESS)
                or fuzz.ratio(beginning, self._words[at], score_cutoff=_LIKENESS)
            )
        )


def _fold_typed(typed: str) -> str:
    return folded(typed[:_MAX_TYPED_LENGTH])


def _may_be_a_slip(typed: str, name: str) -> bool:
    """Whether the two are about as long, and tell apart by no sign: "Python 2" is no slip for "Python 3"."""
    is_as_long = abs(len(typed) - len(name)) <= _SLIP_LENGTHS * len(typed)
    return is_as_long and _signs(typed) == _signs(name)


def _signs(text: str) -> list[str]:
    """The words that are more sign than word: "2", "b1", "c", "c++"."""
    return [word for word in text.split() if len(word) == 1 or not word.isalpha()]
