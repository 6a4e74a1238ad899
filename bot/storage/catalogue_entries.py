"""The queries of the catalogue's layers: what a layer says, its history, and when it changed last.

A layer is named by `guild_id`: a server, or `INSTALLATION`.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select, update

from bot.domain.catalogue_layers import (
    Authorship,
    Change,
    Entry,
    EntryChange,
    EntryStatus,
    EntryVersion,
    Origin,
)
from bot.storage.tables import CatalogueCounterRow, CatalogueEntryRow, CatalogueLayerRow, CatalogueVersionRow
from bot.storage.text_order import in_text_order
from bot.storage.upserts import count_up, upsert, upsert_many

_AT_A_TIME = 500
"""Rows that are held twice while they are written: ten thousand would be many megabytes."""
_ENTRY = (
    col(CatalogueEntryRow.credential_id),
    col(CatalogueEntryRow.status),
    col(CatalogueEntryRow.record),
    col(CatalogueEntryRow.reason),
    col(CatalogueEntryRow.successor_id),
    col(CatalogueEntryRow.version),
    col(CatalogueEntryRow.is_merged),
)


def entries_of(session: Session, guild_id: int) -> list[Entry]:
    """All that a layer says, by id."""
    rows = session.connection().execute(
        select(*_ENTRY)  # type: ignore[call-overload]  # SQLModel types up to four columns
        .where(col(CatalogueEntryRow.guild_id) == guild_id)
        .order_by(in_text_order(col(CatalogueEntryRow.credential_id)))
    )
    return [_entry(*row) for row in rows]


def entry_of(session: Session, guild_id: int, credential_id: str) -> Entry | None:
    """What a layer says of one credential; None where it never said anything."""
    row = session.connection().execute(
        select(*_ENTRY).where(  # type: ignore[call-overload]  # same
            col(CatalogueEntryRow.guild_id) == guild_id,
            col(CatalogueEntryRow.credential_id) == credential_id,
        )
    )
    found = row.first()
    return None if found is None else _entry(*found)


def _entry(  # a row has these columns
    credential_id: str,
    status: str,
    record: str | None,
    reason: str | None,
    successor_id: str | None,
    version: int,
    is_merged: bool,  # noqa: FBT001  # same
) -> Entry:
    return Entry(credential_id, EntryStatus(status), record, reason, successor_id, version, is_merged)


def save_changes(session: Session, guild_id: int, changes: Sequence[EntryChange], by: Authorship) -> int:
    """Writes the changes with their versions, and returns what the counter of the layers says now.

    Each change follows on the newest version of its entry; another order raises IntegrityError.
    """
    version = count_layer_up(session, guild_id)
    for start in range(0, len(changes), _AT_A_TIME):
        some = changes[start : start + _AT_A_TIME]
        entries = [_entry_values(guild_id, change.after, by.at) for change in some]
        upsert_many(session, CatalogueEntryRow, ("guild_id", "credential_id"), entries)
        versions = [_version_values(guild_id, change, by) for change in some]
        session.connection().execute(insert(CatalogueVersionRow), versions)
    return version


def count_layer_up(session: Session, guild_id: int) -> int:
    """Lets every process notice that something of the layer changed; returns what the counter says now."""
    version = count_up(session, CatalogueCounterRow)
    upsert(session, CatalogueLayerRow, {"guild_id": guild_id}, {"version": version})
    return version


def _entry_values(guild_id: int, entry: Entry, now: datetime) -> dict[str, Any]:
    return {
        "guild_id": guild_id,
        "credential_id": entry.credential_id,
        "status": entry.status.value,
        "record": entry.record,
        "reason": entry.reason,
        "successor_id": entry.successor_id,
        "version": entry.version,
        "is_merged": entry.is_merged,
        "changed_at": now,
    }


def _version_values(guild_id: int, change: EntryChange, by: Authorship) -> dict[str, Any]:
    return {
        "guild_id": guild_id,
        "credential_id": change.after.credential_id,
        "number": change.after.version,
        "change": change.change.value,
        "origin": by.origin.value,
        "actor_id": by.actor_id,
        "reason": by.reason,
        "changed_at": by.at,
        "before": None if change.before is None else _text_of(change.before),
        "after": _text_of(change.after),
    }


def _text_of(entry: Entry) -> str:
    """What a version keeps of an entry. The record is JSON itself and goes in as it is."""
    rest: dict[str, object] = {"status": entry.status.value, "reason": entry.reason}
    rest |= {"successor_id": entry.successor_id, "is_merged": entry.is_merged}
    start = json.dumps(rest, ensure_ascii=False).removesuffix("}")
    return f'{start}, "version": {entry.version}, "record": {entry.record or "null"}}}'


def history_of(
    session: Session, guild_id: int, credential_id: str, *, limit: int, skipped: int = 0
) -> list[EntryVersion]:
    """The newest `limit` changes of an entry after the `skipped` ones, the newest first."""
    rows = session.exec(
        select(CatalogueVersionRow)
        .where(
            col(CatalogueVersionRow.guild_id) == guild_id,
            col(CatalogueVersionRow.credential_id) == credential_id,
        )
        .order_by(col(CatalogueVersionRow.number).desc())
        .offset(skipped)
        .limit(limit)
    )
    return [_version(row) for row in rows]


def version_of(session: Session, guild_id: int, credential_id: str, number: int) -> EntryVersion | None:
    """One change of an entry; None where there was none of that number."""
    row = session.exec(
        select(CatalogueVersionRow).where(
            col(CatalogueVersionRow.guild_id) == guild_id,
            col(CatalogueVersionRow.credential_id) == credential_id,
            col(CatalogueVersionRow.number) == number,
        )
    ).first()
    return None if row is None else _version(row)


def _version(row: CatalogueVersionRow) -> EntryVersion:
    before = None if row.before is None else _entry_in(row.credential_id, row.before)
    change = EntryChange(Change(row.change), before, _entry_in(row.credential_id, row.after))
    by = Authorship(Origin(row.origin), row.changed_at, row.actor_id, row.reason)
    return EntryVersion(row.number, change, by)


def _entry_in(credential_id: str, text: str) -> Entry:
    kept = json.loads(text)
    record = None if kept["record"] is None else text[text.index('"record": ') + len('"record": ') : -1]
    return Entry(
        credential_id,
        EntryStatus(kept["status"]),
        record,
        kept["reason"],
        kept["successor_id"],
        kept["version"],
        # Versions of before there were merged ones do not say so.
        kept.get("is_merged", False),
    )


def versions_of_moment(session: Session, guild_id: int, at: datetime) -> list[EntryVersion]:
    """The changes of a layer that were made together at this moment, by the id of the entry."""
    rows = session.exec(
        select(CatalogueVersionRow)
        .where(col(CatalogueVersionRow.guild_id) == guild_id, col(CatalogueVersionRow.changed_at) == at)
        .order_by(col(CatalogueVersionRow.credential_id), col(CatalogueVersionRow.number))
    )
    return [_version(row) for row in rows]


def records_ever(session: Session, guild_id: int, credential_id: str) -> list[str]:
    """Every record that the layer ever published of a credential, the oldest first."""
    texts = session.exec(
        select(CatalogueVersionRow.after)
        .where(
            col(CatalogueVersionRow.guild_id) == guild_id,
            col(CatalogueVersionRow.credential_id) == credential_id,
        )
        .order_by(col(CatalogueVersionRow.number))
    )
    entries = [_entry_in(credential_id, text) for text in texts]
    return [entry.record for entry in entries if entry.record is not None]


def records_naming(session: Session, guild_id: int, part: str) -> list[str]:
    """The records of the layer that hold this text, by the id of their credential."""
    query = select(CatalogueEntryRow.record).where(
        col(CatalogueEntryRow.guild_id) == guild_id,
        col(CatalogueEntryRow.record).contains(part, autoescape=True),
    )
    records = session.exec(query.order_by(in_text_order(col(CatalogueEntryRow.credential_id))))
    return [record for record in records if record is not None]


def layer_version(session: Session, guild_id: int) -> int:
    """What the counter said when the layer changed last; 0 where it never did."""
    query = select(CatalogueLayerRow.version).where(col(CatalogueLayerRow.guild_id) == guild_id)
    return session.exec(query).first() or 0


def layers_changed_after(session: Session, version: int) -> dict[int, int]:
    """The layers of all servers that changed after the counter said `version`, and what it said then.

    It says nothing of what is in them: for a process that keeps layers in memory, and cheap enough to
    be asked every second.
    """
    rows = session.exec(
        select(CatalogueLayerRow.guild_id, CatalogueLayerRow.version).where(
            col(CatalogueLayerRow.version) > version
        )
    )
    return dict(rows.all())


def forget_actor(session: Session, actor_id: int, guild_id: int | None = None) -> None:
    """Lets the changes of a person, in one server or (None) in all, be those of an erased member."""
    query = update(CatalogueVersionRow).where(col(CatalogueVersionRow.actor_id) == actor_id)
    if guild_id is not None:
        query = query.where(col(CatalogueVersionRow.guild_id) == guild_id)
    session.exec(query.values(actor_id=None))
