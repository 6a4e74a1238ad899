"""Sends what is due: makes it due, claims it, sends it outside of any transaction, and keeps what came of it.

All state is in the tables. What is in hand when the process dies stays leased; whoever claims it after the
lease looks for the message before sending it again.
"""

import asyncio
import logging
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.delivery import Delivery
from bot.domain.delivery_rules import REQUESTS_PER_SECOND, TokenBucket
from bot.domain.ports import DeliveryPort
from bot.scheduling.sending import Sending
from bot.scheduling.sweep import sweeping
from bot.services.deliveries import Claim, Deliveries

TICK_SECONDS = 1.0
"""How often one looks for what is due: an announcement goes out within a second, whoever wrote it."""
DRAIN_SECONDS = 8.0
"""What is being sent at the end may take so long; Docker kills after ten seconds."""
_FULL = 40
_PER_NEWEST = 4
"""Of so many batches of a burst one is the newest: who has just asked for a message does not wait for all."""
_MOST_SKEW = timedelta(seconds=30)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast it goes: requests a second over all workers, workers, and rows claimed at once."""

    per_second: float = REQUESTS_PER_SECOND
    workers: int = 8
    batch: int = _FULL


class Dispatcher:
    """Sends what is due through a port. `run` it in a task, `wake` it, and `stop` it.

    `woken` is set by whoever writes something due. `walks`: the calendar may jump, and then goes from due to
    due instead, as if nobody had slept (the sandbox). Else what was missed by more than 48 hours is skipped.
    """

    def __init__(
        self,
        deliveries: Deliveries,
        port: DeliveryPort,
        *,
        pace: Pace | None = None,
        woken: asyncio.Event | None = None,
        walks: bool = False,
        seconds: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._deliveries = deliveries
        self._pace = pace or Pace()
        self._walks = walks
        self._seconds = seconds
        self._bucket = TokenBucket(self._pace.per_second)
        self._sending = Sending(deliveries, port, self._bucket, seconds=seconds, sleep=sleep, chance=chance)
        self._woken = woken or asyncio.Event()
        self._queue: asyncio.Queue[tuple[Claim | Delivery, float]] = asyncio.Queue()
        self._busy: set[int] = set()
        self._is_stopping = False
        self._took = asyncio.Event()
        self._walked_to: datetime | None = None

    def wake(self) -> None:
        """Something may be due: looks at once. To be called in the loop in which it runs."""
        self._woken.set()

    async def tick(self) -> None:
        """The same, for the sweep."""
        self.wake()

    async def run(self) -> None:
        """Sends until it is stopped. A database that is down for a while is asked again."""
        workers = [asyncio.create_task(self._work()) for _ in range(self._pace.workers)]
        try:
            while not self._is_stopping:
                await self._woken.wait()
                self._woken.clear()
                await self._look()
        finally:
            await self._end(workers)

    def stop(self) -> None:
        """Claims nothing more; `run` ends when what is being sent is sent, at most eight seconds later."""
        self._is_stopping = True
        self._took.set()
        self.wake()

    async def drain(self) -> None:
        """Sends all that is due now, and returns when it is sent; for a run of its own, as tests have it."""
        workers = [asyncio.create_task(self._work()) for _ in range(self._pace.workers)]
        try:
            await self._sweep()
            await self._queue.join()
        finally:
            await self._end(workers)

    async def check_clocks(self) -> None:
        """Warns where this machine's clock and the database's are more than 30 seconds apart."""
        apart = abs(datetime.now().astimezone() - await self._deliveries.database_time())
        if apart > _MOST_SKEW:
            _log.warning("This machine's clock and the database's are %s apart", apart)

    async def _look(self) -> None:
        try:
            await self._sweep()
        except Exception:  # noqa: BLE001 - the next tick comes in a second, and a database comes back
            _log.exception("What is due could not be looked for")

    async def _sweep(self) -> None:
        async for now in self._moments():
            await self._send_all(now)
            if self._walks:
                await self._queue.join()

    async def _moments(self) -> AsyncIterator[datetime]:
        """Now; where the calendar may jump, each moment since the last time at which something is due."""
        now = self._deliveries.now()
        at, self._walked_to = self._walked_to or now, now
        while self._walks and not self._is_stopping:
            due = await self._deliveries.first_due(at)
            if due is None or due >= now:
                break
            at = due
            yield due
        yield now

    async def _send_all(self, now: datetime) -> None:
        is_all, batches = False, 0
        while not self._is_stopping:
            if not is_all:
                # In a burst no more than goes out next: who waits for the database waits for a part of it.
                _, is_all = await self._deliveries.make_some_due(now, self._pace.batch)
            if self._bucket.closed_for(self._seconds()):
                return
            batches += 1
            looked_at = await self._claim(now, newest_first=not batches % _PER_NEWEST)
            if is_all and looked_at < self._pace.batch:
                return
            await self._taken()
            # A burst takes minutes: what is written meanwhile is due as well.
            now = now if self._walks else self._deliveries.now()

    async def _claim(self, now: datetime, *, newest_first: bool) -> int:
        """Gives the workers what is due next, and what is to be changed; says how much was looked at."""
        claimed_at, busy = self._seconds(), frozenset(self._busy)
        claims, looked_at = await self._deliveries.claim(
            now, self._pace.batch, busy, newest_first=newest_first
        )
        for claim in claims:
            self._give(claim.delivery.id, claim, claimed_at)
        for delivery in await self._deliveries.claim_amendments(frozenset(self._busy)):
            self._give(delivery.id, delivery, claimed_at)
        return looked_at

    def _give(self, row_id: int, work: Claim | Delivery, claimed_at: float) -> None:
        """Gives the workers something to send, or (a Delivery) a message to change."""
        self._busy.add(row_id)
        self._queue.put_nowait((work, claimed_at))

    async def _taken(self) -> None:
        """Returns when workers have taken most of what is in hand: more would only grow old."""
        self._took.clear()
        while self._queue.qsize() > self._pace.workers and not self._is_stopping:
            await self._took.wait()
            self._took.clear()

    async def _work(self) -> None:
        while True:
            work, claimed_at = await self._queue.get()
            self._took.set()
            try:
                if isinstance(work, Delivery):
                    await self._sending.amend(work)
                else:
                    await self._sending.deliver(work, claimed_at)
            except Exception:  # noqa: BLE001 - its lease ends, and the others are sent meanwhile
                _log.exception("A delivery was left as it is")
            finally:
                self._busy.discard(work.id if isinstance(work, Delivery) else work.delivery.id)
                self._queue.task_done()

    async def _end(self, workers: Iterable["asyncio.Task[None]"]) -> None:
        """Gives back what was not begun, and lets what was finish."""
        waiting = []
        while not self._queue.empty():
            work, _ = self._queue.get_nowait()
            # The lease of what is only to be changed ends by itself.
            if not isinstance(work, Delivery):
                waiting.append(work)
            self._queue.task_done()
        try:
            if waiting:
                await self._deliveries.give_back(waiting)
        except Exception:  # noqa: BLE001 - the end comes all the same
            _log.exception("What was claimed could not be given back; its leases end by themselves")
        await _finished(self._queue.join(), DRAIN_SECONDS)
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)


async def _finished(work: Awaitable[None], seconds: float) -> None:
    try:
        await asyncio.wait_for(work, seconds)
    except TimeoutError:
        _log.warning("Some messages were still being sent; they are looked for before they are sent again")


@asynccontextmanager
async def dispatching(dispatcher: Dispatcher) -> AsyncIterator[None]:
    """Sends what is due while the context is open; at its end lets what is being sent finish."""
    await dispatcher.check_clocks()
    running = asyncio.create_task(dispatcher.run())
    try:
        async with sweeping(dispatcher.tick, every_seconds=TICK_SECONDS, first_after=timedelta()):
            yield
    finally:
        dispatcher.stop()
        await running
