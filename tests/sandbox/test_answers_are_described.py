"""What the stand-in answers has the shape that Discord's published API description gives it."""

import re
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.sandbox.server import Sandbox
from tests.openapi import answer_faults, needs_openapi
from tests.sandbox.rules.bodies import Body, command, text_option

pytestmark = needs_openapi

MENU: Body = {"name": "Find this", "type": 3}


class Bot:
    """Asks the stand-in over REST, and judges what it is answered."""

    def __init__(self, sandbox: Sandbox, client: aiohttp.ClientSession) -> None:
        self._base = sandbox.api_base
        self._client = client
        self._headers = {"Authorization": f"Bot {sandbox.bot_token}"}
        self._ids = {
            "application": sandbox.world.application.id,
            "guild": sandbox.world.guild.id,
            "channel": sandbox.world.channel_named("find-a-credential").id,
            "learner": sandbox.world.learner.id,
        }

    async def ask(self, method: str, route: str, body: object = None) -> list[str]:
        path = re.sub(r"<(\w+)>", lambda found: str(self._ids[found[1]]), route)
        if isinstance(body, dict):
            body = {name: self._ids.get(str(value), value) for name, value in body.items()}
        request = self._client.request(method, self._base + path, json=body, headers=self._headers)
        async with request as answer:
            assert answer.ok
            return answer_faults(method, path, answer.status, await answer.json())


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    async with Sandbox.started() as sandbox, aiohttp.ClientSession() as client:
        yield Bot(sandbox, client)


@pytest.mark.parametrize(
    ("method", "route", "body"),
    [
        ("GET", "/users/@me", None),
        ("GET", "/users/<learner>", None),
        ("POST", "/users/@me/channels", {"recipient_id": "learner"}),
        ("GET", "/gateway/bot", None),
        ("GET", "/guilds/<guild>/channels", None),
        ("GET", "/guilds/<guild>/roles", None),
        ("GET", "/guilds/<guild>/members/<learner>", None),
        ("GET", "/channels/<channel>", None),
        ("GET", "/channels/<channel>/messages", None),
        ("POST", "/channels/<channel>/messages", {"content": "Hi", "nonce": "5"}),
        ("GET", "/applications/<application>/commands", None),
        ("POST", "/applications/<application>/commands", command(text_option(autocomplete=True))),
        ("PUT", "/applications/<application>/commands", [command(), MENU]),
        ("PUT", "/applications/<application>/guilds/<guild>/commands", [command()]),
    ],
)
async def test_an_answer_is_as_described(bot: Bot, method: str, route: str, body: object):
    assert await bot.ask(method, route, body) == []
