"""The queries of deliveries: what waits in the outbox of any server is claimed, and what came of it is kept.

Leases go by the database's time, so that processes whose clocks differ agree; dues go by the calendar.
"""

import json
import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, text
from sqlmodel import Session, col, or_, select, update

from bot.domain.delivery import Delivery, SentMessage
from bot.domain.delivery_rules import LONGEST_WAIT
from bot.domain.outbox import OutboxStatus, Verdict
from bot.storage.outbox import key_of
from bot.storage.tables import OutboxRow
from bot.storage.tables.deliveries import TO_AMEND

_TOKEN_BYTES = 9
_MOST_AMENDED = 20
_PENDING, _LEASED, _SENT = (
    each.value for each in (OutboxStatus.PENDING, OutboxStatus.LEASED, OutboxStatus.SENT)
)
_NOW_POSTGRESQL = text("SELECT clock_timestamp()")
_NOW_SQLITE = text("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')")
_FREE = {"lease_token": None, "lease_until": None}


def database_time(session: Session) -> datetime:
    """What the database's clock shows now."""
    if session.get_bind().dialect.name == "postgresql":
        aware: datetime = session.connection().execute(_NOW_POSTGRESQL).scalar_one()
        return aware.astimezone(UTC)
    return datetime.fromisoformat(session.connection().execute(_NOW_SQLITE).scalar_one()).replace(tzinfo=UTC)


def new_token() -> str:
    """A name for a claim: who holds another one's has lost theirs."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def claim(
    session: Session,
    token: str,
    *,
    now: datetime,
    lease: timedelta,
    limit: int,
    busy: Collection[int],
    newest_first: bool = False,
) -> list[tuple[Delivery, bool]]:
    """Claims what is due at `now`, the longest due first, and what others claimed and never spoke of again.

    Each with whether it may have been sent before. `busy` are rows that the caller has in hand.
    """
    at = database_time(session)
    rows = [*_abandoned(session, at, limit, busy)]
    rows += _due(session, at, now, limit - len(rows), busy, newest_first=newest_first)
    leased = {"status": _LEASED, "lease_token": token, "lease_until": at + lease}
    session.exec(
        update(OutboxRow)
        .where(col(OutboxRow.id).in_([row.id for row in rows]))
        .values(
            tries=col(OutboxRow.tries) + 1,
            first_tried_at=func.coalesce(col(OutboxRow.first_tried_at), at),
            **leased,
        )
        .execution_options(synchronize_session=False)
    )
    claimed = [(_delivery(row), row.status == _LEASED) for row in rows]
    return [
        (replace(each, tries=each.tries + 1, first_tried_at=each.first_tried_at or at), is_again)
        for each, is_again in claimed
    ]


def aim(session: Session, channels: Mapping[int, int | None]) -> None:
    """Keeps where each row is tried."""
    rows_of: dict[int | None, list[int]] = {}
    for row_id, channel_id in channels.items():
        rows_of.setdefault(channel_id, []).append(row_id)
    for channel_id, rows in rows_of.items():
        session.exec(update(OutboxRow).where(col(OutboxRow.id).in_(rows)).values(channel_id=channel_id))


def mark_sent(session: Session, row_id: int, sent: SentMessage) -> None:
    """Keeps that it was sent, whoever has the claim by now.

    What does not hold any more is never sent: what was taken back meanwhile does not say so yet.
    """
    values = {"channel_id": sent.channel_id, "message_id": sent.message_id, "says_withdrawn": False}
    session.exec(
        update(OutboxRow)
        .where(col(OutboxRow.id) == row_id)
        .values(status=_SENT, verdict=None, **values, **_FREE)
    )


def finish(session: Session, rows: Mapping[int, Verdict], token: str, status: OutboxStatus) -> None:
    """Keeps that each row of a claim is not sent, and why."""
    for row_id, verdict in rows.items():
        session.exec(_claimed(row_id, token).values(status=status.value, verdict=verdict.value, **_FREE))


def put_off(session: Session, row_id: int, token: str, wait: timedelta, *, may_be_sent: bool) -> None:
    """Lets a row of a claim wait; what may have been sent is looked for before it is sent again."""
    until = database_time(session) + wait
    if may_be_sent:
        session.exec(_claimed(row_id, token).values(lease_token=None, lease_until=until))
    else:
        session.exec(_claimed(row_id, token).values(status=_PENDING, not_before=until, **_FREE))


def give_back(session: Session, token_of: Mapping[int, str], sent_maybe: Collection[int]) -> None:
    """Gives rows back untried: others may claim them at once."""
    at = database_time(session)
    for row_id, token in token_of.items():
        given = _claimed(row_id, token)
        tries = col(OutboxRow.tries) - 1
        if row_id in sent_maybe:
            session.exec(given.values(tries=tries, lease_token=None, lease_until=at))
        else:
            session.exec(given.values(tries=tries, status=_PENDING, **_FREE))


def has_amendments(session: Session) -> bool:
    """Whether something was sent that says what does not hold any more."""
    return session.exec(select(OutboxRow.id).where(TO_AMEND).limit(1)).first() is not None


def claim_amendments(session: Session, *, lease: timedelta, busy: Collection[int]) -> list[Delivery]:
    """Claims what was sent and says what does not hold any more."""
    at, token = database_time(session), new_token()
    query = (
        select(OutboxRow)
        .where(TO_AMEND, col(OutboxRow.id).not_in(busy))
        .where(or_(col(OutboxRow.lease_until).is_(None), _is_over(at, LONGEST_WAIT)))
    )
    rows = _locked(session, query.order_by(col(OutboxRow.id)).limit(_MOST_AMENDED))
    claimed = update(OutboxRow).where(col(OutboxRow.id).in_([row.id for row in rows]))
    session.exec(
        claimed.values(lease_token=token, lease_until=at + lease).execution_options(synchronize_session=False)
    )
    return [_delivery(row) for row in rows]


def mark_amended(session: Session, row_id: int, *, is_withdrawn: bool) -> None:
    """Keeps what the message says now."""
    amended = update(OutboxRow).where(col(OutboxRow.id) == row_id)
    session.exec(amended.values(says_withdrawn=is_withdrawn, **_FREE))


def put_amendment_off(session: Session, row_id: int, wait: timedelta) -> None:
    """Lets a message stand as it is for a while."""
    until = database_time(session) + wait
    session.exec(update(OutboxRow).where(col(OutboxRow.id) == row_id).values(lease_until=until))


def first_due_after(session: Session, moment: datetime) -> datetime | None:
    """When the next is due of what waits, later than a moment of the calendar; None where nothing is."""
    due_at = col(OutboxRow.due_at)
    waiting = (col(OutboxRow.status) == _PENDING, due_at > moment)
    return session.exec(select(due_at).where(*waiting).order_by(due_at).limit(1)).first()


def _due(
    session: Session,
    at: datetime,
    now: datetime,
    limit: int,
    busy: Collection[int],
    *,
    newest_first: bool,
) -> Iterable[OutboxRow]:
    not_before = col(OutboxRow.not_before)
    may_go = or_(not_before.is_(None), not_before <= at, not_before > at + 2 * LONGEST_WAIT)
    query = select(OutboxRow).where(
        col(OutboxRow.status) == _PENDING,
        col(OutboxRow.due_at) <= now,
        may_go,
        col(OutboxRow.id).not_in(busy),
    )
    due_at, row_id = col(OutboxRow.due_at), col(OutboxRow.id)
    order = (due_at.desc(), row_id.desc()) if newest_first else (due_at, row_id)
    return _locked(session, query.order_by(*order).limit(limit))


def _abandoned(session: Session, at: datetime, limit: int, busy: Collection[int]) -> Iterable[OutboxRow]:
    query = select(OutboxRow).where(
        col(OutboxRow.status) == _LEASED, _is_over(at, LONGEST_WAIT), col(OutboxRow.id).not_in(busy)
    )
    return _locked(session, query.order_by(col(OutboxRow.due_at), col(OutboxRow.id)).limit(limit))


def _is_over(at: datetime, longest: timedelta) -> Any:  # noqa: ANN401 - SQL
    """Whether a lease has ended; one that ends too far ahead was given before a clock was set back."""
    until = col(OutboxRow.lease_until)
    return or_(until <= at, until > at + 2 * longest)


def _locked(session: Session, query: Any) -> list[OutboxRow]:  # noqa: ANN401 - SQLModel's select has no short name
    found = query.with_for_update(skip_locked=True).execution_options(populate_existing=True)
    return list(session.exec(found))


def _claimed(row_id: int, token: str) -> Any:  # noqa: ANN401 - same
    return update(OutboxRow).where(col(OutboxRow.id) == row_id, col(OutboxRow.lease_token) == token)


def _delivery(row: OutboxRow) -> Delivery:
    sent = None
    if row.message_id is not None and row.channel_id is not None:
        sent = SentMessage(row.channel_id, row.message_id)
    return Delivery(
        row.id or 0,
        key_of(row),
        json.loads(row.payload),
        row.due_at,
        row.channel_id,
        row.tries,
        row.first_tried_at,
        sent,
        row.withdrawn_at is not None,
    )
