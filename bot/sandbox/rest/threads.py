"""REST that begins, changes and ends threads."""

from bot.sandbox import refusals
from bot.sandbox.channels import Channels
from bot.sandbox.messages import RENAMED, THREAD_BEGUN, Draft, Messages
from bot.sandbox.payloads import channel_payload
from bot.sandbox.permissions import (
    ATTACH_FILES,
    CREATE_PRIVATE_THREADS,
    CREATE_PUBLIC_THREADS,
    MANAGE_CHANNELS,
    MANAGE_THREADS,
    SEND_MESSAGES,
)
from bot.sandbox.refusals import RefusedError, refuse_faults
from bot.sandbox.rest.access import (
    channel_or_refuse,
    message_or_refuse,
    refuse_locked,
    refuse_put_away,
    thread_or_refuse,
)
from bot.sandbox.rest.call import Call
from bot.sandbox.rest.spoilt import tell_hidden_files
from bot.sandbox.rest.unplayed import unplayed_faults
from bot.sandbox.rules import message_faults
from bot.sandbox.rules.faults import below
from bot.sandbox.rules.threads import thread_change_faults, thread_faults
from bot.sandbox.threads import Threads
from bot.sandbox.violations import Violations
from bot.sandbox.wire import Json
from bot.sandbox.world import FORUM_CHANNEL, PRIVATE_THREAD, TEXT_CHANNEL, Channel, World

_CREATED = 201


class RestThreads:
    """Endpoints that begin, change and end threads as the bot."""

    def __init__(
        self,
        world: World,
        messages: Messages,
        threads: Threads,
        channels: Channels,
        violations: Violations,
    ) -> None:
        self._world = world
        self._channels = channels
        self._messages = messages
        self._threads = threads
        self._violations = violations

    def begin_at_message(self, call: Call) -> Json:
        """A thread at a message."""
        channel = self._parent(call, TEXT_CHANNEL, CREATE_PUBLIC_THREADS)
        message = message_or_refuse(channel, call.id("message_id"))
        body = call.object()
        refuse_faults(thread_faults(body, place="message"))
        if self._world.channel(message.id) is not None:
            raise RefusedError(refusals.ALREADY_A_THREAD)
        thread = self._begun(channel, body, message.id)
        self._messages.redraw(channel, message)
        call.status = _CREATED
        return self._shown(thread)

    def begin(self, call: Call) -> Json:
        """A thread of a channel's, or a post of a forum's with its first message."""
        channel = channel_or_refuse(self._world, call.id("channel_id"))
        call.status = _CREATED
        if channel.type == FORUM_CHANNEL:
            return self._begin_post(call)
        body = call.object()
        refuse_faults(thread_faults(body, place="channel"))
        if body.get("type", PRIVATE_THREAD) == PRIVATE_THREAD:  # as Discord reads a body without it
            self._parent(call, TEXT_CHANNEL, CREATE_PRIVATE_THREADS)
            return self._shown(self._begun(channel, body | {"type": PRIVATE_THREAD}))
        self._parent(call, TEXT_CHANNEL, CREATE_PUBLIC_THREADS)
        thread = self._begun(channel, body)
        self._messages.tell(channel, self._world.bot.id, THREAD_BEGUN, thread.name)
        return self._shown(thread)

    def change(self, call: Call) -> Json:
        """A thread's name, or whether it is put away or locked."""
        channel, thread = thread_or_refuse(self._world, call.id("channel_id"), SEND_MESSAGES)
        body = call.object()
        refuse_faults(thread_change_faults(body))
        bot_id, name = self._world.bot.id, channel.name
        refuse_locked(self._world, channel, bot_id)
        manages = self._world.permissions(bot_id, channel) & MANAGE_THREADS
        is_taken_up = body == {"archived": False}
        if not manages and ("locked" in body or not (is_taken_up or thread.owner_id == bot_id)):
            raise RefusedError(refusals.MISSING_PERMISSIONS)
        if body.get("archived") is not False:
            refuse_put_away(channel)
        self._threads.change(channel, thread, body)
        if channel.name != name:
            self._messages.tell(channel, bot_id, RENAMED, channel.name)
        return self._shown(channel)

    def end(self, call: Call) -> Json:
        """A thread is gone, or a channel of a server's with all that is below it."""
        channel = channel_or_refuse(self._world, call.id("channel_id"))
        if channel.guild_id is None:
            raise RefusedError(refusals.NOT_FOR_THIS_CHANNEL)
        is_thread = channel.thread is not None
        channel_or_refuse(self._world, channel.id, MANAGE_THREADS if is_thread else MANAGE_CHANNELS)
        if is_thread:
            self._messages.end_thread(channel)
        else:
            self._channels.end(channel)
        return self._shown(channel)

    def _begin_post(self, call: Call) -> Json:
        channel = self._parent(call, FORUM_CHANNEL, SEND_MESSAGES)
        body = call.object()
        refuse_faults(thread_faults(body, place="post"))
        written = body["message"] if isinstance(body["message"], dict) else {}
        faults = message_faults(written, files=call.file_names, place="channel")
        refuse_faults(list(below([*faults, *unplayed_faults(self._world, written)], "message")))
        if call.files and not self._world.permissions(self._world.bot.id, channel) & ATTACH_FILES:
            raise RefusedError(refusals.MISSING_PERMISSIONS)
        tell_hidden_files(self._violations, call, written)
        thread = self._begun(channel, body)
        draft = Draft(written, call.files, id=thread.id)
        _, message = self._messages.write(thread, self._world.bot.id, draft)
        return self._shown(thread) | {"message": message}

    def _parent(self, call: Call, kind: int, needed: int) -> Channel:
        channel = channel_or_refuse(self._world, call.id("channel_id"), needed)
        if channel.type != kind:
            raise RefusedError(refusals.NOT_FOR_THIS_CHANNEL)
        return channel

    def _begun(self, parent: Channel, body: Json, thread_id: int | None = None) -> Channel:
        return self._threads.begin(parent, self._world.bot.id, body["name"].strip(), body, thread_id)

    def _shown(self, thread: Channel) -> Json:
        return channel_payload(self._world, thread, seen_by=self._world.bot.id)
