"""The sweep: what is done again and again while Badger runs. All state is in the tables, none here."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

_FIRST_AFTER = timedelta(seconds=30)
"""The start itself is left in peace."""


@asynccontextmanager
async def sweeping(
    work: Callable[[], Awaitable[object]], *, every_seconds: float, first_after: timedelta | None = None
) -> AsyncIterator[None]:
    """Runs `work` every so many seconds while the context is open, never twice at once.

    A run that is late is still run, and several that are late are one. What `work` raises is logged by the
    scheduler, and the next run comes all the same.
    """
    scheduler = AsyncIOScheduler(
        jobstores={"default": MemoryJobStore()},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        timezone=UTC,
    )
    first = datetime.now(UTC) + (_FIRST_AFTER if first_after is None else first_after)
    scheduler.add_job(work, "interval", seconds=every_seconds, next_run_time=first, id="sweep")
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
