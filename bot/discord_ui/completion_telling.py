"""What a completion says, when it is told, and when it is taken back."""

from typing import TYPE_CHECKING

from bot.discord_ui.cards.announcement import (
    PICTURE_NAME,
    Achiever,
    Marks,
    achievement_announced,
    announcement_card,
    picture_description,
    withdrawn_card,
)
from bot.discord_ui.cards.card import CardFile, Item, picture
from bot.discord_ui.markdown import Markup
from bot.discord_ui.people import names_of
from bot.discord_ui.pictures.drawing import PictureFailedError
from bot.discord_ui.server_look import access_to
from bot.discord_ui.telling import Telling
from bot.domain.announcement import Announcement, announcement_of
from bot.domain.delivery import Delivery
from bot.domain.server_checks import Permission
from bot.domain.server_settings import AnnouncementStyle

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient


async def completion_telling(client: "BadgerClient", delivery: Delivery) -> Telling:
    """Who has completed what, with the picture of it where the server wants one."""
    texts, key = client.desk.texts, delivery.key
    announced = announcement_of(delivery.payload)
    told = await client.desk.use_cases.announcements.told(key.guild_id, key.scope_id, delivery.id)
    name = (await names_of(client, key.guild_id, [key.scope_id]))[key.scope_id]
    marks = Marks(delivery.id, delivery.nonce)
    if delivery.is_withdrawn:
        return Telling(withdrawn_card(texts, announced, Achiever(name), marks))
    pings = key.scope_id if told.pings else None
    who = Achiever(name, Markup(f"<@{pings}>") if pings is not None else None)
    shown = None
    if told.settings.style is AnnouncementStyle.PICTURE and _may_attach(client, delivery):
        shown = await drawn(client, announced)
    card = announcement_card(
        texts,
        announced,
        who,
        tone=told.settings.tone,
        marks=marks,
        shown=shown,
        congratulations=told.congratulations,
    )
    return Telling(card, pings)


async def drawn(client: "BadgerClient", announced: Announcement) -> Item | None:
    """The picture; None where it cannot be drawn: all of it stands in the text too."""
    texts = client.desk.texts
    try:
        png = await client.desk.drawing.png(achievement_announced(texts, announced))
    except PictureFailedError:
        return None
    return picture(CardFile(PICTURE_NAME, png), picture_description(texts, announced))


def _may_attach(client: "BadgerClient", delivery: Delivery) -> bool:
    guild = client.get_guild(delivery.key.guild_id)
    channel_id = delivery.sent.channel_id if delivery.sent else delivery.channel_id
    if guild is None or channel_id is None:
        return True
    return Permission.ATTACH not in access_to(guild, channel_id).missing
