"""The use case of the sweep: what is kept for a time only is deleted after it."""

from collections.abc import Callable
from datetime import datetime

from bot.domain.ports import Clock
from bot.storage import (
    catalogue_drafts,
    catalogue_uploads,
    group_invites,
    kept_words,
    outbox_expiry,
    stored_searches,
)
from bot.storage.database import Database, Session

_BATCH = 500
"""Rows a transaction: a member who waits for the writer waits some milliseconds."""
_Deletion = Callable[[Session, datetime, int], int]
_DELETIONS: tuple[_Deletion, ...] = (
    stored_searches.delete_expired,
    catalogue_drafts.delete_expired,
    catalogue_uploads.delete_expired,
    kept_words.delete_expired,
    outbox_expiry.delete_expired,
    group_invites.delete_expired,
)


class Expiry:
    """Deletes what is over."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def delete_expired(self) -> int:
        """Deletes whatever is over, of each kind that is kept for a time only, and says how many rows."""
        now = self._clock.now()
        deleted = sum([await self._delete_all(delete, now) for delete in _DELETIONS])
        # Also what an erasure could not let go of, while somebody read it.
        await self._database.forget_deleted()
        return deleted

    async def _delete_all(self, delete: _Deletion, now: datetime) -> int:
        """A batch at a time."""
        total = 0
        while True:
            deleted = await self._database.write(delete, now, _BATCH)
            total += deleted
            if deleted < _BATCH:
                return total
