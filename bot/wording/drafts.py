"""A draft in words: what is missing, and what to look at before it is published."""

from collections.abc import Iterable, Iterator

from bot.domain.credential import Credential
from bot.wording.texts import Texts


def meter_text(texts: Texts, there: int, total: int, missing: Iterable[str]) -> str:
    """How complete it is: "9 of 14", and what is still missing; `missing` are element names."""
    names = ", ".join(texts(f"element-{each}") for each in missing)
    if not names:
        return texts("draft-meter-full", total=total)
    return texts("draft-meter", there=there, total=total, missing=names)


def alike_text(texts: Texts, other: Credential, percent: int, *, is_of_same_issuer: bool) -> str:
    """A credential that may be the same, with how alike the titles are."""
    name = "draft-alike-same-issuer" if is_of_same_issuer else "draft-alike"
    return texts(name, title=other.title, issuer=other.issuer_line, percent=percent)


def gaps_text(texts: Texts, *, lacks_hours: bool, lacks_basis: bool, lacks_tasks: bool) -> Iterator[str]:
    """What a learner will miss most."""
    if lacks_hours:
        yield texts("draft-lacks-hours")
    if lacks_basis:
        yield texts("draft-lacks-basis")
    if lacks_tasks:
        yield texts("draft-lacks-tasks")


def new_topic_text(texts: Texts, topic: str, nearest: str | None) -> str:
    """That nothing else has the topic, and what may be meant."""
    if nearest is None:
        return texts("draft-new-topic", topic=topic)
    return texts("draft-new-topic-near", topic=topic, nearest=nearest)
