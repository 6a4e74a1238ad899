"""A Badger that answers on Discord, from its start to its end."""

import asyncio
import gc
import logging
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from bot.app.catalogue import build_index
from bot.app.surroundings import Surroundings
from bot.domain.errors import UserError
from bot.ops.stopping import unless_stopped

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.discord_ui.client import BadgerClient
    from bot.wording.texts import Texts

_EXPIRY_SECONDS = 3600
_CATALOGUE_SECONDS = 1.0
"""How often one looks whether another process changed the catalogue: what is imported is found at once."""
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
        starting = stack.enter_async_context(connected(surroundings, texts))
        running = await unless_stopped(stop, starting)
        if running is not None:
            client, connection = running
            # What is there by now stays: to look through it for garbage again and again halts the loop.
            gc.freeze()
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
    from bot.app.use_cases import use_cases_over
    from bot.discord_ui.client import build_client
    from bot.discord_ui.connection import connect, disconnect
    from bot.discord_ui.delivering import Delivering
    from bot.discord_ui.draining import finish_answers
    from bot.discord_ui.tellings import TELLINGS
    from bot.scheduling.dispatching import Dispatcher, dispatching
    from bot.scheduling.sweep import sweeping
    from bot.services.command_memory import CommandMemory
    from bot.services.deliveries import Deliveries
    from bot.services.expiry import Expiry
    from bot.services.finding import Finding
    from bot.services.live_catalogue import LiveCatalogue
    from bot.storage.database import Database

    async with AsyncExitStack() as stack:
        await _open_health(stack, surroundings.health_port)
        credentials, index = await asyncio.to_thread(build_index, surroundings.catalogue)
        database = await Database.open(surroundings.database_url, may_upgrade=surroundings.may_upgrade)
        stack.push_async_callback(database.close)
        catalogue = LiveCatalogue(database, credentials, index, surroundings.today)
        await catalogue.refresh()
        clock = surroundings.clock
        finding = Finding(catalogue.adviser, database, clock)
        woken = asyncio.Event()
        use_cases = use_cases_over(database, credentials, catalogue, finding, clock, texts, woken.set)
        memory = CommandMemory(database, clock)
        client = build_client(use_cases, texts, surroundings.today, memory, address=surroundings.address)
        stack.push_async_callback(client.desk.drawing.close)
        stack.push_async_callback(disconnect, client)
        connection = await connect(client, surroundings.token)
        stack.push_async_callback(finish_answers)
        watching = asyncio.create_task(
            catalogue.watch(lambda: asyncio.sleep(_CATALOGUE_SECONDS), finding.forget_answers)
        )
        stack.callback(watching.cancel)
        sender = Dispatcher(
            Deliveries(database, clock),
            Delivering(client, TELLINGS),
            woken=woken,
            # The calendar of the sandbox jumps, and nobody shall miss what lies between.
            walks=surroundings.address is not None,
        )
        await stack.enter_async_context(dispatching(sender))
        expiry = Expiry(database, clock)
        await stack.enter_async_context(sweeping(expiry.delete_expired, every_seconds=_EXPIRY_SECONDS))
        yield client, connection


async def _open_health(stack: AsyncExitStack, port: int | None) -> None:
    from bot.ops.health import serving_health

    try:
        await stack.enter_async_context(serving_health(port))
    except OSError as cause:
        raise UserError("port-taken", port=str(port), setting="BADGER_HEALTH_PORT") from cause
