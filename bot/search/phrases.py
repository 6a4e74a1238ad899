"""Phrases of the vocabulary in a goal: all their words are said, close together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.hits import Match
from bot.search.concepts import Concept, Concepts
from bot.search.variants import Variant

_SLACK = 3
"""So many other words may stand between those of a phrase, and one less."""
_SPELT_LIKE_IT = 0.81
"""Above the likeness of a related form: "mine" is no "miner", which the catalogue has nothing for."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A concept met in a goal, at which places, and how surely its words were meant."""

    concept: Concept
    places: tuple[int, ...]
    likeness: float
    layer: int = 0
    """The place of its vocabulary: a lower one is nearer to who asks."""


def phrases_in(
    meant: Sequence[Sequence[Variant]], vocabularies: Iterable[Concepts], *, as_spelt: bool = False
) -> list[Phrase]:
    """The concepts whose words all stand close together; the longest first, then the closest, the surest.

    Of equals those of the first vocabulary come first. `as_spelt`: other forms of words do not count.
    """
    said: dict[str, tuple[int, float]] = {}
    for place, variants in enumerate(meant):
        for variant in variants:
            known = said.get(variant.word)
            if variant.match in {Match.PREFIX, Match.RELATED_FORM} and (
                as_spelt or variant.match is Match.PREFIX
            ):
                continue
            if known is None or known[1] < variant.likeness:
                said[variant.word] = (place, variant.likeness)
    words = said.keys()
    found = [
        phrase
        for layer, concepts in enumerate(vocabularies)
        for word in said
        for concept in concepts.by_rarest_word.get(word, ())
        if concept.words <= words and (phrase := _phrase_of(concept, said, layer))
    ]
    return sorted(found, key=_by_length)


def _by_length(phrase: Phrase) -> tuple[int, int, float, int, bool, str]:
    gap = phrase.places[-1] - phrase.places[0]
    concept = phrase.concept
    return -len(phrase.places), gap, -phrase.likeness, phrase.layer, not concept.is_order, concept.said


def _phrase_of(concept: Concept, said: Mapping[str, tuple[int, float]], layer: int) -> Phrase | None:
    """The concept's phrase where its words stand at places of their own, close together; else None."""
    places = tuple(sorted({said[word][0] for word in concept.words}))
    if len(places) < len(concept.words) or places[-1] - places[0] >= len(places) + _SLACK:
        return None
    in_order = [said[word][0] if word in said else -1 for word in concept.word_for_word]
    if any(after != before + 1 for before, after in pairwise(in_order)):
        return None
    likeness = min(said[word][1] for word in concept.words)
    if (concept.is_order or not concept.terms) and likeness < _SPELT_LIKE_IT:
        return None
    return Phrase(concept, places, likeness, layer)
