"""The server's week in one message: every week in which something happened, and in no other."""

from datetime import timedelta

import pytest

from bot.domain.visibility import Visibility
from bot.services.asker import Asker
from tests.e2e.club import Club
from tests.e2e.person import Json, Person, component, is_private, parts_of, text_of
from tests.e2e.test_reminders import settled

pytestmark = pytest.mark.timeout(180)

READING = "newpaltz-science-of-reading"
WEEK = timedelta(days=7).total_seconds()


async def is_seen(club: Club, person: Person) -> None:
    """The person lets the server see their progress."""
    guild_id = next(iter(club.sandbox.world.guilds))
    asker = Asker(int(person.id), guild_id, 1)
    await club.client.desk.use_cases.work.profile.set_visibility(asker, Visibility.SERVER)


async def digests(person: Person, channel: str) -> list[Json]:
    return [each for each in await person.sees(channel) if "The week in our server" in text_of(each)]


async def test_the_digest_tells_of_the_week_and_is_silent_when_nothing_happened(club: Club):
    clock, hall = club.sandbox.clock, await club.mira.channel("study-hall")
    clock.move_to_next("tuesday 12:00")
    await club.mira.uses(club.channel, "announce setup", channel=hall, day="Monday", at="09:00")
    await is_seen(club, club.amara)
    card = await club.amara.uses(club.channel, "start", credential=READING)
    await club.amara.clicks(card, "No, keep it to myself")
    await club.amara.uses(club.channel, "log", minutes="45")
    await club.jonas.uses(club.channel, "start", credential=READING)
    await club.jonas.uses(club.channel, "log", minutes="30")
    clock.move_to_next("monday 09:00")
    await settled(club)
    (told,) = await digests(club.jonas, hall)
    assert "**Started**" in text_of(told)
    assert "Amara: " in text_of(told)
    assert "Jonas" not in text_of(told)
    assert "45 min of work, by one member" in text_of(told)
    assert told["mentions"] == []
    gallery = component(told, lambda part: part["type"] == 12)
    assert "Tue 45 min" in gallery["items"][0]["description"]
    mine = await club.jonas.clicks(told, "Where am I?")
    assert is_private(mine)
    assert any("This week" in str(part.get("content", "")) for part in parts_of(mine))
    clock.advance(WEEK)
    await settled(club)
    assert len(await digests(club.jonas, hall)) == 1
    await club.amara.uses(club.channel, "log", minutes="20")
    clock.advance(WEEK)
    await settled(club)
    assert len(await digests(club.jonas, hall)) == 2
