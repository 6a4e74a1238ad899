"""Which word stands in which field of a credential, and how much that says."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

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
TERSE_FIELDS = frozenset({Field.TITLE, Field.SKILL, Field.TOPIC})
"""Where the wording is short, so that words that stand together belong together."""


@dataclass(frozen=True, slots=True)
class Posting:
    """A word in one credential: the best field, its weight from 0 to 1, and the text it stands in."""

    field: Field
    weight: float
    text: str


def fields_of(credential: Credential) -> Iterator[tuple[Field, str]]:
    """The searchable texts of a credential, each with its field, the weightiest fields first."""
    yield Field.TITLE, credential.title
    yield from ((Field.SKILL, skill) for skill in credential.skills)
    yield from ((Field.TOPIC, topic) for topic in credential.topics)
    yield Field.ISSUER, credential.issuer_line
    yield Field.SUMMARY, credential.summary
    yield from ((Field.TASK, task.title) for task in credential.tasks)


def words_in(field: Field, text: str, *, joined: bool = True) -> set[str]:
    """The words by which `text` is found.

    "front end" is also found by "frontend" where neighbours are `joined`, but only in a terse text,
    since prose joins anything; "c++" is also found without its signs, if that leaves more than a letter.
    """
    words = words_of(text)
    found = set(words)
    if joined and field in TERSE_FIELDS:
        found.update(first + second for first, second in pairwise(words))
    found.update(bare for word in words if word[-1] in "+#" and len(bare := word.rstrip("+#")) > 1)
    return found
