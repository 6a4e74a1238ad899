"""Publishing a draft, and taking it back: each is one version, in one transaction with what goes with it."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.catalogue.completion import id_from
from bot.catalogue.draft_rows import DraftReading, RowRules, read_draft
from bot.catalogue.entry_judgement import judged_entry
from bot.catalogue.import_links import links_in
from bot.catalogue.import_plan import SeenLayer
from bot.catalogue.rows import credential_in, credential_of
from bot.domain.catalogue_changes import as_in_version, dropped
from bot.domain.catalogue_layers import Authorship, EntryChange, Origin
from bot.domain.credential import Credential
from bot.domain.drafts import Draft, Published
from bot.domain.errors import UserError
from bot.services.entry_changes import save_entry_changes
from bot.services.proposals import accept_in
from bot.storage import catalogue_drafts, catalogue_entries
from bot.storage.database import Session

_MAX_ID_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Publication:
    """What came of a draft. `is_new`: it came just now, and not of an earlier click."""

    draft: Draft
    published: Published
    title: str
    is_new: bool


def publish_in(
    session: Session,
    draft: Draft,
    layer: SeenLayer,
    rules: RowRules,
    now: datetime,
    *,
    is_over_others: bool,
) -> Publication:
    """Publishes the draft into the layer. Raises UserError as `CatalogueDrafts.publish` does."""
    known = draft.content.published
    if known is not None and draft.content.is_out:
        return Publication(draft, known, _title_in(session, draft, known), is_new=False)
    if draft.credential_id is not None and not (is_over_others or _is_as_left(draft, layer)):
        _check_unchanged(draft, layer)
    reading = read_draft(draft.content, rules)
    _check_finished(reading)
    before = known.credential_id if known else None
    credential_id = draft.credential_id or before or _free_id(reading, layer)
    credential = _credential(session, draft, layer, rules, credential_id)
    record = judged_entry(credential).record
    if record == layer.seen.get(credential_id):
        raise UserError("draft-unchanged")
    change = layer.publishing(credential_id, record)
    _save(session, draft, change, now)
    published = Published(credential_id, change.after.version)
    if draft.proposal_id is not None and known is None:
        accept_in(session, draft.guild_id, draft.proposal_id, draft.owner_id, now, credential_id)
    return Publication(_kept(session, draft, published, now), published, credential.title, is_new=True)


def _check_unchanged(draft: Draft, layer: SeenLayer) -> None:
    entry = layer.entries.get(draft.credential_id or "")
    version = 0 if entry is None else entry.version
    seen = layer.seen.get(draft.credential_id or "")
    if version != (draft.base_version or 0) or seen != draft.content.base:
        raise UserError("draft-conflict")


def _is_as_left(draft: Draft, layer: SeenLayer) -> bool:
    """Whether nobody changed the entry since what the draft published was taken back."""
    known = draft.content.published
    entry = layer.entries.get(draft.credential_id or "")
    return known is not None and entry is not None and entry.version == known.version + 1


def _check_finished(reading: DraftReading) -> None:
    if reading.problems:
        raise UserError("draft-unfinished", count=len(reading.problems))


def _free_id(reading: DraftReading, layer: SeenLayer) -> str:
    """An id of the title and issuer that no entry has, and none had."""
    wished = id_from(reading.row["title"], reading.row["issuer"])
    taken = layer.known.keys() | layer.entries.keys()
    number, free = 1, wished
    while free in taken:
        number += 1
        ending = f"-{number}"
        free = wished[: _MAX_ID_LENGTH - len(ending)].rstrip("-") + ending
    return free


def _credential(
    session: Session, draft: Draft, layer: SeenLayer, rules: RowRules, credential_id: str
) -> Credential:
    records = catalogue_entries.records_ever(session, draft.guild_id, credential_id)
    below = layer.below.get(credential_id)
    used = {
        task_id for record in (*records, *([below] if below else ())) for task_id in links_in(record).task_ids
    }
    reading = read_draft(
        draft.content,
        rules,
        credential_id=credential_id,
        used_task_ids=used,
        is_overriding=below is not None,
    )
    return credential_of(reading.row)


def _save(session: Session, draft: Draft, change: EntryChange, now: datetime) -> None:
    by = Authorship(Origin.MEMBER, now, draft.owner_id, change.after.reason)
    save_entry_changes(session, draft.guild_id, [change], by)


def _kept(session: Session, draft: Draft, published: Published, now: datetime) -> Draft:
    content = replace(draft.content, published=published)
    return catalogue_drafts.change(session, replace(draft, content=content), now)


def undo_in(session: Session, draft: Draft, now: datetime) -> Publication:
    """Lets the layer say what it said before the draft. Raises UserError as `CatalogueDrafts.undo` does."""
    known = draft.content.published
    if known is None:
        raise UserError("draft-not-published")
    title = _title_in(session, draft, known)
    if known.is_undone:
        return Publication(draft, known, title, is_new=False)
    entry = catalogue_entries.entry_of(session, draft.guild_id, known.credential_id)
    if entry is None or entry.version != known.version:
        raise UserError("draft-changed-since")
    before = catalogue_entries.version_of(session, draft.guild_id, known.credential_id, known.version - 1)
    change = dropped(entry, known.credential_id) if before is None else as_in_version(entry, before)
    _save(session, draft, change, now)
    undone = replace(known, is_undone=True)
    return Publication(_kept(session, draft, undone, now), undone, title, is_new=True)


def _title_in(session: Session, draft: Draft, published: Published) -> str:
    version = catalogue_entries.version_of(
        session, draft.guild_id, published.credential_id, published.version
    )
    record = version.change.after.record if version else None
    return credential_in(record).title if record else published.credential_id
