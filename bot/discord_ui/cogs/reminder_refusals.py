"""When members are told that their reminder could not be delivered: once, after their next command."""

import logging
from typing import TYPE_CHECKING, Any

import discord
from aiohttp import ClientConnectionError
from discord.ext import commands

from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.cards.reminder_settings import refused_card, refused_channel_card
from bot.discord_ui.desk import Desk

if TYPE_CHECKING:
    from discord import app_commands

_log = logging.getLogger(__name__)


class ReminderRefusalsCog(commands.Cog):
    """Listens for the moments at which a member can be told."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @commands.Cog.listener("on_app_command_completion")
    async def tell_after_a_command(
        self,
        interaction: BadgerInteraction,
        _: "app_commands.Command[Any, ..., Any] | app_commands.ContextMenu",
    ) -> None:
        """Tells that Discord refused it, how to allow it, and offers the channel."""
        if interaction.guild_id is None or interaction.response.type is discord.InteractionResponseType.modal:
            return
        schedules, asker = self._desk.use_cases.reminding.schedules, asker_of(interaction)
        if not await schedules.tell_refusal(asker):
            return
        schedule = await schedules.reminder(asker)
        if schedule is None:
            return
        texts = self._desk.texts
        is_direct = schedule.channel_id is None
        card = refused_card(texts) if is_direct else refused_channel_card(texts, schedule)
        try:
            await interaction.followup.send(view=card, ephemeral=True)
        except (discord.HTTPException, ClientConnectionError) as refused:
            _log.warning("A refused reminder could not be told of at a command: %s", refused)
