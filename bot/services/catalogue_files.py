"""Imports and exports of the command line: each opens the database for itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.catalogue.base_records import BaseRecords
from bot.catalogue.parsing_worker import Progress
from bot.catalogue.seed import read_topics, seed_folder
from bot.catalogue.soundness import sound_credentials
from bot.domain.credential import Credential
from bot.domain.ports import Clock
from bot.services.catalogue_import import CatalogueImport, ImportReport, ImportRequest
from bot.services.catalogue_layers import seen_catalogue
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class CatalogueFiles:
    """Acts on the layers in a database over the file or folder `catalogue` (None: the seed pack)."""

    database_url: str
    catalogue: Path | None
    clock: Clock

    async def import_file(self, request: ImportRequest, progress: Progress) -> ImportReport:
        """The report on a file that was imported. Raises UserError as `CatalogueImport.run` does."""
        base = sound_credentials(self.catalogue)
        async with self._opened() as database:
            importing = CatalogueImport(database, BaseRecords(base), self.clock, read_topics(seed_folder()))
            return await importing.run(request, progress)

    async def seen(self, guild_id: int) -> list[Credential]:
        """The whole catalogue as it is seen in a layer, by id."""
        base = sound_credentials(self.catalogue)
        async with self._opened() as database:
            return await database.read(seen_catalogue, base, guild_id)

    @asynccontextmanager
    async def _opened(self) -> AsyncIterator[Database]:
        database = await Database.open(self.database_url)
        try:
            yield database
        finally:
            await database.close()
