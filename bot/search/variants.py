"""What a word of a goal may stand for among the known words: itself, a longer word, a form of it, a typo."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.hits import Match

MIN_PREFIX = 3
"""From so many letters on the last word typed may be unfinished."""
MIN_TYPO = 4
"""Shorter words are not corrected, and no word is corrected to a shorter one."""
MOST_SLIPS = 2
STEM = 4
"""Forms of one word share at least so many letters."""
TWO_TYPOS_FROM = 7
TWO_TYPOS_IF_SAME_LETTERS_FROM = 5
RELATED = 0.8
"""The likeness of another form of the word."""
UNFINISHED = 0.92
LETTER_TO_COME = 0.01
_RELATED_SHARE = 0.62
_FIRST_LETTER_COST = 0.5
_COST_OF_TYPO = 1.5
_SWAPPED_LETTERS = 0.75
LEAST_LIKENESS = 0.55


@dataclass(frozen=True, slots=True)
class Variant:
    """A known word that may be meant, with a likeness from 0 to 1."""

    word: str
    match: Match
    likeness: float


def likeness_unfinished(word: str, term: str) -> float:
    """How likely `term` is what was to become of the unfinished `word`."""
    return UNFINISHED - LETTER_TO_COME * (len(term) - len(word))


def likeness_of_slip(word: str, term: str) -> float:
    """How likely `word` is a slip for `term`: one slip, two in longer words, a changed first letter dear."""
    if len(term) < MIN_TYPO or abs(len(term) - len(word)) > MOST_SLIPS:  # no slip is longer
        return 0.0
    distance = OSA.distance(word, term, score_cutoff=MOST_SLIPS)
    if distance == 1:
        is_swapped = term[:2] == word[1::-1]
        cost = distance + (_FIRST_LETTER_COST if term[0] != word[0] and not is_swapped else 0)
        return 1 - _COST_OF_TYPO * cost / max(len(word), len(term))
    if distance == MOST_SLIPS and term[0] == word[0]:  # two slips
        if len(word) >= TWO_TYPOS_FROM:
            return 1 - _COST_OF_TYPO * distance / max(len(word), len(term))
        if len(word) >= TWO_TYPOS_IF_SAME_LETTERS_FROM and sorted(word) == sorted(term):
            return _SWAPPED_LETTERS
    return 0.0


def slips_among(terms: Sequence[str], word: str) -> list[tuple[str, float]]:
    """Those of `terms` that `word` may be a slip for, each with its likeness."""
    near = process.extract(word, terms, scorer=OSA.distance, score_cutoff=MOST_SLIPS, limit=None)
    return [
        (term, likeness)
        for term, distance, _ in near
        if distance and (likeness := likeness_of_slip(word, term)) >= LEAST_LIKENESS
    ]


def is_correctable(word: str) -> bool:
    """Whether an unknown `word` may be a slip: it is long enough and no number or code."""
    return len(word) >= MIN_TYPO and not any(character.isdigit() for character in word)


_INFLECTIONS = frozenset(
    ("s es e d ed er r or ers ing ings ly ting ning ming ping ding ging bing ted ned med ped").split()
)
ENDINGS = _INFLECTIONS | frozenset(
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
    if shared < STEM or shared < _RELATED_SHARE * min(len(one), len(other)):
        return False
    endings = ENDINGS if shared > STEM else _INFLECTIONS
    return all(not rest or rest in endings for rest in (one[shared:], other[shared:]))
