"""The use case of taking an import back: all of it, and only where nothing was done with it since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.catalogue.import_links import links_in
from bot.domain.catalogue_changes import undone
from bot.domain.catalogue_layers import Entry, EntryChange, EntryStatus
from bot.domain.errors import UserError
from bot.domain.moderation import AuditAction, Deed
from bot.domain.ports import Clock
from bot.services.catalogue_import import IMPORT_REASON, layer_of
from bot.services.catalogue_keeping import Keeper
from bot.storage import audit, catalogue_entries
from bot.storage.database import Database, Session


@dataclass(frozen=True, slots=True)
class UndoneImport:
    """An import that was taken back: the name of its file, and how many entries it had changed."""

    file: str
    count: int


class ImportUndoing:
    """Takes imports back over `base`, what comes with Badger. Each entry gets one more version."""

    def __init__(self, database: Database, base: Mapping[str, str], clock: Clock) -> None:
        self._database = database
        self._base = base
        self._clock = clock

    async def undo(self, keeper: Keeper, number: int) -> UndoneImport:
        """Takes back the import of this line of the audit log, in one transaction.

        Raises UserError `undo-too-late` where an entry was changed since, and `undo-import-named` where
        another entry names one that would be gone.
        """
        return await self._database.write(self._taken_back, keeper, number, self._clock.now())

    def _taken_back(self, session: Session, keeper: Keeper, number: int, now: datetime) -> UndoneImport:
        deed = _import_at(session, keeper.guild_id, number)
        layer = layer_of(session, keeper.guild_id, self._base)
        changes = _changes_of(session, deed, layer.entries)
        gone = {
            each.after.credential_id
            for each in changes
            if each.after.status is not EntryStatus.PUBLISHED and each.after.credential_id not in layer.below
        }
        taken_back = {each.after.credential_id: each.after for each in changes}
        _check_unnamed(gone, (layer.entries | taken_back).values())
        by = keeper.authorship(now, f"undo: {IMPORT_REASON} {deed.subject[-80:]}")
        catalogue_entries.save_changes(session, keeper.guild_id, changes, by)
        details = {"added": deed.details["added"], "changed": deed.details["changed"]}
        done = Deed(AuditAction.IMPORT_UNDONE, keeper.guild_id, keeper.actor_id, now, deed.subject, details)
        audit.record(session, [done])
        return UndoneImport(deed.subject, len(changes))


def _import_at(session: Session, guild_id: int, number: int) -> Deed:
    lines = audit.entries(session, guild_id, limit=1, before=number + 1)
    if not lines or lines[0].number != number or lines[0].deed.action is not AuditAction.FILE_IMPORTED:
        raise UserError("undo-too-late")
    return lines[0].deed


def _changes_of(session: Session, deed: Deed, entries: dict[str, Entry]) -> list[EntryChange]:
    """What takes back each change of the import, whose versions bear its time."""
    together = catalogue_entries.versions_of_moment(session, deed.guild_id, deed.at)
    versions = [each for each in together if (each.by.reason or "").startswith(IMPORT_REASON)]
    expected = sum(each for each in deed.details.values() if isinstance(each, int))
    if len(versions) != expected:
        raise UserError("undo-too-late")
    return [undone(entries.get(each.change.after.credential_id), each) for each in versions]


def _check_unnamed(gone: set[str], entries: Iterable[Entry]) -> None:
    """Lets nothing go that another entry needs first, calls its twin or names as what takes its place."""
    for entry in entries:
        named = {entry.successor_id}
        if entry.status is EntryStatus.PUBLISHED and entry.record is not None:
            links = links_in(entry.record)
            named |= {*links.prior_ids, *links.twins}
        if named & gone:
            raise UserError("undo-import-named", id=entry.credential_id)
