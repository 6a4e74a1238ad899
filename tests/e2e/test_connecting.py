"""Connecting, refused and unreachable; what is synced; what is left behind."""

import asyncio
import threading
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.app.serving import connected, serve
from bot.app.surroundings import Surroundings
from bot.discord_ui.address import DiscordAddress
from bot.domain.errors import UserError
from bot.domain.hits import SearchAnswer
from bot.ops.system_clock import SystemClock
from bot.sandbox.server import Sandbox
from bot.search.index import CatalogueIndex
from tests.e2e.club import TEXTS, Club
from tests.e2e.person import text_of


async def _refusal(surroundings: Surroundings) -> UserError:
    with pytest.raises(UserError) as refused:
        async with connected(surroundings, TEXTS):
            pass
    return refused.value


async def test_a_token_that_discord_refuses_is_told_in_one_sentence(tmp_path: Path):
    async with Sandbox.started() as sandbox:
        address = DiscordAddress(sandbox.api_base, sandbox.gateway_url)
        database_url = f"sqlite:///{tmp_path / 'badger.sqlite3'}"
        error = await _refusal(Surroundings("wrong.token", database_url, SystemClock(), address))
    assert error.message_id == "token-refused"


async def test_a_discord_that_cannot_be_reached_is_told_in_one_sentence(tmp_path: Path):
    async with Sandbox.started() as sandbox:
        gone = DiscordAddress(sandbox.api_base, sandbox.gateway_url)
    database_url = f"sqlite:///{tmp_path / 'badger.sqlite3'}"
    error = await _refusal(Surroundings("a.token", database_url, SystemClock(), gone))
    assert error.message_id == "discord-unreachable"


async def test_a_stop_ends_a_start_that_does_not_come_to_its_end(tmp_path: Path):
    stop = asyncio.Event()

    async def never_answer(_: web.Request) -> web.Response | None:
        stop.set()
        await asyncio.Event().wait()
        return None

    async with Sandbox.started() as sandbox:
        sandbox.before_request(never_answer)
        address = DiscordAddress(sandbox.api_base, sandbox.gateway_url)
        database_url = f"sqlite:///{tmp_path / 'badger.sqlite3'}"
        surroundings = Surroundings(sandbox.bot_token, database_url, SystemClock(), address)
        await serve(surroundings, TEXTS, stop)
        assert not sandbox.is_bot_online


async def test_the_commands_are_told_to_discord_once(club: Club):
    def told() -> int:
        return sum(request.method == "PUT" for request in club.sandbox.requests)

    assert told() == 1
    await club.restart_badger()
    assert told() == 1


async def test_a_dropped_connection_is_taken_up_again(club: Club):
    first = await club.amara.uses(club.channel, "find", goal="learn sql")
    club.sandbox.end_gateway("drop")
    await club.amara.wait_for(lambda event: event["type"] == "bot" and event["is_online"])
    for _ in range(100):
        if club.sandbox.is_bot_online:
            break
        await club.amara.world()
    again = await club.amara.clicks(first, "More")
    assert again["id"] == first["id"]


async def test_what_is_being_answered_is_answered_before_badger_goes(
    club: Club, monkeypatch: pytest.MonkeyPatch
):
    loop, is_asked, may_answer = asyncio.get_running_loop(), asyncio.Event(), threading.Event()
    search = CatalogueIndex.search

    def wait_and_search(*arguments: Any, **options: Any) -> SearchAnswer:  # noqa: ANN401  # as `search` does
        loop.call_soon_threadsafe(is_asked.set)
        may_answer.wait()
        return search(*arguments, **options)

    monkeypatch.setattr(CatalogueIndex, "search", wait_and_search)
    asking = asyncio.create_task(club.amara.uses(club.channel, "find", goal="learn sql"))
    asking.add_done_callback(lambda _: is_asked.set())
    await is_asked.wait()
    stopping = asyncio.create_task(club.stop_badger())
    await asyncio.sleep(0)
    may_answer.set()
    assert "SQL for Data Science" in text_of(await asking)
    await stopping
    assert not club.sandbox.is_bot_online


async def test_the_health_door_answers_while_badger_runs(tmp_path: Path):
    async with Sandbox.started() as sandbox, aiohttp.ClientSession() as session:
        address = DiscordAddress(sandbox.api_base, sandbox.gateway_url)
        database_url = f"sqlite:///{tmp_path / 'badger.sqlite3'}"
        surroundings = Surroundings(
            sandbox.bot_token, database_url, sandbox.clock, address, health_port=_free_port()
        )
        async with connected(surroundings, TEXTS):
            url = f"http://127.0.0.1:{surroundings.health_port}/livez"
            async with session.get(url) as answer:
                assert answer.status == 200
        with pytest.raises(aiohttp.ClientError):
            await session.get(url)


def _free_port() -> int:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
