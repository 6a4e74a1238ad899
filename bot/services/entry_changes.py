"""A change of an entry, written with its version and its line in the audit log."""

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.domain.catalogue_layers import Authorship, Change, EntryChange
from bot.domain.moderation import AuditAction, Deed
from bot.storage import audit, catalogue_entries
from bot.storage.database import Session

_NOTHING: Mapping[str, str] = MappingProxyType({})
_ACTIONS = {
    Change.ADDED: AuditAction.ENTRY_ADDED,
    Change.CHANGED: AuditAction.ENTRY_CHANGED,
    Change.RETIRED: AuditAction.ENTRY_RETIRED,
    Change.RESTORED: AuditAction.ENTRY_RESTORED,
    Change.HIDDEN: AuditAction.ENTRY_HIDDEN,
    Change.DROPPED: AuditAction.ENTRY_DROPPED,
}


def save_entry_changes(
    session: Session,
    guild_id: int,
    changes: Sequence[EntryChange],
    by: Authorship,
    below: Mapping[str, str] = _NOTHING,
) -> None:
    """Writes the changes, each with its version and its line in the audit log.

    `below` are the records under the layer, by id: a line names by title what has no form of its own.
    Raises IntegrityError for a change that does not follow on the newest version of its entry.
    """
    catalogue_entries.save_changes(session, guild_id, changes, by)
    audit.record(session, [_deed(guild_id, change, by, below) for change in changes])


def _deed(guild_id: int, change: EntryChange, by: Authorship, below: Mapping[str, str]) -> Deed:
    own = change.after.record or (change.before.record if change.before else None)
    known = own or below.get(change.after.credential_id)
    details: dict[str, str | int] = {"version": change.after.version}
    if known is not None:
        details["title"] = json.loads(known)["title"]
    if change.after.reason is not None:
        details["reason"] = change.after.reason
    credential_id = change.after.credential_id
    return Deed(_ACTIONS[change.change], guild_id, by.actor_id, by.at, credential_id, details)
