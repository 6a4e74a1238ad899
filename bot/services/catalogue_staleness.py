"""The use cases of what should be looked at again: the list, and saying that it is still right."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.catalogue_layers import (
    INSTALLATION,
    EntryChange,
    EntryStatus,
)
from bot.domain.credential import Credential
from bot.domain.errors import UserError
from bot.domain.paging import page_count, page_within
from bot.domain.ports import Clock
from bot.domain.staleness import StaleEntry, checked_days, stale_entries
from bot.services.catalogue_import import layer_of
from bot.services.catalogue_keeping import Keeper, check_seen
from bot.services.entry_changes import save_entry_changes
from bot.services.live_catalogue import LiveCatalogue
from bot.storage.database import Database, Session
from bot.storage.open_reports import open_reports

STALE_ON_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class StalePage:
    """A page of what should be looked at again, longest ago first; `page` counts from 0."""

    entries: tuple[StaleEntry, ...]
    days: int
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class StaleView:
    """One credential, to be looked at again; `is_own`: the server publishes its own form of it.

    `entry` is None where there is nothing to look at any more.
    """

    credential: Credential
    entry: StaleEntry | None
    is_own: bool


class CatalogueStaleness:
    """Finds what nobody looked at for long, and keeps that somebody has looked again."""

    def __init__(
        self, database: Database, base: Mapping[str, str], live: LiveCatalogue, clock: Clock
    ) -> None:
        self._database = database
        self._base = base
        self._live = live
        self._clock = clock

    async def page(self, guild_id: int, days: int | None, page: int = 0) -> StalePage:
        """A page; `page` is cut to the pages that there are. Raises UserError `stale-days-wrong`."""
        checked = checked_days(days)
        entries = await self._stale(guild_id, checked)
        pages = page_count(len(entries), STALE_ON_A_PAGE)
        page = page_within(page, pages)
        shown = entries[page * STALE_ON_A_PAGE : (page + 1) * STALE_ON_A_PAGE]
        return StalePage(tuple(shown), checked, page, pages, len(entries))

    async def view(self, guild_id: int, credential_id: str, days: int | None) -> StaleView:
        """One credential. Raises CredentialGoneError, UserError `credential-unknown`."""
        credential = self._live.of(guild_id).seen.named(credential_id)
        stale = await self._stale(guild_id, checked_days(days))
        entry = next((each for each in stale if each.credential.id == credential.id), None)
        return StaleView(credential, entry, self._is_own(guild_id, credential.id))

    async def confirm(self, keeper: Keeper, credential_id: str) -> EntryChange:
        """Keeps that somebody looked today: the credential as it is, as a form of the layer's own.

        Raises UserError `entry-unknown`, `looked-already` where nothing would change.
        """
        return await self._database.write(self._confirmed, keeper, credential_id)

    def _confirmed(self, session: Session, keeper: Keeper, credential_id: str) -> EntryChange:
        now = self._clock.now()
        layer = layer_of(session, keeper.guild_id, self._base)
        check_seen(layer, credential_id, "entry-unknown")
        row = json.loads(layer.seen[credential_id])
        row["source"]["checked_on"] = now.date().isoformat()
        record = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        before = layer.entries.get(credential_id)
        is_own = before is not None and before.status is EntryStatus.PUBLISHED
        if is_own and record == layer.seen[credential_id]:
            raise UserError("looked-already", title=row["title"])
        change = layer.publishing(credential_id, record)
        save_entry_changes(session, keeper.guild_id, [change], keeper.authorship(now))
        return change

    async def _stale(self, guild_id: int, days: int) -> list[StaleEntry]:
        reports = await self._database.read(open_reports, guild_id)
        return await asyncio.to_thread(
            stale_entries,
            self._live.of(guild_id).seen.credentials.values(),
            reports,
            lambda credential_id: self._is_own(guild_id, credential_id),
            today=self._clock.now().date(),
            days=days,
        )

    def _is_own(self, guild_id: int, credential_id: str) -> bool:
        own = (self._live.own(layer).get(credential_id) for layer in (guild_id, INSTALLATION))
        return any(entry is not None and entry.status is EntryStatus.PUBLISHED for entry in own)
