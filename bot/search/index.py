"""The catalogue index: a goal in plain words becomes hits, each with its reasons.

A goal is cut into slots, one a word; each slot has a weight (how rare its word is) and, for each
credential, an evidence from 0 to 1 (how well the word, a variant of it or a concept was met, and in
which field). The score of a credential is the weighted share of the goal that it explains, so the
same number orders the hits and says whether anything was found at all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from bot.domain.credential import Credential
from bot.domain.hits import Certainty, Field, Hit, Match, Reason, SearchAnswer
from bot.search.concepts import Concept, Concepts
from bot.search.fillers import Fillers
from bot.search.postings import Postings
from bot.search.variants import Variant, Variants
from bot.search.words import fold, tokens_of, words_of

STRONG_FROM = 0.55
WEAK_FROM = 0.42
WEAK_FROM_WITH_PHRASE = 0.24
"""Shares of the goal that the best hit must explain; chosen on the judged queries in `tests/queries`.

A phrase of the vocabulary that leads to the hit is seldom an accident, so that less will do beside it.
"""
MAX_REASONS = 3
_LIGHT_WEIGHT = 0.5
_SURE = 0.55
_UNKNOWN_WEIGHT = 2.2
_PHRASE_WEIGHT = 3.5
_OUTSIDE_WEIGHT = 9.0
_SPOKEN_WEIGHT = 0.9
_SPELT_LIKE_IT = 0.81
"""Above the likeness of a related form: "mine" is no "miner", which the catalogue has nothing for."""
_PART = 0.7
"""What a phrase inside a longer one is worth at least, against the longer one."""
_TITLE_BONUS = 0.06
_LANGUAGE_BONUS = 0.3
"""For credentials in the language of the goal, where that is not English."""
_STRENGTH = {Match.ANOTHER_NAME: 0.97, Match.CONCEPT: 0.9}
_NEXT_TERM = 0.96
"""A concept's terms are ordered: each says a little less than the one before."""
_PHRASE_SLACK = 3

Admits = Callable[[Credential], bool]


@dataclass(slots=True)
class _Evidence:
    """The best that was met for a slot in one credential."""

    value: float
    reason: Reason


@dataclass(slots=True)
class _Slot:
    """One word of the goal, or the words of one phrase, and what they met."""

    said: str
    weight: float
    is_phrase: bool = False
    is_outside: bool = False
    evidence: dict[int, _Evidence] = field(default_factory=dict)

    def offer(self, number: int, value: float, reason: Reason) -> None:
        """Keeps the evidence if it is the best of this slot for the credential `number`.

        Where the very word was met, it stays the reason: nobody needs a concept to see why.
        """
        known = self.evidence.get(number)
        if known is None or known.value < value:
            is_plain = known is not None and known.reason.match is Match.SAME
            self.evidence[number] = _Evidence(value, known.reason if known and is_plain else reason)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A concept met in a goal, at which places, and how surely its words were meant."""

    concept: Concept
    places: tuple[int, ...]
    likeness: float


def _phrase(concept: Concept, said: Mapping[str, tuple[int, float]]) -> _Phrase | None:
    """The concept's phrase where its words stand at places of their own, close together; else None."""
    places = tuple(sorted({said[word][0] for word in concept.words}))
    if len(places) < len(concept.words) or places[-1] - places[0] >= len(places) + _PHRASE_SLACK:
        return None
    in_order = [said[word][0] if word in said else -1 for word in concept.word_for_word]
    if any(after != before + 1 for before, after in pairwise(in_order)):
        return None
    likeness = min(said[word][1] for word in concept.words)
    if not concept.terms and likeness < _SPELT_LIKE_IT:
        return None
    return _Phrase(concept, places, likeness)


def _reason_of_parts(parts: Sequence[_Slot], number: int) -> Reason:
    """The reason of the best part; words that were met in one text are quoted together."""
    reasons = [part.evidence[number].reason for part in parts if number in part.evidence]
    best = max(
        (part.evidence[number] for part in parts if number in part.evidence), key=lambda met: met.value
    ).reason
    together = [
        reason.said for reason in reasons if reason.found == best.found and reason.match == best.match
    ]
    return replace(best, said=" ".join(together))


class CatalogueIndex:
    """Searches a fixed sequence of credentials; the same goal always gets the same answer."""

    def __init__(self, credentials: Sequence[Credential], concepts: Concepts, fillers: Fillers) -> None:
        self._credentials = tuple(sorted(credentials, key=lambda credential: credential.id))
        self._numbers = {credential.id: number for number, credential in enumerate(self._credentials)}
        self._concepts = concepts
        self._fillers = fillers
        self._postings = Postings(self._credentials)
        known = concepts.words | fillers.ignored | fillers.light
        self._variants = Variants(self._postings.words, known)
        self._spoken = lru_cache(maxsize=4096)(self._spoken_of)

    def search(self, goal: str, *, admits: Admits | None = None, limit: int = 10) -> SearchAnswer:
        """The best `limit` hits among the credentials that `admits` lets pass (all, where None)."""
        tokens = tokens_of(goal)
        slots = self._slots(tokens)
        if not slots:
            return SearchAnswer(Certainty.NONE, ())
        allowed = self._allowed(admits)
        scored = self._scored(slots, frozenset(map(fold, tokens)), allowed)[:limit]
        hits = tuple(self._hit(number, score, slots) for number, score in scored)
        return SearchAnswer(self._certainty(slots, scored), hits, self._unexplained(slots, scored))

    def terms_without_credential(self) -> Iterator[tuple[str, str]]:
        """The phrases and terms of the vocabulary that lead to nothing in this catalogue."""
        for concept in self._concepts.all:
            for term in concept.terms:
                if not any(True for _ in self._holders(term)):
                    yield concept.said, term

    def _spoken_of(self, word: str) -> dict[int, _Evidence]:
        """What the phrases that hold `word` lead to, as evidence for the single word.

        People seldom say a phrase whole: "my toddler screams in the shop" shares words with several
        phrases on parenting and holds none. This is document expansion by expected queries.
        """
        slot = _Slot(word, 0)
        ways = {(concept.match, concept.terms): concept for concept in self._concepts.by_word.get(word, ())}
        for concept in ways.values():
            self._offer_concept(slot, concept, _SPOKEN_WEIGHT)
        return slot.evidence

    def _allowed(self, admits: Admits | None) -> set[int] | None:
        if admits is None:
            return None
        return {number for number, credential in enumerate(self._credentials) if admits(credential)}

    def _slots(self, tokens: Sequence[str]) -> list[_Slot]:
        meant = [self._meant(tokens, place) for place in range(len(tokens))]
        slots = {
            place: self._word_slot(tokens[place], variants)
            for place, variants in enumerate(meant)
            if not any(variant.word in self._fillers.ignored for variant in variants[:1])
        }
        return self._with_phrases(meant, slots)

    def _meant(self, tokens: Sequence[str], place: int) -> tuple[Variant, ...]:
        is_last = place == len(tokens) - 1
        return self._variants.of(fold(tokens[place]), is_last=is_last)

    def _word_slot(self, word: str, variants: Sequence[Variant]) -> _Slot:
        slot = _Slot(word, 0.0)
        for variant in variants:
            for number, posting in self._postings.of(variant.word).items():
                reason = Reason(variant.match, word, posting.text, posting.field)
                slot.offer(number, variant.likeness * posting.weight, reason)
            for number, evidence in self._spoken(variant.word).items():
                reason = replace(evidence.reason, said=word)
                slot.offer(number, variant.likeness * evidence.value, reason)
        slot.weight = self._weight(variants, slot)
        return slot

    def _weight(self, variants: Sequence[Variant], slot: _Slot) -> float:
        """How much a word matters: rare ones more, light ones and those met only in prose less."""
        if not slot.evidence:
            return _UNKNOWN_WEIGHT
        best_field = max(evidence.value for evidence in slot.evidence.values())
        weight = self._postings.rarity(len(slot.evidence)) * best_field
        is_light = variants[0].word in self._fillers.light or slot.said.isdigit()
        return weight * (_LIGHT_WEIGHT if is_light else 1)

    def _with_phrases(self, meant: Sequence[Sequence[Variant]], slots: dict[int, _Slot]) -> list[_Slot]:
        """Phrases take the places of their words, the longest first; a later one adds to the taker."""
        taken: dict[int, _Slot] = {}
        for phrase in self._concepts_in(meant):
            takers = {id(taken[place]): taken[place] for place in phrase.places if place in taken}
            if not takers:
                parts = [slots.pop(place) for place in phrase.places if place in slots]
                taken.update(dict.fromkeys(phrase.places, self._phrase_slot(phrase, parts)))
                continue
            taker = next(iter(takers.values()))
            if len(takers) == 1 and not taker.is_outside:
                share = len(phrase.places) / sum(slot is taker for slot in taken.values())
                self._offer_concept(
                    taker, phrase.concept, phrase.likeness * min(1.0, _PART + (1 - _PART) * share)
                )
        phrases = {id(slot): slot for slot in taken.values()}
        return [*phrases.values(), *slots.values()]

    def _concepts_in(self, meant: Sequence[Sequence[Variant]]) -> list[_Phrase]:
        """The concepts whose words all stand close together; the longest first, then the surest."""
        said: dict[str, tuple[int, float]] = {}
        for place, variants in enumerate(meant):
            for variant in variants:
                known = said.get(variant.word)
                if variant.match is not Match.PREFIX and (known is None or known[1] < variant.likeness):
                    said[variant.word] = (place, variant.likeness)
        candidates = {
            id(concept): concept for word in said for concept in self._concepts.by_word.get(word, ())
        }
        phrases = (_phrase(concept, said) for concept in candidates.values() if concept.words <= said.keys())
        found = [phrase for phrase in phrases if phrase is not None]
        return sorted(found, key=lambda phrase: (-len(phrase.places), -phrase.likeness, phrase.concept.said))

    def _phrase_slot(self, phrase: _Phrase, parts: Sequence[_Slot]) -> _Slot:
        concept = phrase.concept
        total = sum(part.weight for part in parts)
        is_outside = not concept.terms
        least = _OUTSIDE_WEIGHT if is_outside else _PHRASE_WEIGHT
        slot = _Slot(concept.said, max(total, least), is_phrase=True, is_outside=is_outside)
        for part in () if is_outside else parts:
            for number in part.evidence:
                value = sum(
                    other.weight * other.evidence[number].value for other in parts if number in other.evidence
                )
                slot.offer(number, value / slot.weight, _reason_of_parts(parts, number))
        self._offer_concept(slot, concept, phrase.likeness)
        return slot

    def _offer_concept(self, slot: _Slot, concept: Concept, likeness: float) -> None:
        strength = _STRENGTH[concept.match] * likeness
        for term in concept.terms:
            for number, value, found, where in self._holders(term):
                slot.offer(number, strength * value, Reason(concept.match, concept.said, found, where))
            strength *= _NEXT_TERM

    def _holders(self, term: str) -> Iterable[tuple[int, float, str, Field]]:
        """The credentials that a concept's term leads to, with how well and by which text."""
        if term.startswith("@"):
            if term[1:] in self._numbers:
                number = self._numbers[term[1:]]
                yield number, 1.0, self._credentials[number].title, Field.TITLE
            return
        postings = [self._postings.of(word) for word in words_of(term)]
        for number in set.intersection(*(set(posting) for posting in postings)) if postings else ():
            weakest = min((posting[number] for posting in postings), key=lambda met: met.weight)
            yield number, weakest.weight, weakest.text, weakest.field

    def _scored(
        self, slots: Sequence[_Slot], words: frozenset[str], allowed: set[int] | None
    ) -> list[tuple[int, float]]:
        total = sum(slot.weight for slot in slots)
        scores: dict[int, float] = {}
        for slot in slots:
            for number, evidence in slot.evidence.items():
                if allowed is None or number in allowed:
                    scores[number] = scores.get(number, 0.0) + slot.weight * evidence.value / total
        language = self._fillers.language_of(words)
        return sorted(
            ((number, self._lifted(number, score, words, language)) for number, score in scores.items()),
            key=lambda pair: (-round(pair[1], 6), self._credentials[pair[0]].id),
        )

    def _lifted(self, number: int, score: float, words: frozenset[str], language: str | None) -> float:
        """The score with what the title and the language of the goal add, at most 1."""
        title = self._postings.title_words[number]
        lift = 1 - _TITLE_BONUS + _TITLE_BONUS * len(title & words) / len(title)
        if language == self._credentials[number].language:
            lift += _LANGUAGE_BONUS
        return min(1.0, score * lift)

    def _certainty(self, slots: Sequence[_Slot], scored: Sequence[tuple[int, float]]) -> Certainty:
        if not scored:
            return Certainty.NONE
        best, score = scored[0]
        if score >= STRONG_FROM:
            return Certainty.STRONG
        by_phrase = any(
            slot.is_phrase and best in slot.evidence and slot.evidence[best].value >= _SURE for slot in slots
        )
        enough = WEAK_FROM_WITH_PHRASE if by_phrase else WEAK_FROM
        return Certainty.WEAK if score >= enough else Certainty.NONE

    def _unexplained(self, slots: Sequence[_Slot], scored: Sequence[tuple[int, float]]) -> tuple[str, ...]:
        found = {number for number, _ in scored}
        return tuple(slot.said for slot in slots if found.isdisjoint(slot.evidence))

    def _hit(self, number: int, score: float, slots: Sequence[_Slot]) -> Hit:
        met = [
            (slot.weight * slot.evidence[number].value, slot.evidence[number].reason)
            for slot in slots
            if number in slot.evidence
        ]
        met.sort(key=lambda pair: (-pair[0], pair[1].said))
        reasons = tuple(dict.fromkeys(reason for _, reason in met))
        return Hit(self._credentials[number].id, round(score, 4), reasons[:MAX_REASONS])
