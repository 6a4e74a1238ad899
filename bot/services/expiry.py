"""The use case of the sweep: what is kept for a time only is deleted after it."""

from bot.domain.ports import Clock
from bot.storage import stored_searches
from bot.storage.database import Database

_BATCH = 500
"""Rows a transaction: a member who waits for the writer waits some milliseconds."""


class Expiry:
    """Deletes what is over."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def delete_expired(self) -> int:
        """Deletes every stored search that is over, a batch at a time, and says how many."""
        now = self._clock.now()
        total = 0
        while True:
            deleted = await self._database.write(stored_searches.delete_expired, now, _BATCH)
            total += deleted
            if deleted < _BATCH:
                return total
