"""The queries of the outbox, as far as those who write into it need them. Each names its server."""

import json
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, select, update

from bot.domain.outbox import OutboxEntry, OutboxKey, OutboxKind, OutboxScope, OutboxStatus
from bot.storage.tables import OutboxRow
from bot.storage.upserts import insert_new

_UNIQUE = ("guild_id", "scope", "scope_id", "kind", "subject", "period")


def put(session: Session, entry: OutboxEntry) -> None:
    """Writes what is to be told, in the transaction of what it tells of.

    Where the same was written before, and withdrawn, it holds again; it is not sent a second time.
    """
    values = _key_values(entry.key) | {
        "payload": json.dumps(dict(entry.payload), ensure_ascii=False, sort_keys=True),
        "status": entry.status.value,
        "created_at": entry.created_at,
        "due_at": entry.due_at,
    }
    if not insert_new(session, OutboxRow, _UNIQUE, values):
        again = {"payload": values["payload"], "withdrawn_at": None}
        session.exec(update(OutboxRow).where(*_is(entry.key)).values(**again))


def withdraw(session: Session, guild_id: int, kind: OutboxKind, subject: str, *, now: datetime) -> None:
    """Says of what was told, or is about to be, that it does not hold any more."""
    session.exec(
        update(OutboxRow)
        .where(
            col(OutboxRow.guild_id) == guild_id,
            col(OutboxRow.kind) == kind.value,
            col(OutboxRow.subject) == subject,
            col(OutboxRow.withdrawn_at).is_(None),
        )
        .values(withdrawn_at=now)
    )


def entries_about(session: Session, guild_id: int, kind: OutboxKind, subject: str) -> list[OutboxEntry]:
    """All that was or will be told about a subject in the server, the oldest first."""
    query = select(OutboxRow).where(
        col(OutboxRow.guild_id) == guild_id,
        col(OutboxRow.kind) == kind.value,
        col(OutboxRow.subject) == subject,
    )
    return [_entry(row) for row in session.exec(query.order_by(col(OutboxRow.id)))]


def forget_member(session: Session, user_id: int, guild_id: int | None) -> None:
    """Deletes what tells of a user, sent or not, in one server or (None) in all."""
    mine = delete(OutboxRow).where(
        col(OutboxRow.scope) == OutboxScope.MEMBER.value, col(OutboxRow.scope_id) == user_id
    )
    if guild_id is not None:
        mine = mine.where(col(OutboxRow.guild_id) == guild_id)
    session.exec(mine)


def _key_values(key: OutboxKey) -> dict[str, Any]:
    return {
        "guild_id": key.guild_id,
        "scope": key.scope.value,
        "scope_id": key.scope_id,
        "kind": key.kind.value,
        "subject": key.subject,
        "period": key.period,
    }


def _is(key: OutboxKey) -> list[Any]:
    return [col(getattr(OutboxRow, name)) == value for name, value in _key_values(key).items()]


def _entry(row: OutboxRow) -> OutboxEntry:
    key = OutboxKey(
        row.guild_id,
        OutboxScope(row.scope),
        row.scope_id,
        OutboxKind(row.kind),
        row.subject,
        row.period,
    )
    status = OutboxStatus(row.status)
    return OutboxEntry(key, json.loads(row.payload), row.created_at, row.due_at, status, row.withdrawn_at)
