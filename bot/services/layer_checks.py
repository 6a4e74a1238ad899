"""The use case of `/catalog check`: what the catalogue of a server lacks or gets wrong."""

import asyncio
from collections.abc import Callable, Iterable

from bot.catalogue.layer_check import LayerCheck, check_layer
from bot.domain.catalogue_layers import Entry, EntryStatus
from bot.domain.credential import Credential
from bot.storage import catalogue_entries
from bot.storage.database import Database


class LayerChecks:
    """Judges in a thread: ten thousand credentials take seconds."""

    def __init__(
        self,
        database: Database,
        seen_by: Callable[[int | None], Iterable[Credential]],
        reviewed_pairs: frozenset[frozenset[str]],
    ) -> None:
        """`seen_by` is what a server sees at this moment; `reviewed_pairs` look alike and are not one."""
        self._database = database
        self._seen_by = seen_by
        self._reviewed_pairs = reviewed_pairs

    async def check(self, guild_id: int) -> LayerCheck:
        """The judgement of what a server sees."""
        seen = tuple(self._seen_by(guild_id))
        entries = await self._database.read(catalogue_entries.entries_of, guild_id)
        return await asyncio.to_thread(check_layer, seen, _published(entries), self._reviewed_pairs)


def _published(entries: Iterable[Entry]) -> frozenset[str]:
    return frozenset(entry.credential_id for entry in entries if entry.status is EntryStatus.PUBLISHED)
