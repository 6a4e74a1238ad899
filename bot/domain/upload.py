"""A file that waits for a moderator's word."""

from dataclasses import dataclass
from datetime import datetime, timedelta

KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that a moderator sent; its `content` is gone (None) once it was imported."""

    id: str
    guild_id: int
    owner_id: int
    name: str
    content: bytes | None
    expires_at: datetime
