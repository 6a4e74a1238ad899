"""The queries of erasures: the key of the hashes, the tombstones, and whom a restored database knows."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Select, cast, null, union
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from bot.domain.erasure import KEY_BYTES, ErasureRecord, ErasureScope, Tombstone, member_hash
from bot.domain.outbox import OutboxScope
from bot.storage.tables import METADATA, ErasureKeyRow, ErasureTombstoneRow
from bot.storage.upserts import insert_new, upsert

PERSON_COLUMNS = (
    ("stored_search", "owner_id"),
    ("user_settings", "user_id"),
    ("catalogue_version", "actor_id"),
    ("catalogue_draft", "owner_id"),
    ("catalogue_proposal", "member_id"),
    ("catalogue_proposal", "decided_by"),
    ("member_block", "user_id"),
    ("member_block", "blocked_by"),
    ("catalogue_alias", "added_by"),
    ("catalogue_upload", "owner_id"),
    ("audit_entry", "actor_id"),
    ("enrolment", "user_id"),
    ("log_entry", "user_id"),
    ("member_settings", "user_id"),
    ("outbox", "scope_id"),
    ("congratulation", "user_id"),
    ("server_settings", "changed_by"),
    ("schedule", "scope_id"),
    ("kept_words", "owner_id"),
    ("study_group", "owner_id"),
    ("group_member", "user_id"),
    ("group_invite", "user_id"),
    ("group_invite", "invited_by"),
    ("group_checkin_answer", "user_id"),
    ("group_week_line", "user_id"),
    ("kudos", "sender_id"),
    ("kudos", "receiver_id"),
    ("happy_to_help", "user_id"),
)
"""Every column that holds the id of a person."""


def bury(session: Session, user_id: int, guild_id: int | None, *, now: datetime) -> None:
    """Writes the tombstone of an erasure in one server or (None) everywhere; the last one counts."""
    _put(session, tombstone_of(_key(session), user_id, guild_id, now))


def tombstone_of(key: bytes, user_id: int, guild_id: int | None, now: datetime) -> Tombstone:
    """The tombstone of an erasure, not yet written."""
    scope = ErasureScope.EVERYWHERE if guild_id is None else ErasureScope.HERE
    return Tombstone(member_hash(key, user_id, guild_id), scope, now)


def record_of(session: Session) -> ErasureRecord | None:
    """The key with all tombstones, by hash; None where nobody was ever erased."""
    key = session.exec(select(ErasureKeyRow.key)).first()
    if key is None:
        return None
    rows = session.exec(select(ErasureTombstoneRow).order_by(col(ErasureTombstoneRow.member_hash)))
    stones = tuple(Tombstone(row.member_hash, ErasureScope(row.scope), row.erased_at) for row in rows)
    return ErasureRecord(key, stones)


def take_over(session: Session, record: ErasureRecord) -> None:
    """Writes the key and the tombstones of another database into this one."""
    upsert(session, ErasureKeyRow, {"id": 1}, {"key": record.key})
    for tombstone in record.tombstones:
        _put(session, tombstone)


def people_in(session: Session) -> list[tuple[int, int | None]]:
    """Everybody of whom the database holds an id, with the server of the row (None: of no server)."""
    found = session.connection().execute(union(*(_people_of(*each) for each in PERSON_COLUMNS)))
    people = {(int(person), None if guild is None else int(guild)) for person, guild in found}
    return sorted(people, key=lambda each: (each[0], each[1] is not None, each[1] or 0))


def servers_with(session: Session, user_id: int) -> list[int]:
    """The servers of which a row holds the id of this user, in order."""
    parts = [
        _people_of(name, column).where(METADATA.tables[name].c[column] == user_id)
        for name, column in PERSON_COLUMNS
        if "guild_id" in METADATA.tables[name].c
    ]
    found = session.connection().execute(union(*parts))
    return sorted({int(guild) for _, guild in found if guild is not None})


def _people_of(table_name: str, column: str) -> Select[Any]:
    table = METADATA.tables[table_name]
    guild = table.c.guild_id if "guild_id" in table.c else cast(null(), BigInteger)
    people = select_columns(table.c[column], guild).where(table.c[column].is_not(None))
    # What is a server's, and not a member's, bears the id of that.
    return people.where(table.c.scope == OutboxScope.MEMBER.value) if "scope_id" in table.c else people


def _key(session: Session) -> bytes:
    insert_new(session, ErasureKeyRow, ("id",), {"id": 1, "key": secrets.token_bytes(KEY_BYTES)})
    return session.exec(select(ErasureKeyRow.key)).one()


def _put(session: Session, tombstone: Tombstone) -> None:
    values = {"scope": tombstone.scope.value, "erased_at": tombstone.erased_at}
    upsert(session, ErasureTombstoneRow, {"member_hash": tombstone.member_hash}, values)
