"""A running Badger in a sandbox, and people at its page."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.sandbox.server import Sandbox
from tests.e2e.club import Club


@pytest.fixture
async def club(tmp_path: Path) -> AsyncIterator[Club]:
    """A club with Badger in it; what Badger sent is judged at the end."""
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(Sandbox.started())
        club = await stack.enter_async_context(Club.opened(sandbox, tmp_path))
        await club.start_badger()
        yield club
    club.judge()
