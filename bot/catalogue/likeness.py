"""Credentials that may be the one that is being added: alike in title, all the more of one issuer."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from bot.domain.credential import Credential
from bot.domain.names import folded

ALIKE = 80
"""Titles this alike (0 to 100, order of words ignored) are shown, whoever the issuer is."""
ALIKE_OF_ONE_ISSUER = 60
"""One issuer seldom has two of nearly the same name."""
MOST = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """A credential that may be the same; `percent` says how alike the titles are."""

    credential: Credential
    percent: int
    is_of_same_issuer: bool


def look_alikes(
    title: str, issuer: str, credentials: Iterable[Credential], *, but: str | None = None
) -> tuple[Likeness, ...]:
    """Up to `MOST` credentials like this one, the most alike first; `but` is its own id."""
    others = [each for each in credentials if each.id != but]
    titles = [_words(each.title) for each in others]
    matches = process.extract(
        _words(title), titles, scorer=fuzz.ratio, score_cutoff=ALIKE_OF_ONE_ISSUER, limit=None
    )
    own = folded(issuer)
    found = [
        Likeness(others[at], round(score), own in {folded(others[at].issuer), folded(others[at].issuer_line)})
        for _, score, at in matches
    ]
    alike = [each for each in found if each.is_of_same_issuer or each.percent >= ALIKE]
    return tuple(sorted(alike, key=_most_alike_first)[:MOST])


def _most_alike_first(likeness: Likeness) -> tuple[int, bool, str]:
    return -likeness.percent, not likeness.is_of_same_issuer, likeness.credential.id


def _words(title: str) -> str:
    return " ".join(sorted(default_process(title).split()))


@dataclass(frozen=True, slots=True)
class NewTopic:
    """A topic that no credential has; `nearest` is one that may be meant, where there is one."""

    topic: str
    nearest: str | None


def new_topics(topics: Iterable[str], credentials: Iterable[Credential]) -> tuple[NewTopic, ...]:
    """Those of the topics that none of the credentials has, in their order."""
    known = sorted({topic for each in credentials for topic in each.topics})
    return tuple(NewTopic(topic, _nearest(topic, known)) for topic in topics if topic not in known)


def _nearest(topic: str, known: list[str]) -> str | None:
    best = process.extractOne(topic, known, scorer=fuzz.ratio, score_cutoff=ALIKE_OF_ONE_ISSUER)
    return best[0] if best else None
