"""Every word that is spelt right, wherever it stands, and what a word of a goal may stand for among them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from rapidfuzz.distance import OSA

from bot.domain.hits import Match
from bot.search.variants import (
    MIN_PREFIX,
    MIN_TYPO,
    RELATED,
    UNFINISHED,
    Variant,
    are_related,
    is_correctable,
    likeness_unfinished,
)

if TYPE_CHECKING:
    from bot.search.weights import Frequencies

_MOST_REMEMBERED = 20_000
_DROPPED_G = 0.95
_RARE = 2
"""A known word met so seldom may yet be a slip ("product manger") ..."""
_FAR_COMMONER = 20
"""... for a word that is met so many times as often."""
_SLIP_OF_A_RARE_WORD = 0.9
_MOST_VARIANTS = 24
_MOST_SLIPS_MEANT = 10
_HARDLY_USED = 100
"""So many times rarer than another variant a form is worth no look."""
_SLACK = 0.01
"""Words that are less likely than the likeliest by more than this are not what was meant."""
_WIDER_SLACK = 0.1
_LIKELIER = 20
"""So many times as many credentials hold the word that a rare one may be a slip for."""


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

    def near(self, word: str, *, far: bool = False) -> Collection[tuple[str, float]]:
        """The words that `word` may be a slip for, each with its likeness.

        A large source looks for two slips only where it finds none of one, or where told to go `far`.
        """
        ...


class UsedWords:
    """The words of a source that `is_used` lets pass."""

    def __init__(self, words: Words, is_used: Callable[[str], bool]) -> None:
        self._words = words
        self._is_used = is_used

    def __contains__(self, word: str) -> bool:
        return word in self._words and self._is_used(word)

    def beginning_with(self, start: str) -> Collection[str]:
        """The words that begin with `start`."""
        return list(filter(self._is_used, self._words.beginning_with(start)))

    def related_to(self, word: str) -> Collection[str]:
        """The other forms of `word`."""
        return list(filter(self._is_used, self._words.related_to(word)))

    def near(self, word: str, *, far: bool = False) -> Collection[tuple[str, float]]:
        """The words that `word` may be a slip for, each with its likeness."""
        return [found for found in self._words.near(word, far=far) if self._is_used(found[0])]


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
        self._spoken = spoken
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

    def _variants_of(self, word: str, *, is_last: bool) -> tuple[Variant, ...]:
        if any(word in source for source in self._sources):
            same = Variant(word, Match.SAME, 1.0)
            return best_first([same, *self._related(word), *self._far_commoner(word)])
        found = [*self._longer(word, is_last=is_last), *self._related(word), *self._corrected(word)]
        return best_first([*found, *self._with_its_g(word)])

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
            for term, likeness in self._near(word).items()
            if self._times_met(term) >= _FAR_COMMONER * times
            and OSA.distance(word, term) == 1
            and not are_related(word, term)
        ]

    def _corrected(self, word: str) -> list[Variant]:
        if not is_correctable(word):
            return []
        near = self._near(word)
        least = max(near.values(), default=0.0) - _SLACK
        return [Variant(term, Match.TYPO, likeness) for term, likeness in near.items() if likeness >= least]

    def _near(self, word: str, *, far: bool = False) -> dict[str, float]:
        return {term: likeness for source in self._sources for term, likeness in source.near(word, far=far)}


class LargeLexicon(Lexicon):
    """Finds variants in a large catalogue, where words are misspelt in titles too.

    So a known word that few credentials hold also stands for near ones that many do. What an
    unfinished word may become is not said here.
    """

    def __init__(
        self, searchable: Sequence[Words], spoken: Sequence[Words], frequencies: "Frequencies"
    ) -> None:
        super().__init__(searchable, spoken)
        self._frequencies = frequencies
        self._rare = max(3, frequencies.size // 20_000)

    def _variants_of(self, word: str, *, is_last: bool) -> tuple[Variant, ...]:
        found = list(super()._variants_of(word, is_last=is_last))
        if found and found[0].match is Match.SAME:
            found += self._likelier(word)
        elif is_last and len(word) >= MIN_PREFIX and self._frequencies.of_beginning(word):
            # It may well be unfinished; what it becomes is found among the candidates.
            found.append(Variant(word, Match.PREFIX, UNFINISHED))
        return best_first(self._in_use(found))[:_MOST_VARIANTS]

    def _in_use(self, variants: Sequence[Variant]) -> list[Variant]:
        """Those that are not very much rarer than others: forms that are misspelt somewhere."""
        counts = [self._frequencies.of(variant.word) for variant in variants]
        least = max(counts, default=0) / _HARDLY_USED
        return [
            variant
            for variant, count in zip(variants, counts, strict=True)
            if count >= least or variant.match in {Match.SAME, Match.PREFIX} or self._is_spoken(variant.word)
        ]

    def _is_spoken(self, word: str) -> bool:
        return any(word in source for source in self._spoken)

    def _longer(self, word: str, *, is_last: bool) -> list[Variant]:
        """None: they may be many, so that those that matter are found among the candidates."""
        del word, is_last
        return []

    def _corrected(self, word: str) -> list[Variant]:
        """The nearest words, and others that are nearly as near or that far more credentials hold."""
        if not is_correctable(word):
            return []
        near = self._near(word)
        counts = {term: self._frequencies.of(term) for term in near}
        if sum(counts.values()) < self._rare:
            near |= self._near(word, far=True)
            counts = {term: self._frequencies.of(term) for term in near}
        nearest = max(near.values(), default=0.0)
        most = max((counts[term] for term in near if near[term] >= nearest - _SLACK), default=0)
        meant = [
            term
            for term, likeness in near.items()
            if likeness >= nearest - _WIDER_SLACK or counts[term] >= _LIKELIER * max(1, most)
        ]
        meant.sort(key=lambda term: (-counts[term], term))
        return [Variant(term, Match.TYPO, near[term]) for term in meant[:_MOST_SLIPS_MEANT]]

    def _likelier(self, word: str) -> list[Variant]:
        count = self._frequencies.of(word)
        if self._is_spoken(word) or count >= self._rare:
            return []
        return [
            variant
            for variant in self._corrected(word)
            if self._frequencies.of(variant.word) >= _LIKELIER * max(1, count)
        ]


def best_first(variants: Iterable[Variant]) -> tuple[Variant, ...]:
    """The variants, each word once, likeliest first."""
    best: dict[str, Variant] = {}
    for variant in variants:
        if variant.word not in best or best[variant.word].likeness < variant.likeness:
            best[variant.word] = variant
    return tuple(sorted(best.values(), key=lambda variant: (-variant.likeness, variant.word)))
