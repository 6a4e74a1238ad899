"""What a word, or a term of the vocabulary, meets in one part of the catalogue."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log
from typing import Protocol

from bot.domain.hits import Field, Match
from bot.search.concepts import Concept, Concepts
from bot.search.postings import TERSE_FIELDS, Posting
from bot.search.words import words_of

STRENGTH = {Match.SERVER_WORD: 0.98, Match.ANOTHER_NAME: 0.97, Match.CONCEPT: 0.95}
"""What a concept is worth against the word itself."""
NEXT_TERM = 0.91
"""A concept's terms are ordered: each says a little less than the one before."""
_SPOKEN_WEIGHT = 1.05
"""What a single word of a phrase is worth, against the whole phrase, by the part it has in the phrase:
rare words have the larger part."""
_SPOKEN_WEIGHT_OF_SUBJECT = 0.5
"""The same for a word that is a phrase by itself: "excel" says Excel, whatever phrases hold it too."""
_PART_COUNTS = 0.25
"""How much that part counts, from 0 (not at all) to 1."""
_MOST_REMEMBERED = 20_000

Said = str | tuple[tuple[str, Match, Posting], ...] | None
"""The words of the goal; parts of a phrase with what each met; None: those of the slot."""
Met = tuple[float, Match, Posting, Said]
"""The best that was met for a slot in one credential: its value from 0 to 1, how, where, by which words."""
SpokenTerm = tuple[str, Match, float]
"""A term that a single word of phrases leads to, how it is meant, and its strength."""
Holder = tuple[int, float, Posting]
"""A credential that a term leads to, with how well and by which text."""


class Shelf(Protocol):
    """A part of the catalogue, as far as evidence is gathered from it."""

    version: int

    def of(self, word: str) -> Mapping[int, Posting]:
        """The credentials that hold `word`."""
        ...

    def number_of(self, identity: str) -> int | None:
        """The number of the credential with this id."""
        ...


class SpokenTerms:
    """The terms that single words of phrases lead to, each once, the strongest first.

    People seldom say a phrase whole: "my toddler screams in the shop" shares words with several
    phrases on parenting and holds none. This is document expansion by expected queries.
    """

    def __init__(self, concepts: Concepts) -> None:
        self._concepts = concepts
        self._found: dict[str, list[SpokenTerm]] = {}
        self._lines = len({concept.terms for concept in concepts.all})
        self._told: dict[str, float] = {}

    def of(self, word: str) -> list[SpokenTerm]:
        """The terms of the phrases that hold `word`, how each is meant, and its strength."""
        found = self._found.get(word)
        if found is None:
            found = self._found[word] = self._terms_of(self._concepts.by_word.get(word, ()), word)
        return found

    def counts(self, word: str) -> dict[str, float]:
        """How many phrases with `word` lead to each term, later terms counting a little less."""
        counts: dict[str, float] = {}
        for concept in self._concepts.by_word.get(word, ()):
            strength = STRENGTH[concept.match]
            for term in () if concept.is_order else concept.terms:
                counts[term] = counts.get(term, 0.0) + strength
                strength *= NEXT_TERM
        return counts

    def _part(self, word: str, concept: Concept) -> float:
        """The part that `word` has in the phrase, from 0 to 1."""
        return self._telling(word) / sum(map(self._telling, concept.words))

    def _telling(self, word: str) -> float:
        """How much a word tells: the more, the fewer lines of the vocabulary hold it."""
        known = self._told.get(word)
        if known is None:
            lines = {concept.terms for concept in self._concepts.by_word.get(word, ())}
            known = self._told[word] = log(1 + self._lines / len(lines))
        return known

    def _terms_of(self, concepts: Sequence[Concept], word: str) -> list[SpokenTerm]:
        concepts = [concept for concept in concepts if not concept.is_order]
        is_subject = any(concept.words == {word} for concept in concepts)
        weight = _SPOKEN_WEIGHT_OF_SUBJECT if is_subject else _SPOKEN_WEIGHT
        strengths: dict[str, tuple[Match, float]] = {}
        for concept in concepts:
            strength = STRENGTH[concept.match] * weight * self._part(word, concept) ** _PART_COUNTS
            for term in concept.terms:
                if term not in strengths or strengths[term][1] < strength:
                    strengths[term] = (concept.match, strength)
                strength *= NEXT_TERM
        terms = ((term, match, strength) for term, (match, strength) in strengths.items())
        return sorted(terms, key=lambda found: (-found[2], found[0]))


class Evidence:
    """Remembers what words and terms meet on one shelf for as long as it does not change.

    `spoken` gives the terms that a single word leads to.
    """

    def __init__(self, shelf: Shelf, spoken: Callable[[str], Iterable[SpokenTerm]]) -> None:
        self.shelf = shelf
        self._spoken = spoken
        self._version = shelf.version
        self._of_word: dict[str, dict[int, Met]] = {}
        self._of_term: dict[str, list[Holder]] = {}

    def of_word(self, word: str) -> Mapping[int, Met]:
        """What `word` itself and the phrases that hold it lead to; not to be changed."""
        self._forget_the_old()
        found = self._of_word.get(word)
        if found is None:
            found = self.direct(word)
            for term, match, strength in self._spoken(word):
                offer_term(found, self.of_term(term), match, strength)
            if len(self._of_word) >= _MOST_REMEMBERED:
                self._of_word.clear()
            self._of_word[word] = found
        return found

    def direct(self, word: str) -> dict[int, Met]:
        """What `word` itself meets."""
        return {
            number: (posting.weight, Match.SAME, posting, None)
            for number, posting in self.shelf.of(word).items()
        }

    def of_term(self, term: str) -> list[Holder]:
        """The credentials that a concept's term leads to."""
        self._forget_the_old()
        found = self._of_term.get(term)
        if found is None:
            found = self._of_term[term] = list(_holders(self.shelf, term))
        return found

    def has_together(self, words: Iterable[str]) -> bool:
        """Whether a title, skill or topic holds all the words."""
        postings = [self.shelf.of(word) for word in words]
        return any(
            len({posting[number].text for posting in postings}) == 1
            and postings[0][number].field in TERSE_FIELDS
            for number in set.intersection(*map(set, postings))
        )

    def _forget_the_old(self) -> None:
        if self._version != self.shelf.version:
            self._version = self.shelf.version
            self._of_word.clear()
            self._of_term.clear()


def _holders(shelf: Shelf, term: str) -> Iterable[Holder]:
    if term.startswith("@"):
        number = shelf.number_of(term[1:])
        if number is not None:
            yield number, 1.0, Posting(Field.TITLE, 1.0, "")
        return
    postings = [shelf.of(word) for word in words_of(term)]
    if len(postings) == 1:
        yield from ((number, posting.weight, posting) for number, posting in postings[0].items())
        return
    if not postings or not all(postings):
        return
    for number in set.intersection(*map(set, postings)):
        weakest = min((posting[number] for posting in postings), key=lambda met: met.weight)
        yield number, weakest.weight, weakest


def offer_term(
    found: dict[int, Met], holders: Iterable[Holder], match: Match, strength: float, said: Said = None
) -> None:
    """Keeps a term's credentials where they are the best of the slot."""
    for number, weight, posting in holders:
        offer(found, number, (strength * weight, match, posting, said))


def offer(found: dict[int, Met], number: int, met: Met) -> None:
    """Keeps what was met if it is the best of the slot for the credential `number`.

    Where the very word was met, it stays the reason: nobody needs a concept to see why.
    """
    known = found.get(number)
    if known is None:
        found[number] = met
    elif known[0] < met[0]:
        found[number] = (met[0], *known[1:]) if known[1] is Match.SAME else met
