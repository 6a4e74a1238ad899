"""Threads: begun in a channel or at a message, joined, put away and taken up again."""

from datetime import UTC, datetime, timedelta

from bot.sandbox.clock import Clock
from bot.sandbox.events import Events
from bot.sandbox.permissions import MANAGE_THREADS
from bot.sandbox.snowflakes import moment_of
from bot.sandbox.wire import Json
from bot.sandbox.world import PRIVATE_THREAD, PUBLIC_THREAD, Channel, Guild, Thread, World

DEFAULT_MINUTES = 4320


class Threads:
    """The one place where threads are made and changed."""

    def __init__(self, world: World, events: Events, clock: Clock) -> None:
        self._world = world
        self._events = events
        self._clock = clock
        clock.on_moved(lambda _, after: self._put_away_quiet(after))

    def begin(
        self, parent: Channel, owner_id: int, name: str, body: Json, thread_id: int | None = None
    ) -> Channel:
        """A new thread below a channel, as the body of a request has it; one at a message has its id."""
        number = thread_id or self._world.snowflakes.next()
        begun = moment_of(self._world.snowflakes.next()).isoformat(timespec="microseconds")
        thread = Thread(
            owner_id,
            begun,
            begun,
            body.get("auto_archive_duration") or DEFAULT_MINUTES,
            active_at=self._clock.now(),
            is_invitable=body.get("invitable", True),
            members={owner_id: begun},
        )
        kind = PRIVATE_THREAD if body.get("type") == PRIVATE_THREAD else PUBLIC_THREAD
        channel = Channel(number, name, kind, parent.guild_id, parent_id=parent.id, thread=thread)
        self._guild(parent).threads[channel.id] = channel
        self._events.thread_begun(channel)
        return channel

    def change(self, channel: Channel, thread: Thread, body: Json) -> None:
        """Its name, whether it is put away or locked, and after how many quiet minutes it is put away."""
        if body.get("name") is not None:
            channel.name = body["name"].strip()
        if body.get("archived") is not None and body["archived"] != thread.is_archived:
            thread.is_archived = body["archived"]
            thread.archive_changed_at = _stamp()
        if body.get("locked") is not None:
            thread.is_locked = body["locked"]
        if body.get("invitable") is not None:
            thread.is_invitable = body["invitable"]
        if body.get("auto_archive_duration") is not None:
            thread.auto_archive_minutes = body["auto_archive_duration"]
            thread.archive_changed_at = _stamp()
        if not thread.is_archived:
            thread.active_at = self._clock.now()
        self._events.thread_changed(channel)

    def end(self, channel: Channel) -> None:
        """It is gone, with all its messages."""
        del self._guild(channel).threads[channel.id]
        self._events.thread_ended(channel)

    def join(self, channel: Channel, thread: Thread, user_id: int) -> bool:
        """A user is in the thread; whether they were not before."""
        if user_id in thread.members:
            return False
        saw = self._world.sees(user_id, channel)
        thread.members[user_id] = _stamp()
        self._events.thread_joined(channel, thread, user_id, is_new_to_them=not saw)
        return True

    def leave(self, channel: Channel, thread: Thread, user_id: int) -> bool:
        """A user is not in the thread any more; whether they were before."""
        if thread.members.pop(user_id, None) is None:
            return False
        self._events.thread_left(channel, thread, user_id)
        return True

    def take_up(self, channel: Channel, user_id: int | None) -> None:
        """Who writes in a thread joins it (`user_id`), and takes it up again where it was put away."""
        thread = channel.thread
        if thread is None:
            return
        thread.active_at = self._clock.now()
        if thread.is_archived:
            self.change(channel, thread, {"archived": False})
        if user_id is not None:
            self.join(channel, thread, user_id)

    def may_add(self, channel: Channel, thread: Thread, user_id: int) -> bool:
        """Whether a user who writes in the thread may bring others in."""
        if channel.type != PRIVATE_THREAD or thread.is_invitable or thread.owner_id == user_id:
            return True
        return bool(self._world.permissions(user_id, channel) & MANAGE_THREADS)

    def draw_in(self, channel: Channel, author_id: int, mentioned: list[int]) -> None:
        """Whom a message in a thread mentions is in it, where its author may add them."""
        thread = channel.thread
        if thread is None or not self.may_add(channel, thread, author_id):
            return
        for user_id in mentioned:
            if self._world.sees_parent(user_id, channel):
                self.join(channel, thread, user_id)

    def _put_away_quiet(self, now: datetime) -> None:
        for guild in self._world.guilds.values():
            for channel in list(guild.threads.values()):
                thread = channel.thread
                if thread is None or thread.is_archived:
                    continue
                if now - thread.active_at >= timedelta(minutes=thread.auto_archive_minutes):
                    self.change(channel, thread, {"archived": True})

    def _guild(self, channel: Channel) -> Guild:
        return self._world.guilds[channel.guild_id or 0]


def _stamp() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
