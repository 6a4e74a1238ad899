"""Threads: begun in a channel or at a message, joined, put away and taken up again."""

from datetime import UTC, datetime

from bot.sandbox.events import Events
from bot.sandbox.snowflakes import moment_of
from bot.sandbox.wire import Json
from bot.sandbox.world import PUBLIC_THREAD, Channel, Guild, Thread, World

MINUTES = (60, 1440, 4320, 10080)
DEFAULT_MINUTES = 4320


class Threads:
    """The one place where threads are made and changed."""

    def __init__(self, world: World, events: Events) -> None:
        self._world = world
        self._events = events

    def begin(
        self, parent: Channel, owner_id: int, name: str, minutes: int | None, thread_id: int | None = None
    ) -> Channel:
        """A new thread below a channel; one at a message has the message's id."""
        number = thread_id or self._world.snowflakes.next()
        begun = moment_of(self._world.snowflakes.next()).isoformat(timespec="microseconds")
        thread = Thread(owner_id, begun, begun, minutes or DEFAULT_MINUTES, members={owner_id: begun})
        channel = Channel(number, name, PUBLIC_THREAD, parent.guild_id, parent_id=parent.id, thread=thread)
        self._guild(parent).threads[channel.id] = channel
        self._events.thread_begun(channel)
        return channel

    def change(self, channel: Channel, thread: Thread, body: Json) -> None:
        """Its name, whether it is put away or locked, and after how many quiet minutes it is put away."""
        if body.get("name") is not None:
            channel.name = body["name"].strip()
        if body.get("archived") is not None and body["archived"] != thread.is_archived:
            thread.is_archived = body["archived"]
            thread.archive_changed_at = datetime.now(UTC).isoformat(timespec="microseconds")
        if body.get("locked") is not None:
            thread.is_locked = body["locked"]
        if body.get("auto_archive_duration") is not None:
            thread.auto_archive_minutes = body["auto_archive_duration"]
        self._events.thread_changed(channel)

    def end(self, channel: Channel) -> None:
        """It is gone, with all its messages."""
        del self._guild(channel).threads[channel.id]
        self._events.thread_ended(channel)

    def join(self, channel: Channel, thread: Thread, user_id: int) -> None:
        """A user is in the thread."""
        if user_id not in thread.members:
            thread.members[user_id] = datetime.now(UTC).isoformat(timespec="microseconds")
            self._events.thread_members_changed(channel, added=user_id)

    def leave(self, channel: Channel, thread: Thread, user_id: int) -> None:
        """A user is not in the thread any more."""
        if thread.members.pop(user_id, None) is not None:
            self._events.thread_members_changed(channel, removed=user_id)

    def take_up(self, channel: Channel, user_id: int) -> None:
        """Who writes in a thread joins it, and takes it up again where it was put away."""
        if channel.thread is None:
            return
        if channel.thread.is_archived:
            self.change(channel, channel.thread, {"archived": False})
        self.join(channel, channel.thread, user_id)

    def _guild(self, channel: Channel) -> Guild:
        return self._world.guilds[channel.guild_id or 0]
