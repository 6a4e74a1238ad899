"""The catalogue as it is now, for every server: changes of any process are noticed while the bot runs."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from bot.catalogue.merging import following, names_one_of
from bot.domain.catalogue_layers import INSTALLATION, Entry, EntryStatus
from bot.domain.credential import Credential
from bot.domain.gone import GoneCredential
from bot.domain.ports import Today
from bot.domain.server_words import ServerWord
from bot.search.index import CatalogueIndex
from bot.search.server_words import ServerWordSearch, concepts_of
from bot.services.advice import Adviser
from bot.services.catalogue_layers import with_layer
from bot.services.catalogue_view import CatalogueInMemory
from bot.services.own_entries import OwnEntries, gone_through
from bot.services.seen_catalogue import SeenCatalogue, successor_in
from bot.storage import aliases, catalogue_entries
from bot.storage.database import Database, Session

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Layer:
    """What is seen through a layer, ready to be searched and looked into."""

    credentials: dict[str, Credential]
    gone: dict[str, GoneCredential]
    index: CatalogueIndex
    adviser: Adviser
    in_memory: CatalogueInMemory
    own: OwnEntries


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
        self._base = self._layer(SeenCatalogue(base), index, OwnEntries())
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

    def credentials_of(self, guild_id: int | None) -> Iterable[Credential]:
        """The credentials that the server sees."""
        return self._seen_by(guild_id).credentials.values()

    def own(self, guild_id: int) -> OwnEntries:
        """What the layer of a server (or `INSTALLATION`) itself ever said something of."""
        if guild_id == INSTALLATION:
            return self._shared.own
        layer = self._of_servers.get(guild_id)
        return layer.own if layer else OwnEntries()

    def index(self, guild_id: int | None) -> CatalogueIndex:
        """What searches that."""
        return self._seen_by(guild_id).index

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
        entries, words = await self._database.read(_said_in, guild_id)
        return await asyncio.to_thread(self._layer_over, below, entries, words)

    def _layer_over(self, below: _Layer, entries: list[Entry], words: list[ServerWord]) -> _Layer:
        seen = with_layer(below.credentials, entries)
        gone = gone_through(below.gone, entries, below.credentials)
        seen = _following(seen, gone)
        catalogue = SeenCatalogue(seen.values(), gone.values(), words)
        current = [_current(word, catalogue) for word in words]
        concepts = concepts_of(current, below.index.vocabulary, below.index.fillers)
        index = below.index.overlay(concepts)
        for entry in entries:
            if entry.status is EntryStatus.PUBLISHED:
                index.put(seen[entry.credential_id])
            elif entry.status is not EntryStatus.INHERITED:
                index.retire(entry.credential_id)
        known = {each.credential_id: (each.title, each.issuer_line) for each in gone.values()} | {
            each.id: (each.title, each.issuer_line) for each in seen.values()
        }
        return self._layer(catalogue, index, OwnEntries.of(entries, known))

    def _layer(self, catalogue: SeenCatalogue, index: CatalogueIndex, own: OwnEntries) -> _Layer:
        words = catalogue.words.values()
        search = ServerWordSearch(index, words) if words else index
        adviser = Adviser(catalogue.credentials.values(), search, self._today)
        in_memory = CatalogueInMemory(catalogue, index)
        return _Layer(catalogue.credentials, catalogue.gone, index, adviser, in_memory, own)

    def _seen_by(self, guild_id: int | None) -> _Layer:
        return self._shared if guild_id is None else self._of_servers.get(guild_id, self._shared)


def _said_in(session: Session, guild_id: int) -> tuple[list[Entry], list[ServerWord]]:
    """All that a layer says, and its own words, of one moment."""
    return catalogue_entries.entries_of(session, guild_id), aliases.words_of(session, guild_id)


def _following(seen: dict[str, Credential], gone: Mapping[str, GoneCredential]) -> dict[str, Credential]:
    """The credentials, naming what took the place of what they name and is gone."""
    current = {each: successor_in(seen, gone, each) for each in gone}
    instead = {old: new for old, new in current.items() if new is not None}
    if not instead:
        return seen
    return {
        each.id: following(each, instead) if names_one_of(each, instead) else each for each in seen.values()
    }


def _current(word: ServerWord, catalogue: SeenCatalogue) -> ServerWord:
    """The word, leading to what took the place of its credential where that is gone."""
    if word.credential_id is None:
        return word
    return replace(word, credential_id=catalogue.current(word.credential_id) or word.credential_id)
