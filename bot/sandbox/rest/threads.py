"""REST about threads."""

from bot.sandbox import refusals
from bot.sandbox.messages import Draft, Messages
from bot.sandbox.payloads import active_threads, channel_payload, thread_member_payload
from bot.sandbox.permissions import (
    ATTACH_FILES,
    CREATE_PUBLIC_THREADS,
    MANAGE_THREADS,
    SEND_MESSAGES,
)
from bot.sandbox.refusals import RefusedError, field_refused, refuse_faults
from bot.sandbox.rest.access import (
    channel_or_refuse,
    guild_or_refuse,
    message_or_refuse,
    refuse_locked,
    thread_or_refuse,
)
from bot.sandbox.rest.call import Call
from bot.sandbox.rest.spoilt import tell_hidden_files
from bot.sandbox.rest.unplayed import unplayed_faults
from bot.sandbox.rules import message_faults
from bot.sandbox.rules.faults import below
from bot.sandbox.rules.threads import PUBLIC, thread_change_faults, thread_faults
from bot.sandbox.threads import Threads
from bot.sandbox.violations import Violations
from bot.sandbox.wire import Json
from bot.sandbox.world import FORUM_CHANNEL, TEXT_CHANNEL, Channel, World

_CREATED = 201
_THREAD_CREATED = 18


class RestThreads:
    """Endpoints that begin, change and list threads as the bot."""

    def __init__(self, world: World, messages: Messages, threads: Threads, violations: Violations) -> None:
        self._world = world
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
        self._parent(call, TEXT_CHANNEL, CREATE_PUBLIC_THREADS)
        body = call.object()
        refuse_faults(thread_faults(body, place="channel"))
        if body.get("type") != PUBLIC:
            text = "The sandbox has no private threads."
            raise field_refused("type", code="SANDBOX_NOT_SUPPORTED", message=text)
        thread = self._begun(channel, body)
        told = Draft({"content": thread.name}, type=_THREAD_CREATED)
        self._messages.write(channel, self._world.bot.id, told)
        return self._shown(thread)

    def change(self, call: Call) -> Json:
        """A thread's name, or whether it is put away or locked."""
        channel, thread = thread_or_refuse(self._world, call.id("channel_id"), SEND_MESSAGES)
        body = call.object()
        refuse_faults(thread_change_faults(body))
        bot_id = self._world.bot.id
        refuse_locked(self._world, channel, bot_id)
        manages = self._world.permissions(bot_id, channel) & MANAGE_THREADS
        is_taken_up = body == {"archived": False}
        if not manages and ("locked" in body or not (is_taken_up or thread.owner_id == bot_id)):
            raise RefusedError(refusals.MISSING_PERMISSIONS)
        if thread.is_archived and body.get("archived") is not False:
            raise RefusedError(refusals.THREAD_ARCHIVED)
        self._threads.change(channel, thread, body)
        return self._shown(channel)

    def end(self, call: Call) -> Json:
        """A thread is gone."""
        channel, _ = thread_or_refuse(self._world, call.id("channel_id"), MANAGE_THREADS)
        self._threads.end(channel)
        return self._shown(channel)

    def put_away(self, call: Call) -> Json:
        """The threads of a channel that were put away, the newest of them first."""
        parent = channel_or_refuse(self._world, call.id("channel_id"))
        guild = guild_or_refuse(self._world, parent.guild_id or 0)
        away = [
            (thread.thread.archive_changed_at, thread.id, thread)
            for thread in guild.threads.values()
            if thread.parent_id == parent.id and thread.thread and thread.thread.is_archived
        ]
        shown = [self._shown(thread) for _, _, thread in sorted(away, key=lambda one: one[:2], reverse=True)]
        members = [thread["member"] for thread in shown if "member" in thread]
        return {"threads": shown, "members": members, "has_more": False}

    def active(self, call: Call) -> Json:
        """The threads of a server that are not put away."""
        guild = guild_or_refuse(self._world, call.id("guild_id"))
        shown = active_threads(self._world, guild, self._world.bot.id)
        members = [thread["member"] for thread in shown if "member" in thread]
        return {"threads": shown, "members": members, "has_more": False}

    def members(self, call: Call) -> list[Json]:
        """Who is in a thread."""
        channel, thread = thread_or_refuse(self._world, call.id("channel_id"))
        return [thread_member_payload(channel, thread, user_id) for user_id in thread.members]

    def member(self, call: Call) -> Json:
        """One who is in a thread."""
        channel, thread = thread_or_refuse(self._world, call.id("channel_id"))
        user_id = self._user_id(call)
        if user_id not in thread.members:
            raise RefusedError(refusals.UNKNOWN_MEMBER)
        return thread_member_payload(channel, thread, user_id)

    def join(self, call: Call) -> None:
        """The bot joins a thread, or adds somebody who sees it."""
        channel, thread = thread_or_refuse(self._world, call.id("channel_id"), SEND_MESSAGES)
        user_id = self._user_id(call)
        self._refuse_put_away(channel)
        if not self._world.sees(user_id, channel):
            raise RefusedError(refusals.MISSING_ACCESS)
        self._threads.join(channel, thread, user_id)

    def leave(self, call: Call) -> None:
        """The bot leaves a thread, or takes somebody out of it."""
        user_id = self._user_id(call)
        needed = () if user_id == self._world.bot.id else (MANAGE_THREADS,)
        channel, thread = thread_or_refuse(self._world, call.id("channel_id"), *needed)
        self._refuse_put_away(channel)
        self._threads.leave(channel, thread, user_id)

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
        minutes = body.get("auto_archive_duration")
        return self._threads.begin(parent, self._world.bot.id, body["name"].strip(), minutes, thread_id)

    def _refuse_put_away(self, channel: Channel) -> None:
        if channel.thread is not None and channel.thread.is_archived:
            raise RefusedError(refusals.THREAD_ARCHIVED)

    def _user_id(self, call: Call) -> int:
        return call.id("user_id") if "user_id" in call.ids else self._world.bot.id

    def _shown(self, thread: Channel) -> Json:
        return channel_payload(self._world, thread, seen_by=self._world.bot.id)
