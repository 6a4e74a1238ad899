"""Erasing a member from every table (design rule 8), and erasing them again after a restore."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.erasure import ErasureRecord, Tombstone, member_hash, to_replay
from bot.services.erasing_groups import forget_in_groups
from bot.storage import (
    aliases,
    announcements,
    audit,
    catalogue_drafts,
    catalogue_entries,
    catalogue_uploads,
    enrolments,
    erasures,
    kept_words,
    ledger,
    member_blocks,
    member_settings,
    outbox,
    proposals,
    schedules,
    server_settings,
    stored_searches,
    user_settings,
)
from bot.storage.database import Session


def erase_member(session: Session, user_id: int, guild_id: int | None, *, now: datetime) -> bool:
    """Removes every trace of a user in one server or (None) everywhere, and leaves a tombstone.

    What others see of them stays, as an erased member's: versions of the catalogue, decisions, lines of the
    audit log. Where no other server knows them, what belongs to the user in every server goes too. Returns
    whether nothing is left of them anywhere.
    """
    is_all = _forget(session, user_id, guild_id, now=now)
    for place in dict.fromkeys((guild_id, None if is_all else guild_id)):
        erasures.bury(session, user_id, place, now=now)
    return is_all


def replay_erasures(session: Session, record: ErasureRecord | None, *, now: datetime) -> int:
    """Erases again, in a restored database, whom the database that it replaces had erased since its backup.

    `record` is `erasures.record_of` of the database that is replaced (None: nobody was erased there). Key and
    tombstones are taken over. Returns how many members were erased. Call it in one transaction, before
    anything else sees the restored database.
    """
    if record is None:
        return 0
    missing = {each.member_hash: each for each in to_replay(record, erasures.record_of(session))}
    erased = _buried(erasures.people_in(session), record.key, missing)
    for user_id, guild_id in erased:
        _forget(session, user_id, guild_id, now=now)
    erasures.take_over(session, record)
    return len(erased)


def _buried(
    people: Sequence[tuple[int, int | None]], key: bytes, missing: dict[str, Tombstone]
) -> list[tuple[int, int | None]]:
    """Of whom the tombstones tell: a user everywhere (None), or in a server; in a total order."""
    found: dict[tuple[int, int | None], None] = {}
    for user_id, guild_id in people:
        for place in dict.fromkeys((None, guild_id)):
            if member_hash(key, user_id, place) in missing:
                found[user_id, place] = None
    return list(found)


def _forget(session: Session, user_id: int, guild_id: int | None, *, now: datetime) -> bool:
    """Forgets the user there, and says whether nothing is left of them anywhere."""
    forget_in_groups(session, user_id, guild_id, now=now)
    ledger.forget_member(session, user_id, guild_id)
    enrolments.forget_member(session, user_id, guild_id)
    member_settings.forget_member(session, user_id, guild_id)
    announcements.forget_member(session, user_id, guild_id)
    outbox.forget_member(session, user_id, guild_id)
    server_settings.forget_actor(session, user_id, guild_id)
    schedules.forget_member(session, user_id, guild_id)
    stored_searches.forget_owner(session, user_id, guild_id)
    kept_words.forget_owner(session, user_id, guild_id)
    catalogue_drafts.forget_owner(session, user_id, guild_id)
    catalogue_uploads.forget_owner(session, user_id, guild_id)
    proposals.forget_member(session, user_id, guild_id)
    member_blocks.forget_member(session, user_id, guild_id)
    aliases.forget_adder(session, user_id, guild_id)
    catalogue_entries.forget_actor(session, user_id, guild_id)
    audit.forget_actor(session, user_id, guild_id)
    audit.forget_subject(session, user_id, guild_id)
    if guild_id is not None and erasures.servers_with(session, user_id):
        user_settings.forget_direct_message_server(session, user_id, guild_id, now=now)
        return False
    stored_searches.forget_owner(session, user_id)
    kept_words.forget_owner(session, user_id)
    user_settings.forget_user(session, user_id)
    return True
