"""A Badger that answers on Discord, from its start to its end."""

import asyncio
import logging
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from bot.app.catalogue import build_index
from bot.app.surroundings import Surroundings
from bot.domain.errors import UserError
from bot.ops.collecting import keep_what_is_there, not_collecting
from bot.ops.stopping import unless_stopped

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.discord_ui.client import BadgerClient
    from bot.wording.texts import Texts

_log = logging.getLogger(__name__)


async def serve(
    surroundings: Surroundings,
    texts: "Texts",
    stop: asyncio.Event,
    greet: "Callable[[BadgerClient], None] | None" = None,
) -> None:
    """Answers on Discord until `stop` is set, which ends a start that is still going on as well.

    `greet` is told once it is connected. Raises UserError as `run_on_discord` does.
    """
    async with AsyncExitStack() as stack:
        with not_collecting():
            starting = stack.enter_async_context(connected(surroundings, texts))
            running = await unless_stopped(stop, starting)
            # To look through all that is there by now for garbage again and again halts the loop.
            keep_what_is_there()
        if running is not None:
            client, connection = running
            if greet is not None:
                greet(client)
            await unless_stopped(stop, asyncio.wait({connection}))
            if connection.done():
                connection.result()
    _log.info("Stopped")


@asynccontextmanager
async def connected(
    surroundings: Surroundings, texts: "Texts"
) -> "AsyncIterator[tuple[BadgerClient, asyncio.Task[None]]]":
    """A Badger that answers on Discord, and the task that is done when its connection is lost for good.

    At the end it finishes what it is answering (at most eight seconds), closes the connection, and then
    the database. Raises UserError as `run_on_discord` does.
    """
    from bot.app.parts import built, work_beside
    from bot.discord_ui.connection import connect, disconnect
    from bot.discord_ui.draining import finish_answers

    async with AsyncExitStack() as stack:
        await _open_health(stack, surroundings.health_port)
        catalogue = await asyncio.to_thread(build_index, surroundings.catalogue)
        parts = await built(stack, surroundings, texts, *catalogue)
        stack.push_async_callback(disconnect, parts.client)
        connection = await connect(parts.client, surroundings.token)
        stack.push_async_callback(finish_answers)
        await work_beside(stack, surroundings, parts)
        yield parts.client, connection


async def _open_health(stack: AsyncExitStack, port: int | None) -> None:
    from bot.ops.health import serving_health

    try:
        await stack.enter_async_context(serving_health(port))
    except OSError as cause:
        raise UserError("port-taken", port=str(port), setting="BADGER_HEALTH_PORT") from cause
