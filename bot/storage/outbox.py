"""The queries of the outbox for those who write into it and ask of it. Each names its server."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, delete, select, update

from bot.domain.occurrence import WEEKLY
from bot.domain.outbox import OutboxEntry, OutboxKey, OutboxKind, OutboxScope, OutboxStatus, Verdict
from bot.domain.schedule import Owner
from bot.storage.tables import OutboxRow
from bot.storage.text_order import in_text_order
from bot.storage.upserts import insert_new

_UNIQUE = ("guild_id", "scope", "scope_id", "kind", "subject", "period")
_WEEKS_SINCE = select_columns(col(OutboxRow.period)).where(
    *(col(getattr(OutboxRow, name)) == bindparam(name) for name in _UNIQUE if name != "period"),
    # Order by code point: the database's own language may sort otherwise.
    in_text_order(col(OutboxRow.period)) >= bindparam("period"),
)
"""Built once: that takes longer than running it, and a burst asks it of each schedule."""


def put(session: Session, entry: OutboxEntry) -> None:
    """Writes what is to be told, in the transaction of what it tells of.

    Where the same was written before, and withdrawn, it holds again: it is sent if it never was, and not a
    second time.
    """
    values = _key_values(entry.key) | {
        "payload": json.dumps(dict(entry.payload), ensure_ascii=False, sort_keys=True),
        "status": entry.status.value,
        "created_at": entry.created_at,
        "due_at": entry.due_at,
    }
    if not insert_new(session, OutboxRow, _UNIQUE, values):
        same = update(OutboxRow).where(*_is(entry.key))
        session.exec(same.values(payload=values["payload"], withdrawn_at=None))
        unsent = same.where(col(OutboxRow.verdict) == Verdict.WITHDRAWN.value)
        waiting = {"status": OutboxStatus.PENDING.value, "verdict": None, "due_at": entry.due_at}
        session.exec(unsent.values(**waiting))


def add(
    session: Session,
    key: OutboxKey,
    payload: Mapping[str, str | int | None],
    *,
    due_at: datetime,
    now: datetime,
    verdict: Verdict | None = None,
) -> bool:
    """Writes something due, unless it was written before, and says whether it did.

    With a `verdict` it is only recorded: it is skipped for that reason.
    """
    values = _key_values(key) | {
        "payload": json.dumps(dict(payload), ensure_ascii=False, sort_keys=True),
        "status": (OutboxStatus.SKIPPED if verdict else OutboxStatus.PENDING).value,
        "verdict": verdict.value if verdict else None,
        "created_at": now,
        "due_at": due_at,
    }
    return insert_new(session, OutboxRow, _UNIQUE, values)


def weeks_since(session: Session, key: OutboxKey) -> set[str]:
    """The weeks, from the key's own on, in which there is the same as it; without snoozes."""
    found = session.connection().execute(_WEEKS_SINCE, _key_values(key)).scalars()
    return {period for period in found if "#" not in period}


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


def call_off(session: Session, guild_id: int, kind: OutboxKind, subject: str) -> None:
    """Skips what waits about a subject, until it is put again."""
    waiting = update(OutboxRow).where(
        col(OutboxRow.guild_id) == guild_id,
        col(OutboxRow.kind) == kind.value,
        col(OutboxRow.subject) == subject,
        col(OutboxRow.status) == OutboxStatus.PENDING.value,
    )
    session.exec(waiting.values(status=OutboxStatus.SKIPPED.value, verdict=Verdict.WITHDRAWN.value))


def of_member(session: Session, guild_id: int, user_id: int, row_id: int) -> OutboxEntry | None:
    """A member's own in the server, by its number; None where it is not theirs, or not there."""
    return _one(session, *_of_scope(guild_id, OutboxScope.MEMBER, user_id), col(OutboxRow.id) == row_id)


def in_server(session: Session, guild_id: int, row_id: int) -> OutboxEntry | None:
    """What was or will be told in the server, whosever it is, by its number; None where there is none."""
    return _one(session, col(OutboxRow.guild_id) == guild_id, col(OutboxRow.id) == row_id)


def refused_notices(guild_id: Any, user_id: Any) -> list[Any]:  # noqa: ANN401 - values or parameters
    """The conditions of a member's notices that could not be sent directly, and were not told since."""
    return [
        *_of_scope(guild_id, OutboxScope.MEMBER, user_id),
        col(OutboxRow.kind) == OutboxKind.NOTICE.value,
        col(OutboxRow.status) == OutboxStatus.DEAD.value,
        col(OutboxRow.verdict) == Verdict.REFUSED_DM.value,
    ]


def claim_notices(session: Session, guild_id: int, user_id: int, beginning: str) -> list[int]:
    """The numbers of those notices whose subject begins so, in order; from now on the member was told."""
    mine = [*refused_notices(guild_id, user_id), col(OutboxRow.subject).startswith(beginning)]
    told = update(OutboxRow).where(*mine).values(status=OutboxStatus.SKIPPED.value)
    return sorted(session.exec(told.returning(col(OutboxRow.id))).scalars())


def at(session: Session, key: OutboxKey) -> OutboxEntry | None:
    """What is written with a key; None where nothing is."""
    return _one(session, *_is(key))


def newest_sent(session: Session, owner: Owner) -> OutboxEntry | None:
    """What the owner's schedule sent last; trials are no such thing."""
    weekly = [*_weekly(owner), col(OutboxRow.status) == OutboxStatus.SENT.value]
    return _one(session, *weekly, order=(col(OutboxRow.due_at).desc(), col(OutboxRow.id).desc()))


def skip_waiting(session: Session, owner: Owner, verdict: Verdict) -> None:
    """Skips what waits of the owner's schedule, and snoozes of what was sent."""
    waiting = update(OutboxRow).where(*_weekly(owner), col(OutboxRow.status) == OutboxStatus.PENDING.value)
    session.exec(waiting.values(status=OutboxStatus.SKIPPED.value, verdict=verdict.value))


def claim_group_faults(session: Session, guild_id: int, user_id: int) -> list[int]:
    """The groups of whose trouble no direct message could tell their owner; from now on they know."""
    untold = update(OutboxRow).where(
        *_of_scope(guild_id, OutboxScope.MEMBER, user_id),
        col(OutboxRow.kind) == OutboxKind.GROUP_FAULT.value,
        col(OutboxRow.status) == OutboxStatus.DEAD.value,
    )
    told = untold.values(status=OutboxStatus.SKIPPED.value).returning(col(OutboxRow.subject))
    return sorted({int(subject) for subject in session.exec(told).scalars()})


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


def key_of(row: OutboxRow) -> OutboxKey:
    """The key of a row."""
    scope, kind = OutboxScope(row.scope), OutboxKind(row.kind)
    return OutboxKey(row.guild_id, scope, row.scope_id, kind, row.subject, row.period)


def _one(session: Session, *conditions: Any, order: tuple[Any, ...] = ()) -> OutboxEntry | None:  # noqa: ANN401 - SQL
    query = select(OutboxRow).where(*conditions).order_by(*order).limit(1)
    # Who has just changed something asks for what the database says now.
    row = session.exec(query.execution_options(populate_existing=True)).first()
    return None if row is None else _entry(row)


def _of_scope(guild_id: Any, scope: OutboxScope, scope_id: Any) -> list[Any]:  # noqa: ANN401 - same
    return [
        col(OutboxRow.guild_id) == guild_id,
        col(OutboxRow.scope) == scope.value,
        col(OutboxRow.scope_id) == scope_id,
    ]


def _weekly(owner: Owner) -> list[Any]:
    return [
        *_of_scope(owner.guild_id, owner.scope, owner.scope_id),
        col(OutboxRow.kind) == owner.kind.value,
        col(OutboxRow.subject) == WEEKLY,
    ]


def _key_values(key: OutboxKey) -> dict[str, Any]:
    return {
        "guild_id": key.guild_id,
        "scope": key.scope.value,
        "scope_id": key.scope_id,
        "kind": key.kind.value,
        "subject": key.subject,
        "period": key.period,
    }


def _is(key: OutboxKey, but: str = "") -> list[Any]:
    values = _key_values(key)
    return [col(getattr(OutboxRow, name)) == value for name, value in values.items() if name != but]


def _entry(row: OutboxRow) -> OutboxEntry:
    return OutboxEntry(
        key_of(row),
        json.loads(row.payload),
        row.created_at,
        row.due_at,
        OutboxStatus(row.status),
        row.withdrawn_at,
        Verdict(row.verdict) if row.verdict else None,
        row.id or 0,
    )
