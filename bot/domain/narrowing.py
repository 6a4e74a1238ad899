"""Choices that narrow a vague goal: topics that split what was found."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.credential import Credential
from bot.domain.hits import Hit

MOST_CHOICES = 3
LOOKED_AT = 24
"""So many of the best hits are split; what comes after says little about the goal."""
VAGUE_FROM = 8
"""From so many hits on, one word alone does not say which is meant."""
_SMALLEST = 2
_LARGEST_SHARE = 0.5
"""A topic that more than half of the hits have says what is meant: nothing is left to ask."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A topic that a person may mean, with how many of the hits have it."""

    topic: str
    count: int


def is_vague(hits: Sequence[Hit]) -> bool:
    """Whether one thing is all that the goal says, and many credentials serve it."""
    said = {reason.said for hit in hits[:LOOKED_AT] for reason in hit.reasons}
    return len(hits) >= VAGUE_FROM and len(said) == 1


def narrowing_choices(found: Sequence[Credential], said: str = "") -> tuple[Choice, ...]:
    """Two or three topics that part what was found; none where they would not.

    Each next topic is the one with the most hits that no chosen one has, and of equals the one that
    the better hit has. A topic that the goal (`said`) names already is no choice.
    """
    looked_at = list(found[:LOOKED_AT])
    holders: dict[str, set[int]] = {}
    for place, credential in enumerate(looked_at):
        for topic in credential.topics:
            holders.setdefault(topic, set()).add(place)
    for topic in [topic for topic in holders if topic.casefold().rstrip("s") in said.casefold()]:
        del holders[topic]
    most = max(map(len, holders.values()), default=0)
    if len(looked_at) < VAGUE_FROM or most > _LARGEST_SHARE * len(looked_at):
        return ()
    return _parted(holders)


def _parted(holders: dict[str, set[int]]) -> tuple[Choice, ...]:
    chosen: list[Choice] = []
    covered: set[int] = set()
    while len(chosen) < MOST_CHOICES:
        fresh = {topic: places - covered for topic, places in holders.items()}
        topic = min(
            fresh, key=lambda topic: (-len(fresh[topic]), min(fresh[topic], default=0), topic), default=""
        )
        if not topic or len(fresh[topic]) < _SMALLEST:
            break
        covered |= holders[topic]
        chosen.append(Choice(topic, len(holders[topic])))
    return tuple(chosen) if len(chosen) > 1 else ()
