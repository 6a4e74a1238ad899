"""The queries of completions that the server was told of, and of who congratulated. Each names its server."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, delete, select, update

from bot.domain.outbox import OutboxKind, OutboxStatus, Verdict
from bot.storage.tables import CongratulationRow, OutboxRow
from bot.storage.upserts import insert_new

_NOWHERE = [
    each.value for each in (Verdict.NO_CHANNEL, Verdict.FAULTY_CHANNEL, Verdict.FORBIDDEN, Verdict.GONE)
]
"""Why a completion was not told, although its member and its server want it."""


@dataclass(frozen=True, slots=True)
class Announced:
    """A completion in the outbox: whose, what it tells, and where it stands, if it does."""

    id: int
    user_id: int
    payload: Mapping[str, str | int | None]
    channel_id: int | None
    message_id: int | None
    is_withdrawn: bool


def announced(session: Session, guild_id: int, announcement_id: int) -> Announced | None:
    """The completion with this number; None where the server has none."""
    query = select(OutboxRow).where(*_is(guild_id, announcement_id))
    row = session.exec(query).first()
    if row is None:
        return None
    return Announced(
        announcement_id,
        row.scope_id,
        json.loads(row.payload),
        row.channel_id,
        row.message_id,
        row.withdrawn_at is not None,
    )


def removed(
    session: Session, guild_id: int, announcement_id: int, channel_id: int, message_id: int
) -> int | None:
    """Keeps that a message was taken down: it is neither sent again nor changed. Returns whose it was."""
    values = {
        "status": OutboxStatus.SKIPPED.value,
        "verdict": Verdict.OFF.value,
        "channel_id": channel_id,
        "message_id": message_id,
        "lease_until": None,
        "lease_token": None,
    }
    sent = update(OutboxRow).where(*_is(guild_id, announcement_id)).values(**values)
    return session.exec(sent.returning(col(OutboxRow.scope_id))).scalar_one_or_none()


def add(session: Session, guild_id: int, announcement_id: int, user_id: int, *, now: datetime) -> bool:
    """Keeps that a member congratulated, and says whether that is new."""
    values = {
        "guild_id": guild_id,
        "announcement_id": announcement_id,
        "user_id": user_id,
        "congratulated_at": now,
    }
    return insert_new(session, CongratulationRow, ("announcement_id", "user_id"), values)


def count(session: Session, guild_id: int, announcement_id: int) -> int:
    """How many members congratulated."""
    query = select(func.count()).select_from(CongratulationRow)
    return session.exec(
        query.where(
            col(CongratulationRow.guild_id) == guild_id,
            col(CongratulationRow.announcement_id) == announcement_id,
        )
    ).one()


def tell_again(session: Session, guild_id: int, *, since: datetime) -> int:
    """Lets wait no longer what waits in the server, and wait again what had nowhere to go since a moment.

    Says how many that are.
    """
    mine = update(OutboxRow).where(
        col(OutboxRow.guild_id) == guild_id,
        col(OutboxRow.kind) == OutboxKind.COMPLETION.value,
        col(OutboxRow.withdrawn_at).is_(None),
    )
    waiting = mine.where(col(OutboxRow.status) == OutboxStatus.PENDING.value).values(not_before=None)
    failed = mine.where(
        col(OutboxRow.status).in_([OutboxStatus.SKIPPED.value, OutboxStatus.DEAD.value]),
        col(OutboxRow.verdict).in_(_NOWHERE),
        col(OutboxRow.created_at) >= since,
    ).values(
        status=OutboxStatus.PENDING.value,
        verdict=None,
        not_before=None,
        first_tried_at=None,
        tries=0,
        channel_id=None,
    )
    counted = [query.returning(col(OutboxRow.id)) for query in (waiting, failed)]
    return sum(len(session.exec(query).all()) for query in counted)


def claim_untold_faults(session: Session, guild_id: int) -> set[str]:
    """The channels (as text) of whose fault nobody could be told; from now on somebody was."""
    untold = update(OutboxRow).where(
        col(OutboxRow.guild_id) == guild_id,
        col(OutboxRow.kind) == OutboxKind.FAULT.value,
        col(OutboxRow.status) == OutboxStatus.DEAD.value,
    )
    told = untold.values(status=OutboxStatus.SKIPPED.value).returning(col(OutboxRow.subject))
    return set(session.exec(told).scalars())


def forget_member(session: Session, user_id: int, guild_id: int | None) -> None:
    """Deletes a user's congratulations, and those that they were given; in one server or (None) in all."""
    theirs = select(OutboxRow.id).where(col(OutboxRow.scope_id) == user_id)
    gone = delete(CongratulationRow).where(
        (col(CongratulationRow.user_id) == user_id) | col(CongratulationRow.announcement_id).in_(theirs)
    )
    if guild_id is not None:
        gone = gone.where(col(CongratulationRow.guild_id) == guild_id)
    session.exec(gone)


def _is(guild_id: int, announcement_id: int) -> list[Any]:
    return [
        col(OutboxRow.guild_id) == guild_id,
        col(OutboxRow.id) == announcement_id,
        col(OutboxRow.kind) == OutboxKind.COMPLETION.value,
    ]
