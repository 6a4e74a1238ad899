"""The use case of an export: what a server sees, as files that can be imported again."""

import asyncio
from collections.abc import Callable, Iterable

from bot.catalogue.documents import Document
from bot.catalogue.export_parts import export_parts
from bot.catalogue.exporting import ExportFormat
from bot.domain.credential import Credential


class CatalogueExports:
    """Writes the files in a thread: ten thousand credentials take seconds."""

    def __init__(self, seen_by: Callable[[int | None], Iterable[Credential]]) -> None:
        """`seen_by` is what a server sees at this moment."""
        self._seen_by = seen_by

    async def export(self, guild_id: int | None, export_format: ExportFormat) -> list[Document]:
        """The files. Raises UserError `export-too-large`."""
        return await asyncio.to_thread(export_parts, tuple(self._seen_by(guild_id)), export_format)
