"""Somebody finishes, and the server is told: once, as they wished, and as it stands now."""

from unittest.mock import patch

import pytest

from bot.discord_ui.delivering import Delivering
from bot.domain.delivery import RetryError
from bot.sandbox.permissions import SEND_MESSAGES
from bot.sandbox.world import Overwrite
from tests.e2e.club import Club
from tests.e2e.person import Json, Person, component, is_private, text_of

WHERE = "Where shall I announce?"
TASKS = 6
_GALLERY = 12
pytestmark = pytest.mark.timeout(120)
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
async def hall(club: Club) -> str:
    """The channel in which the moderator wants completions told."""
    club.sandbox.clock.move_to_next("monday 09:00")
    hall = await club.mira.channel("study-hall")
    card = await chooses_channel(club.mira, await club.mira.uses(club.channel, "server setup"), WHERE, hall)
    assert "Kept. I tell completions there" in text_of(card)
    return hall


async def begins(club: Club, person: Person, *, wants_it_told: bool = True) -> Json:
    """Starts a credential, and ticks all its tasks but the last."""
    card = await person.uses(club.channel, "start", credential=CREDENTIAL)
    card = await person.clicks(card, "Yes, tell them" if wants_it_told else "No, keep it to myself")
    for _ in range(TASKS - 1):
        card = await person.clicks(card, "Done")
    return card


async def finishes(club: Club, person: Person, *, wants_it_told: bool = True) -> Json:
    """Ticks all tasks; the card of the completion."""
    card = await person.clicks(await begins(club, person, wants_it_told=wants_it_told), "Done")
    assert "You did it!" in text_of(card)
    return card


def of_badger(club: Club, messages: list[Json]) -> list[Json]:
    return [each for each in messages if each["author"]["id"] == club.bot_id]


async def test_the_server_is_told_who_has_finished_with_a_picture_and_without_a_ping(club: Club, hall: str):
    await finishes(club, club.amara)
    message = await told(club.jonas, hall, "Amara has finished")
    assert message["mentions"] == []
    gallery = component(message, lambda part: part["type"] == _GALLERY)
    assert "Reading" in gallery["items"][0]["description"]
    assert len(message["attachments"]) == 1
    about = await club.jonas.clicks(message, "What is this?")
    assert is_private(about)
    assert "Science of Reading" in text_of(about)


async def test_who_asked_for_a_ping_is_pinged_and_nobody_else(club: Club, hall: str):
    card = await begins(club, club.amara)
    settings = await club.amara.uses(club.channel, "me settings")
    await club.amara.chooses(settings, "finish", "I tell this server, and ping you")
    await club.amara.clicks(card, "Done")
    message = await told(club.jonas, hall, "Amara has finished")
    assert [each["id"] for each in message["mentions"]] == [club.amara.id]


async def test_congratulations_are_counted_once_a_member_and_shown(club: Club, hall: str):
    await finishes(club, club.amara)
    message = await told(club.jonas, hall, "Amara has finished")
    own = await club.amara.clicks(message, "Congratulate")
    assert "This one is yours" in text_of(own)
    first = await club.jonas.clicks(message, "Congratulate")
    assert is_private(first)
    assert "You are the first to congratulate Amara" in text_of(first)
    again = await club.jonas.clicks(message, "Congratulate")
    assert "already" in text_of(again)
    counted = await told(club.mira, hall, "One member has congratulated")
    assert len(counted["attachments"]) == 1
    assert component(counted, lambda part: part["type"] == _GALLERY)


async def test_what_is_taken_back_after_it_was_told_is_said_kindly_and_what_holds_again_is_told_again(
    club: Club, hall: str
):
    card = await finishes(club, club.amara)
    assert "I will tell the server." in text_of(card)
    message = await told(club.jonas, hall, "Amara has finished")
    back = await club.amara.clicks(card, "Undo")
    changed = await told(club.jonas, hall, "Amara is still at work")
    assert changed["id"] == message["id"]
    assert changed["attachments"] == []
    await club.amara.clicks(back, "Done")
    assert (await told(club.jonas, hall, "Amara has finished"))["id"] == message["id"]


async def test_nobody_is_told_of_who_does_not_want_it_or_is_kept_from_it(club: Club, hall: str):
    await finishes(club, club.amara, wants_it_told=False)
    await club.mira.uses(club.channel, "server block", member=club.jonas.id, what="announcing")
    card = await finishes(club, club.jonas)
    assert "Only you see this" in text_of(card)
    now = await club.mira.uses(club.channel, "announce now")
    assert "Nothing waits" in text_of(now)
    assert of_badger(club, await club.mira.sees(hall)) == []


async def test_a_completion_waits_for_a_restart_and_is_told_once(club: Club, hall: str):
    card = await begins(club, club.amara)
    with patch.object(Delivering, "send", side_effect=RetryError):
        await club.amara.clicks(card, "Done")
    await club.restart_badger()
    await club.mira.uses(club.channel, "announce now")
    await told(club.jonas, hall, "Amara has finished")
    await club.mira.uses(club.channel, "announce now")
    assert len(of_badger(club, await club.jonas.sees(hall))) == 1


async def test_a_channel_that_vanishes_is_told_once_and_replaced_with_a_select(club: Club, hall: str):
    card = await begins(club, club.amara)
    club.sandbox.end_channel(int(hall))
    fault = await told(club.mira, club.channel, "A channel that I wrote to is gone")
    await club.amara.clicks(card, "Done")
    refused = await club.jonas.clicks(fault, "Mend it")
    assert "Manage Server" in text_of(refused)
    doctor = await club.mira.clicks(fault, "Mend it")
    assert "is not there any more" in text_of(doctor)
    welcome = await club.mira.channel("welcome")
    mended = await chooses_channel(club.mira, doctor, "Use another channel", welcome)
    assert "Everything that I need is there" in text_of(mended)
    await told(club.jonas, welcome, "Amara has finished")
    faults = [each for each in await club.mira.sees(club.channel) if "wrote to is gone" in text_of(each)]
    assert len(faults) == 1


async def test_the_doctor_says_what_to_click_and_sees_that_it_was_clicked(club: Club, hall: str):
    channel = club.sandbox.world.channel(int(hall))
    assert channel is not None
    closed = Overwrite(club.sandbox.world.bot.id, is_member=True, deny=SEND_MESSAGES)
    channel.overwrites.append(closed)
    await club.restart_badger()
    doctor = await club.mira.uses(club.channel, "server doctor")
    assert "I am not allowed to Send Messages" in text_of(doctor)
    channel.overwrites.remove(closed)
    await club.restart_badger()
    again = await club.mira.clicks(doctor, "Check again")
    assert "Everything that I need is there" in text_of(again)


async def test_a_moderator_takes_an_announcement_down_and_it_does_not_come_again(club: Club, hall: str):
    card = await finishes(club, club.amara)
    message = await told(club.jonas, hall, "Amara has finished")
    await club.mira.uses_on(hall, "Remove", message["id"])
    back = await club.amara.clicks(card, "Undo")
    await club.amara.clicks(back, "Done")
    await club.mira.uses(club.channel, "announce now")
    assert of_badger(club, await club.jonas.sees(hall)) == []
    audit = await club.mira.uses(club.channel, "server audit")
    assert "for Amara" in text_of(audit)
    assert "Chose where completions are told" in text_of(audit)


@pytest.mark.usefixtures("hall")
async def test_a_moderator_sets_the_server_up_step_by_step(club: Club):
    card = await club.mira.uses(club.channel, "server setup")
    card = await club.mira.chooses(card, "Time zone", "Berlin")
    assert "This server is in Berlin" in text_of(card)
    card = await club.mira.chooses(card, "which day", "Every Friday")
    card = await club.mira.chooses(card, "what time", "18:00")
    assert "every Friday at 18:00" in text_of(card)
    card = await club.mira.clicks(card, "Announcements off")
    assert "off, until you turn them on again" in text_of(card)
    shown = await club.mira.uses(club.channel, "server show")
    assert "Changed last by Mira" in text_of(shown)
    preview = await club.mira.clicks(card, "Preview")
    assert is_private(preview)
    assert "Mira has finished" in text_of(preview)
    styled = await club.mira.uses(club.channel, "announce style", look="text", tone="plain")
    assert "Without a picture, in plain words" in text_of(styled)
    paused = await club.mira.uses(club.channel, "announce pause", until="in 2 weeks")
    assert "paused until" in text_of(paused)


async def test_a_moderator_is_told_at_a_command_what_could_be_told_nowhere(club: Club, hall: str):
    await club.mira.uses(hall, "server setup")
    club.sandbox.end_channel(int(hall))
    while True:
        await club.mira.uses(club.channel, "announce now")
        seen = [text_of(each) for each in await club.mira.sees(club.channel)]
        if any("does not take my messages any more" in each for each in seen):
            break
    await club.mira.uses(club.channel, "announce now")
    seen = [text_of(each) for each in await club.mira.sees(club.channel)]
    assert sum("does not take my messages any more" in each for each in seen) == 1
