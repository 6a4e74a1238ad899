"""What the ids in options, selects and targets refer to, as an interaction brings it along."""

from typing import TYPE_CHECKING

from bot.sandbox.interactions.sent_files import SentFiles
from bot.sandbox.message_payloads import message_payload
from bot.sandbox.payloads import (
    interacting_member_payload,
    partial_channel_payload,
    role_payload,
    user_payload,
)
from bot.sandbox.world import Channel, Guild, World

if TYPE_CHECKING:
    from bot.sandbox.wire import Json

USER, CHANNEL, ROLE, MENTIONABLE = "user", "channel", "role", "mentionable"


class Resolver:
    """Finds what a person refers to in a channel; `resolved` is Discord's object of all of it."""

    def __init__(
        self,
        world: World,
        person_id: int,
        guild: Guild | None,
        channel: Channel,
        files: SentFiles | None = None,
    ) -> None:
        self._world = world
        self._person_id = person_id
        self._guild = guild
        self._channel = channel
        self._files = files
        self.resolved: Json = {}

    def resolve(self, what: str, number: int) -> bool:
        """Adds the thing; False where there is none for this person here."""
        if what == USER:
            return self._user(number)
        if what == CHANNEL:
            return self._in_channel(number)
        if what == ROLE:
            return self._role(number)
        return self._role(number) or self._user(number)

    def is_channel_of(self, types: list[int] | None, number: int) -> bool:
        """Whether the number is no channel's, or that of a channel of one of these types (none: of any)."""
        channel = None if self._guild is None else self._guild.channels.get(number)
        return not types or channel is None or channel.type in types

    def attachment(self, place: object) -> str | None:
        """Adds the file at this place of the request; its id, or None where it brought none there."""
        attachment = None if self._files is None else self._files.take(place)
        if attachment is None:
            return None
        self.resolved.setdefault("attachments", {})[attachment["id"]] = attachment
        return str(attachment["id"])

    def message(self, message_id: int) -> bool:
        """Adds a message of the channel; False where this person does not see it."""
        message = self._channel.messages.get(message_id)
        if message is None or message.visible_to not in (None, self._person_id):
            return False
        payload = message_payload(self._world, message)
        self.resolved.setdefault("messages", {})[str(message_id)] = payload
        return True

    def _user(self, user_id: int) -> bool:
        user, guild = self._world.users.get(user_id), self._guild
        if user is None:
            return False
        is_here = user_id in (self._channel.recipient_ids if guild is None else guild.members)
        if is_here and guild is not None:
            member = interacting_member_payload(self._world, guild.members[user_id], guild, self._channel)
            for name in ("user", "deaf", "mute"):
                del member[name]
            self.resolved.setdefault("members", {})[str(user_id)] = member
        if is_here:
            self.resolved.setdefault("users", {})[str(user_id)] = user_payload(user)
        return is_here

    def _role(self, role_id: int) -> bool:
        if self._guild is None or role_id not in self._guild.roles:
            return False
        self.resolved.setdefault("roles", {})[str(role_id)] = role_payload(self._guild.roles[role_id])
        return True

    def _in_channel(self, channel_id: int) -> bool:
        # Of a direct message there is itself alone.
        here = {self._channel.id: self._channel} if self._guild is None else self._guild.channels
        channel = here.get(channel_id)
        if channel is None or not self._world.sees(self._person_id, channel):
            return False
        payload = partial_channel_payload(self._world, channel, self._person_id)
        self.resolved.setdefault("channels", {})[str(channel_id)] = payload
        return True
