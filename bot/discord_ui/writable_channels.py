"""Channels and threads of a server as an option of a command, and whether one may have Badger write there."""

from typing import Any, TypeAlias

import discord
from discord import app_commands

from bot.discord_ui.answering import BadgerInteraction
from bot.domain.errors import UserError

WritableChannel: TypeAlias = app_commands.AppCommandChannel | app_commands.AppCommandThread
_TYPES = (
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
    discord.ChannelType.news_thread,
)
_THREADS = _TYPES[2:]


class ChannelOption(app_commands.Transformer):
    """A channel or a thread in which people write; it need not be in this process's memory."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """What Discord shows: a channel picker."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """What it offers."""
        return list(_TYPES)

    async def transform(self, _interaction: discord.Interaction[Any], value: Any, /) -> WritableChannel:  # noqa: ANN401 - as discord.py has it
        """The channel as Discord describes it, with what the member may do there."""
        channel: WritableChannel = value
        return channel


def check_writable(interaction: BadgerInteraction, channel: WritableChannel) -> None:
    """Lets pass where both the member and Badger may write.

    Raises UserError `reminder-channel-not-yours` or `reminder-channel-closed`.
    """
    is_thread = channel.type in _THREADS
    if not _may_write(channel.permissions, is_thread=is_thread):
        raise UserError("reminder-channel-not-yours")
    guild = interaction.guild
    found = None if guild is None else guild.get_channel_or_thread(channel.id)
    if guild is None or found is None or isinstance(found, discord.CategoryChannel):
        # A thread that is put away is not in memory: the first try says whether it takes messages.
        return
    if not _may_write(found.permissions_for(guild.me), is_thread=is_thread):
        raise UserError("reminder-channel-closed")


def check_writable_here(interaction: BadgerInteraction) -> int:
    """The id of the channel in which somebody clicks, where both may write; raises as `check_writable`."""
    channel = interaction.channel
    is_thread = isinstance(channel, discord.Thread)
    if channel is None or interaction.guild_id is None:
        raise UserError("server-needed")
    if not _may_write(interaction.permissions, is_thread=is_thread):
        raise UserError("reminder-channel-not-yours")
    if not _may_write(interaction.app_permissions, is_thread=is_thread):
        raise UserError("reminder-channel-closed")
    return channel.id


def _may_write(allowed: discord.Permissions, *, is_thread: bool) -> bool:
    if allowed.administrator:
        return True
    writes = allowed.send_messages_in_threads if is_thread else allowed.send_messages
    return allowed.view_channel and writes
