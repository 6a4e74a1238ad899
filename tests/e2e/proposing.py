"""A learner who proposes, the moderator at the queue, and what the learner is told."""

from tests.e2e.club import Club
from tests.e2e.person import Json, Person, component

TITLE, LINK = "Beekeeping for Beginners", "https://bees.example.org/beginners"
REPORTED = "teacher-sel"
CLOSED = 50007
"""Discord's code for a person who takes no direct messages."""


async def suggests(
    person: Person, channel: str, title: str = TITLE, link: str = LINK, time: str = ""
) -> Json:
    """Suggests a credential, and returns the answer."""
    opened = await person.uses_for_modal(channel, "credential suggest")
    return await person.submits(opened, title, link, "", time, [])


async def opens_first(club: Club) -> Json:
    """The moderator opens what has waited longest."""
    queue = await club.mira.uses(club.channel, "catalog queue")
    return await club.mira.chooses(queue, "Look at", "1. ")


async def refuses(club: Club, item: Json, reason: str) -> Json:
    """The moderator refuses it, for a reason."""
    return await club.mira.submits(await club.mira.opens_modal(item, "Refuse"), reason)


async def told(club: Club, person: Person) -> Json:
    """What the person is told in their direct messages."""
    direct = await person.direct_messages_with(club.bot_id)
    return await person.hears_from_bot(direct, "0")


def draft_of(opened: Json, name: str) -> str:
    """What stands in an input of the form before one types."""
    return str(component(opened["modal"], lambda part: part.get("custom_id") == name)["value"])


def closes_direct_messages(club: Club, person: Person) -> None:
    """Nobody may write to the person any more."""
    known = club.sandbox.world.person(int(person.id))
    assert known is not None
    known.accepts_direct_messages = False


def was_refused_by_closed_messages(club: Club) -> None:
    """Discord's refusals were those of closed messages, which nobody can know of before."""
    refusals = club.sandbox.violations
    assert {each.code for each in refusals} == {CLOSED}
    refusals.clear()
