"""The catalogue as it is now, for every server: changes of any process are noticed while the bot runs."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from bot.domain.catalogue_layers import INSTALLATION, Entry, EntryStatus
from bot.domain.credential import Credential
from bot.domain.ports import Today
from bot.search.index import CatalogueIndex
from bot.services.advice import Adviser
from bot.services.catalogue_layers import with_layer
from bot.services.catalogue_view import CatalogueInMemory
from bot.services.seen_catalogue import SeenCatalogue
from bot.storage import catalogue_entries
from bot.storage.database import Database

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Layer:
    """What is seen through a layer, ready to be searched and looked into."""

    credentials: dict[str, Credential]
    index: CatalogueIndex
    adviser: Adviser
    in_memory: CatalogueInMemory


class LiveCatalogue:
    """Holds what each server sees, and puts a new one in its place when the database says so.

    Servers without a layer of their own share one. What was given out stays whole, whatever comes after it.
    """

    def __init__(
        self, database: Database, base: Iterable[Credential], index: CatalogueIndex, today: Today
    ) -> None:
        """Sees `base` alone, which `index` searches, until the first `refresh`."""
        self._database = database
        self._today = today
        self._base = self._layer({credential.id: credential for credential in base}, index)
        self._shared = self._base
        self._of_servers: dict[int, _Layer] = {}
        self._version = 0
        self._refreshing = asyncio.Lock()

    def adviser(self, guild_id: int | None) -> Adviser:
        """Advises from what the server sees (None: a direct message without one)."""
        return self._seen_by(guild_id).adviser

    def of(self, guild_id: int | None) -> CatalogueInMemory:
        """What the server sees, to be looked into."""
        return self._seen_by(guild_id).in_memory

    async def refresh(self) -> bool:
        """Looks whether a layer changed, takes in what did, and says whether anything did."""
        async with self._refreshing:
            changed = await self._database.read(catalogue_entries.layers_changed_after, self._version)
            if not changed:
                return False
            if INSTALLATION in changed:
                self._shared = await self._over(self._base, INSTALLATION)
            # What lies under all servers may have changed for all of them.
            servers = {*changed, *(self._of_servers if INSTALLATION in changed else ())} - {INSTALLATION}
            for server in sorted(servers):
                self._of_servers[server] = await self._over(self._shared, server)
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

    async def _over(self, below: _Layer, guild_id: int) -> _Layer:
        entries = await self._database.read(catalogue_entries.entries_of, guild_id)
        return await asyncio.to_thread(self._layer_over, below, entries)

    def _layer_over(self, below: _Layer, entries: list[Entry]) -> _Layer:
        seen = with_layer(below.credentials, entries)
        index = below.index.overlay()
        for entry in entries:
            if entry.status is EntryStatus.PUBLISHED:
                index.put(seen[entry.credential_id])
            elif entry.status is not EntryStatus.INHERITED:
                index.retire(entry.credential_id)
        return self._layer(seen, index)

    def _layer(self, seen: dict[str, Credential], index: CatalogueIndex) -> _Layer:
        adviser = Adviser(seen.values(), index, self._today)
        return _Layer(seen, index, adviser, CatalogueInMemory(SeenCatalogue(seen.values()), index))

    def _seen_by(self, guild_id: int | None) -> _Layer:
        return self._shared if guild_id is None else self._of_servers.get(guild_id, self._shared)
