"""Somebody finishes, and the server is told: once, as they wished, and as it stands now."""

from collections.abc import AsyncIterator

import pytest

from bot.sandbox import permissions
from tests.e2e.club import Club
from tests.e2e.person import Json, Person, component, parts_of, text_of

FINISHED = "Where shall I tell who has finished?"
CREDENTIAL = "newpaltz-science-of-reading"


async def chooses_channel(person: Person, message: Json, placeholder: str, channel: str) -> Json:
    """Chooses a channel in the select with this placeholder."""
    part = component(message, lambda each: placeholder in each.get("placeholder", ""))
    return await person._uses_component(message, part, [channel])  # noqa: SLF001  # a select of channels


async def told(person: Person, channel: str, words: str) -> Json:
    """The message of Badger's in the channel that holds the words, waited for."""
    while True:
        for message in await person.sees(channel):
            if words in text_of(message):
                return message
        await person.wait_for(
            lambda event: (
                event["type"] in {"message_create", "message_update"}
                and event["message"]["channel_id"] == channel
                and words in text_of(event["message"])
            )
        )


@pytest.fixture
async def set_up(club: Club) -> AsyncIterator[tuple[Club, str]]:
    """A club whose moderator chose where completions are told."""
    hall = await club.mira.channel("study-hall")
    await chooses_channel(club.mira, await club.mira.uses(club.channel, "server setup"), FINISHED, hall)
    yield club, hall


async def finishes(club: Club, person: Person, *, wants_it_told: bool = True) -> Json:
    """Starts a credential and ticks all its tasks; the card of the completion."""
    card = await person.uses(club.channel, "start", credential=CREDENTIAL)
    card = await person.clicks(card, "Yes, tell them" if wants_it_told else "No, keep it to myself")
    while any(part.get("label") == "Done" for part in parts_of(card)):
        card = await person.clicks(card, "Done")
    assert "You did it!" in text_of(card)
    return card


async def test_the_server_is_told_who_has_finished_with_a_picture_and_without_a_ping(
    set_up: tuple[Club, str],
):
    club, hall = set_up
    await finishes(club, club.amara)
    message = await told(club.jonas, hall, "Amara has finished")
    assert message["mentions"] == []
    gallery = component(message, lambda part: part["type"] == 12)
    assert "Reading" in gallery["items"][0]["description"]
    assert len(message["attachments"]) == 1
