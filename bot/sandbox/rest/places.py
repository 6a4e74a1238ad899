"""REST about the bot itself, servers and channels."""

from bot.sandbox import refusals
from bot.sandbox.events import Events
from bot.sandbox.gateway import intents
from bot.sandbox.gateway.gateway import Gateway
from bot.sandbox.payloads import (
    application_payload,
    channel_payload,
    current_user_payload,
    guild_payload,
    member_payload,
    role_payload,
    user_payload,
)
from bot.sandbox.permissions import SEND_MESSAGES, in_guild
from bot.sandbox.refusals import RefusedError, field_refused
from bot.sandbox.rest.access import channel_or_refuse, guild_or_refuse
from bot.sandbox.rest.call import Call
from bot.sandbox.snowflakes import snowflake_or_none
from bot.sandbox.wire import Json
from bot.sandbox.world import World

_MOST_MEMBERS = 1000


class Places:
    """Endpoints that show what there is."""

    def __init__(self, world: World, events: Events, gateway: Gateway) -> None:
        self._world = world
        self._events = events
        self._gateway = gateway

    def current_user(self, _: Call) -> Json:
        """The bot."""
        return current_user_payload(self._world)

    def application(self, _: Call) -> Json:
        """The bot's application."""
        return application_payload(self._world)

    def gateway(self, _: Call) -> Json:
        """Where the gateway is."""
        return {"url": self._gateway.url}

    def gateway_for_bots(self, _: Call) -> Json:
        """Where the gateway is, and how many shards are advised."""
        limit = {"total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 1}
        return {"url": self._gateway.url, "shards": 1, "session_start_limit": limit}

    def user(self, call: Call) -> Json:
        """Any user."""
        user = self._world.users.get(call.id("user_id"))
        if user is None:
            raise RefusedError(refusals.UNKNOWN_USER)
        return user_payload(user)

    def open_direct_channel(self, call: Call) -> Json:
        """The bot's direct channel with a user."""
        user_id = snowflake_or_none(call.object().get("recipient_id"))
        if user_id is None:
            raise field_refused("recipient_id", code="BASE_TYPE_REQUIRED", message="This field is required")
        if user_id not in self._world.users:
            raise RefusedError(refusals.UNKNOWN_USER)
        if user_id == self._world.bot.id:
            raise RefusedError(refusals.CANNOT_WRITE_TO_USER)
        channel, is_new = self._world.direct_channel(self._world.bot.id, user_id)
        if is_new:
            self._events.direct_channel_opened(channel)
        return channel_payload(self._world, channel, seen_by=self._world.bot.id)

    def guilds(self, _: Call) -> list[Json]:
        """The bot's servers, in short."""
        bot_id = self._world.bot.id
        return [
            {
                "id": str(guild.id),
                "name": guild.name,
                "icon": None,
                "banner": None,
                "owner": False,
                "permissions": str(in_guild(guild, guild.members[bot_id])),
                "features": [],
            }
            for guild in self._world.guilds.values()
            if bot_id in guild.members
        ]

    def guild(self, call: Call) -> Json:
        """A server."""
        return guild_payload(guild_or_refuse(self._world, call.id("guild_id")))

    def guild_channels(self, call: Call) -> list[Json]:
        """A server's channels, those that the bot does not see included."""
        guild = guild_or_refuse(self._world, call.id("guild_id"))
        return [channel_payload(self._world, channel) for channel in guild.channels.values()]

    def guild_roles(self, call: Call) -> list[Json]:
        """A server's roles."""
        guild = guild_or_refuse(self._world, call.id("guild_id"))
        return [role_payload(role) for role in guild.roles.values()]

    def member(self, call: Call) -> Json:
        """A member of a server."""
        guild = guild_or_refuse(self._world, call.id("guild_id"))
        member = guild.members.get(call.id("user_id"))
        if member is None:
            known = call.id("user_id") in self._world.users
            raise RefusedError(refusals.UNKNOWN_MEMBER if known else refusals.UNKNOWN_USER)
        return member_payload(self._world, member)

    def members(self, call: Call) -> list[Json]:
        """A server's members in the order of their ids, after `after`; takes the members' intent."""
        guild = guild_or_refuse(self._world, call.id("guild_id"))
        if not intents.are_granted(intents.GUILD_MEMBERS, self._world.application.flags):
            raise RefusedError(refusals.MISSING_ACCESS)
        after, limit = call.query_id("after") or 0, call.query_id("limit")
        limit = 1 if limit is None else limit
        if not 1 <= limit <= _MOST_MEMBERS:
            text = f"int value should be between 1 and {_MOST_MEMBERS}."
            raise field_refused("limit", code="NUMBER_TYPE_MAX", message=text)
        found = sorted(user_id for user_id in guild.members if user_id > after)
        return [member_payload(self._world, guild.members[user_id]) for user_id in found[:limit]]

    def channel(self, call: Call) -> Json:
        """A channel."""
        channel = channel_or_refuse(self._world, call.id("channel_id"))
        return channel_payload(self._world, channel, seen_by=self._world.bot.id)

    def typing(self, call: Call) -> None:
        """The bot is typing."""
        channel = channel_or_refuse(self._world, call.id("channel_id"), SEND_MESSAGES)
        self._events.typing(channel, self._world.bot)
