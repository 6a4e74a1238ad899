import asyncio
from datetime import timedelta

import pytest

from bot.scheduling import sweep
from bot.scheduling.sweep import sweeping


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "_FIRST_AFTER", timedelta(0))


async def test_the_work_is_done_soon_after_the_start():
    done = asyncio.Event()

    async def work() -> None:
        done.set()

    async with sweeping(work, every_seconds=3600):
        await asyncio.wait_for(done.wait(), 5)


async def test_work_that_fails_does_not_end_the_sweep(caplog: pytest.LogCaptureFixture):
    runs: list[int] = []
    again = asyncio.Event()

    async def work() -> None:
        runs.append(1)
        if len(runs) > 1:
            again.set()
        raise RuntimeError("the disk is full")

    async with sweeping(work, every_seconds=0.01):
        await asyncio.wait_for(again.wait(), 10)
    assert "the disk is full" in caplog.text


async def test_what_is_being_done_at_the_end_is_finished(caplog: pytest.LogCaptureFixture):
    begun, may_end, is_done = asyncio.Event(), asyncio.Event(), False

    async def work() -> None:
        nonlocal is_done
        begun.set()
        await may_end.wait()
        is_done = True

    async with sweeping(work, every_seconds=3600):
        await asyncio.wait_for(begun.wait(), 5)
        asyncio.get_running_loop().call_soon(may_end.set)
    assert is_done
    assert caplog.text.count("Traceback") == 0


async def test_what_does_not_come_to_an_end_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sweep, "_DRAIN_SECONDS", 0.0)
    begun, is_cancelled = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            is_cancelled.set()

    async with sweeping(work, every_seconds=3600):
        await asyncio.wait_for(begun.wait(), 5)
    await asyncio.wait_for(is_cancelled.wait(), 5)
