"""Notices channels and threads that vanish, and tells moderators what they could not be told elsewhere."""

import logging
from typing import TYPE_CHECKING, Any

import discord
from aiohttp import ClientConnectionError
from discord.ext import commands

from bot.discord_ui.answering import BadgerInteraction
from bot.discord_ui.cards.doctor import fault_notice
from bot.discord_ui.gate import Needs, needs_of

if TYPE_CHECKING:
    from discord import app_commands

    from bot.discord_ui.client import BadgerClient

_log = logging.getLogger(__name__)


class ChannelWatchCog(commands.Cog):
    """Listens for what goes, and for moderators who come."""

    def __init__(self, client: "BadgerClient") -> None:
        self._client = client

    @commands.Cog.listener("on_guild_channel_delete")
    async def channel_is_gone(self, channel: discord.abc.GuildChannel) -> None:
        """Keeps it, where the channel was used."""
        await self._client.desk.use_cases.setup.lost(channel.guild.id, channel.id)
        await self._client.desk.use_cases.groups.places.lost(channel.guild.id, channel.id)

    @commands.Cog.listener("on_raw_thread_delete")
    async def thread_is_gone(self, thread: discord.RawThreadDeleteEvent) -> None:
        """The same for a thread."""
        await self._client.desk.use_cases.setup.lost(thread.guild_id, thread.thread_id)
        await self._client.desk.use_cases.groups.places.lost(thread.guild_id, thread.thread_id)

    @commands.Cog.listener("on_raw_message_delete")
    async def message_is_gone(self, message: discord.RawMessageDeleteEvent) -> None:
        """Keeps it, where the message was the board of a group."""
        await self._messages_are_gone(message.guild_id, {message.message_id})

    @commands.Cog.listener("on_raw_bulk_message_delete")
    async def messages_are_gone(self, messages: discord.RawBulkMessageDeleteEvent) -> None:
        """The same for many at once."""
        await self._messages_are_gone(messages.guild_id, messages.message_ids)

    async def _messages_are_gone(self, guild_id: int | None, message_ids: set[int]) -> None:
        if guild_id is not None:
            await self._client.desk.use_cases.groups.places.lost_messages(guild_id, message_ids)

    @commands.Cog.listener("on_app_command_completion")
    async def moderator_comes(
        self,
        interaction: BadgerInteraction,
        command: "app_commands.Command[Any, ..., Any] | app_commands.ContextMenu",
    ) -> None:
        """Tells a moderator who used a command what could be told nowhere; once."""
        guild_id = interaction.guild_id
        is_modal = interaction.response.type is discord.InteractionResponseType.modal
        if guild_id is None or is_modal or needs_of(command) is not Needs.MANAGE_GUILD:
            return
        if not await self._client.desk.use_cases.setup.untold(guild_id):
            return
        try:
            await interaction.followup.send(view=fault_notice(self._client.desk.texts), ephemeral=True)
        except (discord.HTTPException, ClientConnectionError) as refused:
            _log.warning("A fault could not be told at a command: %s", refused)
