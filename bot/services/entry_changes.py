"""A change of an entry, written with its version and its line in the audit log."""

import json
from collections.abc import Sequence

from bot.domain.catalogue_layers import Authorship, Change, EntryChange
from bot.domain.moderation import AuditAction, Deed
from bot.storage import audit, catalogue_entries
from bot.storage.database import Session

_ACTIONS = {
    Change.ADDED: AuditAction.ENTRY_ADDED,
    Change.CHANGED: AuditAction.ENTRY_CHANGED,
    Change.RETIRED: AuditAction.ENTRY_RETIRED,
    Change.RESTORED: AuditAction.ENTRY_RESTORED,
    Change.HIDDEN: AuditAction.ENTRY_HIDDEN,
    Change.DROPPED: AuditAction.ENTRY_DROPPED,
}


def save_entry_changes(
    session: Session, guild_id: int, changes: Sequence[EntryChange], by: Authorship
) -> None:
    """Writes the changes, each with its version and its line in the audit log.

    Raises IntegrityError for a change that does not follow on the newest version of its entry.
    """
    catalogue_entries.save_changes(session, guild_id, changes, by)
    audit.record(session, [_deed(guild_id, change, by) for change in changes])


def _deed(guild_id: int, change: EntryChange, by: Authorship) -> Deed:
    known = change.after.record or (change.before.record if change.before else None)
    details: dict[str, str | int] = {"version": change.after.version}
    if known is not None:
        details["title"] = json.loads(known)["title"]
    if change.after.reason is not None:
        details["reason"] = change.after.reason
    credential_id = change.after.credential_id
    return Deed(_ACTIONS[change.change], guild_id, by.actor_id, by.at, credential_id, details)
