"""Which word stands in which field of which credential, and how much that says."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from bot.domain.credential import Credential
from bot.domain.hits import Field
from bot.search.words import words_of

FIELD_WEIGHTS = {
    Field.TITLE: 1.0,
    Field.SKILL: 0.85,
    Field.TOPIC: 0.85,
    Field.ISSUER: 0.7,
    Field.SUMMARY: 0.5,
    Field.TASK: 0.3,
}
"""How much a word says where it stands; the order was chosen by reading, the steps on the judged queries."""


@dataclass(frozen=True, slots=True)
class Posting:
    """A word in one credential: the best field, its weight from 0 to 1, and the text it stands in."""

    field: Field
    weight: float
    text: str


class Postings:
    """word -> credential number -> posting. Numbers are positions in the sequence given."""

    def __init__(self, credentials: Sequence[Credential]) -> None:
        self.size = len(credentials)
        self._by_word: dict[str, dict[int, Posting]] = {}
        self.title_words: list[frozenset[str]] = []
        for number, credential in enumerate(credentials):
            self.title_words.append(frozenset(words_of(credential.title)))
            for name, text in fields_of(credential):
                self._add(number, Posting(name, FIELD_WEIGHTS[name], text))

    def _add(self, number: int, posting: Posting) -> None:
        words = words_of(posting.text)
        # "front end" is found by "frontend"; only where the wording is terse, since prose joins anything.
        joined = (
            [first + second for first, second in pairwise(words)]
            if posting.field in {Field.TITLE, Field.SKILL, Field.TOPIC}
            else []
        )
        bare = [word.rstrip("+#") for word in words if len(word.rstrip("+#")) > 1]
        for word in {*words, *joined, *bare}:
            known = self._by_word.setdefault(word, {})
            if number not in known or known[number].weight < posting.weight:
                known[number] = posting

    @property
    def words(self) -> Iterable[str]:
        """The vocabulary."""
        return self._by_word

    def of(self, word: str) -> dict[int, Posting]:
        """The credentials that hold `word`; empty where none does."""
        return self._by_word.get(word, {})

    def rarity(self, count: int) -> float:
        """How much a word says that `count` credentials hold (the idf of BM25; Robertson, Zaragoza 2009)."""
        return log(1 + (self.size - count + 0.5) / (count + 0.5))


def fields_of(credential: Credential) -> Iterator[tuple[Field, str]]:
    """The searchable texts of a credential, each with its field."""
    yield Field.TITLE, credential.title
    yield from ((Field.SKILL, skill) for skill in credential.skills)
    yield from ((Field.TOPIC, topic) for topic in credential.topics)
    yield Field.ISSUER, credential.issuer_line
    yield Field.SUMMARY, credential.summary
    yield from ((Field.TASK, task.title) for task in credential.tasks)
