"""Every word that is spelt right, wherever it stands, and what a word of a goal may stand for among them."""

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from rapidfuzz.distance import OSA

from bot.domain.hits import Match
from bot.search.variants import (
    MIN_PREFIX,
    MIN_TYPO,
    RELATED,
    Variant,
    are_related,
    is_correctable,
    likeness_unfinished,
)

_MOST_REMEMBERED = 20_000
_DROPPED_G = 0.95
_RARE = 2
"""A known word met so seldom may yet be a slip ("product manger") ..."""
_FAR_COMMONER = 20
"""... for a word that is met so many times as often."""
_SLIP_OF_A_RARE_WORD = 0.9


class Words(Protocol):
    """A source of words."""

    def __contains__(self, word: str) -> bool:
        """Whether the word is known here."""
        ...

    def beginning_with(self, start: str) -> Collection[str]:
        """The words that begin with `start`, itself included."""
        ...

    def related_to(self, word: str) -> Collection[str]:
        """The other forms of `word`."""
        ...

    def near(self, word: str) -> Collection[tuple[str, float]]:
        """The words that `word` may be a slip for, each with its likeness."""
        ...


class Lexicon:
    """Finds variants in several sources.

    `searchable` words stand in credentials, `spoken` ones in the vocabulary and among the fillers;
    `times_met` says how many credentials and phrases hold a word. A known word stands for itself, and
    where it is rare also for a far commoner one beside it; an unknown one stands for the nearest
    known ones.
    """

    def __init__(
        self,
        searchable: Sequence[Words],
        spoken: Sequence[Words],
        times_met: Callable[[str], int] = lambda _: 0,
    ) -> None:
        self._times_met = times_met
        self._searchable = searchable
        self._sources = (*searchable, *spoken)
        self._found: dict[tuple[str, bool], tuple[Variant, ...]] = {}

    def variants_of(self, word: str, *, is_last: bool) -> tuple[Variant, ...]:
        """The variants of `word`, likeliest first; an unfinished last word may be any longer one."""
        found = self._found.get((word, is_last))
        if found is None:
            found = self._variants_of(word, is_last=is_last)
            if len(self._found) >= _MOST_REMEMBERED:
                self._found.clear()
            self._found[word, is_last] = found
        return found

    def forget(self) -> None:
        """Forgets what was found, since the words have changed."""
        self._found.clear()

    def _variants_of(self, word: str, *, is_last: bool) -> tuple[Variant, ...]:
        if any(word in source for source in self._sources):
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
        if len(word) < MIN_PREFIX or not is_last:
            return []
        return [
            Variant(term, Match.PREFIX, likeness_unfinished(word, term))
            for source in self._searchable
            for term in source.beginning_with(word)
        ]

    def _related(self, word: str) -> list[Variant]:
        return [
            Variant(term, Match.RELATED_FORM, RELATED)
            for source in self._sources
            for term in source.related_to(word)
        ]

    def _with_its_g(self, word: str) -> list[Variant]:
        """ "Thinkin" is said for "thinking"."""
        is_cut = word.endswith("in") and any(word + "g" in source for source in self._sources)
        return [Variant(word + "g", Match.RELATED_FORM, _DROPPED_G)] if is_cut else []

    def _far_commoner(self, word: str) -> list[Variant]:
        times = self._times_met(word)
        if len(word) <= MIN_TYPO or not is_correctable(word) or not 0 < times <= _RARE:
            return []
        return [
            Variant(term, Match.TYPO, _SLIP_OF_A_RARE_WORD * likeness)
            for source in self._sources
            for term, likeness in source.near(word)
            if self._times_met(term) >= _FAR_COMMONER * times
            and OSA.distance(word, term) == 1
            and not are_related(word, term)
        ]

    def _corrected(self, word: str) -> list[Variant]:
        if not is_correctable(word):
            return []
        near = {term: likeness for source in self._sources for term, likeness in source.near(word)}
        best = max(near.values(), default=0.0)
        return [
            Variant(term, Match.TYPO, likeness) for term, likeness in near.items() if likeness >= best - 0.01
        ]
