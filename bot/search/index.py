"""The catalogue index: a goal in plain words becomes hits, each with its reasons.

A goal is cut into slots, one a word; each slot has a weight (how rare its word is) and, for each
credential, an evidence from 0 to 1 (how well the word, a variant of it or a concept was met, and in
which field). The score of a credential is the weighted share of the goal that it explains, so the
same number orders the hits and says whether anything was found at all.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.domain.credential import Credential
from bot.domain.hits import Certainty, Field, Hit, Match, Reason, SearchAnswer
from bot.search.concepts import Concept, Concepts
from bot.search.fillers import Fillers
from bot.search.phrases import Phrase, phrases_in
from bot.search.postings import Postings
from bot.search.slots import Evidence, Slot, reason_of_parts
from bot.search.variants import Variant, Variants
from bot.search.words import fold, joined_where_known, tokens_of, words_of

STRONG_FROM = 0.55
WEAK_FROM = 0.42
WEAK_FROM_WITH_PHRASE = 0.24
"""Shares of the goal that the best hit must explain; like all weights here they were chosen on the
tuning part of the judged queries (`tests/queries/README.md`).

A phrase of the vocabulary that leads to the hit is seldom an accident, so that less will do beside it.
"""
MAX_REASONS = 3
_SURE = 0.55
"""From this evidence on a phrase counts as leading to a hit."""
_LIGHT_WEIGHT = 0.5
"""The share of its weight that an everyday word keeps."""
_UNKNOWN_WEIGHT = 2.2
"""Of a word that nothing is known of: about that of a word which a tenth of the catalogue holds."""
_PHRASE_WEIGHT = 3.5
"""A phrase weighs at least this much, however common its words."""
_OUTSIDE_WEIGHT = 9.0
"""A wish that the catalogue does not serve outweighs any accidental match beside it."""
_SPOKEN_WEIGHT = 0.9
"""What a single word of a phrase is worth, against the whole phrase."""
_SPOKEN_WEIGHT_OF_SUBJECT = 0.45
"""The same for a word that is a phrase by itself: "excel" says Excel, whatever phrases hold it too."""
_TERSE_FIELDS = {Field.TITLE, Field.SKILL, Field.TOPIC}
_PART_OF_PHRASE = 0.7
"""What words of a phrase are worth where they stand without the others."""
_BEHIND_NAMED = 0.8
"""What the very words are worth where the vocabulary says what comes first."""
_PART = 0.7
"""What a phrase inside a longer one is worth at least, against the longer one."""
_TITLE_BONUS = 0.06
"""For a title that the goal names whole; part of a title gets its part."""
_LANGUAGE_BONUS = 0.3
"""For credentials in the language of the goal, where that is not English."""
_STRENGTH = {Match.ANOTHER_NAME: 0.97, Match.CONCEPT: 0.9}
"""What a concept is worth against the word itself."""
_NEXT_TERM = 0.96
"""A concept's terms are ordered: each says a little less than the one before."""

Admits = Callable[[Credential], bool]


class CatalogueIndex:
    """Searches a fixed sequence of credentials; the same goal always gets the same answer."""

    def __init__(self, credentials: Sequence[Credential], concepts: Concepts, fillers: Fillers) -> None:
        self._credentials = tuple(sorted(credentials, key=lambda credential: credential.id))
        self._numbers = {credential.id: number for number, credential in enumerate(self._credentials)}
        self._concepts = concepts
        self._fillers = fillers
        self._postings = Postings(self._credentials)
        known = concepts.words | fillers.ignored | fillers.light
        self._variants = Variants(self._postings.words, known, self._times_met())
        self._spoken = lru_cache(maxsize=4096)(self._spoken_of)

    def search(self, goal: str, *, admits: Admits | None = None, limit: int = 10) -> SearchAnswer:
        """The best `limit` hits among the credentials that `admits` lets pass (all, where None)."""
        tokens = joined_where_known(tokens_of(goal), self._concepts.by_word, self._fillers.ignored)
        slots = self._slots(tokens)
        if not slots:
            return SearchAnswer(Certainty.NONE, ())
        allowed = self._allowed(admits)
        scored = self._scored(slots, frozenset(map(fold, tokens)), allowed)[:limit]
        hits = tuple(self._hit(number, score, slots) for number, score in scored)
        certainty = hits[0].certainty if hits else Certainty.NONE
        return SearchAnswer(certainty, hits, self._unexplained(slots, scored))

    def terms_without_credential(self) -> Iterator[tuple[str, str]]:
        """The phrases and terms of the vocabulary that lead to nothing in this catalogue."""
        for concept in self._concepts.all:
            for term in (*concept.terms, *concept.never):
                if not any(True for _ in self._holders(term)):
                    yield concept.said, term

    def _times_met(self) -> dict[str, int]:
        """How many credentials and phrases hold each word."""
        met = {word: len(self._postings.of(word)) for word in self._postings.words}
        for word, concepts in self._concepts.by_word.items():
            met[word] = met.get(word, 0) + len(concepts)
        return met

    def _spoken_of(self, word: str) -> dict[int, Evidence]:
        """What the phrases that hold `word` lead to, as evidence for the single word.

        People seldom say a phrase whole: "my toddler screams in the shop" shares words with several
        phrases on parenting and holds none. This is document expansion by expected queries.
        """
        slot = Slot(word, 0)
        concepts = [concept for concept in self._concepts.by_word.get(word, ()) if not concept.is_order]
        ways = {(concept.match, concept.terms): concept for concept in concepts}
        is_subject = any(concept.words == {word} for concept in concepts)
        weight = _SPOKEN_WEIGHT_OF_SUBJECT if is_subject else _SPOKEN_WEIGHT
        for concept in ways.values():
            self._offer_concept(slot, concept, weight, word)
        return slot.evidence

    def _allowed(self, admits: Admits | None) -> set[int] | None:
        if admits is None:
            return None
        return {number for number, credential in enumerate(self._credentials) if admits(credential)}

    def _slots(self, tokens: Sequence[str]) -> list[Slot]:
        meant = [self._meant(tokens, place) for place in range(len(tokens))]
        slots = {
            place: self._word_slot(tokens[place], variants)
            for place, variants in enumerate(meant)
            if not any(variant.word in self._fillers.ignored for variant in variants[:1])
        }
        return self._with_phrases(tokens, meant, slots)

    def _meant(self, tokens: Sequence[str], place: int) -> tuple[Variant, ...]:
        is_last = place == len(tokens) - 1
        return self._variants.of(fold(tokens[place]), is_last=is_last)

    def _word_slot(self, word: str, variants: Sequence[Variant]) -> Slot:
        slot = Slot(word, 0.0)
        for variant in variants:
            for number, posting in self._postings.of(variant.word).items():
                reason = Reason(variant.match, word, posting.text, posting.field)
                slot.offer(number, variant.likeness * posting.weight, reason)
            for number, evidence in self._spoken(variant.word).items():
                reason = replace(evidence.reason, said=word)
                slot.offer(number, variant.likeness * evidence.value, reason)
        slot.weight = self._weight(variants, slot)
        return slot

    def _weight(self, variants: Sequence[Variant], slot: Slot) -> float:
        """How much a word matters: rare ones more, light ones and those met only in prose less."""
        if not slot.evidence:
            return _UNKNOWN_WEIGHT
        best_field = max(evidence.value for evidence in slot.evidence.values())
        weight = self._postings.rarity(len(slot.evidence)) * best_field
        is_light = variants[0].word in self._fillers.light or slot.said.isdigit()
        return weight * (_LIGHT_WEIGHT if is_light else 1)

    def _with_phrases(
        self, tokens: Sequence[str], meant: Sequence[Sequence[Variant]], slots: dict[int, Slot]
    ) -> list[Slot]:
        """Phrases take the places of their words, the longest first; a later one adds to the taker."""
        taken: dict[int, Slot] = {}
        said = set(slots)
        for phrase in phrases_in(meant, self._concepts):
            if not phrase.concept.terms and self._is_here(phrase.concept):
                continue
            if phrase.concept.is_order and not said <= set(phrase.places):
                continue
            words = " ".join(tokens[place] for place in phrase.places)
            takers = {id(taken[place]): taken[place] for place in phrase.places if place in taken}
            if not takers:
                parts = [slots.pop(place) for place in phrase.places if place in slots]
                taken.update(dict.fromkeys(phrase.places, self._phrase_slot(phrase, parts, words)))
                continue
            taker = next(iter(takers.values()))
            if len(takers) == 1 and not taker.is_outside:
                share = len(phrase.places) / sum(slot is taker for slot in taken.values())
                likeness = phrase.likeness * min(1.0, _PART + (1 - _PART) * share)
                self._offer_concept(taker, phrase.concept, likeness, words)
        phrases = {id(slot): slot for slot in taken.values()}
        return [*phrases.values(), *slots.values()]

    def _is_here(self, concept: Concept) -> bool:
        """Whether a title, skill or topic holds all words of a wish that the vocabulary calls outside.

        The vocabulary speaks of the seed pack; another catalogue may well serve the wish.
        """
        postings = [self._postings.of(word) for word in concept.words]
        return any(
            len({posting[number].text for posting in postings}) == 1
            and postings[0][number].field in _TERSE_FIELDS
            for number in set.intersection(*map(set, postings))
        )

    def _phrase_slot(self, phrase: Phrase, parts: Sequence[Slot], said: str) -> Slot:
        concept = phrase.concept
        total = sum(part.weight for part in parts)
        is_outside = not concept.terms
        least = _OUTSIDE_WEIGHT if is_outside else _PHRASE_WEIGHT
        slot = Slot(said, max(total, least), is_phrase=True, is_outside=is_outside)
        for part in () if is_outside else parts:
            for number in part.evidence:
                met = [other for other in parts if number in other.evidence]
                value = sum(other.weight * other.evidence[number].value for other in met) / slot.weight
                # "machine" alone is not what "machine learning" says.
                share = 1.0 if len(met) == len(phrase.places) else _PART_OF_PHRASE
                share *= _BEHIND_NAMED if concept.is_order else 1.0
                slot.offer(number, value * share, reason_of_parts(parts, number))
        self._offer_concept(slot, concept, phrase.likeness, said)
        return slot

    def _offer_concept(self, slot: Slot, concept: Concept, likeness: float, said: str) -> None:
        strength = _STRENGTH[concept.match] * likeness
        for term in concept.terms:
            for number, value, found, where in self._holders(term):
                slot.offer(number, strength * value, Reason(concept.match, said, found, where))
            strength *= _NEXT_TERM
        for term in concept.never:
            for number, *_ in self._holders(term):
                slot.evidence.pop(number, None)

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
        self, slots: Sequence[Slot], words: frozenset[str], allowed: set[int] | None
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
        lift = 1 - _TITLE_BONUS + _TITLE_BONUS * len(title & words) / max(1, len(title))
        if language == self._credentials[number].language:
            lift += _LANGUAGE_BONUS
        return min(1.0, score * lift)

    def _certainty(self, number: int, score: float, slots: Sequence[Slot]) -> Certainty:
        if score >= STRONG_FROM:
            return Certainty.STRONG
        by_phrase = any(
            slot.is_phrase and number in slot.evidence and slot.evidence[number].value >= _SURE
            for slot in slots
        )
        enough = WEAK_FROM_WITH_PHRASE if by_phrase else WEAK_FROM
        return Certainty.WEAK if score >= enough else Certainty.NONE

    def _unexplained(self, slots: Sequence[Slot], scored: Sequence[tuple[int, float]]) -> tuple[str, ...]:
        found = {number for number, _ in scored}
        return tuple(slot.said for slot in slots if found.isdisjoint(slot.evidence))

    def _hit(self, number: int, score: float, slots: Sequence[Slot]) -> Hit:
        met = [
            (slot.weight * slot.evidence[number].value, slot.evidence[number].reason)
            for slot in slots
            if number in slot.evidence
        ]
        met.sort(key=lambda pair: (-pair[0], pair[1].said))
        reasons = tuple(dict.fromkeys(reason for _, reason in met))
        certainty = self._certainty(number, score, slots)
        return Hit(self._credentials[number].id, round(score, 4), reasons[:MAX_REASONS], certainty)
