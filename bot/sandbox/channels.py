"""A server's channels: how one ends."""

from bot.sandbox.events import Events
from bot.sandbox.world import Channel, World


class Channels:
    """The one place where channels of a server go."""

    def __init__(self, world: World, events: Events) -> None:
        self._world = world
        self._events = events

    def end(self, channel: Channel) -> None:
        """The channel is gone, with its messages and its threads; of the threads nobody is told apart."""
        guild = self._world.guilds[channel.guild_id or 0]
        self._events.channel_ended(channel)
        for thread_id in [one.id for one in guild.threads.values() if one.parent_id == channel.id]:
            del guild.threads[thread_id]
        del guild.channels[channel.id]
