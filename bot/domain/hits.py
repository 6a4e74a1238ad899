"""What a search finds: credentials with a score and the reasons for it."""

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """The part of a credential in which a word of the goal was met."""

    TITLE = "title"
    SKILL = "skill"
    TOPIC = "topic"
    ISSUER = "issuer"
    SUMMARY = "summary"
    TASK = "task"


class Match(StrEnum):
    """How a word of the goal met the catalogue's text."""

    SAME = "same"
    PREFIX = "prefix"
    RELATED_FORM = "related_form"
    TYPO = "typo"
    ANOTHER_NAME = "another_name"
    CONCEPT = "concept"
    SERVER_WORD = "server_word"
    """Another name that is said in one server only; `found` is what it means there."""


class Certainty(StrEnum):
    """How much of the goal a hit explains; `none` is too little to call it an answer."""

    STRONG = "strong"
    WEAK = "weak"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Reason:
    """`said` in the goal met `found` in a field of the credential, in the catalogue's own spelling."""

    match: Match
    said: str
    found: str
    field: Field


@dataclass(frozen=True, slots=True)
class Hit:
    """One credential found; `score` from 0 to 1, reasons with the weightiest first."""

    credential_id: str
    score: float
    reasons: tuple[Reason, ...]
    certainty: Certainty = Certainty.STRONG


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The hits of a goal, best first, in a total order (score, then id).

    `certainty` is that of the best hit; `unexplained` are the words that no hit says anything about.
    """

    certainty: Certainty
    hits: tuple[Hit, ...]
    unexplained: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A credential that the typed letters may mean."""

    credential_id: str
    title: str
