import asyncio
import os
import signal
import sys

import pytest

from bot.ops.stopping import unless_stopped, until_stopped


async def _forever(undone: list[str]) -> None:
    try:
        await asyncio.Event().wait()
    finally:
        undone.append("undone")


async def test_what_is_done_before_the_stop_is_returned():
    assert await unless_stopped(asyncio.Event(), asyncio.sleep(0, "done")) == "done"


async def test_a_stop_ends_the_work_and_waits_until_it_is_undone():
    stop, undone = asyncio.Event(), list[str]()
    stop.set()
    await unless_stopped(stop, _forever(undone))
    assert undone == ["undone"]


async def test_what_the_work_raises_is_raised():
    async def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await unless_stopped(asyncio.Event(), fail())


async def test_who_stops_waiting_ends_the_work_too():
    undone: list[str] = []
    waiting = asyncio.create_task(unless_stopped(asyncio.Event(), _forever(undone)))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await asyncio.sleep(0)
    assert undone == ["undone"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_what_is_served(number: signal.Signals):
    async def serve(stop: asyncio.Event) -> None:
        os.kill(os.getpid(), number)
        await stop.wait()

    asyncio.run(until_stopped(serve))
