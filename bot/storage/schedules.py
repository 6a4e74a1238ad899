"""The queries of what comes every week. Every one names its server, or the user whose own they are."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, delete, select, tuple_, update

from bot.domain.outbox import OutboxKind, OutboxScope
from bot.domain.schedule import Owner, Schedule, WeeklyTime
from bot.storage.tables import METADATA, ScheduleRow
from bot.storage.upserts import insert_new

_OWNER = ("guild_id", "scope", "scope_id", "kind")
_TABLE = METADATA.tables["schedule"]
_MOVE = (
    update(_TABLE)
    .where(*(_TABLE.c[name] == bindparam(f"of_{name}") for name in _OWNER))
    .values(next_due_utc=bindparam("next_due"))
)
"""Built once: that takes longer than running it, and a burst moves each schedule."""


def of(session: Session, owner: Owner) -> Schedule | None:
    """The owner's; None where there is none."""
    return of_many(session, [owner]).get(owner)


def of_many(session: Session, owners: Iterable[Owner]) -> dict[Owner, Schedule]:
    """Those of these owners that there are."""
    wanted = [tuple(_values(owner).values()) for owner in owners]
    if not wanted:
        return {}
    columns = tuple_(*(col(getattr(ScheduleRow, name)) for name in _OWNER))
    found = map(_schedule, _fresh(session, select(ScheduleRow).where(columns.in_(wanted))))
    return {each.owner: each for each in found}


def of_user(session: Session, user_id: int) -> list[Schedule]:
    """A user's own in all servers, by server."""
    query = select(ScheduleRow).where(
        col(ScheduleRow.scope) == OutboxScope.MEMBER.value, col(ScheduleRow.scope_id) == user_id
    )
    return [_schedule(row) for row in _fresh(session, query.order_by(col(ScheduleRow.guild_id)))]


def due(session: Session, now: datetime, limit: int) -> list[Schedule]:
    """Those that are due in all servers, the longest due first."""
    query = select(ScheduleRow).where(col(ScheduleRow.next_due_utc) <= now)
    ordered = query.order_by(col(ScheduleRow.next_due_utc), col(ScheduleRow.id)).limit(limit)
    # Several processes that look at once take different ones.
    return [_schedule(row) for row in _fresh(session, ordered.with_for_update(skip_locked=True))]


def first_due_after(session: Session, moment: datetime) -> datetime | None:
    """When the next of all is due, later than a moment; None where there are none."""
    next_due = col(ScheduleRow.next_due_utc)
    return session.exec(select(next_due).where(next_due > moment).order_by(next_due).limit(1)).first()


def save(session: Session, schedule: Schedule) -> Schedule:
    """Writes it in place of what the owner had; returns it with its version."""
    values = {
        "zone": schedule.when.zone,
        "weekday": schedule.when.weekday,
        "wall_time": schedule.when.at,
        "channel_id": schedule.channel_id,
        "paused_until": schedule.paused_until,
        "next_due_utc": schedule.next_due,
        "refused_at": schedule.refused_at,
    }
    new = {**_values(schedule.owner), **values, "refusal_told": False, "version": 1}
    if insert_new(session, ScheduleRow, _OWNER, new):
        return replace(schedule, version=1)
    changed = {**values, "version": schedule.version + 1}
    if schedule.refused_at is None:
        changed["refusal_told"] = False
    session.exec(update(ScheduleRow).where(*_is(schedule.owner)).values(**changed))
    return replace(schedule, version=schedule.version + 1)


def move(session: Session, owner: Owner, next_due: datetime) -> None:
    """Lets it be due at another moment. That is no change of its owner's."""
    moved = {f"of_{name}": value for name, value in _values(owner).items()}
    session.connection().execute(_MOVE, {**moved, "next_due": next_due})


def remove(session: Session, owner: Owner) -> bool:
    """Deletes it, and says whether there was one."""
    gone = delete(ScheduleRow).where(*_is(owner)).returning(col(ScheduleRow.id))
    return session.exec(gone).first() is not None


def set_refused(session: Session, owner: Owner, at: datetime | None) -> None:
    """Keeps since when it cannot be delivered; the first moment stays. None: it can again."""
    mine = update(ScheduleRow).where(*_is(owner))
    if at is None:
        refused = mine.where(col(ScheduleRow.refused_at).is_not(None))
        session.exec(refused.values(refused_at=None, refusal_told=False))
    else:
        session.exec(mine.where(col(ScheduleRow.refused_at).is_(None)).values(refused_at=at))


def tell_refusal(session: Session, owner: Owner) -> bool:
    """Whether its owner is to be told that it cannot be delivered: true once."""
    told = update(ScheduleRow).where(
        *_is(owner), col(ScheduleRow.refused_at).is_not(None), col(ScheduleRow.refusal_told).is_(False)
    )
    return session.exec(told.values(refusal_told=True).returning(col(ScheduleRow.id))).first() is not None


def forget_member(session: Session, user_id: int, guild_id: int | None) -> None:
    """Deletes a user's own, in one server or (None) in all."""
    mine = delete(ScheduleRow).where(
        col(ScheduleRow.scope) == OutboxScope.MEMBER.value, col(ScheduleRow.scope_id) == user_id
    )
    if guild_id is not None:
        mine = mine.where(col(ScheduleRow.guild_id) == guild_id)
    session.exec(mine)


def _fresh(session: Session, query: Any) -> Any:  # noqa: ANN401 - SQLModel's select has no short name
    # Who has just changed something asks for what the database says now.
    return session.exec(query.execution_options(populate_existing=True))


def _values(owner: Owner) -> dict[str, Any]:
    return {
        "guild_id": owner.guild_id,
        "scope": owner.scope.value,
        "scope_id": owner.scope_id,
        "kind": owner.kind.value,
    }


def _is(owner: Owner) -> list[Any]:
    return [col(getattr(ScheduleRow, name)) == value for name, value in _values(owner).items()]


def _schedule(row: ScheduleRow) -> Schedule:
    return Schedule(
        Owner(row.guild_id, OutboxScope(row.scope), row.scope_id, OutboxKind(row.kind)),
        WeeklyTime(row.zone, row.weekday, row.wall_time),
        row.channel_id,
        row.paused_until,
        row.next_due_utc,
        row.refused_at,
        row.version,
    )
