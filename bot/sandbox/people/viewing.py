"""The people's door: what a person sees of the world."""

from collections.abc import Sequence
from itertools import islice

from aiohttp import web

from bot.sandbox.clock import Clock
from bot.sandbox.gateway.gateway import Gateway
from bot.sandbox.interactions.usable import commands_here, usable_commands
from bot.sandbox.message_payloads import message_payload
from bot.sandbox.payloads import (
    channel_payload,
    member_payload,
    role_payload,
    user_payload,
)
from bot.sandbox.people.audience import Audience
from bot.sandbox.people.door import acting_person, seen_channel, shown, wrong
from bot.sandbox.snowflakes import snowflake_or_none
from bot.sandbox.wire import Json
from bot.sandbox.world import Channel, Guild, Person, World

_MOST_SHOWN = 100


class Viewing:
    """Handlers that only show."""

    def __init__(
        self,
        world: World,
        gateway: Gateway,
        audience: Audience,
        clock: Clock,
        suggestions: Sequence[Json],
    ) -> None:
        self._world = world
        self._gateway = gateway
        self._audience = audience
        self._clock = clock
        self._suggestions = list(suggestions)

    async def world(self, request: web.Request) -> web.Response:
        """The world as a person sees it; as the first learner where none is named."""
        world = self._world
        person = acting_person(world, request) if "person" in request.query else world.learner
        guilds = [guild for guild in world.guilds.values() if person.id in guild.members]
        direct = [each for each in world.direct_channels.values() if person.id in each.recipient_ids]
        return shown(
            {
                "person": user_payload(person.user),
                "people": [_person_payload(each) for each in world.people],
                "bot": {"user": user_payload(world.bot), "is_online": self._gateway.is_online},
                "clock": clock_payload(self._clock),
                "guilds": [self._guild(guild, person) for guild in guilds],
                "direct_messages": [self._channel(channel, person) for channel in direct],
                "suggestions": self._suggestions,
            }
        )

    async def messages(self, request: web.Request) -> web.Response:
        """What a person sees in a channel, newest first."""
        person = acting_person(self._world, request)
        channel = seen_channel(self._world, person, request.match_info["channel"])
        before = snowflake_or_none(request.query.get("before"))
        limit = snowflake_or_none(request.query.get("limit", "50"))
        if limit is None or not 1 <= limit <= _MOST_SHOWN:
            raise wrong("limit", f"Between 1 and {_MOST_SHOWN}.")
        found = (
            message
            for message in reversed(channel.messages.values())
            if message.visible_to in (None, person.id) and (before is None or message.id < before)
        )
        return shown([message_payload(self._world, message) for message in islice(found, limit)])

    async def commands(self, request: web.Request) -> web.Response:
        """The commands that a person may use in a channel, or every one there is here."""
        person = acting_person(self._world, request)
        channel = seen_channel(self._world, person, request.match_info["channel"])
        found = commands_here if request.query.get("every") == "true" else usable_commands
        return shown(found(self._world, person.id, channel))

    async def events(self, request: web.Request) -> web.StreamResponse:
        """What happens, as it happens."""
        return await self._audience.listen(request, acting_person(self._world, request).id)

    def _guild(self, guild: Guild, person: Person) -> Json:
        every = (*guild.channels.values(), *guild.threads.values())
        seen = [channel for channel in every if self._world.sees(person.id, channel)]
        return {
            "id": str(guild.id),
            "name": guild.name,
            "channels": [self._channel(channel, person) for channel in seen],
            "members": [member_payload(self._world, member) for member in guild.members.values()],
            "roles": [role_payload(role) for role in guild.roles.values()],
        }

    def _channel(self, channel: Channel, person: Person) -> Json:
        allowed = self._world.permissions(person.id, channel)
        payload = channel_payload(self._world, channel, seen_by=person.id)
        return payload | {"permissions": str(allowed)}


def clock_payload(clock: Clock) -> Json:
    """The calendar's time, and how far it is ahead."""
    return {"now": clock.now().isoformat(), "ahead_seconds": clock.ahead_seconds}


def _person_payload(person: Person) -> Json:
    return {
        "user": user_payload(person.user),
        "role": person.role,
        "accepts_direct_messages": person.accepts_direct_messages,
    }
