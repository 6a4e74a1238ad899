"""REST about the messages of a channel."""

from itertools import islice

from bot.sandbox import permissions, refusals
from bot.sandbox.events import Events
from bot.sandbox.message_payloads import message_payload
from bot.sandbox.messages import REPLY, Draft, Messages
from bot.sandbox.refusals import RefusedError, field_refused, refuse_faults
from bot.sandbox.rest.access import channel_or_refuse, message_or_refuse, refuse_locked, refuse_put_away
from bot.sandbox.rest.call import Call
from bot.sandbox.rest.spoilt import tell_hidden_files
from bot.sandbox.rest.unplayed import unplayed_faults
from bot.sandbox.rules import message_faults
from bot.sandbox.snowflakes import snowflake_or_none
from bot.sandbox.violations import Violations
from bot.sandbox.wire import Json
from bot.sandbox.world import FORUM_CHANNEL, Channel, Message, World

_MOST_SHOWN = 100
_DEFAULT_SHOWN = 50


class ChannelMessages:
    """Endpoints that read and write messages as the bot."""

    def __init__(self, world: World, events: Events, messages: Messages, violations: Violations) -> None:
        self._world = world
        self._events = events
        self._messages = messages
        self._violations = violations

    def history(self, call: Call) -> list[Json]:
        """Messages before, after or around one, newest first."""
        channel = channel_or_refuse(self._world, call.id("channel_id"))
        limit = call.query_id("limit")
        limit = _DEFAULT_SHOWN if limit is None else limit
        if not 1 <= limit <= _MOST_SHOWN:
            text = f"int value should be between 1 and {_MOST_SHOWN}."
            raise field_refused("limit", code="NUMBER_TYPE_MAX", message=text)
        if not self._world.permissions(self._world.bot.id, channel) & permissions.READ_MESSAGE_HISTORY:
            return []
        found = _slice(channel, call, limit)
        return [self._events.shown_to_bot(message) for message in found]

    def message(self, call: Call) -> Json:
        """One message."""
        channel = channel_or_refuse(self._world, call.id("channel_id"), permissions.READ_MESSAGE_HISTORY)
        return self._events.shown_to_bot(message_or_refuse(channel, call.id("message_id")))

    def write(self, call: Call) -> Json:
        """A new message of the bot's."""
        channel = channel_or_refuse(self._world, call.id("channel_id"), permissions.SEND_MESSAGES)
        body = call.object()
        self._refuse_closed(channel)
        refuse_locked(self._world, channel, self._world.bot.id)
        faults = message_faults(body, files=call.file_names, place="channel")
        refuse_faults([*faults, *unplayed_faults(self._world, body)])
        bot_id = self._world.bot.id
        if body.get("enforce_nonce") and body.get("nonce") is not None:
            known = self._messages.with_nonce(channel, bot_id, body["nonce"])
            if known is not None:
                return self._events.shown_to_bot(known)
        tell_hidden_files(self._violations, call, body)
        body = self._cut_to_permissions(call, channel, body)
        replies_to = self._replied_to(channel, body.get("message_reference"))
        draft = Draft(body, call.files, type=REPLY if replies_to else 0, replies_to=replies_to)
        message, _ = self._messages.write(channel, bot_id, draft)
        if message.nonce is not None:
            self._messages.remember_nonce(channel, bot_id, message)
        return self._events.shown_to_bot(message)

    def edit(self, call: Call) -> Json:
        """A message of the bot's with another content."""
        channel = channel_or_refuse(self._world, call.id("channel_id"))
        message = message_or_refuse(channel, call.id("message_id"))
        if message.author_id != self._world.bot.id:
            raise RefusedError(refusals.NOT_THE_AUTHOR)
        refuse_put_away(channel)
        refuse_locked(self._world, channel, self._world.bot.id)
        before = message_payload(self._world, message)
        files, body = call.file_names, call.object()
        faults = message_faults(body, is_edit=True, files=files, before=before, place="channel")
        refuse_faults([*faults, *unplayed_faults(self._world, body)])
        tell_hidden_files(self._violations, call, body, message.flags)
        body = self._cut_to_permissions(call, channel, body)
        self._messages.rewrite(channel, message, body, call.files)
        return self._events.shown_to_bot(message)

    def delete(self, call: Call) -> None:
        """A message of the bot's, or of another's where it may manage messages."""
        channel = channel_or_refuse(self._world, call.id("channel_id"))
        message = message_or_refuse(channel, call.id("message_id"))
        if message.author_id != self._world.bot.id:
            if channel.guild_id is None:
                raise RefusedError(refusals.NOT_IN_DIRECT_CHANNEL)
            channel_or_refuse(self._world, channel.id, permissions.MANAGE_MESSAGES)
        if channel.thread is not None and channel.thread.is_archived:
            refuse_locked(self._world, channel, self._world.bot.id)
        self._messages.delete(channel, message)

    def _refuse_closed(self, channel: Channel) -> None:
        if channel.type == FORUM_CHANNEL:
            raise RefusedError(refusals.NOT_FOR_THIS_CHANNEL)
        if channel.guild_id is not None:
            return
        bot_id = self._world.bot.id
        for user_id in channel.recipient_ids:
            person = self._world.person(user_id)
            is_open = person is None or person.accepts_direct_messages
            if user_id != bot_id and not (is_open and self._world.share_a_guild(bot_id, user_id)):
                raise RefusedError(refusals.CANNOT_WRITE_TO_USER)

    def _cut_to_permissions(self, call: Call, channel: Channel, body: Json) -> Json:
        allowed = self._world.permissions(self._world.bot.id, channel)
        if call.files and not allowed & permissions.ATTACH_FILES:
            raise RefusedError(refusals.MISSING_PERMISSIONS)
        if body.get("embeds") and not allowed & permissions.EMBED_LINKS:
            text = "Without the permission to embed links, Discord drops the embeds silently."
            self._violations.add(refusals.MISSING_PERMISSIONS.code, text, call.where, body=body)
            return body | {"embeds": []}
        return body

    def _replied_to(self, channel: Channel, reference: Json | None) -> int | None:
        if not reference:
            return None
        if not self._world.permissions(self._world.bot.id, channel) & permissions.READ_MESSAGE_HISTORY:
            raise RefusedError(refusals.NO_HISTORY_TO_REPLY_TO)
        for name, own_id in (("channel_id", channel.id), ("guild_id", channel.guild_id)):
            named = snowflake_or_none(reference.get(name))
            if named is not None and named != own_id:
                text = "Cannot reply to a message in a different channel"
                code = "REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL"
                raise field_refused("message_reference", code=code, message=text)
        message_id = snowflake_or_none(reference.get("message_id")) or 0
        target = channel.messages.get(message_id)
        if target is not None and target.visible_to is None:
            return message_id
        if reference.get("fail_if_not_exists", True):
            raise field_refused(
                "message_reference", code="REPLIES_UNKNOWN_MESSAGE", message="Unknown message"
            )
        return None


def _slice(channel: Channel, call: Call, limit: int) -> list[Message]:
    shown = (message for message in reversed(channel.messages.values()) if message.visible_to is None)
    before, after, around = (call.query_id(name) for name in ("before", "after", "around"))
    if before is not None:
        return list(islice((message for message in shown if message.id < before), limit))
    if after is not None:
        newer = [message for message in shown if message.id > after]
        return newer[-limit:]
    if around is not None:
        found = list(shown)
        older = [message for message in found if message.id <= around][: limit - limit // 2]
        newer = [message for message in found if message.id > around]
        return newer[max(0, len(newer) - limit // 2) :] + older
    return list(islice(shown, limit))
