"""Fetching files: no more than was announced, nothing else than was announced."""

from collections.abc import AsyncIterator
from unittest.mock import Mock

import discord
import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer

from bot.discord_ui.attachments import fetched
from bot.domain.errors import UserError

MOST = 1000


async def answers(request: web.Request) -> web.StreamResponse:
    match request.match_info["what"]:
        case "redirect":
            raise web.HTTPFound("/bytes/10")
        case "bytes":
            return web.Response(body=b"x" * int(request.match_info["size"]))
        case _:
            raise web.HTTPNotFound


@pytest.fixture
async def server() -> AsyncIterator[BaseTestServer]:
    app = web.Application()
    app.router.add_get("/{what}/{size}", answers)
    async with TestServer(app) as server:
        yield server


def attachment(server: BaseTestServer, path: str, size: int) -> Mock:
    return Mock(spec=discord.Attachment, filename="list.csv", size=size, url=str(server.make_url(path)))


@pytest.mark.parametrize("size", [0, 1, MOST])
async def test_a_file_comes_as_it_is(server: BaseTestServer, size: int):
    assert await fetched(attachment(server, f"/bytes/{size}", size), MOST) == b"x" * size


@pytest.mark.parametrize(
    ("path", "size"),
    [
        ("/bytes/11", 10),
        ("/bytes/9", 10),
        ("/bytes/5000000", 10),
        ("/bytes/1001", 1001),
        ("/nowhere/1", 1),
        ("/redirect/10", 10),
    ],
)
async def test_what_is_not_as_announced_is_not_taken(server: BaseTestServer, path: str, size: int):
    with pytest.raises(UserError) as refused:
        await fetched(attachment(server, path, size), MOST)
    assert (refused.value.message_id, refused.value.arguments) == ("file-not-fetched", {"file": "list.csv"})


async def test_a_server_that_is_not_there_is_said_so(server: BaseTestServer):
    gone = attachment(server, "/bytes/1", 1)
    await server.close()
    with pytest.raises(UserError, match="file-not-fetched"):
        await fetched(gone, MOST)
