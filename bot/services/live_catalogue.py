"""The catalogue as it is now, for every server: changes of any process are noticed while the bot runs."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.domain.catalogue_layers import INSTALLATION
from bot.domain.credential import Credential
from bot.services.advice import Adviser
from bot.services.catalogue_layers import seen_catalogue
from bot.services.seen_catalogue import SeenCatalogue
from bot.storage import catalogue_entries
from bot.storage.database import Database

_log = logging.getLogger(__name__)

BuildAdviser = Callable[[Sequence[Credential]], Adviser]
"""Makes an adviser over these credentials. It may take a second."""


@dataclass(frozen=True, slots=True)
class ServerCatalogue:
    """What one server sees, ready to be searched and looked into."""

    adviser: Adviser
    seen: SeenCatalogue


class LiveCatalogue:
    """Holds the catalogues in memory, and puts new ones in their place when the database says so.

    Servers without a layer of their own share one. What was given out stays whole, whatever comes after it.
    """

    def __init__(self, database: Database, base: Adviser, build: BuildAdviser) -> None:
        """Sees `base` alone, the catalogue that comes with Badger, until the first `refresh`."""
        self._database = database
        self._base = list(base.catalogue.values())
        self._build = build
        self._shared = ServerCatalogue(base, SeenCatalogue(self._base))
        self._of_servers: dict[int, ServerCatalogue] = {}
        self._version = 0
        self._refreshing = asyncio.Lock()

    def adviser(self, guild_id: int | None) -> Adviser:
        """Advises from what the server sees (None: a direct message without one)."""
        return self._of(guild_id).adviser

    def seen(self, guild_id: int | None) -> SeenCatalogue:
        """What the server sees, to be looked into."""
        return self._of(guild_id).seen

    async def refresh(self) -> bool:
        """Looks whether a layer changed, takes in what did, and says whether anything did."""
        async with self._refreshing:
            changed = await self._database.read(catalogue_entries.layers_changed_after, self._version)
            if not changed:
                return False
            # What lies under all servers has changed for all of them.
            layers = {*changed, *self._of_servers} if INSTALLATION in changed else {*changed}
            for layer in sorted(layers):
                await self._take_in(layer)
            self._version = max(changed.values())
            _log.info("The catalogue is at version %d now", self._version)
            return True

    async def watch(self, pause: Callable[[], Awaitable[object]], changed: Callable[[], object]) -> None:
        """Refreshes after every pause, for ever, and calls `changed` where something did.

        A database that cannot be read for a while is looked at again after the next pause.
        """
        while True:
            await pause()
            try:
                if await self.refresh():
                    changed()
            except Exception:  # noqa: BLE001 - whoever watches goes on watching
                _log.exception("The catalogue could not be refreshed")

    async def _take_in(self, layer: int) -> None:
        credentials = await self._database.read(seen_catalogue, self._base, layer)
        built = await asyncio.to_thread(self._built, credentials)
        if layer == INSTALLATION:
            self._shared = built
        else:
            self._of_servers[layer] = built

    def _built(self, credentials: Sequence[Credential]) -> ServerCatalogue:
        return ServerCatalogue(self._build(credentials), SeenCatalogue(credentials))

    def _of(self, guild_id: int | None) -> ServerCatalogue:
        return self._shared if guild_id is None else self._of_servers.get(guild_id, self._shared)
