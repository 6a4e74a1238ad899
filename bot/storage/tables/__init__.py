"""The tables, all of them. A change needs a migration; nothing here validates, the domain has done so."""

from bot.storage.tables.base import METADATA
from bot.storage.tables.catalogue import (
    CatalogueCounterRow,
    CatalogueEntryRow,
    CatalogueLayerRow,
    CatalogueVersionRow,
)
from bot.storage.tables.commands import CommandSyncRow
from bot.storage.tables.members import SEARCH_ID_LENGTH, StoredSearchRow, UserSettingsRow

__all__ = [
    "METADATA",
    "SEARCH_ID_LENGTH",
    "CatalogueCounterRow",
    "CatalogueEntryRow",
    "CatalogueLayerRow",
    "CatalogueVersionRow",
    "CommandSyncRow",
    "StoredSearchRow",
    "UserSettingsRow",
]
