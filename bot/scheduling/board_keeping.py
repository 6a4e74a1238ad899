"""Keeps the boards of groups: what changed is shown, at most once a minute and group, however many keep them.

All state is in the tables. A claim takes a group's minute before anything is sent, so a process that dies
has used it up, and nobody else shows the same group before it is over.
"""

import asyncio
import logging
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.delivery import ForbiddenError, GoneError, LostPlaceError, RetryError
from bot.domain.delivery_rules import TokenBucket, backoff
from bot.domain.group_keeping import MUST_BEGIN_WITHIN, BoardPort, Keeping
from bot.domain.group_place import PlaceTrouble
from bot.scheduling.sending import CALL_SECONDS
from bot.scheduling.sweep import sweeping
from bot.services.group_places import GroupPlaces

TICK_SECONDS = 5.0
"""How often one looks for boards that changed: the first change after a quiet minute shows within seconds."""
EDITS_PER_SECOND = 8.0
"""With the forty of the deliveries they stay below the fifty that Discord takes."""
_WORKERS = 4
_BATCH = 40
_PATIENCE = 4
"""What cannot be shown waits as after so many tries more: from half a minute to a quarter of an hour."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeepingPace:
    """How fast it goes: edits a second, how many at once, and how many are claimed at once."""

    per_second: float = EDITS_PER_SECOND
    workers: int = _WORKERS
    batch: int = _BATCH


class BoardKeeper:
    """Shows what changed, through a port. `tick` it every few seconds."""

    def __init__(
        self,
        places: GroupPlaces,
        port: BoardPort,
        *,
        pace: KeepingPace | None = None,
        seconds: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._places = places
        self._port = port
        self._pace = pace or KeepingPace()
        self._seconds = seconds
        self._sleep = sleep
        self._chance = chance
        self._bucket = TokenBucket(self._pace.per_second)
        self._free = asyncio.Semaphore(self._pace.workers)
        self._is_stopping = False

    def stop(self) -> None:
        """Claims nothing more."""
        self._is_stopping = True

    async def tick(self) -> None:
        """Shows all that is stale and whose minute is over; returns when it is shown."""
        while not self._is_stopping:
            claimed_at = self._seconds()
            claimed = await self._places.claim(self._pace.batch)
            begun = await asyncio.gather(*(self._keep(each, claimed_at) for each in claimed))
            # What was given back would be claimed again and again while nothing goes through.
            if len(claimed) < self._pace.batch or not any(begun):
                return

    async def _keep(self, keeping: Keeping, claimed_at: float) -> bool:
        """Shows it, and says whether that was begun: else it is given back."""
        async with self._free:
            latest = claimed_at + MUST_BEGIN_WITHIN.total_seconds()
            if self._is_stopping or self._seconds() + self._bucket.wait_now(self._seconds()) > latest:
                await self._surely(lambda: self._places.give_back(keeping))
                return False
            try:
                async with asyncio.timeout(CALL_SECONDS):
                    await self._port.show(keeping, lambda: self._turn(latest))
            except Exception as error:  # noqa: BLE001 - it is told apart, and what is unknown is logged
                await self._failed(keeping, error)
            else:
                await self._surely(lambda: self._places.shown(keeping))
        return True

    async def _turn(self, latest: float) -> None:
        """Returns when one more request may be made. Raises RetryError where that is too late.

        It would come too close before the next minute's.
        """
        await self._sleep(self._bucket.wait_for(1, self._seconds()))
        while (closed := self._bucket.closed_for(self._seconds())) > 0:
            await self._sleep(closed)
        if self._seconds() > latest:
            raise RetryError

    async def _failed(self, keeping: Keeping, error: Exception) -> None:
        if isinstance(error, LostPlaceError | GoneError | ForbiddenError):
            trouble = _trouble_of(error)
            await self._surely(lambda: self._places.troubled(keeping, trouble))
            return
        if isinstance(error, RetryError) and error.is_global:
            self._bucket.close_for(error.after_seconds or 1.0, self._seconds())
        _log.warning("A board could not be shown", exc_info=error)
        wait = backoff(keeping.tries + _PATIENCE, self._chance(), getattr(error, "after_seconds", None))
        await self._surely(lambda: self._places.put_off(keeping, wait))

    async def _surely(self, keep: Callable[[], Awaitable[None]]) -> None:
        """Keeps what came of it; where the database does not, the board is shown once more in a minute."""
        try:
            await keep()
        except Exception:  # noqa: BLE001 - same
            _log.exception("What came of a board could not be kept")


def _trouble_of(error: Exception) -> PlaceTrouble:
    if isinstance(error, LostPlaceError):
        return error.trouble
    return PlaceTrouble.FORBIDDEN if isinstance(error, ForbiddenError) else PlaceTrouble.THREAD_GONE


@asynccontextmanager
async def keeping_boards(keeper: BoardKeeper) -> AsyncIterator[None]:
    """Keeps the boards while the context is open."""
    async with sweeping(keeper.tick, every_seconds=TICK_SECONDS, first_after=timedelta()):
        try:
            yield
        finally:
            keeper.stop()
