"""The queries of the audit log. Every query names its server."""

import json
from collections.abc import Iterable

from sqlmodel import Session, col, insert, select, update

from bot.domain.moderation import AuditAction, AuditEntry, Deed
from bot.storage.tables import AuditEntryRow


def record(session: Session, deeds: Iterable[Deed]) -> None:
    """Writes the deeds, in the transaction of what they tell of."""
    rows = [
        {
            "guild_id": deed.guild_id,
            "actor_id": deed.actor_id,
            "action": deed.action.value,
            "subject": deed.subject,
            "details": json.dumps(dict(deed.details), ensure_ascii=False, sort_keys=True),
            "at": deed.at,
        }
        for deed in deeds
    ]
    if rows:
        session.connection().execute(insert(AuditEntryRow), rows)


def entries(
    session: Session, guild_id: int, *, limit: int, actor_id: int | None = None, before: int | None = None
) -> list[AuditEntry]:
    """The newest `limit` lines of a server, the newest first; those of one person, and before a number."""
    query = select(AuditEntryRow).where(col(AuditEntryRow.guild_id) == guild_id)
    if actor_id is not None:
        query = query.where(col(AuditEntryRow.actor_id) == actor_id)
    if before is not None:
        query = query.where(col(AuditEntryRow.id) < before)
    rows = session.exec(query.order_by(col(AuditEntryRow.id).desc()).limit(limit))
    return [_entry(row) for row in rows]


def _entry(row: AuditEntryRow) -> AuditEntry:
    deed = Deed(
        AuditAction(row.action), row.guild_id, row.actor_id, row.at, row.subject, json.loads(row.details)
    )
    return AuditEntry(row.id or 0, deed)


def forget_actor(session: Session, actor_id: int, guild_id: int | None = None) -> None:
    """Lets the lines of a person, in one server or (None) in all, be those of an erased member."""
    query = update(AuditEntryRow).where(col(AuditEntryRow.actor_id) == actor_id)
    if guild_id is not None:
        query = query.where(col(AuditEntryRow.guild_id) == guild_id)
    session.exec(query.values(actor_id=None))


def forget_subject(session: Session, member_id: int, guild_id: int | None = None) -> None:
    """Lets the lines of what was done to a person, in one server or (None) in all, name nobody."""
    query = update(AuditEntryRow).where(col(AuditEntryRow.subject) == str(member_id))
    if guild_id is not None:
        query = query.where(col(AuditEntryRow.guild_id) == guild_id)
    session.exec(query.values(subject=""))
