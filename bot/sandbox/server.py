"""The sandbox as a whole: a Discord on a port of the loopback interface."""

import secrets
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Self

from aiohttp import web

from bot.sandbox.channels import Channels
from bot.sandbox.clock import Clock
from bot.sandbox.default_world import default_world
from bot.sandbox.events import Events
from bot.sandbox.files import Files
from bot.sandbox.gateway.gateway import Gateway
from bot.sandbox.interactions.interaction import Deadlines, Interactions
from bot.sandbox.interactions.using import Using
from bot.sandbox.messages import Messages
from bot.sandbox.multipart import LARGEST_REQUEST
from bot.sandbox.pages import add_pages
from bot.sandbox.people.acting import Acting
from bot.sandbox.people.audience import Audience
from bot.sandbox.people.console import Console
from bot.sandbox.people.routes import add_people
from bot.sandbox.people.ruling import Ruling
from bot.sandbox.people.threads import PeopleThreads
from bot.sandbox.people.viewing import Viewing, clock_payload
from bot.sandbox.rest.channel_messages import ChannelMessages
from bot.sandbox.rest.commands import Commands
from bot.sandbox.rest.door import Hook, Recorded, RestDoor
from bot.sandbox.rest.first_answers import FirstAnswers
from bot.sandbox.rest.follow_ups import FollowUps
from bot.sandbox.rest.places import Places
from bot.sandbox.rest.rate_limits import RateLimits
from bot.sandbox.rest.routes import add_answers, add_commands, add_messages, add_places, add_threads
from bot.sandbox.rest.thread_lists import ThreadLists
from bot.sandbox.rest.thread_members import ThreadMembers
from bot.sandbox.rest.threads import RestThreads
from bot.sandbox.security import add_headers, loopback_only
from bot.sandbox.snowflakes import Snowflakes
from bot.sandbox.threads import Threads
from bot.sandbox.violations import Violation, Violations
from bot.sandbox.wire import Json
from bot.sandbox.world import World

_LOOPBACK = "127.0.0.1"
_ROOM_AROUND_PARTS = 1024 * 1024


class Sandbox:
    """A world with its three doors. `started` opens them."""

    def __init__(
        self,
        *,
        world: World | None = None,
        suggestions: Sequence[Json] = (),
        deadlines: Deadlines | None = None,
        rate_limits: bool = False,
    ) -> None:
        self.world = world or default_world(Snowflakes())
        self.bot_token = f"sandbox.{secrets.token_urlsafe(32)}"
        self.clock = Clock()
        self.address = ""
        self._audience = Audience(self.world)
        self._violations = Violations(self._tell_violation)
        self._gateway = Gateway(self.world, self.bot_token, self._violations, self._tell_online)
        self._files = Files()
        self._rest = RestDoor(self.bot_token, self._violations, RateLimits() if rate_limits else None)
        self._events = events = Events(self.world, self._gateway, self._audience)
        self._channels = Channels(self.world, events)
        deadlines = deadlines or Deadlines()
        self._interactions = Interactions(self.world, events, self._violations, deadlines)
        self._app = self._built(events, suggestions)
        self.clock.on_moved(self._tell_clock)

    @classmethod
    @asynccontextmanager
    async def started(
        cls,
        *,
        suggestions: Sequence[Json] = (),
        port: int = 0,
        world: World | None = None,
        deadlines: Deadlines | None = None,
        rate_limits: bool = False,
    ) -> AsyncIterator[Self]:
        """A sandbox with its doors open; port 0 takes a free one. Raises OSError where it is taken.

        With `rate_limits` it answers 429 where Discord would; without, nobody waits.
        """
        sandbox = cls(world=world, suggestions=suggestions, deadlines=deadlines, rate_limits=rate_limits)
        runner = web.AppRunner(sandbox._app, access_log=None, shutdown_timeout=1)  # its own
        await runner.setup()
        try:
            site = web.TCPSite(runner, _LOOPBACK, port)
            await site.start()
            sandbox._be_at(runner.addresses[0][1])  # its own
            yield sandbox
        finally:
            sandbox._close()  # its own
            await runner.cleanup()

    @property
    def api_base(self) -> str:
        """The base of the REST routes."""
        return f"{self.address}/api/v10"

    @property
    def gateway_url(self) -> str:
        """Where the gateway is."""
        return self._gateway.url

    @property
    def is_bot_online(self) -> bool:
        """Whether the bot is connected."""
        return self._gateway.is_online

    @property
    def violations(self) -> list[Violation]:
        """What the bot did and Discord would have refused, oldest first."""
        return self._violations.entries

    @property
    def requests(self) -> deque[Recorded]:
        """What the bot asked over REST, newest last."""
        return self._rest.requests

    def before_request(self, hook: Hook) -> None:
        """Has `hook` see each of the bot's REST requests first: it may answer, or cut the connection."""
        self._rest.before_request(hook)

    def end_gateway(self, action: str, *, is_resumable: bool = True) -> None:
        """Ends the bot's connection: "drop", "reconnect" or "invalid_session"."""
        self._gateway.end(action, is_resumable=is_resumable)

    def end_channel(self, channel_id: int) -> None:
        """Takes a channel of a server away, as who runs the server would. Raises KeyError for another."""
        guild = next(guild for guild in self.world.guilds.values() if channel_id in guild.channels)
        self._channels.end(guild.channels[channel_id])

    def _built(self, events: Events, suggestions: Sequence[Json]) -> web.Application:
        world, gateway, interactions = self.world, self._gateway, self._interactions
        threads = Threads(world, events, self.clock)
        messages = Messages(world, events, self._files, threads)
        app = web.Application(
            middlewares=[loopback_only], client_max_size=LARGEST_REQUEST + _ROOM_AROUND_PARTS
        )
        app.on_response_prepare.append(add_headers)
        add_places(app, self._rest, Places(world, events, gateway))
        add_messages(app, self._rest, ChannelMessages(world, events, messages, self._violations))
        rest_threads = RestThreads(world, messages, threads, self._channels, self._violations)
        members = ThreadMembers(world, messages, threads)
        add_threads(app, self._rest, rest_threads, members, ThreadLists(world))
        add_commands(app, self._rest, Commands(world, events))
        first = FirstAnswers(world, events, messages, interactions, self._violations)
        add_answers(app, self._rest, first, FollowUps(world, messages, interactions, self._violations))
        self._rest.add_rest(app)
        app.router.add_get("/gateway", gateway.connect)
        add_people(
            app,
            Viewing(world, gateway, self._audience, self.clock, suggestions),
            Acting(world, events, messages, Using(world, interactions, self._files)),
            Ruling(world, events),
            PeopleThreads(world, messages, threads, self._channels),
            Console(self.clock, self._violations, gateway),
        )
        add_pages(app, self._files)
        return app

    def _be_at(self, port: int) -> None:
        self.address = f"http://{_LOOPBACK}:{port}"
        self._gateway.url = f"ws://{_LOOPBACK}:{port}/gateway"
        self._files.address = self.address

    def _close(self) -> None:
        self._interactions.close()
        self._gateway.close()
        self._audience.close()

    def _tell_violation(self, violation: Violation) -> None:
        self._audience.tell_all({"type": "violation", "violation": violation.payload()})

    def _tell_online(self) -> None:
        self._audience.tell_all({"type": "bot", "is_online": self._gateway.is_online})

    def _tell_clock(self, _before: datetime, _after: datetime) -> None:
        self._audience.tell_all({"type": "clock", "clock": clock_payload(self.clock)})
