"""The queries of the messages that are kept up to date: boards and check-ins, of groups of any server.

What is stale is claimed before it is looked at, and the claim uses up its minute, so that a process that dies
with it has edited at most once, and nobody else edits before that minute is over. All this goes by the
database's time; what changed and when a week ends goes by the calendar.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, or_, select, tuple_, update

from bot.domain.delivery import SentMessage
from bot.domain.delivery_rules import LONGEST_WAIT
from bot.domain.group_keeping import Keeping, week_end
from bot.storage.deliveries import database_time, new_token
from bot.storage.group_places import place_of
from bot.storage.tables import GroupCheckinRow, GroupPlaceRow, StudyGroupRow
from bot.storage.text_order import in_text_order

_BOARD = (col(GroupPlaceRow.group_id),)
_CHECKIN = (col(GroupCheckinRow.group_id), col(GroupCheckinRow.week))
_ROOM = GroupPlaceRow.__table__.alias("room")  # type: ignore[attr-defined]  # every table model has one
_Kept = type[GroupPlaceRow] | type[GroupCheckinRow]


def claim_boards(session: Session, *, now: datetime, holds: timedelta, limit: int) -> list[Keeping]:
    """Claims boards that do not say what holds."""
    at, token = database_time(session), new_token()
    numbers = _found(session, _BOARD, _boards(at), _stale_boards(at, now), limit)
    query = (
        select(GroupPlaceRow, StudyGroupRow.zone, StudyGroupRow.ended_at)
        .join(StudyGroupRow, col(StudyGroupRow.id) == col(GroupPlaceRow.group_id))
        .where(*_boards(at), col(GroupPlaceRow.group_id).in_([number for (number,) in numbers]))
        .order_by(col(GroupPlaceRow.group_id))
    )
    found = _locked(session, query, GroupPlaceRow)
    mine = update(GroupPlaceRow).where(col(GroupPlaceRow.group_id).in_([row.group_id for row, *_ in found]))
    session.exec(mine.values(**_claimed(GroupPlaceRow, token, at, holds)).execution_options(**_UNSEEN))
    return [
        Keeping(
            place_of(row),
            SentMessage(row.thread_id or 0, row.board_message_id or 0),
            token,
            week_ends_at=None if ended_at else week_end(now, zone),
            tries=row.tries + 1,
        )
        for row, zone, ended_at in found
    ]


def claim_checkins(session: Session, *, holds: timedelta, limit: int) -> list[Keeping]:
    """Claims check-ins whose message does not say what holds."""
    at, token = database_time(session), new_token()
    keys = _found(session, _CHECKIN, _checkins(at), _stale(GroupCheckinRow, at), limit)
    query = (
        select(GroupCheckinRow, GroupPlaceRow)
        .join(GroupPlaceRow, col(GroupPlaceRow.group_id) == col(GroupCheckinRow.group_id))
        .where(*_checkins(at), tuple_(*_CHECKIN).in_(keys))
        .order_by(col(GroupCheckinRow.group_id), in_text_order(col(GroupCheckinRow.week)))
    )
    found = _locked(session, query, GroupCheckinRow) if keys else []
    for row, _ in found:
        mine = update(GroupCheckinRow).where(*_is(row.group_id, row.week))
        session.exec(mine.values(**_claimed(GroupCheckinRow, token, at, holds)).execution_options(**_UNSEEN))
    return [
        Keeping(
            place_of(place),
            SentMessage(row.channel_id or 0, row.message_id or 0),
            token,
            week=row.week,
            tries=row.tries + 1,
        )
        for row, place in found
    ]


def has_stale(session: Session, *, now: datetime) -> bool:
    """Whether something is to be shown now; asked every few seconds, so each way to it is an index."""
    at = database_time(session)
    boards = _found(session, _BOARD, _boards(at), _stale_boards(at, now), 1)
    checkins = _stale(GroupCheckinRow, at)
    return bool(boards or _found(session, _CHECKIN, _checkins(at), checkins, 1))


def mark_shown(session: Session, keeping: Keeping) -> None:
    """Keeps that it was shown; what changed since the claim is shown when the minute is over."""
    values: dict[str, Any] = {"tries": 0, **_FREE}
    if keeping.week is None:
        values["week_ends_at"] = keeping.week_ends_at
    session.exec(_mine(keeping).values(**values))


def put_off(session: Session, keeping: Keeping, wait: timedelta, *, now: datetime) -> None:
    """It was not shown, or nobody knows: it is stale still, and waits for so long at least."""
    table = _table(keeping)
    until = database_time(session) + wait
    later = func.max if session.get_bind().dialect.name == "sqlite" else func.greatest
    not_before = later(func.coalesce(col(table.not_before), until), until)
    changed_at = func.coalesce(col(table.changed_at), now)
    session.exec(_mine(keeping).values(changed_at=changed_at, not_before=not_before, **_FREE))


def give_back(session: Session, keeping: Keeping, *, now: datetime) -> None:
    """It was not begun: others may claim it at once."""
    table = _table(keeping)
    values = {"changed_at": func.coalesce(col(table.changed_at), now), "tries": col(table.tries) - 1}
    session.exec(_mine(keeping).values(not_before=None, **values, **_FREE))


_FREE = {"lease_token": None, "lease_until": None}
_UNSEEN = {"synchronize_session": False}


def _found(
    session: Session,
    key: tuple[Any, ...],
    conditions: list[Any],
    reasons: list[tuple[Any, Any]],
    limit: int,
) -> list[Any]:
    """Up to `limit` keys for which one of the reasons holds: a query each, as no index leads to all."""
    found: dict[Any, None] = {}
    for reason, order in reasons:
        # The order is that of the index, so that no other is taken.
        query = select_columns(*key).where(*conditions, reason).order_by(order, *key).limit(limit)
        found.update(dict.fromkeys(map(tuple, session.connection().execute(query))))
    return sorted(found)[:limit]


def _boards(at: datetime) -> list[Any]:
    """The conditions of boards that may be edited now."""
    return [
        *_is_free(GroupPlaceRow, at),
        col(GroupPlaceRow.trouble).is_(None),
        col(GroupPlaceRow.thread_id).is_not(None),
        col(GroupPlaceRow.board_message_id).is_not(None),
    ]


def _checkins(at: datetime) -> list[Any]:
    """The conditions of check-ins whose message may be edited now."""
    return [
        *_is_free(GroupCheckinRow, at),
        col(GroupCheckinRow.message_id).is_not(None),
        exists().where(_ROOM.c.group_id == col(GroupCheckinRow.group_id), _ROOM.c.trouble.is_(None)),
    ]


def _stale_boards(at: datetime, now: datetime) -> list[tuple[Any, Any]]:
    ends = col(GroupPlaceRow.week_ends_at)
    return [*_stale(GroupPlaceRow, at), (ends <= now, ends)]


def _stale(table: _Kept, at: datetime) -> list[tuple[Any, Any]]:
    """Changed since it was shown; claimed by who died, or before a clock went back. Each with its order."""
    until = col(table.lease_until)
    changed = col(table.changed_at)
    return [(changed.is_not(None), changed), (until <= at, until), (until > at + 2 * LONGEST_WAIT, until)]


def _is_free(table: _Kept, at: datetime) -> list[Any]:
    """Nobody has it in hand, and its minute is over. Written so that no index is taken for it."""
    waits = (func.coalesce(col(each), at) for each in (table.lease_until, table.not_before))
    return [or_(until <= at, until > at + 2 * LONGEST_WAIT) for until in waits]


def _claimed(table: _Kept, token: str, at: datetime, holds: timedelta) -> dict[str, Any]:
    until = at + holds
    return {
        "changed_at": None,
        "shown_at": at,
        "tries": col(table.tries) + 1,
        "not_before": until,
        "lease_token": token,
        "lease_until": until,
    }


def _locked(session: Session, query: Any, of: _Kept) -> list[Any]:  # noqa: ANN401 - SQLModel's select has no short name
    held = query.with_for_update(skip_locked=True, of=of)
    return list(session.exec(held.execution_options(populate_existing=True)))


def _mine(keeping: Keeping) -> Any:  # noqa: ANN401 - same
    """The row, while the claim is not another's."""
    if keeping.week is None:
        return update(GroupPlaceRow).where(
            col(GroupPlaceRow.group_id) == keeping.place.group_id,
            col(GroupPlaceRow.lease_token) == keeping.token,
        )
    return update(GroupCheckinRow).where(
        *_is(keeping.place.group_id, keeping.week), col(GroupCheckinRow.lease_token) == keeping.token
    )


def _table(keeping: Keeping) -> _Kept:
    return GroupPlaceRow if keeping.week is None else GroupCheckinRow


def _is(group_id: int, week: str) -> list[Any]:
    return [col(GroupCheckinRow.group_id) == group_id, col(GroupCheckinRow.week) == week]
