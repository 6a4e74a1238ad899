"""Telling a member that their reminder could not be delivered: once, after their next command."""

import logging

import discord
from aiohttp import ClientConnectionError

from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.cards.reminder_settings import refused_card, refused_channel_card

_log = logging.getLogger(__name__)


async def tell_refusal(interaction: BadgerInteraction) -> None:
    """Tells that Discord refused it, how to allow it, and offers the channel; where they do not know yet."""
    schedules, asker = interaction.client.desk.use_cases.reminding.schedules, asker_of(interaction)
    if not await schedules.tell_refusal(asker):
        return
    schedule = await schedules.reminder(asker)
    if schedule is None:
        return
    texts = interaction.client.desk.texts
    is_direct = schedule.channel_id is None
    card = refused_card(texts) if is_direct else refused_channel_card(texts, schedule)
    try:
        await interaction.followup.send(view=card, ephemeral=True)
    except (discord.HTTPException, ClientConnectionError) as refused:
        _log.warning("A refused reminder could not be told of at a command: %s", refused)
