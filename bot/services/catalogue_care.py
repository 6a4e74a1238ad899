"""The use cases of moderators who look after a catalogue, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.ports import Clock
from bot.services.aliases import Aliases
from bot.services.audit_log import AuditLog
from bot.services.catalogue_history import CatalogueHistory
from bot.services.catalogue_keeping import CatalogueKeeping
from bot.services.catalogue_merging import CatalogueMerging
from bot.services.catalogue_staleness import CatalogueStaleness
from bot.services.live_catalogue import LiveCatalogue
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class CatalogueCare:
    """Retiring and restoring, histories, merging, looking again, a server's own words, and who did what."""

    keeping: CatalogueKeeping
    history: CatalogueHistory
    merging: CatalogueMerging
    staleness: CatalogueStaleness
    words: Aliases
    audit_log: AuditLog

    @classmethod
    def over(
        cls, database: Database, base: Mapping[str, str], live: LiveCatalogue, clock: Clock
    ) -> "CatalogueCare":
        """All of them over one catalogue; `base` is what comes with Badger."""
        return cls(
            CatalogueKeeping(database, base, clock),
            CatalogueHistory(database, live),
            CatalogueMerging(database, base, clock),
            CatalogueStaleness(database, base, live, clock),
            Aliases(database, live, clock),
            AuditLog(database, clock),
        )
