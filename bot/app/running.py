"""Running on Discord, or in a sandbox of one's own."""

import asyncio
import hashlib
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.app.serving import serve
from bot.app.surroundings import Surroundings, database_url
from bot.domain.errors import UserError
from bot.ops.collecting import not_collecting
from bot.ops.stopping import until_stopped
from bot.ops.system_clock import SystemClock

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient
    from bot.sandbox.server import Sandbox
    from bot.sandbox.world import World
    from bot.settings import Settings
    from bot.wording.texts import Texts

_SANDBOX_PORT = 8350
_SUGGESTED_CHANNEL = "find-a-credential"

Tell = Callable[[str], None]
"""Shows a line to whoever started Badger."""


def run_on_discord(settings: "Settings", texts: "Texts", token: str, tell: Tell) -> None:
    """Runs the bot on Discord until SIGTERM or Ctrl-C; `tell` is told the link that invites it.

    Raises UserError where the token is refused, Discord cannot be reached, the database cannot be used or
    the health port is taken.
    """
    surroundings = Surroundings(
        token,
        database_url(settings),
        SystemClock(),
        catalogue=settings.catalogue,
        health_port=settings.health_port,
        may_upgrade=settings.migrate,
    )
    _configure_logs(settings, token)

    def greet(client: "BadgerClient") -> None:
        from bot.discord_ui.invite import invite_link

        tell(texts("run-invite", url=invite_link(client.application_id or 0)))

    asyncio.run(until_stopped(lambda stop: serve(surroundings, texts, stop, greet)))


def run_in_sandbox(
    settings: "Settings", texts: "Texts", port: int | None, announce: Tell, tell: Tell
) -> None:
    """Runs the bot in a sandbox of its own until SIGTERM or Ctrl-C; `announce` is told the page's address.

    Without a database in the settings everything is forgotten at the end. Raises UserError as
    `run_on_discord` does, and `port-taken`.
    """

    def greet(address: str) -> None:
        announce(address)
        tell(texts("run-sandbox-open"))

    asyncio.run(until_stopped(lambda stop: _serve_in_sandbox(settings, texts, port, greet, stop)))


async def _serve_in_sandbox(
    settings: "Settings", texts: "Texts", port: int | None, greet: Tell, stop: asyncio.Event
) -> None:
    from bot.discord_ui.address import DiscordAddress

    with TemporaryDirectory(prefix="badger-") as folder:
        async with AsyncExitStack() as stack:
            with not_collecting():
                sandbox = await _started_sandbox(stack, texts, port)
            _configure_logs(settings, sandbox.bot_token)
            surroundings = Surroundings(
                sandbox.bot_token,
                settings.database_url or f"sqlite:///{folder}/badger.sqlite3",
                sandbox.clock,
                DiscordAddress(sandbox.api_base, sandbox.gateway_url),
                settings.catalogue,
                settings.health_port,
                settings.migrate,
            )
            greet(sandbox.address)
            await serve(surroundings, texts, stop)


async def _started_sandbox(stack: AsyncExitStack, texts: "Texts", port: int | None) -> "Sandbox":
    from bot.sandbox.default_world import default_world
    from bot.sandbox.server import Sandbox
    from bot.sandbox.snowflakes import Snowflakes

    world = default_world(Snowflakes(), bot_name="Badger")
    suggestions = suggestions_of(world, texts)
    wished = _SANDBOX_PORT if port is None else port
    try:
        started = Sandbox.started(world=world, suggestions=suggestions, port=wished)
        return await stack.enter_async_context(started)
    except OSError as cause:
        if port is not None:
            raise UserError("port-taken", port=str(port), setting="--port") from cause
    return await stack.enter_async_context(Sandbox.started(world=world, suggestions=suggestions, port=0))


def suggestions_of(world: "World", texts: "Texts") -> list[dict[str, object]]:
    """What the sandbox's page offers to try first."""
    from bot.discord_ui.first_steps import FIRST_STEPS

    club = next(iter(world.guilds.values()))
    channel = next(channel for channel in club.channels.values() if channel.name == _SUGGESTED_CHANNEL)
    return [
        {"label": texts(label), "channel_id": str(channel.id), "command": command, "options": options}
        for label, command, options in FIRST_STEPS
    ]


def _configure_logs(settings: "Settings", token: str) -> None:
    from bot.ops.logs import configure_logs

    as_json = settings.log_format == "json" if settings.log_format else not sys.stderr.isatty()
    # The token is secret, stable, and already there: a good key for the hash of ids.
    key = hashlib.sha256(token.encode()).digest()
    configure_logs(level=settings.log_level or "info", as_json=as_json, secrets=(token,), key=key)
