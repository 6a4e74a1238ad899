import asyncio

import aiohttp
import pytest

from bot.ops.health import LoopLag, serving_health
from bot.ops.probe import is_alive


async def test_livez_answers_while_the_loop_turns():
    async with serving_health(0) as port, aiohttp.ClientSession() as session:
        async with session.get(f"http://127.0.0.1:{port}/livez") as answer:
            body = await answer.json()
        assert answer.status == 200
        assert body["status"] == "ok"


async def test_livez_says_when_the_loop_is_late(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(LoopLag, "seconds", property(lambda _self: 1.5))
    async with serving_health(0) as port, aiohttp.ClientSession() as session:
        async with session.get(f"http://127.0.0.1:{port}/livez") as answer:
            assert await answer.json() == {"status": "late", "loop_lag_ms": 1500.0}
        assert answer.status == 503


async def test_without_a_port_nothing_is_served():
    async with serving_health(None) as port:
        assert port is None


async def test_the_probe_finds_a_living_badger_and_no_other():
    async with serving_health(0) as port:
        assert port is not None
        assert await asyncio.to_thread(is_alive, port)
    assert not await asyncio.to_thread(is_alive, port)


async def test_a_taken_port_is_an_error():
    async with serving_health(0) as port:
        with pytest.raises(OSError, match="in use"):
            async with serving_health(port):
                pass
