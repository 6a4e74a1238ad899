"""A goal while it is matched: its words and phrases, what each is worth, and what it met where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.hits import Match
from bot.search.concepts import Concept
from bot.search.evidence import NEXT_TERM, STRENGTH, Evidence, Met, offer, offer_term
from bot.search.reading import Reading, SaidPhrase, SaidWord

_PART_OF_PHRASE = 0.7
"""What words of a phrase are worth where they stand without the others."""

_NEXT_IN_ORDER = 0.97
"""Of terms that are put in an order, each says hardly less than the one before."""
_BEHIND_NAMED = 0.8
"""What the very words are worth where the vocabulary says what comes first."""


class Weights(Protocol):
    """How much a word or phrase of the goal matters."""

    def of_word(self, word: SaidWord, evidence: Mapping[int, Met]) -> float:
        """The weight of a word that met `evidence`."""
        ...

    def of_phrase(self, of_parts: float, *, is_outside: bool) -> float:
        """The weight of a phrase whose words weigh `of_parts` together."""
        ...

    def of_all_parts(self, of_parts: float, weight: float) -> float:
        """The weight of the words of a phrase that says as much as the phrase, which weighs `weight`."""
        ...


@dataclass(frozen=True, slots=True)
class Slot:
    """One word of the goal, or one phrase, and what it met in which credential."""

    said: str
    weight: float
    evidence: Mapping[int, Met]
    is_phrase: bool = False
    is_idle: bool = False


def slots_of(reading: Reading, evidence: Sequence[Evidence], weights: Weights) -> list[Slot]:
    """The slots of a goal, filled from all evidence."""
    filler = _Filler(evidence, weights)
    return [*map(filler.phrase_slot, reading.phrases), *map(filler.word_slot, reading.words)]


@dataclass(frozen=True, slots=True)
class _Filler:
    sources: Sequence[Evidence]
    weights: Weights

    def word_slot(self, word: SaidWord) -> Slot:
        evidence = self._of_variants(word)
        return Slot(word.said, self.weights.of_word(word, evidence), evidence, is_idle=word.is_idle)

    def _of_variants(self, word: SaidWord) -> Mapping[int, Met]:
        variants = word.variants
        if len(variants) == 1 and len(self.sources) == 1 and variants[0].match is Match.SAME:
            return self.sources[0].of_word(variants[0].word)
        found: dict[int, Met] = {}
        for variant in variants:
            for source in self.sources:
                of_word = source.of_word(variant.word)
                if variant.match is Match.SAME and not found:
                    found.update(of_word)
                    continue
                for number, (value, match, posting, _) in of_word.items():
                    how = variant.match if match is Match.SAME else match
                    offer(found, number, (variant.likeness * value, how, posting, None))
        return found

    def phrase_slot(self, said: SaidPhrase) -> Slot:
        parts = [self.word_slot(part) for part in said.parts]
        of_parts = sum(part.weight for part in parts)
        weight = self.weights.of_phrase(of_parts, is_outside=said.is_outside)
        is_order = said.phrase.concept.is_order
        found: dict[int, Met] = {}
        if not said.is_outside:
            full = of_parts if is_order else self.weights.of_all_parts(of_parts, weight)
            found = _of_parts(parts, len(said.phrase.places), full)
        if is_order:
            found = {number: (_BEHIND_NAMED * met[0], *met[1:]) for number, met in found.items()}
        self._offer_concept(found, said.phrase.concept, said.phrase.likeness, said.said)
        for concept, likeness, words in said.added:
            self._offer_concept(found, concept, likeness, words)
        for concept in (said.phrase.concept, *(concept for concept, _, _ in said.added)):
            self._take_out(found, concept.never)
        return Slot(said.said, weight, found, is_phrase=True)

    def _offer_concept(self, found: dict[int, Met], concept: Concept, likeness: float, said: str) -> None:
        strength = STRENGTH[concept.match] * likeness
        for term in concept.terms:
            for source in self.sources:
                offer_term(found, source.of_term(term), concept.match, strength, said)
            strength *= _NEXT_IN_ORDER if concept.is_order else NEXT_TERM

    def _take_out(self, found: dict[int, Met], terms: Sequence[str]) -> None:
        for term in terms:
            for source in self.sources:
                for number, *_ in source.of_term(term):
                    found.pop(number, None)


def _of_parts(parts: Sequence[Slot], places: int, full: float) -> dict[int, Met]:
    """What the words of a phrase met one by one: "machine" alone is not what "machine learning" says."""
    found: dict[int, Met] = {}
    for part in parts:
        for number in part.evidence:
            if number in found:
                continue
            met = [(other, other.evidence[number]) for other in parts if number in other.evidence]
            value = sum(other.weight * what[0] for other, what in met) / full
            share = 1.0 if len(met) == places else _PART_OF_PHRASE
            best = max((what for _, what in met), key=lambda what: what[0])
            said = tuple((other.said, what[1], what[2]) for other, what in met)
            found[number] = (value * share, best[1], best[2], said)
    return found


def words_said(slot: Slot, met: Met) -> str:
    """The words of the goal that met it; parts of a phrase that met one text are quoted together."""
    _, match, posting, said = met
    if said is None:
        return slot.said
    if isinstance(said, str):
        return said
    return " ".join(_together(said, match, posting.text))


def _together(parts: Iterable[tuple[str, Match, object]], match: Match, text: str) -> Iterable[str]:
    return (said for said, how, posting in parts if how is match and getattr(posting, "text", None) == text)
