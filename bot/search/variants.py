"""What a word of a goal may stand for among the known words: itself, a longer word, a form of it, a typo."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.domain.hits import Match

_MIN_PREFIX = 3
_MIN_TYPO = 4
_TWO_TYPOS_FROM = 7
_TWO_TYPOS_IF_SAME_LETTERS_FROM = 5
_STEM = 4
_MOST_SLIPS = 2
_RELATED_SHARE = 0.62
_UNFINISHED = 0.92
_RELATED = 0.8
_FIRST_LETTER_COST = 0.5
_COST_OF_TYPO = 1.5
_SWAPPED_LETTERS = 0.75
_LEAST_LIKENESS = 0.55
_DROPPED_G = 0.95
_RARE = 2
"""A known word met so seldom may yet be a slip ("product manger")"""
_FAR_COMMONER = 20
"""... for a word that is met so many times as often."""
_SLIP_OF_A_RARE_WORD = 0.9


@dataclass(frozen=True, slots=True)
class Variant:
    """A known word that may be meant, with a likeness from 0 to 1."""

    word: str
    match: Match
    likeness: float


class Variants:
    """Finds variants among words that are spelt right: those of the catalogue, the vocabulary, the fillers.

    A known word stands for itself, and where it is rare also for a far commoner one beside it; an
    unknown one stands for the nearest known ones. `met` counts how often each word is met.
    """

    def __init__(
        self, searchable: Iterable[str], known: Collection[str], met: Mapping[str, int] | None = None
    ) -> None:
        self._searchable = sorted(searchable)
        self._common = {word: count for word, count in (met or {}).items() if count >= _FAR_COMMONER}
        self._met = met or {}
        self._known = frozenset(known) | frozenset(self._searchable)
        self._sorted = sorted(self._known)
        self.of = lru_cache(maxsize=4096)(self._of)

    def _of(self, word: str, *, is_last: bool) -> tuple[Variant, ...]:
        """The variants of `word`, likeliest first; an unfinished last word may be any longer one."""
        if word in self._known:
            found = [Variant(word, Match.SAME, 1.0), *self._related(word), *self._far_commoner(word)]
        else:
            found = [*self._longer(word, is_last=is_last), *self._related(word), *self._corrected(word)]
            found += self._with_its_g(word)
        best: dict[str, Variant] = {}
        for variant in found:
            if variant.word not in best or best[variant.word].likeness < variant.likeness:
                best[variant.word] = variant
        return tuple(sorted(best.values(), key=lambda variant: (-variant.likeness, variant.word)))

    def _longer(self, word: str, *, is_last: bool) -> list[Variant]:
        if len(word) < _MIN_PREFIX or not is_last:
            return []
        longer = [term for term in self._searchable if term.startswith(word)]
        return [Variant(term, Match.PREFIX, _UNFINISHED - 0.01 * (len(term) - len(word))) for term in longer]

    def _related(self, word: str) -> list[Variant]:
        return [
            Variant(term, Match.RELATED_FORM, _RELATED)
            for term in self._beginning_like(word)
            if term != word and are_related(word, term)
        ]

    def _beginning_like(self, word: str) -> list[str]:
        stem = word[:_STEM]
        return self._sorted[bisect_left(self._sorted, stem) : bisect_right(self._sorted, stem + "\U0010ffff")]

    def _with_its_g(self, word: str) -> list[Variant]:
        """ "Thinkin" is said for "thinking"."""
        is_cut = word.endswith("in") and word + "g" in self._known
        return [Variant(word + "g", Match.RELATED_FORM, _DROPPED_G)] if is_cut else []

    def _far_commoner(self, word: str) -> list[Variant]:
        times = self._met.get(word, 0)
        if len(word) <= _MIN_TYPO or not 0 < times <= _RARE:
            return []
        return [
            Variant(term, Match.TYPO, _SLIP_OF_A_RARE_WORD * likeness)
            for term, count in self._common.items()
            if count >= _FAR_COMMONER * times
            and OSA.distance(word, term, score_cutoff=1) == 1
            and not are_related(word, term)
            and (likeness := _likeness(word, term)) >= _LEAST_LIKENESS
        ]

    def _corrected(self, word: str) -> list[Variant]:
        if len(word) < _MIN_TYPO or any(character.isdigit() for character in word):
            return []
        near = [
            Variant(term, Match.TYPO, likeness)
            for term in self._known
            if (likeness := _likeness(word, term)) >= _LEAST_LIKENESS
        ]
        best = max((variant.likeness for variant in near), default=0.0)
        return [variant for variant in near if variant.likeness >= best - 0.01]


def _likeness(word: str, term: str) -> float:
    """How likely `word` is a slip for `term`: one slip, two in longer words, a changed first letter dear."""
    if len(term) < _MIN_TYPO or abs(len(term) - len(word)) > _MOST_SLIPS:  # no slip is longer
        return 0.0
    distance = OSA.distance(word, term, score_cutoff=_MOST_SLIPS)
    if distance == 1:
        cost = distance + (_FIRST_LETTER_COST if term[0] != word[0] else 0)
        return 1 - _COST_OF_TYPO * cost / max(len(word), len(term))
    if distance == _MOST_SLIPS and term[0] == word[0]:  # two slips
        if len(word) >= _TWO_TYPOS_FROM:
            return 1 - _COST_OF_TYPO * distance / max(len(word), len(term))
        if len(word) >= _TWO_TYPOS_IF_SAME_LETTERS_FROM and sorted(word) == sorted(term):
            return _SWAPPED_LETTERS
    return 0.0


_INFLECTIONS = frozenset(
    ("s es e d ed er r or ers ing ings ly ting ning ming ping ding ging bing ted ned med ped").split()
)
_ENDINGS = _INFLECTIONS | frozenset(
    (
        "ion ions ation ations tion ment ments al ally ist ists ian ians ive ical y ies ize ise izing "
        "ising ization isation ance ence ant ent able ability ful ness ship ter ner mer per der ger"
    ).split()
)


def are_related(one: str, other: str) -> bool:
    """Whether two words are forms of one stem: they part only in common endings ("teacher", "teaching").

    A stem of four letters may only be inflected ("hack", "hacker"), since more would join strangers.
    """
    shared = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        shared += 1
    if shared < _STEM or shared < _RELATED_SHARE * min(len(one), len(other)):
        return False
    endings = _ENDINGS if shared > _STEM else _INFLECTIONS
    return all(not rest or rest in endings for rest in (one[shared:], other[shared:]))
