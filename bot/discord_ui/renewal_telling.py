"""What a delivered notice of an expiry says: read at the moment at which it is sent."""

import logging
from typing import TYPE_CHECKING

import discord
from aiohttp import ClientConnectionError

from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.cards.reminder import Posted
from bot.discord_ui.cards.renewal_notice import own_renewal_card, renewal_card
from bot.discord_ui.reminder_telling import check_is_there, posted_of
from bot.discord_ui.telling import Telling
from bot.domain.delivery import Delivery, NothingToSayError
from bot.domain.occurrence import nonce_of
from bot.domain.renewal import renewal_key
from bot.services.asker import Asker

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient

_log = logging.getLogger(__name__)


async def renewal_telling(client: "BadgerClient", delivery: Delivery) -> Telling:
    """That what a member earned expires.

    Raises NothingToSayError where it does not hold any more, GoneError where the member has left.
    """
    guild_id, user_id = delivery.key.guild_id, delivery.key.scope_id
    renewals = client.desk.use_cases.work.renewals
    notice = await renewals.notice(Asker(user_id, guild_id, 0), delivery.id)
    if notice is None:
        raise NothingToSayError
    await check_is_there(client, guild_id, user_id)
    posted = posted_of(client, delivery)
    card = renewal_card(client.desk.texts, notice, posted, user_id)
    return Telling(card, user_id if posted.is_public else None)


async def tell_renewals(interaction: BadgerInteraction) -> None:
    """Tells the member of what expires, where no direct message could; each once."""
    client, asker = interaction.client, asker_of(interaction)
    guild_id = asker.guild_id or 0
    server = client.server_names([guild_id])[guild_id]
    for number, notice in await client.desk.use_cases.work.renewals.claim_untold(asker):
        posted = Posted(number, nonce_of(renewal_key(notice.enrolment, notice.planned)), server)
        card = own_renewal_card(client.desk.texts, notice, posted, asker.user_id)
        try:
            await interaction.followup.send(view=card, ephemeral=True)
        except (discord.HTTPException, ClientConnectionError) as refused:
            _log.warning("A notice of an expiry could not be told at a command: %s", refused)
