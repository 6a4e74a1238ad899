"""What the bot may see and do, or Discord's refusal."""

from bot.sandbox import refusals
from bot.sandbox.permissions import MANAGE_THREADS, VIEW_CHANNEL
from bot.sandbox.refusals import RefusedError
from bot.sandbox.world import Channel, Guild, Message, Thread, World


def channel_or_refuse(world: World, channel_id: int, *needed: int) -> Channel:
    """The channel, which the bot sees and in which it has these permissions. Raises RefusedError."""
    channel = world.channel(channel_id)
    is_foreign = (
        channel is not None and channel.guild_id is None and world.bot.id not in channel.recipient_ids
    )
    if channel is None or is_foreign:
        raise RefusedError(refusals.UNKNOWN_CHANNEL)
    allowed = world.permissions(world.bot.id, channel)
    if not allowed & VIEW_CHANNEL:
        raise RefusedError(refusals.MISSING_ACCESS)
    if any(not allowed & permission for permission in needed):
        raise RefusedError(refusals.MISSING_PERMISSIONS)
    return channel


def thread_or_refuse(world: World, channel_id: int, *needed: int) -> tuple[Channel, Thread]:
    """The thread, which the bot sees and in which it has these permissions. Raises RefusedError."""
    channel = channel_or_refuse(world, channel_id, *needed)
    if channel.thread is None:
        raise RefusedError(refusals.NOT_FOR_THIS_CHANNEL)
    return channel, channel.thread


def refuse_locked(world: World, channel: Channel, user_id: int) -> None:
    """Nothing where the user may write. Raises RefusedError in a thread that is locked."""
    is_shut = channel.thread is not None and channel.thread.is_locked
    if is_shut and not world.permissions(user_id, channel) & MANAGE_THREADS:
        raise RefusedError(refusals.THREAD_ARCHIVED)


def refuse_put_away(channel: Channel) -> None:
    """Nothing where the channel is in use. Raises RefusedError in a thread that was put away."""
    if channel.thread is not None and channel.thread.is_archived:
        raise RefusedError(refusals.THREAD_ARCHIVED)


def message_or_refuse(channel: Channel, message_id: int) -> Message:
    """The message, which everyone in the channel sees. Raises RefusedError."""
    message = channel.messages.get(message_id)
    if message is None or message.visible_to is not None:
        raise RefusedError(refusals.UNKNOWN_MESSAGE)
    return message


def guild_or_refuse(world: World, guild_id: int) -> Guild:
    """The server, in which the bot is. Raises RefusedError."""
    guild = world.guilds.get(guild_id)
    if guild is None:
        raise RefusedError(refusals.UNKNOWN_GUILD)
    if world.bot.id not in guild.members:
        raise RefusedError(refusals.MISSING_ACCESS)
    return guild
