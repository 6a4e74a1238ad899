"""The composition root: the one place that builds the parts and wires them together."""

import asyncio
import gc
import hashlib
import logging
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.catalogue.seed import read_reviewed_pairs, read_topics, seed_folder
from bot.catalogue.soundness import sound_credentials
from bot.domain.credential import Credential
from bot.domain.errors import UserError
from bot.domain.ports import Clock, Today
from bot.ops.stopping import unless_stopped, until_stopped
from bot.ops.system_clock import SystemClock
from bot.search.index import CatalogueIndex
from bot.search.vocabulary import read_vocabulary
from bot.services.advice import Adviser

if TYPE_CHECKING:
    from bot.discord_ui.address import DiscordAddress
    from bot.discord_ui.client import BadgerClient
    from bot.sandbox.server import Sandbox
    from bot.sandbox.world import World
    from bot.services.catalogue_files import CatalogueFiles
    from bot.services.finding import Finding
    from bot.services.live_catalogue import LiveCatalogue
    from bot.settings import Settings
    from bot.storage.database import Database
    from bot.wording.texts import Texts

# `badger advise` needs the adviser alone: what the bot needs is imported when it runs (start-up time).

_DATABASE_URL = "sqlite:///badger.sqlite3"
_SANDBOX_PORT = 8350
_SUGGESTED_CHANNEL = "find-a-credential"
_EXPIRY_SECONDS = 3600
_CATALOGUE_SECONDS = 1.0
"""How often one looks whether another process changed the catalogue: what is imported is found at once."""
_log = logging.getLogger(__name__)


def build_adviser(catalogue: Path | None, today: Today) -> Adviser:
    """An adviser over the catalogue file or folder `catalogue`, or over the seed pack where None.

    Raises UserError as `build_index` does.
    """
    return Adviser(*build_index(catalogue), today)


def build_index(catalogue: Path | None) -> tuple[tuple[Credential, ...], CatalogueIndex]:
    """The credentials of the file or folder `catalogue` (of the seed pack where None), and their index.

    Raises UserError where it cannot be read, CatalogueRefusedError where it holds errors.
    """
    # Nothing of what is built here becomes garbage; looking for some costs a tenth of the start.
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        credentials = sound_credentials(catalogue)
        vocabulary = read_vocabulary(seed_folder())
        index = CatalogueIndex(credentials, vocabulary.concepts, vocabulary.fillers)
    finally:
        if was_collecting:
            gc.enable()
    return credentials, index


def catalogue_files(settings: "Settings | None", catalogue: Path | None) -> "CatalogueFiles":
    """What imports and exports, over the database of the settings."""
    from bot.services.catalogue_files import CatalogueFiles

    return CatalogueFiles(database_url(settings), catalogue, SystemClock())


def database_url(settings: "Settings | None") -> str:
    """Where members' work is kept, as the settings say."""
    return (settings.database_url if settings else None) or _DATABASE_URL


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a running Badger is given; without an address it connects to Discord itself."""

    token: str
    database_url: str
    clock: Clock
    address: "DiscordAddress | None" = None
    catalogue: Path | None = None
    health_port: int | None = None
    may_upgrade: bool = False

    def today(self) -> date:
        """The calendar's day, in UTC."""
        return self.clock.now().date()


Tell = Callable[[str], None]
"""Shows a line to whoever started Badger."""


def run_on_discord(settings: "Settings", texts: "Texts", token: str, tell: Tell) -> None:
    """Runs the bot on Discord until SIGTERM or Ctrl-C; `tell` is told the link that invites it.

    Raises UserError where the token is refused, Discord cannot be reached, the database cannot be used or
    the health port is taken.
    """
    surroundings = Surroundings(
        token,
        settings.database_url or _DATABASE_URL,
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
    from bot.discord_ui.connection import connect, disconnect
    from bot.discord_ui.draining import finish_answers
    from bot.ops.health import serving_health
    from bot.scheduling.sweep import sweeping
    from bot.services.expiry import Expiry
    from bot.services.finding import Finding
    from bot.services.live_catalogue import LiveCatalogue
    from bot.storage.database import Database

    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(serving_health(surroundings.health_port))
        except OSError as cause:
            taken = str(surroundings.health_port)
            raise UserError("port-taken", port=taken, setting="BADGER_HEALTH_PORT") from cause
        credentials, index = await asyncio.to_thread(build_index, surroundings.catalogue)
        database = await Database.open(surroundings.database_url, may_upgrade=surroundings.may_upgrade)
        stack.push_async_callback(database.close)
        catalogue = LiveCatalogue(database, credentials, index, surroundings.today)
        await catalogue.refresh()
        finding = Finding(catalogue.adviser, database, surroundings.clock)
        client = _client(surroundings, texts, database, credentials, catalogue, finding)
        stack.push_async_callback(client.desk.drawing.close)
        stack.push_async_callback(disconnect, client)
        connection = await connect(client, surroundings.token)
        stack.push_async_callback(finish_answers)
        watching = asyncio.create_task(
            catalogue.watch(lambda: asyncio.sleep(_CATALOGUE_SECONDS), finding.forget_answers)
        )
        stack.callback(watching.cancel)
        expiry = Expiry(database, surroundings.clock)
        await stack.enter_async_context(sweeping(expiry.delete_expired, every_seconds=_EXPIRY_SECONDS))
        yield client, connection


def _client(
    surroundings: Surroundings,
    texts: "Texts",
    database: "Database",
    credentials: tuple[Credential, ...],
    catalogue: "LiveCatalogue",
    finding: "Finding",
) -> "BadgerClient":
    from bot.catalogue.base_records import BaseRecords
    from bot.discord_ui.client import build_client
    from bot.discord_ui.desk import UseCases
    from bot.services.catalogue_care import CatalogueCare
    from bot.services.catalogue_drafts import CatalogueDrafts
    from bot.services.catalogue_exports import CatalogueExports
    from bot.services.catalogue_import import CatalogueImport
    from bot.services.catalogue_uploads import CatalogueUploads
    from bot.services.catalogue_view import CatalogueView
    from bot.services.command_memory import CommandMemory
    from bot.services.import_undoing import ImportUndoing
    from bot.services.layer_checks import LayerChecks
    from bot.services.member_blocks import MemberBlocks
    from bot.services.member_work import MemberWork
    from bot.services.outcomes import Outcomes
    from bot.services.proposal_queue import ProposalQueue
    from bot.services.proposing import Proposing
    from bot.services.servers import Servers
    from bot.services.task_keeping import TaskKeeping
    from bot.wording.task_titles import task_titles

    async def catalogue_changed() -> None:
        await catalogue.refresh()
        finding.forget_answers()

    def seen_by(guild_id: int | None) -> Iterable[Credential]:
        return catalogue.of(guild_id).seen.credentials.values()

    base = BaseRecords(credentials)
    importing = CatalogueImport(database, base, surroundings.clock, read_topics(seed_folder()))
    use_cases = UseCases(
        finding,
        CatalogueView(catalogue.of),
        Servers(database, surroundings.clock),
        MemberBlocks(database, surroundings.clock),
        TaskKeeping(database, credentials, surroundings.clock),
        catalogue_changed,
        uploads=CatalogueUploads(database, importing, surroundings.clock),
        exports=CatalogueExports(seen_by),
        import_undoing=ImportUndoing(database, base, surroundings.clock),
        checks=LayerChecks(database, seen_by, read_reviewed_pairs(seed_folder())),
        proposing=Proposing(database, catalogue.of, surroundings.clock),
        queue=ProposalQueue(database, base, catalogue.of, surroundings.clock, task_titles(texts)),
        outcomes=Outcomes(database, surroundings.clock),
        care=CatalogueCare.over(database, base, catalogue, surroundings.clock),
        drafts=CatalogueDrafts(database, base, seen_by, surroundings.clock, task_titles(texts)),
        work=MemberWork.over(database, catalogue.of, surroundings.clock),
    )
    memory = CommandMemory(database, surroundings.clock)
    return build_client(use_cases, texts, surroundings.today, memory, address=surroundings.address)


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
