"""The use case of a merge: of two entries of one credential one is kept, the other retired in its favour."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.catalogue.import_plan import SeenLayer
from bot.catalogue.merging import Merge, come_before_themselves, following, merge, names_one_of
from bot.catalogue.rows import credential_in, record_of
from bot.domain.catalogue_changes import merged_into, undone
from bot.domain.catalogue_layers import (
    EntryChange,
    EntryStatus,
)
from bot.domain.credential import Credential
from bot.domain.errors import UserError
from bot.domain.moderation import AuditAction, Deed
from bot.domain.ports import Clock
from bot.services.catalogue_import import layer_of
from bot.services.catalogue_keeping import Keeper, check_seen
from bot.services.entry_changes import save_entry_changes
from bot.storage import aliases, audit, catalogue_entries
from bot.storage.database import Database, Session

_CHANGED, _WORDS, _DROPPED = "changed", "words", "dropped_id"


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do: `words` of the server would lead to what is kept, `others` name it then."""

    merge: Merge
    words: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did; `number` is that of its line in the audit log, by which it can be taken back."""

    preview: MergePreview
    number: int


class CatalogueMerging:
    """Merges entries of layers over `base`, what comes with Badger."""

    def __init__(self, database: Database, base: Mapping[str, str], clock: Clock) -> None:
        self._database = database
        self._base = base
        self._clock = clock

    async def preview(self, keeper: Keeper, keep_id: str, drop_id: str) -> MergePreview:
        """What a merge would do. Raises UserError `merge-same`, `entry-unknown`, `merge-circle`."""
        preview, _ = await self._database.read(self._planned, keeper, keep_id, drop_id)
        return preview

    async def merge(self, keeper: Keeper, keep_id: str, drop_id: str, reason: str) -> Merged:
        """Does it, in one transaction; `reason` is why the dropped one is retired, in words.

        Raises UserError as `preview` does.
        """
        return await self._database.write(self._merged, keeper, keep_id, drop_id, reason, self._clock.now())

    async def undo(self, keeper: Keeper, number: int) -> str:
        """Takes back the merge of this line of the audit log, and returns the id of what was dropped.

        Raises UserError `undo-too-late` where something of it was changed since.
        """
        return await self._database.write(self._taken_back, keeper, number, self._clock.now())

    def _planned(
        self, session: Session, keeper: Keeper, keep_id: str, drop_id: str
    ) -> tuple[MergePreview, list[EntryChange]]:
        if keep_id == drop_id:
            raise UserError("merge-same")
        layer = layer_of(session, keeper.guild_id, self._base)
        for each in (keep_id, drop_id):
            check_seen(layer, each, "entry-unknown")
        planned = merge(credential_in(layer.seen[keep_id]), credential_in(layer.seen[drop_id]))
        followers = _followers(layer, keep_id, drop_id)
        _check_order(layer, planned, followers)
        changes = [layer.publishing(each.id, record_of(each)) for each in followers]
        if planned.taken:
            changes.append(layer.publishing(keep_id, record_of(planned.merged)))
        words = aliases.words_for(session, keeper.guild_id, drop_id)
        return MergePreview(planned, tuple(words), tuple(each.title for each in followers)), changes

    def _merged(
        self, session: Session, keeper: Keeper, keep_id: str, drop_id: str, reason: str, now: datetime
    ) -> Merged:
        preview, changes = self._planned(session, keeper, keep_id, drop_id)
        before = catalogue_entries.entry_of(session, keeper.guild_id, drop_id)
        changes.append(merged_into(before, drop_id, reason, keep_id))
        catalogue_entries.save_changes(session, keeper.guild_id, changes, keeper.authorship(now))
        aliases.lead_to(session, keeper.guild_id, list(preview.words), from_id=drop_id, to_id=keep_id)
        audit.record(session, [_deed(keeper, preview, changes, now)])
        (line,) = audit.entries(session, keeper.guild_id, limit=1, actor_id=keeper.actor_id)
        return Merged(preview, line.number)

    def _taken_back(self, session: Session, keeper: Keeper, number: int, now: datetime) -> str:
        lines = audit.entries(session, keeper.guild_id, limit=1, before=number + 1)
        if not lines or lines[0].number != number or lines[0].deed.action is not AuditAction.ENTRIES_MERGED:
            raise UserError("undo-too-late")
        deed = lines[0].deed
        changes = [
            _undone(session, keeper.guild_id, *each.rsplit(":", 1))
            for each in str(deed.details[_CHANGED]).split()
        ]
        save_entry_changes(session, keeper.guild_id, changes, keeper.authorship(now))
        words, dropped_id = str(deed.details[_WORDS]).split("\n"), str(deed.details[_DROPPED])
        aliases.lead_to(session, keeper.guild_id, words, from_id=deed.subject, to_id=dropped_id)
        return dropped_id


def _followers(layer: SeenLayer, keep_id: str, drop_id: str) -> list[Credential]:
    """What the layer itself says and names the dropped one, as it names the kept one."""
    published = (
        entry.record
        for entry in layer.entries.values()
        if entry.status is EntryStatus.PUBLISHED and entry.credential_id not in {keep_id, drop_id}
    )
    # Reading a record takes far longer than seeing that it cannot name the other.
    own = (credential_in(record) for record in published if record and f'"{drop_id}"' in record)
    return [following(each, {drop_id: keep_id}) for each in own if names_one_of(each, {drop_id})]


def _check_order(layer: SeenLayer, planned: Merge, followers: Iterable[Credential]) -> None:
    """Raises UserError `merge-circle` where a credential would have to be earned before itself."""
    if all(requirement.credential_id is None for requirement in planned.merged.requirements):
        # Every new circle goes through what is kept.
        return
    seen = {each: credential_in(record) for each, record in layer.seen.items()}
    if come_before_themselves(seen.values()):
        return
    instead = {planned.drop.id: planned.keep.id}
    after = {each.id: each for each in (planned.merged, *followers)}
    later = (after.get(each.id, each) for each in seen.values() if each.id != planned.drop.id)
    if come_before_themselves(following(each, instead) for each in later):
        raise UserError("merge-circle", keep=planned.keep.title, drop=planned.drop.title)


def _undone(session: Session, guild_id: int, credential_id: str, number: str) -> EntryChange:
    version = catalogue_entries.version_of(session, guild_id, credential_id, int(number))
    if version is None:
        raise UserError("undo-too-late")
    return undone(catalogue_entries.entry_of(session, guild_id, credential_id), version)


def _deed(keeper: Keeper, preview: MergePreview, changes: Iterable[EntryChange], now: datetime) -> Deed:
    merged = preview.merge
    details: Mapping[str, str] = {
        "title": merged.keep.title,
        "dropped": merged.drop.title,
        _DROPPED: merged.drop.id,
        _CHANGED: " ".join(f"{each.after.credential_id}:{each.after.version}" for each in changes),
        _WORDS: "\n".join(preview.words),
    }
    return Deed(AuditAction.ENTRIES_MERGED, keeper.guild_id, keeper.actor_id, now, merged.keep.id, details)
