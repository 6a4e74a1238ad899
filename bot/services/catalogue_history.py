"""The use cases that look into an entry's history, and into what a layer itself ever said something of."""

from dataclasses import dataclass

from bot.catalogue.rows import credential_in
from bot.domain.catalogue_layers import INSTALLATION, Entry, EntryStatus, EntryVersion
from bot.domain.credential import Credential
from bot.domain.errors import UserError
from bot.domain.paging import page_count, page_within
from bot.services.live_catalogue import LiveCatalogue
from bot.services.own_entries import OwnEntry
from bot.storage import catalogue_entries
from bot.storage.database import Database

VERSIONS_ON_A_PAGE = 5


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A version with the forms of the credential before and after it; None where it had none."""

    version: EntryVersion
    before: Credential | None
    after: Credential | None
    is_newest: bool


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of an entry's versions, the newest first; `page` counts from 0.

    `successors` are the titles of the credentials that the lines name as successors, by id.
    """

    entry: OwnEntry
    lines: tuple[HistoryLine, ...]
    page: int
    pages: int
    successors: dict[str, str]


class CatalogueHistory:
    """Tells what a server's layer said of a credential, and when."""

    def __init__(self, database: Database, live: LiveCatalogue) -> None:
        self._database = database
        self._live = live

    def entry(self, guild_id: int, named: str, *, gone_only: bool = False) -> OwnEntry:
        """The entry of the server's own layer with this id or title; `gone_only`: retired or hidden there.

        Raises UserError as `OwnEntries.named` does.
        """
        return self._live.own(guild_id).named(named, gone_only=gone_only)

    def suggest(self, guild_id: int, typed: str, *, gone_only: bool = False) -> list[OwnEntry]:
        """The entries of the server's own layer that the typed letters may mean, best first."""
        return self._live.own(guild_id).suggested(typed, gone_only=gone_only)

    async def page(self, guild_id: int, named: str, page: int = 0) -> HistoryPage:
        """A page of versions; `page` is cut to the pages that there are. Raises UserError as `entry` does."""
        entry = self.entry(guild_id, named)
        pages = page_count(entry.version, VERSIONS_ON_A_PAGE)
        page = page_within(page, pages)
        versions = await self._database.read(
            catalogue_entries.history_of,
            guild_id,
            entry.credential_id,
            limit=VERSIONS_ON_A_PAGE,
            skipped=page * VERSIONS_ON_A_PAGE,
        )
        lines = tuple(self._line(guild_id, version, entry.version) for version in versions)
        return HistoryPage(entry, lines, page, pages, self._successors(guild_id, lines))

    async def version(self, guild_id: int, credential_id: str, number: int) -> HistoryPage:
        """One version, on the page on which it stands. Raises UserError `version-unknown`, or as `entry`."""
        entry = self.entry(guild_id, credential_id)
        version = await self._database.read(
            catalogue_entries.version_of, guild_id, entry.credential_id, number
        )
        if version is None:
            raise UserError("version-unknown", id=entry.title, number=number)
        line = self._line(guild_id, version, entry.version)
        page = max(0, entry.version - number) // VERSIONS_ON_A_PAGE
        return HistoryPage(entry, (line,), page, page + 1, self._successors(guild_id, (line,)))

    def _line(self, guild_id: int, version: EntryVersion, newest: int) -> HistoryLine:
        credential_id = version.change.after.credential_id
        below = None if guild_id == INSTALLATION else self._live.of(None).seen.credentials.get(credential_id)
        before, after = version.change.before, version.change.after
        return HistoryLine(version, _form(before, below), _form(after, below), version.number == newest)

    def _successors(self, guild_id: int, lines: tuple[HistoryLine, ...]) -> dict[str, str]:
        seen = self._live.of(guild_id).seen
        named = {line.version.change.after.successor_id for line in lines}
        titles = {each: _title(seen.credentials.get(each), each) for each in named if each is not None}
        return dict(sorted(titles.items()))


def _title(credential: Credential | None, credential_id: str) -> str:
    return credential.title if credential else credential_id


def _form(entry: Entry | None, below: Credential | None) -> Credential | None:
    """The credential that a layer's word stands for: its own form, or that of what lies `below`."""
    if entry is None or entry.record is None or entry.status is EntryStatus.INHERITED:
        return below
    return credential_in(entry.record)
