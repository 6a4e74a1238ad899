"""A goal as it was read: the words that count, what each may mean, and the phrases of the vocabulary."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.domain.hits import Match
from bot.search.concepts import Concept, Concepts
from bot.search.evidence import SpokenTerm
from bot.search.fillers import Fillers
from bot.search.lexicon import Lexicon
from bot.search.phrases import Phrase, phrases_in
from bot.search.variants import MIN_PREFIX, Variant
from bot.search.words import IT_IN_FULL, fold, joined_where_known, left_behind, says_it, tokens_of

_PART = 0.5
"""What a phrase inside a longer one is worth at least, against the longer one."""


@dataclass(slots=True)
class SaidWord:
    """A word of the goal with what it may mean; `is_light`: an everyday word, or a number."""

    said: str
    variants: tuple[Variant, ...]
    is_light: bool
    unfinished: str = ""
    """Set where longer words are still to be found among the candidates of a large catalogue."""
    is_idle: bool = False
    """A last word that says nothing unless it is the beginning of another: it decides between equals."""
    spoken: tuple[SpokenTerm, ...] = ()
    """The terms that it leads to without a whole phrase, where they are looked for in a large catalogue."""


@dataclass(slots=True)
class SaidPhrase:
    """A phrase of the vocabulary that takes the places of its `parts`.

    `added` are shorter or equal phrases at the same places: concept, likeness and what was said.
    """

    said: str
    phrase: Phrase
    parts: list[SaidWord]
    added: list[tuple[Concept, float, str]] = field(default_factory=list)

    @property
    def is_outside(self) -> bool:
        """Whether the vocabulary says that the catalogue has nothing for it."""
        return not self.phrase.concept.terms


@dataclass(frozen=True, slots=True)
class Reading:
    """The phrases and the words beside them, and every plain word with the language that they are of."""

    phrases: tuple[SaidPhrase, ...]
    words: tuple[SaidWord, ...]
    plain_words: frozenset[str]
    language: str | None

    def all_words(self) -> Iterator[SaidWord]:
        """Every word that counts, in a phrase or not."""
        yield from self.words
        for phrase in self.phrases:
            yield from phrase.parts


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads goals with these words and vocabularies.

    `is_here` says whether the catalogue holds what a vocabulary calls outside; in a large one what
    the last word may become is left to be found among the candidates.
    """

    lexicon: Lexicon
    fillers: Fillers
    vocabularies: Sequence[Concepts]
    is_here: Callable[[Concept], bool]
    is_large: bool = False

    def read(self, goal: str) -> Reading:
        """The goal, read."""
        tokens = tokens_of(goal)
        if not self.is_large:
            tokens = joined_where_known(tokens, self._is_spoken, self.fillers.ignored)
        folded = [fold(token) for token in tokens]
        last = len(tokens) - 1
        behind = left_behind(folded)
        meant = [
            () if place in behind else self._meant(tokens[place], word, is_last=place == last)
            for place, word in enumerate(folded)
        ]
        words = {
            place: self._word(tokens[place], folded[place] if place == last else "", variants)
            for place, variants in enumerate(meant)
            if place not in behind and not (variants and variants[0].word in self.fillers.ignored)
        }
        if self.is_large and words and last not in words and len(folded[last]) >= MIN_PREFIX:
            words[last] = SaidWord(tokens[last], (), is_light=True, unfinished=folded[last], is_idle=True)
        phrases = self._phrases(tokens, meant, words)
        if not words and not phrases and says_it(goal):
            return self.read(IT_IN_FULL)
        plain_words = frozenset(folded)
        language = self.fillers.language_of(plain_words)
        return Reading(phrases, tuple(words.values()), plain_words, language)

    def _meant(self, token: str, folded: str, *, is_last: bool) -> tuple[Variant, ...]:
        """The variants of a word; the "s" of an unknown one may belong to it ("endles meetings")."""
        found = self.lexicon.variants_of(folded, is_last=is_last)
        if self.is_large or token == folded or (found and found[0].match is Match.SAME):
            return found
        whole = self.lexicon.variants_of(token, is_last=is_last)
        return max(found, whole, key=lambda variants: variants[0].likeness if variants else 0.0)

    def _is_spoken(self, word: str) -> bool:
        return any(word in concepts.by_word for concepts in self.vocabularies)

    def _word(self, said: str, last: str, variants: tuple[Variant, ...]) -> SaidWord:
        is_light = said.isdigit() or (bool(variants) and variants[0].word in self.fillers.light)
        unfinished = last if self.is_large and len(last) >= MIN_PREFIX else ""
        return SaidWord(said, variants, is_light, unfinished)

    def _phrases(
        self, tokens: Sequence[str], meant: Sequence[Sequence[Variant]], words: dict[int, SaidWord]
    ) -> tuple[SaidPhrase, ...]:
        """Phrases take the places of their words, the longest first; a later one adds to the taker."""
        taken: dict[int, SaidPhrase] = {}
        phrases: list[SaidPhrase] = []
        everything = set(words)
        for phrase in phrases_in(meant, self.vocabularies, as_spelt=self.is_large):
            if not phrase.concept.terms and self.is_here(phrase.concept):
                continue
            if phrase.concept.is_order and not everything <= set(phrase.places):
                continue
            said = " ".join(tokens[place] for place in phrase.places)
            takers = {id(taken[place]): taken[place] for place in phrase.places if place in taken}
            if not takers:
                parts = [words.pop(place) for place in phrase.places if place in words]
                phrases.append(SaidPhrase(said, phrase, parts))
                taken.update(dict.fromkeys(phrase.places, phrases[-1]))
                continue
            taker = next(iter(takers.values()))
            means_otherwise = taker.phrase.layer < phrase.layer and taker.phrase.places == phrase.places
            if len(takers) == 1 and not taker.is_outside and not means_otherwise:
                share = len(phrase.places) / len(taker.phrase.places)
                likeness = phrase.likeness * min(1.0, _PART + (1 - _PART) * share)
                taker.added.append((phrase.concept, likeness, said))
        return tuple(phrases)
