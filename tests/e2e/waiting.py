"""Answers that tell how far the work is before they say what came of it."""

from tests.e2e.club import Club
from tests.e2e.person import Json, text_of


async def settled(club: Club, message: Json) -> Json:
    """What the moderator sees in the message's place once the work is done; each look takes its time."""
    while "percent done" in text_of(message):
        seen = await club.mira.sees(message["channel_id"])
        message = next(each for each in seen if each["id"] == message["id"])
    return message


async def imported(club: Club, **options: object) -> Json:
    """What `/catalog import` comes to, for the moderator."""
    return await settled(club, await club.mira.uses(club.channel, "catalog import", **options))
