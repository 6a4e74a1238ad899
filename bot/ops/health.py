"""The health door: `/livez` on the loopback interface says whether the event loop still turns."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from aiohttp import web

_BEAT_SECONDS = 0.25
MOST_LAG_SECONDS = 1.0
"""A loop that is later than this cannot answer Discord in time (three seconds)."""


class LoopLag:
    """How late the event loop runs what is due, measured by a steady beat."""

    def __init__(self) -> None:
        self._lag_seconds = 0.0
        self._last_beat = 0.0

    @property
    def seconds(self) -> float:
        """The lag of the last beat, or of the beat that is overdue now where that is more."""
        overdue = asyncio.get_running_loop().time() - self._last_beat - _BEAT_SECONDS
        return max(self._lag_seconds, overdue)

    async def measure(self) -> None:
        """Beats until it is cancelled."""
        loop = asyncio.get_running_loop()
        self._last_beat = loop.time()
        while True:
            await asyncio.sleep(_BEAT_SECONDS)
            now = loop.time()
            self._lag_seconds = max(0.0, now - self._last_beat - _BEAT_SECONDS)
            self._last_beat = now


_LAG = web.AppKey("lag", LoopLag)


@asynccontextmanager
async def serving_health(port: int | None) -> AsyncIterator[int | None]:
    """Serves `/livez` on 127.0.0.1 while the context is open, and yields the port (0 asks for a free one).

    Serves nothing where `port` is None. Raises OSError where the port is taken.
    """
    if port is None:
        yield None
        return
    lag = LoopLag()
    beat = asyncio.create_task(lag.measure())
    application = web.Application()
    application[_LAG] = lag
    application.router.add_get("/livez", _livez)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()
        beat.cancel()
        with suppress(asyncio.CancelledError):
            await beat


async def _livez(request: web.Request) -> web.Response:
    seconds = request.app[_LAG].seconds
    alive = seconds < MOST_LAG_SECONDS
    body = {"status": "ok" if alive else "late", "loop_lag_ms": round(seconds * 1000, 1)}
    return web.json_response(body, status=200 if alive else 503)
