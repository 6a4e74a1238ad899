"""The queries of the ledger. Rows are only ever added; of an old one nothing changes but who voided it."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, insert, literal_column
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, delete, select, update

from bot.domain.enrolment import Enrolment
from bot.domain.ledger import EntryKind, LogEntry, Work
from bot.storage.board_marks import mark_member
from bot.storage.tables import EnrolmentRow, LogEntryRow

_ENTRY, _VOID = 0, 1
"""The parts of an interaction: an edit adds an entry and the void of another."""
_COLUMNS = tuple(col(getattr(LogEntryRow, name.name)) for name in fields(LogEntry))
"""Those of an entry, in its order."""
# Written out: there is an index of these rows alone, in which a database that is handed the word later cannot
# know that it may look.
_TICKED = (
    col(LogEntryRow.kind) == literal_column(f"'{EntryKind.DONE.value}'"),
    col(LogEntryRow.voided_by).is_(None),
)
_STANDS = (col(LogEntryRow.kind) != EntryKind.VOID.value, col(LogEntryRow.voided_by).is_(None))
_MINE = (col(LogEntryRow.guild_id) == bindparam("guild_id"), col(LogEntryRow.user_id) == bindparam("user_id"))

# What every log asks is put together once: that takes as long as asking it.
_INSERTION = insert(LogEntryRow).returning(col(LogEntryRow.id))
_ENTRIES = (
    select_columns(*_COLUMNS)
    .where(
        col(LogEntryRow.guild_id) == bindparam("guild_id"),
        col(LogEntryRow.enrolment_id) == bindparam("enrolment_id"),
    )
    .order_by(col(LogEntryRow.id))
)
_BY_INTERACTION = select_columns(*_COLUMNS).where(
    *_MINE,
    col(LogEntryRow.interaction_id) == bindparam("interaction_id"),
    col(LogEntryRow.part) == bindparam("part"),
)
_MINUTES_BY_DAY = (
    select_columns(col(LogEntryRow.local_day), func.sum(col(LogEntryRow.minutes)))
    .where(*_MINE, *_STANDS)
    .group_by(col(LogEntryRow.local_day))
    .order_by(col(LogEntryRow.local_day))
)


def add(
    session: Session,
    enrolment: Enrolment,
    work: Work,
    *,
    interaction_id: int,
    now: datetime,
    replaces: int | None = None,
) -> LogEntry:
    """Writes the work as an entry. Raises IntegrityError for a repeated interaction or a ticked task."""
    values = {
        "kind": work.kind.value,
        "task_id": work.task_id,
        "minutes": work.minutes,
        "note": work.note,
        "local_day": work.day,
        "logged_at": now,
        "interaction_id": interaction_id,
        "replaces": replaces,
        "voids": None,
    }
    return _added(session, enrolment, _ENTRY, values)


def void(
    session: Session, enrolment: Enrolment, entry: LogEntry, *, interaction_id: int, day: date, now: datetime
) -> LogEntry:
    """Voids an entry with a row of its own, and returns that. Raises IntegrityError where it was voided."""
    values = {
        "kind": EntryKind.VOID.value,
        "task_id": entry.task_id,
        "minutes": None,
        "note": None,
        "local_day": day,
        "logged_at": now,
        "interaction_id": interaction_id,
        "replaces": None,
        "voids": entry.id,
    }
    void_entry = _added(session, enrolment, _VOID, values)
    session.exec(
        update(LogEntryRow)
        .where(col(LogEntryRow.id) == entry.id, col(LogEntryRow.guild_id) == enrolment.guild_id)
        .values(voided_by=void_entry.id)
    )
    return void_entry


def _added(session: Session, enrolment: Enrolment, part: int, values: dict[str, Any]) -> LogEntry:
    whose = {"guild_id": enrolment.guild_id, "user_id": enrolment.user_id, "enrolment_id": enrolment.id}
    found = session.connection().execute(_INSERTION, whose | values | {"part": part})
    mark_member(session, enrolment.guild_id, enrolment.user_id, values["logged_at"])
    shown = {name: value for name, value in values.items() if name != "kind"}
    return LogEntry(found.scalar_one() or 0, enrolment.id, EntryKind(values["kind"]), **shown)


def entries_of(session: Session, guild_id: int, enrolment_id: str) -> list[LogEntry]:
    """All rows of an enrolment, void ones and voids too, the oldest first."""
    wanted = {"guild_id": guild_id, "enrolment_id": enrolment_id}
    return [_entry(*row) for row in session.connection().execute(_ENTRIES, wanted)]


def entry_of(session: Session, guild_id: int, user_id: int, entry_id: int) -> LogEntry | None:
    """The member's entry with this id in the server; None where there is none."""
    return _first(session, _of(guild_id, user_id).where(col(LogEntryRow.id) == entry_id))


def entry_by(session: Session, guild_id: int, user_id: int, interaction_id: int) -> LogEntry | None:
    """The entry that an interaction of the member wrote; None where it wrote none."""
    return _by(session, guild_id, user_id, interaction_id, _ENTRY)


def void_by(session: Session, guild_id: int, user_id: int, interaction_id: int) -> LogEntry | None:
    """The void that an interaction of the member wrote; None where it wrote none."""
    return _by(session, guild_id, user_id, interaction_id, _VOID)


def _by(session: Session, guild_id: int, user_id: int, interaction_id: int, part: int) -> LogEntry | None:
    wanted = {"guild_id": guild_id, "user_id": user_id, "interaction_id": interaction_id, "part": part}
    row = session.connection().execute(_BY_INTERACTION, wanted).first()
    return None if row is None else _entry(*row)


def newest_of(session: Session, guild_id: int, user_id: int) -> LogEntry | None:
    """The member's newest entry in the server that stands."""
    found = newest_entries_of(session, guild_id, user_id, limit=1)
    return found[0] if found else None


def newest_entries_of(session: Session, guild_id: int, user_id: int, *, limit: int) -> list[LogEntry]:
    """The member's newest entries in the server that stand, the newest first."""
    query = _of(guild_id, user_id).where(*_STANDS)
    return _read(session, query.order_by(col(LogEntryRow.id).desc()).limit(limit))


def entries_since(session: Session, guild_id: int, user_id: int, day: date) -> list[LogEntry]:
    """All rows of the member in the server of a local day or later, the oldest first."""
    query = _of(guild_id, user_id).where(col(LogEntryRow.local_day) >= day)
    return _read(session, query.order_by(col(LogEntryRow.id)))


def minutes_by_day(session: Session, guild_id: int, user_id: int) -> dict[date, int]:
    """The local days of the member's standing entries in the server, in order, each with its minutes."""
    found = session.connection().execute(_MINUTES_BY_DAY, {"guild_id": guild_id, "user_id": user_id})
    return {day: int(minutes or 0) for day, minutes in found}


def ticked_of(session: Session, guild_id: int, enrolment_ids: Iterable[str]) -> dict[str, set[str]]:
    """The ids of the ticked tasks, by enrolment."""
    ids = list(enrolment_ids)
    ticked: dict[str, set[str]] = {each: set() for each in ids}
    rows = session.exec(
        select(LogEntryRow.enrolment_id, LogEntryRow.task_id)
        # Asked of the entry, SQLite would go through all that the server ever logged.
        .join(EnrolmentRow, col(EnrolmentRow.id) == col(LogEntryRow.enrolment_id))
        .where(col(EnrolmentRow.guild_id) == guild_id, col(EnrolmentRow.id).in_(ids), *_TICKED)
    )
    for enrolment_id, task_id in rows:
        ticked[enrolment_id].add(task_id or "")
    return ticked


def last_logged(session: Session, guild_id: int, enrolment_ids: Iterable[str]) -> dict[str, datetime]:
    """When the newest standing entry of each enrolment was logged; without those that have none."""
    newest = (
        select(func.max(col(LogEntryRow.id)))
        .where(
            col(LogEntryRow.guild_id) == guild_id,
            col(LogEntryRow.enrolment_id).in_(list(enrolment_ids)),
            *_STANDS,
        )
        .group_by(col(LogEntryRow.enrolment_id))
    )
    rows = session.exec(
        select(LogEntryRow.enrolment_id, LogEntryRow.logged_at).where(col(LogEntryRow.id).in_(newest))
    )
    return dict(rows.all())


def everywhere_of(session: Session, user_id: int) -> list[tuple[int, LogEntry]]:
    """All rows of a user in all servers, each with its server, for their own export; the oldest first."""
    query = select_columns(col(LogEntryRow.guild_id), *_COLUMNS).where(col(LogEntryRow.user_id) == user_id)
    rows = session.connection().execute(query.order_by(col(LogEntryRow.id)))
    return [(guild_id, _entry(*row)) for guild_id, *row in rows]


def forget_member(session: Session, user_id: int, guild_id: int | None) -> None:
    """Deletes the rows of a user, in one server or (None) in all."""
    mine = delete(LogEntryRow).where(col(LogEntryRow.user_id) == user_id)
    if guild_id is not None:
        mine = mine.where(col(LogEntryRow.guild_id) == guild_id)
    session.exec(mine)


def _of(guild_id: int, user_id: int) -> Select[Any]:
    return select_columns(*_COLUMNS).where(
        col(LogEntryRow.guild_id) == guild_id, col(LogEntryRow.user_id) == user_id
    )


def _read(session: Session, query: Select[Any]) -> list[LogEntry]:
    return [_entry(*row) for row in session.connection().execute(query)]


def _first(session: Session, query: Select[Any]) -> LogEntry | None:
    row = session.connection().execute(query).first()
    return None if row is None else _entry(*row)


def _entry(entry_id: int, enrolment_id: str, kind: str, *rest: Any) -> LogEntry:  # noqa: ANN401 - columns
    return LogEntry(entry_id, enrolment_id, EntryKind(kind), *rest)
