"""Discord's rate limits, and the real client that lives with them."""

import asyncio
from collections.abc import Mapping

import aiohttp
import discord
import pytest

from bot.sandbox.rest.rate_limits import LIMITS, Limit, RateLimits
from bot.sandbox.server import Sandbox
from tests.e2e.throwaway_bot import throwaway_bot_in
from tests.sandbox.bare_bot import Rest

WRITE = "/channels/{channel_id}/messages"
CALLBACK = "/interactions/{interaction_id}/{token}/callback"


class Ticking:
    """Limits on a clock that stands still unless it is told to go on."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.limits = RateLimits(lambda: self.now)

    def passes(self, route: str, method: str = "POST", **parts: str) -> bool:
        return self.limits.take(method, route, parts).refused is None

    def headers(self, route: str, **parts: str) -> Mapping[str, str]:
        return self.limits.take("POST", route, parts).headers


def test_a_channel_takes_five_messages_in_five_seconds():
    limits = Ticking()
    assert [limits.passes(WRITE, channel_id="1") for _ in range(6)] == [True] * 5 + [False]
    assert limits.passes(WRITE, channel_id="2")
    limits.now += 5
    assert limits.passes(WRITE, channel_id="1")


def test_the_headers_count_down():
    limits = Ticking()
    shown = [limits.headers(WRITE, channel_id="1") for _ in range(2)]
    assert [each["X-RateLimit-Remaining"] for each in shown] == ["4", "3"]
    assert (shown[0]["X-RateLimit-Limit"], float(shown[0]["X-RateLimit-Reset-After"])) == ("5", 5.0)
    assert shown[0]["X-RateLimit-Bucket"] == shown[1]["X-RateLimit-Bucket"]


def test_fifty_requests_a_second_in_all_but_answers_to_interactions_are_exempt():
    limits = Ticking()
    assert all(limits.passes("/users/@me", "GET") for _ in range(50))
    assert not limits.passes("/users/@me", "GET")
    assert all(limits.passes(CALLBACK, interaction_id="1") for _ in range(60))
    limits.now += 1
    assert limits.passes("/users/@me", "GET")


def test_spent_windows_are_forgotten(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.sandbox.rest.rate_limits._MOST_KEPT", 10)
    limits = Ticking()
    for number in range(100):
        limits.now += 5
        assert limits.passes(WRITE, channel_id=str(number))
    assert limits.limits.buckets <= 10


async def test_one_too_many_is_answered_as_discord_does_and_is_no_violation(session: aiohttp.ClientSession):
    async with Sandbox.started(rate_limits=True) as sandbox:
        channel = sandbox.world.channel_named("welcome")
        url = f"{sandbox.api_base}/channels/{channel.id}/messages"
        headers = {"Authorization": f"Bot {sandbox.bot_token}"}
        for left in (4, 3, 2, 1, 0):
            async with session.post(url, json={"content": "x"}, headers=headers) as answer:
                assert (answer.status, answer.headers["X-RateLimit-Remaining"]) == (200, str(left))
        async with session.post(url, json={"content": "x"}, headers=headers) as answer:
            assert answer.status == 429
            assert answer.headers["Via"]
            assert answer.headers["X-RateLimit-Scope"] == "user"
            body = await answer.json()
        assert body["global"] is False
        assert 0 < body["retry_after"] <= 5
        assert len(channel.messages) == 5
        assert sandbox.violations == []


async def test_without_the_option_nobody_waits(rest: Rest, welcome: str):
    for _ in range(8):
        assert (await rest("POST", f"/channels/{welcome}/messages", {"content": "x"}))[0] == 200


async def test_the_real_client_gets_all_of_its_messages_delivered(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(LIMITS, f"POST {WRITE}", Limit(5, 0.2, ("channel_id",)))
    async with Sandbox.started(rate_limits=True) as sandbox, throwaway_bot_in(sandbox) as bot:
        channel = sandbox.world.channel_named("welcome")
        seen = bot.get_channel(channel.id)
        assert isinstance(seen, discord.TextChannel)
        await asyncio.gather(*(seen.send(str(number)) for number in range(8)))
        said = sorted(message.content for message in channel.messages.values())
        assert said == [str(number) for number in range(8)]
        assert sandbox.violations == []
