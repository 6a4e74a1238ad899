"""From slots to hits.

The score of a credential is the weighted share of the goal that it explains, so the same number
orders the hits and says whether anything was found at all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Protocol

from bot.domain.hits import Certainty, Hit, Match, Reason, SearchAnswer
from bot.search.evidence import Met
from bot.search.postings import Posting
from bot.search.reading import Reading
from bot.search.slots import Slot, words_said

STRONG_FROM = 0.55
WEAK_FROM = 0.41
WEAK_FROM_WITH_PHRASE = 0.23
WEAK_FROM_BY_ONE_NAME = 0.5
STRONG_FROM_BY_ONE_NAME = 0.65
WEAK_FROM_BY_ONE_WORD = 0.62
STRONG_FROM_BY_ONE_WORD = 0.8
"""Shares of the goal that the best hit must explain; like all weights here they were chosen on the
tuning part of the judged queries (`tests/queries/README.md`).

A phrase of the vocabulary that leads to the hit is seldom an accident, so that less will do beside it;
a single word often is one, so that it must be most of the goal, the more so where the catalogue itself
does not say it.
"""
MAX_REASONS = 3
_SURE = 0.55
"""From this evidence on a phrase counts as leading to a hit."""
_MOST_TO_EXPLAIN = 4
"""A long complaint holds more words than any answer explains: explaining the heaviest of them is enough."""
_SAID_SHARE = 0.25
"""The part of a score that depends on how often the words are said, against the one that says them most."""
TITLE_BONUS = 0.06
"""For a title that the goal names whole; part of a title gets its part."""
_LANGUAGE_BONUS = 0.3
"""For credentials in the language of the goal, where that is not English."""


class Records(Protocol):
    """What is known of the credentials that slots name by their numbers."""

    def identity(self, number: int) -> str:
        """The id."""
        ...

    def language(self, number: int) -> str:
        """The language, ISO 639-1."""
        ...

    def title_share(self, number: int, words: AbstractSet[str]) -> float:
        """The share of the title's words that are among `words`."""
        ...

    def text_of(self, number: int, posting: Posting) -> str:
        """The text in which a word was met."""
        ...


@dataclass(frozen=True, slots=True)
class Ranking:
    """The credentials that some slot met, and which of them count."""

    reading: Reading
    slots: Sequence[Slot]
    records: Records
    admits: Callable[[int], bool] | None = None
    said: Mapping[int, float] | None = None
    """How often each credential is said the words of the goal, from 0 to 1; None where nobody counted."""

    def answer(self, limit: int) -> SearchAnswer:
        """The best `limit` hits, in a total order (score, then id)."""
        ordered: Iterable[tuple[int, float]] = self._ordered()
        if self.admits is not None:
            admits = self.admits
            ordered = ((number, score) for number, score in ordered if admits(number))
        best = list(islice(ordered, limit))
        hits = tuple(self._hit(number, min(1.0, score)) for number, score in best)
        certainty = hits[0].certainty if hits else Certainty.NONE
        return SearchAnswer(certainty, hits, self._unexplained({number for number, _ in best}))

    def _ordered(self) -> Iterator[tuple[int, float]]:
        heaviest = sorted((slot.weight for slot in self.slots), reverse=True)
        total = sum(heaviest[:_MOST_TO_EXPLAIN])
        scores: dict[int, float] = {}
        for slot in self.slots:
            share = slot.weight / total
            for number, met in slot.evidence.items():
                scores[number] = scores.get(number, 0.0) + share * met[0]
        if self.said is not None:
            counted = self.said.get
            scores = {
                number: score * (1 - _SAID_SHARE + _SAID_SHARE * counted(number, 0.0))
                for number, score in scores.items()
            }
        lifted = [(number, self._lifted(number, score)) for number, score in scores.items()]
        lifted.sort(key=_by_score)
        # Ids may have to be read from disk, so only equals are told apart by them, and only when shown.
        for _, equals in groupby(lifted, key=_by_score):
            alike = list(equals)
            if len(alike) > 1:
                alike.sort(key=lambda pair: self.records.identity(pair[0]))
            yield from alike

    def _lifted(self, number: int, score: float) -> float:
        """The score with what the title and the language of the goal add; above 1 it still tells apart."""
        named = self.records.title_share(number, self.reading.plain_words)
        lift = 1 - TITLE_BONUS + TITLE_BONUS * named
        if self.reading.language is not None and self.reading.language == self.records.language(number):
            lift += _LANGUAGE_BONUS
        return score * lift

    def _hit(self, number: int, score: float) -> Hit:
        met = [(slot, slot.evidence[number]) for slot in self.slots if number in slot.evidence]
        weighed = [(-slot.weight * what[0], words_said(slot, what), what) for slot, what in met]
        weighed.sort(key=lambda found: found[:2])
        reasons = (
            Reason(what[1], said, self.records.text_of(number, what[2]), what[2].field)
            for _, said, what in weighed
        )
        certainty = _certainty(met, score)
        chosen = tuple(dict.fromkeys(reasons))[:MAX_REASONS]
        return Hit(self.records.identity(number), round(score, 4), chosen, certainty)

    def _unexplained(self, found: AbstractSet[int]) -> tuple[str, ...]:
        """The words that no hit shown says anything about."""
        return tuple(slot.said for slot in self.slots if not slot.is_idle and found.isdisjoint(slot.evidence))


def _certainty(met: Sequence[tuple[Slot, Met]], score: float) -> Certainty:
    """How sure it is that a credential with this score is meant, by what met it."""
    if any(slot.is_phrase and what[0] >= _SURE for slot, what in met):
        weak_from, strong_from = WEAK_FROM_WITH_PHRASE, STRONG_FROM
    elif len(met) > 1:
        weak_from, strong_from = WEAK_FROM, STRONG_FROM
    elif met and met[0][1][1] is not Match.CONCEPT:
        weak_from, strong_from = WEAK_FROM_BY_ONE_NAME, STRONG_FROM_BY_ONE_NAME
    else:
        weak_from, strong_from = WEAK_FROM_BY_ONE_WORD, STRONG_FROM_BY_ONE_WORD
    if score >= strong_from:
        return Certainty.STRONG
    return Certainty.WEAK if score >= weak_from else Certainty.NONE


def _by_score(pair: tuple[int, float]) -> float:
    return -round(pair[1], 6)
