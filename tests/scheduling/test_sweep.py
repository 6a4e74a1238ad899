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
