import asyncio
from contextlib import suppress

import pytest

from bot.discord_ui.draining import finish_answers


async def test_what_is_being_answered_is_finished_first():
    go_on = asyncio.Event()
    answered: list[str] = []

    async def answer() -> None:
        await go_on.wait()
        answered.append("/find")

    tasks = [asyncio.create_task(answer(), name="CommandTree-invoker")]
    draining = asyncio.create_task(finish_answers())
    await asyncio.sleep(0)
    assert not draining.done()
    go_on.set()
    await draining
    assert answered == ["/find"]
    assert tasks[0].done()


async def test_an_answer_that_hangs_does_not_keep_badger(caplog: pytest.LogCaptureFixture):
    hanging = asyncio.create_task(asyncio.Event().wait(), name="discord-ui-dynamic-item-More-b1:results")
    await finish_answers(0)
    assert "1 answers were not finished" in caplog.text
    hanging.cancel()
    with suppress(asyncio.CancelledError):
        await hanging


async def test_with_nothing_to_answer_it_does_not_wait():
    await finish_answers()
