"""The requests of a delivery: each takes its turn, and tells at once how it failed."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from bot.discord_ui.paced_requests import paced, pacing
from bot.domain.delivery import DeliveryError, RetryError, UnknownError

VIA = {"Via": "1.1 discord"}


class Turns:
    """Counts who came."""

    def __init__(self) -> None:
        self.count = 0

    async def __call__(self) -> None:
        self.count += 1


@asynccontextmanager
async def discord(answer: Callable[[], web.Response]) -> AsyncIterator[tuple[aiohttp.ClientSession, str]]:
    """A session with pacing, and the address of who always gives the same answer."""

    async def handle(_: web.Request) -> web.Response:
        return answer()

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with aiohttp.ClientSession(trace_configs=[pacing()]) as session:
        yield session, f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_each_request_of_a_delivery_takes_its_turn_and_nobody_elses_does():
    turns = Turns()
    async with discord(web.Response) as (session, address):
        async with session.get(address):
            pass
        with paced(turns):
            for _ in range(3):
                async with session.get(address):
                    pass
    assert turns.count == 3


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (lambda: web.Response(status=429, headers=VIA | {"Retry-After": "7"}), (7.0, False)),
        (lambda: web.Response(status=429, headers=VIA | {"X-RateLimit-Global": "true"}), (None, True)),
        (lambda: web.Response(status=429, headers={"Retry-After": "soon"}), (None, True)),
        (lambda: web.Response(status=429, headers={"Retry-After": "inf"}), (None, True)),
        (lambda: web.Response(status=401), (60.0, True)),
    ],
    ids=["of a route", "of everything", "before Discord", "without an end", "a token that is refused"],
)
async def test_a_limit_is_told_at_once_and_whom_it_is_for(
    answer: Callable[[], web.Response], told: tuple[float | None, bool]
):
    async with discord(answer) as (session, address):
        with paced(Turns()), pytest.raises(RetryError) as limited:
            await session.post(f"{address}/channels/1/messages")
    assert (limited.value.after_seconds, limited.value.is_global) == told


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("POST", "/channels/1/messages", UnknownError),
        ("GET", "/channels/1/messages", RetryError),
        ("PATCH", "/channels/1/messages/2", RetryError),
        ("POST", "/users/@me/channels", RetryError),
    ],
)
async def test_only_a_message_that_discord_was_given_may_be_there_after_its_trouble(
    method: str, path: str, kind: type[DeliveryError]
):
    async with discord(lambda: web.Response(status=503)) as (session, address):
        with paced(Turns()), pytest.raises(kind) as told:
            await session.request(method, address + path)
    assert type(told.value) is kind


async def test_a_message_that_may_be_there_is_not_given_to_discord_again():
    async with discord(web.Response) as (session, address):
        with paced(Turns()) as requests:
            await session.post(f"{address}/channels/1/messages")
            assert requests.may_be_sent
            with pytest.raises(UnknownError):
                await session.post(f"{address}/channels/1/messages")


async def test_after_a_refusal_another_place_may_be_tried():
    async with discord(lambda: web.Response(status=403)) as (session, address):
        with paced(Turns()) as requests:
            for _ in range(2):
                await session.post(f"{address}/channels/1/messages")
                assert not requests.may_be_sent
