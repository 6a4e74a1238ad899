"""The sweep: what is done again and again while Badger runs. All state is in the tables, none here."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

_FIRST_AFTER = timedelta(seconds=30)
"""The start itself is left in peace."""
_DRAIN_SECONDS = 3.0
"""What is being done at the end may take so long: Docker kills after ten, and others have to finish too."""


@asynccontextmanager
async def sweeping(
    work: Callable[[], Awaitable[object]], *, every_seconds: float, first_after: timedelta | None = None
) -> AsyncIterator[None]:
    """Runs `work` every so many seconds while the context is open, never twice at once.

    A run that is late is still run, and several that are late are one. What `work` raises is logged by the
    scheduler, and the next run comes all the same. At the end a run has three seconds to finish.
    """
    running = asyncio.Lock()

    async def run() -> None:
        async with running:
            await work()

    scheduler = AsyncIOScheduler(
        jobstores={"default": MemoryJobStore()},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        timezone=UTC,
    )
    first = datetime.now(UTC) + (_FIRST_AFTER if first_after is None else first_after)
    scheduler.add_job(run, "interval", seconds=every_seconds, next_run_time=first, id="sweep")
    scheduler.start()
    try:
        yield
    finally:
        scheduler.pause()
        # What has just become due gets to its first step.
        await asyncio.sleep(0)
        with suppress(TimeoutError):
            async with asyncio.timeout(_DRAIN_SECONDS), running:
                pass
        # It cancels what still runs.
        scheduler.shutdown(wait=False)
