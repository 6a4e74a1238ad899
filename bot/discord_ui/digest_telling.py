"""What a delivered digest says: read at the moment at which it is sent; nobody is pinged."""

from typing import TYPE_CHECKING

from bot.discord_ui.cards.card import CardFile
from bot.discord_ui.cards.digest import PICTURE_NAME, digest_card, digest_picture, told_of
from bot.discord_ui.people import present_names
from bot.discord_ui.pictures.drawing import PictureFailedError
from bot.discord_ui.telling import Telling
from bot.domain.delivery import Delivery, NothingToSayError
from bot.domain.digest import Digest
from bot.domain.occurrence import is_trial

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient


async def digest_telling(client: "BadgerClient", delivery: Delivery) -> Telling:
    """The server's digest. Raises NothingToSayError for a week in which nothing happened."""
    desk, guild_id = client.desk, delivery.key.guild_id
    reader = desk.use_cases.reminding.digests
    digest = await reader.digest(guild_id, delivery.due_at, is_trial=is_trial(delivery.key))
    names = await present_names(client, guild_id, told_of(digest))
    if digest.is_empty or not (names or digest.total_minutes or digest.groups.groups):
        raise NothingToSayError
    drawn = await _drawn(client, digest)
    return Telling(digest_card(desk.texts, digest, names, delivery.nonce, drawn))


async def _drawn(client: "BadgerClient", digest: Digest) -> CardFile | None:
    """The chart; None where there is none, or it cannot be drawn: all that it shows stands in the text."""
    wished = digest_picture(client.desk.texts, digest)
    if wished is None:
        return None
    try:
        return CardFile(PICTURE_NAME, await client.desk.drawing.png(wished))
    except PictureFailedError:
        return None
