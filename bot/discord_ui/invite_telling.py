"""What an invitation into a study group says: by direct message, or at a command where those are closed."""

import logging
from typing import TYPE_CHECKING

import discord
from aiohttp import ClientConnectionError

from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.cards.group_invite import invitation_card, waiting_invitation_card
from bot.discord_ui.people import is_member, names_of
from bot.discord_ui.telling import Telling
from bot.domain.delivery import Delivery, GoneError, NothingToSayError
from bot.services.asker import Asker

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient

_log = logging.getLogger(__name__)


async def invite_telling(client: "BadgerClient", delivery: Delivery) -> Telling:
    """The invitation as it stands.

    Raises NothingToSayError where it is answered or over, GoneError where the invited one has left.
    """
    guild_id, user_id = delivery.key.guild_id, delivery.key.scope_id
    asker = Asker(user_id, guild_id, 0)
    invited = await client.desk.use_cases.groups.invitations.of(asker, int(delivery.key.subject))
    if invited is None or not invited.view.group.is_living:
        raise NothingToSayError
    if not await is_member(client, guild_id, user_id):
        raise GoneError
    by = invited.invitation.invited_by
    names = await names_of(client, guild_id, [by])
    server = client.server_names([guild_id])[guild_id]
    view = invited.view
    card = invitation_card(
        client.desk.texts, view.group, view.credential_title, names[by], server, delivery.nonce
    )
    return Telling(card)


async def tell_invitations(interaction: BadgerInteraction) -> None:
    """Shows whoever acts the invitations that could not be sent to them: each once."""
    client = interaction.client
    found = await client.desk.use_cases.groups.invitations.take_refused(asker_of(interaction))
    names = await names_of(client, interaction.guild_id, [each.invitation.invited_by for each in found])
    for each in found:
        view, by = each.view, names[each.invitation.invited_by]
        card = waiting_invitation_card(client.desk.texts, view.group, view.credential_title, by)
        try:
            await interaction.followup.send(view=card, ephemeral=True)
        except (discord.HTTPException, ClientConnectionError) as refused:
            _log.warning("An invitation could not be told of at a command: %s", refused)
