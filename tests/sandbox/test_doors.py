import asyncio
import json
import signal
import sys
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import unused_port
from yarl import URL

from bot.sandbox.pages import _served
from bot.sandbox.server import Sandbox

DOORS = ("/", "/page/app.js", "/people/world", "/api/v10/gateway", "/gateway")


@pytest.mark.parametrize("path", DOORS)
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "badger.example"},
        {"Host": "127.0.0.1:1"},
        {"Origin": "https://badger.example"},
        {"Origin": "null"},
    ],
)
async def test_another_host_or_origin_is_refused_at_every_door(
    sandbox: Sandbox, session: aiohttp.ClientSession, path: str, headers: dict[str, str]
):
    async with session.get(sandbox.address + path, headers=headers) as answer:
        assert answer.status == 403


async def test_a_foreign_pages_quiet_request_is_refused(sandbox: Sandbox, session: aiohttp.ClientSession):
    headers = {"Sec-Fetch-Site": "cross-site"}
    async with session.get(f"{sandbox.address}/people/world", headers=headers) as answer:
        assert answer.status == 403


async def test_a_foreign_pages_websocket_is_refused(sandbox: Sandbox, session: aiohttp.ClientSession):
    url = f"{sandbox.address}/people/events?person={sandbox.world.learner.id}"
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await session.ws_connect(url, headers={"Origin": "https://badger.example"})


async def test_the_own_page_and_localhost_are_let_in(sandbox: Sandbox, session: aiohttp.ClientSession):
    url = f"{sandbox.address}/people/world"
    port = sandbox.address.rpartition(":")[2]
    for headers in ({"Origin": sandbox.address}, {"Host": f"localhost:{port}"}):
        async with session.get(url, headers=headers) as answer:
            assert answer.status == 200


async def test_only_the_loopback_interface_listens(sandbox: Sandbox):
    assert sandbox.address.startswith("http://127.0.0.1:")


async def test_answers_are_strict_and_never_cached(sandbox: Sandbox, session: aiohttp.ClientSession):
    async with session.get(f"{sandbox.address}/people/world") as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "connect-src 'self' ws://127.0.0.1:" in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("index.html", "text/html"), ("app.js", "text/javascript"), ("look.css", "text/css")],
)
def test_the_pages_files_have_their_types(tmp_path: Path, name: str, kind: str):
    (tmp_path / name).write_text("x")
    answer = _served(tmp_path, name)
    assert (answer.content_type, answer.charset) == (kind, "utf-8")


@pytest.mark.parametrize("name", ["../secret.txt", "none.js", "odd.exe", "/etc/hostname"])
def test_nothing_but_the_pages_files_is_served(tmp_path: Path, name: str):
    folder = tmp_path / "page"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("x")
    (folder / "odd.exe").write_text("x")
    with pytest.raises(aiohttp.web.HTTPNotFound):
        _served(folder, name)


async def test_climbing_out_of_the_page_folder_finds_nothing(
    sandbox: Sandbox, session: aiohttp.ClientSession
):
    for path in ("/page/../server.py", "/page/%2e%2e/server.py", "/page/%2e%2e%2fserver.py"):
        url = URL(sandbox.address + path, encoded=True)
        async with session.get(url) as answer:
            assert answer.status == 404


async def test_an_unknown_file_is_not_found(sandbox: Sandbox, session: aiohttp.ClientSession):
    async with session.get(f"{sandbox.address}/cdn/attachments/1/2/x.png") as answer:
        assert answer.status == 404


async def test_a_taken_port_is_an_error_and_a_chosen_one_is_used():
    port = unused_port()
    async with Sandbox.started(port=port) as sandbox:
        assert sandbox.address == f"http://127.0.0.1:{port}"
        assert sandbox.api_base == f"{sandbox.address}/api/v10"
        with pytest.raises(OSError, match="address already in use"):
            async with Sandbox.started(port=port):
                pass


async def test_alone_it_prints_one_line_with_its_address_and_ends_on_sigterm():
    command = (sys.executable, "-m", "bot.sandbox", "--port", "0")
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    where = json.loads(await process.stdout.readline())
    assert set(where) >= {"address", "api_base", "gateway_url", "bot_token"}
    headers = {"Authorization": f"Bot {where['bot_token']}"}
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{where['api_base']}/users/@me", headers=headers) as answer,
    ):
        assert answer.status == 200
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0
