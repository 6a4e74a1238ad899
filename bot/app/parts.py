"""The parts of a running Badger: built over one database and one catalogue, and at work beside its answers.

It is imported when a Badger runs: it leads to nearly everything that there is.
"""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass

from bot.app.surroundings import Surroundings
from bot.app.use_cases import use_cases_over
from bot.discord_ui.client import BadgerClient, build_client
from bot.discord_ui.delivering import Delivering
from bot.discord_ui.group_keeping import GroupKeeping
from bot.discord_ui.tellings import TELLINGS
from bot.domain.credential import Credential
from bot.ops.system_clock import SystemClock
from bot.scheduling.board_keeping import BoardKeeper, keeping_boards
from bot.scheduling.dispatching import Dispatcher, dispatching
from bot.scheduling.sweep import sweeping
from bot.search.index import CatalogueIndex
from bot.services.command_memory import CommandMemory
from bot.services.deliveries import Deliveries
from bot.services.expiry import Expiry
from bot.services.finding import Finding
from bot.services.live_catalogue import LiveCatalogue
from bot.storage.database import Database
from bot.wording.texts import Texts

_EXPIRY_SECONDS = 3600
_CATALOGUE_SECONDS = 1.0
"""How often one looks whether another process changed the catalogue: what is imported is found at once."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What is built before Badger connects. `woken` is set when something is due at once."""

    database: Database
    catalogue: LiveCatalogue
    finding: Finding
    client: BadgerClient
    woken: asyncio.Event


async def built(
    stack: AsyncExitStack,
    surroundings: Surroundings,
    texts: Texts,
    credentials: tuple[Credential, ...],
    index: CatalogueIndex,
) -> Parts:
    """The parts; `stack` lets go of them. Raises UserError where the database cannot be used."""
    database = await Database.open(surroundings.database_url, may_upgrade=surroundings.may_upgrade)
    stack.push_async_callback(database.close)
    catalogue = LiveCatalogue(database, credentials, index, surroundings.today)
    await catalogue.refresh()
    clock, woken = surroundings.clock, asyncio.Event()
    finding = Finding(catalogue.adviser, database, clock)
    use_cases = use_cases_over(database, credentials, catalogue, finding, clock, texts, woken.set)
    memory = CommandMemory(database, clock)
    client = build_client(use_cases, texts, surroundings.today, memory, address=surroundings.address)
    stack.push_async_callback(client.desk.drawing.close)
    return Parts(database, catalogue, finding, client, woken)


async def work_beside(stack: AsyncExitStack, surroundings: Surroundings, parts: Parts) -> None:
    """Notices changes of the catalogue, sends what is due and deletes what is over, until `stack` ends it."""
    watching = asyncio.create_task(
        parts.catalogue.watch(lambda: asyncio.sleep(_CATALOGUE_SECONDS), parts.finding.forget_answers)
    )
    stack.callback(watching.cancel)
    groups = parts.client.desk.use_cases.groups
    sender = Dispatcher(
        Deliveries(parts.database, surroundings.clock, opening=groups.checkins.open),
        Delivering(parts.client, TELLINGS),
        woken=parts.woken,
        # The calendar of the sandbox jumps, and nobody shall miss what lies between.
        walks=not isinstance(surroundings.clock, SystemClock),
    )
    await stack.enter_async_context(dispatching(sender))
    keeper = BoardKeeper(groups.places, GroupKeeping(parts.client))
    await stack.enter_async_context(keeping_boards(keeper))
    expiry = Expiry(parts.database, surroundings.clock)
    await stack.enter_async_context(sweeping(expiry.delete_expired, every_seconds=_EXPIRY_SECONDS))
