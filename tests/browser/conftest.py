"""The sandbox's page in headless Chromium, with a small bot behind it."""

import asyncio
import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from discord.gateway import DiscordWebSocket
from discord.http import Route
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, async_playwright
from yarl import URL

from bot.sandbox.default_world import default_world
from bot.sandbox.server import Sandbox
from bot.sandbox.snowflakes import Snowflakes
from tests.browser.tryout_bot import TryoutBot

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_CHROMIUM = next((path for name in _NAMES if (path := shutil.which(name))), None)
_PATIENCE_MS = 15_000
WIDE = ViewportSize(width=1280, height=800)
NARROW = ViewportSize(width=360, height=740)


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A headless Chromium; skips where none is installed."""
    if _CHROMIUM is None:
        pytest.skip(f"no Chromium on PATH (looked for {', '.join(_NAMES)})")
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(
            executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    """A sandbox with three things to try, and no bot yet."""
    world = default_world(Snowflakes())
    channel = next(iter(next(iter(world.guilds.values())).channels.values()))
    at = {"channel_id": str(channel.id)}
    suggestions = [
        {"label": "Learn SQL", "command": "find", "options": {"goal": "learn sql", "limit": 3}} | at,
        {"label": "Look around", "command": "credential browse", "options": {}} | at,
        {"label": "Compare", "command": "compare", "options": {"first": "a", "second": "b"}} | at,
    ]
    async with Sandbox.started(world=world, suggestions=suggestions) as started:
        yield started


@pytest_asyncio.fixture(loop_scope="session")
async def bot(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[TryoutBot]:
    """The small bot, connected."""
    monkeypatch.setattr(Route, "BASE", sandbox.api_base)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", URL(sandbox.gateway_url))
    client = TryoutBot()
    await client.login(sandbox.bot_token)
    running = asyncio.create_task(client.connect())
    await client.wait_until_ready()
    yield client
    await client.close()
    await running


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, sandbox: Sandbox, bot: TryoutBot) -> AsyncIterator[Page]:  # noqa: ARG001  # the bot answers it
    """The page as a newcomer sees it, wide."""
    context = await browser.new_context(viewport=WIDE)
    async for each in opened(context, sandbox):
        yield each


@pytest_asyncio.fixture(loop_scope="session")
async def phone(browser: Browser, sandbox: Sandbox, bot: TryoutBot) -> AsyncIterator[Page]:  # noqa: ARG001
    """The page on a phone."""
    context = await browser.new_context(viewport=NARROW, has_touch=True, is_mobile=True)
    async for each in opened(context, sandbox):
        yield each


async def opened(context: BrowserContext, sandbox: Sandbox) -> AsyncIterator[Page]:
    """A new page; at the end nothing may have gone wrong in it, and nothing been asked elsewhere."""
    context.set_default_timeout(_PATIENCE_MS)
    page = await context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: _judge(request.url, sandbox.address, wrong))
    page.on("console", lambda line: wrong.append(line.text) if "Content Security" in line.text else None)
    await page.goto(sandbox.address)
    yield page
    await context.close()
    assert wrong == []


def _judge(url: str, address: str, wrong: list[str]) -> None:
    if not url.startswith((address, "data:", "blob:")):
        wrong.append(f"asked elsewhere: {url}")
