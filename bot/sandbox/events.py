"""What happens in the world, told to the bot over the gateway and to the people at their pages."""

import time

from bot.sandbox.gateway import intents
from bot.sandbox.gateway.gateway import Gateway
from bot.sandbox.message_content import as_bot_reads
from bot.sandbox.message_payloads import message_event, message_payload
from bot.sandbox.payloads import channel_payload, thread_member_payload
from bot.sandbox.people.audience import Audience
from bot.sandbox.wire import Json
from bot.sandbox.world import Channel, Message, Thread, User, World


class Events:
    """Tells each side what it may know. A private message never goes to the gateway."""

    def __init__(self, world: World, gateway: Gateway, audience: Audience) -> None:
        self._world = world
        self._gateway = gateway
        self._audience = audience

    def message_written(self, channel: Channel, message: Message, payload: Json) -> None:
        """A message is new."""
        self._tell_message("MESSAGE_CREATE", "message_create", channel, message, payload)

    def message_changed(self, channel: Channel, message: Message, payload: Json) -> None:
        """A message was edited."""
        self._tell_message("MESSAGE_UPDATE", "message_update", channel, message, payload)

    def message_deleted(self, channel: Channel, message: Message) -> None:
        """A message is gone."""
        ids = {"channel_id": str(channel.id), "message_id": str(message.id)}
        only = message.visible_to
        self._audience.tell_channel(channel, {"type": "message_delete"} | ids, only)
        if only is None and self._world.sees(self._world.bot.id, channel):
            data = {"id": ids["message_id"], "channel_id": ids["channel_id"]}
            if channel.guild_id is not None:
                data["guild_id"] = str(channel.guild_id)
            intent = intents.DIRECT_MESSAGES if channel.guild_id is None else intents.GUILD_MESSAGES
            self._gateway.dispatch("MESSAGE_DELETE", intent, channel.guild_id, data)

    def typing(self, channel: Channel, user: User) -> None:
        """Somebody is typing."""
        event = {"type": "typing", "channel_id": str(channel.id), "user_id": str(user.id)}
        self._audience.tell_channel(channel, event)
        data: Json = {"channel_id": str(channel.id), "user_id": str(user.id), "timestamp": int(time.time())}
        if channel.guild_id is None:
            self._gateway.dispatch("TYPING_START", intents.DIRECT_MESSAGE_TYPING, None, data)
        else:
            data["guild_id"] = str(channel.guild_id)
            self._gateway.dispatch("TYPING_START", intents.GUILD_MESSAGE_TYPING, channel.guild_id, data)

    def direct_channel_opened(self, channel: Channel) -> None:
        """Two users have a direct channel now; a bot hears of it with its first message only."""
        for user_id in channel.recipient_ids:
            shown = channel_payload(self._world, channel, seen_by=user_id)
            self._audience.tell_person(user_id, {"type": "channel_create", "channel": shown})

    def channel_ended(self, channel: Channel) -> None:
        """A channel of a server goes, and its threads with it; whoever saw it hears of it."""
        payload = channel_payload(self._world, channel)
        self._audience.tell_channel(channel, {"type": "channel_delete", "channel": payload})
        if self._world.sees(self._world.bot.id, channel):
            self._gateway.dispatch("CHANNEL_DELETE", intents.GUILDS, channel.guild_id, payload)

    def thread_begun(self, channel: Channel) -> None:
        """There is a new thread."""
        self._tell_thread("THREAD_CREATE", "channel_create", channel, {"newly_created": True})

    def thread_changed(self, channel: Channel) -> None:
        """A thread has another name, was put away, or taken up again."""
        self._tell_thread("THREAD_UPDATE", "channel_update", channel, {})

    def thread_ended(self, channel: Channel) -> None:
        """A thread is gone."""
        payload = channel_payload(self._world, channel)
        self._audience.tell_channel(channel, {"type": "channel_delete", "channel": payload})
        if self._world.sees(self._world.bot.id, channel):
            data = {name: payload[name] for name in ("id", "guild_id", "parent_id", "type")}
            self._gateway.dispatch("THREAD_DELETE", intents.GUILDS, channel.guild_id, data)

    def thread_joined(self, channel: Channel, thread: Thread, user_id: int, *, is_new_to_them: bool) -> None:
        """Somebody is in a thread; to somebody in a private one, it may be new."""
        if user_id == self._world.bot.id:
            data = channel_payload(self._world, channel, seen_by=user_id)
            self._gateway.dispatch("THREAD_CREATE", intents.GUILDS, channel.guild_id, data)
        member = thread_member_payload(channel, thread, user_id)
        self._tell_members(channel, thread, user_id, {"added_members": [member]})
        if is_new_to_them:
            shown = self._shown_to(channel, user_id)
            self._audience.tell_person(user_id, {"type": "channel_create", "channel": shown})

    def thread_left(self, channel: Channel, thread: Thread, user_id: int) -> None:
        """Somebody is not in a thread any more; who was in a private one sees it no longer."""
        self._tell_members(channel, thread, user_id, {"removed_member_ids": [str(user_id)]})
        if not self._world.sees(user_id, channel):
            shown = channel_payload(self._world, channel)
            self._audience.tell_person(user_id, {"type": "channel_delete", "channel": shown})

    def _tell_members(self, channel: Channel, thread: Thread, user_id: int, change: Json) -> None:
        """Of others than itself, a bot hears with the members' intent."""
        self._audience.tell_each(
            channel, lambda seen_by: {"type": "channel_update", "channel": self._shown_to(channel, seen_by)}
        )
        bot_id = self._world.bot.id
        if user_id != bot_id and not self._world.sees(bot_id, channel):
            return
        ids: Json = {"id": str(channel.id), "guild_id": str(channel.guild_id)}
        intent = intents.GUILDS if bot_id == user_id else intents.GUILD_MEMBERS
        data = ids | {"member_count": len(thread.members)} | change
        self._gateway.dispatch("THREAD_MEMBERS_UPDATE", intent, channel.guild_id, data)

    def _tell_thread(self, name: str, kind: str, channel: Channel, more: Json) -> None:
        self._audience.tell_each(
            channel, lambda seen_by: {"type": kind, "channel": self._shown_to(channel, seen_by)}
        )
        if self._world.sees(self._world.bot.id, channel):
            data = channel_payload(self._world, channel, seen_by=self._world.bot.id) | more
            self._gateway.dispatch(name, intents.GUILDS, channel.guild_id, data)

    def _shown_to(self, channel: Channel, user_id: int) -> Json:
        allowed = str(self._world.permissions(user_id, channel))
        return channel_payload(self._world, channel, seen_by=user_id) | {"permissions": allowed}

    def commands_changed(self) -> None:
        """The application has other commands now."""
        self._audience.tell_all({"type": "commands_changed"})

    def command_rules_changed(self, guild_id: int, payload: Json) -> None:
        """A server lets others use a command now."""
        self._gateway.dispatch("APPLICATION_COMMAND_PERMISSIONS_UPDATE", 0, guild_id, payload)
        self.commands_changed()

    def interaction(self, payload: Json, guild_id: int | None) -> bool:
        """Somebody used something of the bot's; whether the bot is there to hear of it."""
        self._gateway.dispatch("INTERACTION_CREATE", 0, guild_id, payload)
        return self._gateway.is_online

    def interaction_state(
        self, person_id: int, interaction_id: int, state: str, reason: str | None = None
    ) -> None:
        """How the bot deals with an interaction, told to its person."""
        event = {"type": "interaction", "interaction_id": str(interaction_id), "state": state}
        self._audience.tell_person(person_id, event | {"reason": reason})

    def modal_opened(self, person_id: int, interaction_id: int, channel: Channel, modal: Json) -> None:
        """The bot opens a modal for a person."""
        event = {"type": "modal", "interaction_id": str(interaction_id), "channel_id": str(channel.id)}
        shown = {name: modal[name] for name in ("custom_id", "title", "components")}
        self._audience.tell_person(person_id, event | {"modal": shown})

    def _tell_message(self, name: str, kind: str, channel: Channel, message: Message, payload: Json) -> None:
        self._audience.tell_channel(channel, {"type": kind, "message": payload}, message.visible_to)
        if message.visible_to is not None or not self._world.sees(self._world.bot.id, channel):
            return
        data = message_event(self._world, message, self._world.guild_of(channel), payload)
        closed = as_bot_reads(self._world, data)
        self._gateway.dispatch_message(name, channel.guild_id, data, closed)

    def shown_to_bot(self, message: Message) -> Json:
        """A message as REST shows it to the bot."""
        payload = message_payload(self._world, message)
        may_read = intents.may_read_content(self._world.application.flags)
        return payload if may_read else as_bot_reads(self._world, payload)
