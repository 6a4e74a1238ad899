"""Erasing a member, and what is kept so that a restored backup forgets them too."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

KEY_BYTES = 32


class ErasureScope(StrEnum):
    """What is erased: what one server holds of the member, or everything."""

    HERE = "here"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """That somebody was erased, last at `erased_at`; whom, only the hash of a known id tells."""

    member_hash: str
    scope: ErasureScope
    erased_at: datetime


@dataclass(frozen=True, slots=True)
class ErasureRecord:
    """The key of the hashes, and all tombstones: a restore carries them over from what it replaces."""

    key: bytes
    tombstones: tuple[Tombstone, ...]


def member_hash(key: bytes, user_id: int, guild_id: int | None) -> str:
    """The keyed hash (HMAC-SHA-256, hexadecimal) of a member of a server, or (None) of a user everywhere."""
    place = "everywhere" if guild_id is None else str(guild_id)
    return hmac.new(key, f"{place}/{user_id}".encode(), sha256).hexdigest()


def to_replay(now: ErasureRecord, restored: ErasureRecord | None) -> tuple[Tombstone, ...]:
    """The tombstones that a restored database lacks: they are all later than its backup."""
    known = {each.member_hash: each.erased_at for each in restored.tombstones} if restored else {}
    return tuple(
        each
        for each in now.tombstones
        if each.member_hash not in known or each.erased_at > known[each.member_hash]
    )
