"""The queries of enrolments. Every one names its server, or the user whose own they are."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, delete, insert, select, tuple_, update

from bot.domain.enrolment import Enrolment, EnrolmentStatus, StatusChange
from bot.storage.board_marks import mark_member
from bot.storage.outlines import outline_in, text_of
from bot.storage.tables import EnrolmentRow, EnrolmentStatusRow
from bot.storage.upserts import insert_new

_ID_BYTES = 9
"""72 bits; in base 64 they are the 12 characters that travel in buttons."""
_OPEN = (EnrolmentStatus.ACTIVE.value, EnrolmentStatus.PAUSED.value)
_COLUMNS = (
    col(EnrolmentRow.id),
    col(EnrolmentRow.guild_id),
    col(EnrolmentRow.user_id),
    col(EnrolmentRow.credential_id),
    col(EnrolmentRow.outline),
    col(EnrolmentRow.target),
    col(EnrolmentRow.started_on),
    col(EnrolmentRow.declined_hash),
)
_CHANGE = (
    col(EnrolmentStatusRow.status),
    col(EnrolmentStatusRow.at),
    col(EnrolmentStatusRow.interaction_id),
)
# Every log asks for one: put together once, and asked for with its history in one go.
_WITH_HISTORY: Select[*tuple[Any, ...]] = (
    select_columns(*_COLUMNS, *_CHANGE)
    .join(EnrolmentStatusRow, col(EnrolmentStatusRow.enrolment_id) == col(EnrolmentRow.id))
    .order_by(col(EnrolmentRow.id), col(EnrolmentStatusRow.id))
)
_ONE = _WITH_HISTORY.where(
    col(EnrolmentRow.guild_id) == bindparam("guild_id"),
    col(EnrolmentRow.user_id) == bindparam("user_id"),
    col(EnrolmentRow.id) == bindparam("enrolment_id"),
)


def new_id() -> str:
    """The random id of a new enrolment."""
    return secrets.token_urlsafe(_ID_BYTES)


def add(session: Session, enrolment: Enrolment) -> bool:
    """Writes a new enrolment with its history; False where the same interaction began one already.

    Raises IntegrityError where another one of the same credential is open.
    """
    values = _values(enrolment) | {
        "id": enrolment.id,
        "guild_id": enrolment.guild_id,
        "user_id": enrolment.user_id,
        "credential_id": enrolment.credential_id,
        "interaction_id": enrolment.history[0].interaction_id,
        "started_on": enrolment.started_on,
    }
    is_new = insert_new(session, EnrolmentRow, ("guild_id", "interaction_id"), values)
    if is_new:
        _add_history(session, enrolment, enrolment.history)
        mark_member(session, enrolment.guild_id, enrolment.user_id, enrolment.started_at)
    return is_new


def save(session: Session, before: Enrolment, after: Enrolment) -> None:
    """Writes what is different in an enrolment, with the new lines of its history."""
    if after == before:
        return
    session.exec(
        update(EnrolmentRow)
        .where(col(EnrolmentRow.id) == after.id, col(EnrolmentRow.guild_id) == after.guild_id)
        .values(**_values(after))
    )
    _add_history(session, after, after.history[len(before.history) :])
    mark_member(session, after.guild_id, after.user_id, after.history[-1].at)


def of_member(session: Session, guild_id: int, user_id: int, enrolment_id: str) -> Enrolment | None:
    """The member's enrolment with this id in the server; None where there is none."""
    wanted = {"guild_id": guild_id, "user_id": user_id, "enrolment_id": enrolment_id}
    found = _loaded(session, _ONE, wanted)
    return found[0] if found else None


def open_of(
    session: Session, guild_id: int, user_id: int, credential_id: str | None = None
) -> list[Enrolment]:
    """The member's active and paused enrolments in the server, of one credential or of all, by id."""
    query = _of(guild_id, user_id).where(col(EnrolmentRow.status).in_(_OPEN))
    if credential_id is not None:
        query = query.where(col(EnrolmentRow.credential_id) == credential_id)
    return _loaded(session, query)


def all_of(session: Session, guild_id: int, user_id: int) -> list[Enrolment]:
    """All the member's enrolments in the server, by id."""
    return _loaded(session, _of(guild_id, user_id))


def everywhere_of(session: Session, user_id: int) -> list[Enrolment]:
    """All enrolments of a user in all servers, for their own export; by id."""
    return _loaded(session, _WITH_HISTORY.where(col(EnrolmentRow.user_id) == user_id))


def started_by(session: Session, guild_id: int, user_id: int, interaction_id: int) -> Enrolment | None:
    """The enrolment that an interaction of the member began; None where it began none."""
    found = _loaded(session, _of(guild_id, user_id).where(col(EnrolmentRow.interaction_id) == interaction_id))
    return found[0] if found else None


def standing_of(session: Session, guild_id: int, user_id: int) -> list[tuple[str, str, EnrolmentStatus]]:
    """Of every enrolment of the member in the server its credential, its id and its status, by id."""
    rows = session.exec(
        select(EnrolmentRow.credential_id, EnrolmentRow.id, EnrolmentRow.status)
        .where(col(EnrolmentRow.guild_id) == guild_id, col(EnrolmentRow.user_id) == user_id)
        .order_by(col(EnrolmentRow.id))
    )
    return [(credential_id, each, EnrolmentStatus(status)) for credential_id, each, status in rows]


def open_statuses(
    session: Session, members: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], set[EnrolmentStatus]]:
    """Of members (server, user) who have open enrolments, in which status those are."""
    wanted = sorted(set(members))
    found: dict[tuple[int, int], set[EnrolmentStatus]] = {}
    if wanted:
        rows = session.exec(
            select(EnrolmentRow.guild_id, EnrolmentRow.user_id, EnrolmentRow.status).where(
                tuple_(col(EnrolmentRow.guild_id), col(EnrolmentRow.user_id)).in_(wanted),
                col(EnrolmentRow.status).in_(_OPEN),
            )
        )
        for guild_id, user_id, status in rows:
            found.setdefault((guild_id, user_id), set()).add(EnrolmentStatus(status))
    return found


def servers_of(session: Session, user_id: int) -> list[int]:
    """The servers in which the user has enrolments, by id."""
    query = select(EnrolmentRow.guild_id).where(col(EnrolmentRow.user_id) == user_id).distinct()
    return list(session.exec(query.order_by(col(EnrolmentRow.guild_id))))


def forget_member(session: Session, user_id: int, guild_id: int | None) -> None:
    """Deletes the enrolments of a user with their history, in one server or (None) in all.

    Their entries in the ledger are gone before.
    """
    mine = select(EnrolmentRow.id).where(col(EnrolmentRow.user_id) == user_id)
    if guild_id is not None:
        mine = mine.where(col(EnrolmentRow.guild_id) == guild_id)
    ids = list(session.exec(mine))
    session.exec(delete(EnrolmentStatusRow).where(col(EnrolmentStatusRow.enrolment_id).in_(ids)))
    session.exec(delete(EnrolmentRow).where(col(EnrolmentRow.id).in_(ids)))


def _of(guild_id: int, user_id: int) -> Select[*tuple[Any, ...]]:
    return _WITH_HISTORY.where(col(EnrolmentRow.guild_id) == guild_id, col(EnrolmentRow.user_id) == user_id)


def _loaded(
    session: Session, query: Select[*tuple[Any, ...]], wanted: Mapping[str, object] | None = None
) -> list[Enrolment]:
    rows = session.connection().execute(query, wanted or {})
    return [_enrolment(*lines) for _, lines in groupby(rows, key=itemgetter(0))]


def _enrolment(first: Sequence[Any], *others: Sequence[Any]) -> Enrolment:
    """Of its lines, one for each change in its history."""
    enrolment_id, guild_id, user_id, credential_id, outline, target, started_on, declined_hash, *_ = first
    return Enrolment(
        enrolment_id,
        guild_id,
        user_id,
        credential_id,
        outline_in(outline),
        target,
        started_on,
        tuple(_change(*line[len(_COLUMNS) :]) for line in (first, *others)),
        declined_hash,
    )


def _change(status: str, at: datetime, interaction_id: int) -> StatusChange:
    return StatusChange(EnrolmentStatus(status), at, interaction_id)


def _values(enrolment: Enrolment) -> dict[str, Any]:
    return {
        "status": enrolment.status.value,
        "outline": text_of(enrolment.outline),
        "target": enrolment.target,
        "declined_hash": enrolment.declined_hash,
    }


def _add_history(session: Session, enrolment: Enrolment, changes: Iterable[StatusChange]) -> None:
    rows = [
        {
            "guild_id": enrolment.guild_id,
            "enrolment_id": enrolment.id,
            "status": change.status.value,
            "at": change.at,
            "interaction_id": change.interaction_id,
        }
        for change in changes
    ]
    if rows:
        session.connection().execute(insert(EnrolmentStatusRow), rows)
