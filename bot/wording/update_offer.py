"""What taking in the catalogue's words would change, task by task."""

from collections.abc import Iterator

from bot.domain.enrolment_update import UpdateOffer
from bot.wording.texts import Texts

_MOST_OF_A_KIND = 5


def offer_details(texts: Texts, offer: UpdateOffer) -> Iterator[str]:
    """What would be new, gone, named and timed otherwise, a line each; of each kind the first few."""
    yield from _some(texts, [texts("offer-task-added", title=task.title) for task in offer.added])
    yield from _some(texts, [texts("offer-task-removed", title=task.title) for task in offer.removed])
    yield from _some(
        texts,
        [_renamed(texts, before.title, after.title) for before, after in offer.renamed],
    )
    if offer.retimed or offer.has_new_effort:
        yield texts("offer-retimed")
    if offer.is_reordered:
        yield texts("offer-reordered")
    if offer.has_new_name:
        yield texts("offer-new-name")


def _some(texts: Texts, said: list[str]) -> Iterator[str]:
    yield from said[:_MOST_OF_A_KIND]
    if len(said) > _MOST_OF_A_KIND:
        yield texts("offer-more", count=len(said) - _MOST_OF_A_KIND)


def _renamed(texts: Texts, before: str, after: str) -> str:
    """A task with another name, or (the same one) with another kind of proof."""
    if before == after:
        return texts("offer-task-rekinded", title=after)
    return texts("offer-task-renamed", before=before, after=after)
