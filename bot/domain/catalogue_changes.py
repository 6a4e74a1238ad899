"""What can be done to an entry of a layer: retire, hide, restore, drop, go back. Each is one new version."""

from dataclasses import replace

from bot.domain.catalogue_layers import Change, Entry, EntryChange, EntryStatus, EntryVersion
from bot.domain.errors import UserError
from bot.domain.plain_text import printable

MAX_REASON_LENGTH = 400


def checked_reason(reason: str) -> str:
    """The reason on one line. Raises UserError `reason-missing` or `reason-too-long`."""
    said = printable(reason)
    if not said:
        raise UserError("reason-missing")
    if len(said) > MAX_REASON_LENGTH:
        raise UserError("reason-too-long", limit=MAX_REASON_LENGTH)
    return said


def retired(
    before: Entry | None, credential_id: str, reason: str, successor_id: str | None = None
) -> EntryChange:
    """The change that takes a credential out, for a reason, and names what takes its place."""
    gone = replace(
        _as(_in_effect(before, credential_id), EntryStatus.RETIRED),
        reason=checked_reason(reason),
        successor_id=successor_id,
    )
    return _next(Change.RETIRED, before, gone)


def merged_into(before: Entry | None, credential_id: str, reason: str, kept_id: str) -> EntryChange:
    """The change that takes a credential out because it is the same as another, which is kept."""
    change = retired(before, credential_id, reason, kept_id)
    return replace(change, after=replace(change.after, is_merged=True))


def hidden(before: Entry | None, credential_id: str) -> EntryChange:
    """The change that takes a credential out of sight."""
    return _next(Change.HIDDEN, before, _as(_in_effect(before, credential_id), EntryStatus.HIDDEN))


def _in_effect(before: Entry | None, credential_id: str) -> Entry:
    """The entry without a form that it has given up: what goes then is what lies below, and so comes back."""
    if before is None:
        return Entry(credential_id, EntryStatus.INHERITED, version=0)
    return replace(before, record=None) if before.status is EntryStatus.INHERITED else before


def restored(before: Entry | None, credential_id: str) -> EntryChange:
    """The change that brings back what was retired or hidden. Raises UserError `entry-not-gone`."""
    if before is None or before.status not in {EntryStatus.RETIRED, EntryStatus.HIDDEN}:
        raise UserError("entry-not-gone", id=credential_id)
    # Where the layer has no form of its own, what lies below is what was gone.
    status = EntryStatus.INHERITED if before.record is None else EntryStatus.PUBLISHED
    return _next(Change.RESTORED, before, _as(before, status))


def dropped(before: Entry | None, credential_id: str) -> EntryChange:
    """The change that lets what lies below be seen again. Raises UserError `entry-not-own`."""
    if before is None or before.status is EntryStatus.INHERITED:
        raise UserError("entry-not-own", id=credential_id)
    return _next(Change.DROPPED, before, _as(before, EntryStatus.INHERITED))


def as_in_version(before: Entry | None, version: EntryVersion) -> EntryChange:
    """The change that lets the layer say again what it said in a version."""
    return _next(Change.RESTORED, before, version.change.after)


def undone(now: Entry | None, version: EntryVersion) -> EntryChange:
    """The change that takes a version back. Raises UserError `undo-too-late` where it is not the newest."""
    if now is None or now.version != version.number:
        raise UserError("undo-too-late")
    before = version.change.before
    if before is not None:
        return _next(Change.RESTORED, now, before)
    change = Change.DROPPED if now.status is EntryStatus.PUBLISHED else Change.RESTORED
    return _next(change, now, _as(now, EntryStatus.INHERITED))


def _as(entry: Entry, status: EntryStatus) -> Entry:
    """The entry in another status, with nothing left of why it was gone."""
    return replace(entry, status=status, reason=None, successor_id=None, is_merged=False)


def _next(change: Change, before: Entry | None, after: Entry) -> EntryChange:
    return EntryChange(change, before, replace(after, version=1 if before is None else before.version + 1))
