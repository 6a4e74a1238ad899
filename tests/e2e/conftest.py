"""A running Badger in a sandbox, and people at its page."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import cache
from pathlib import Path

import pytest

from bot.app.catalogue import build_index
from bot.domain.credential import Credential
from bot.sandbox.default_world import default_world
from bot.sandbox.interactions.interaction import Deadlines
from bot.sandbox.server import Sandbox
from bot.sandbox.snowflakes import Snowflakes
from bot.search.index import CatalogueIndex
from tests.e2e.club import Club

UNHURRIED = Deadlines(first_answer_seconds=45)
"""A busy machine may stall for longer than Discord waits; how Badger keeps its time has other tests."""


@cache
def _seed_index() -> tuple[tuple[Credential, ...], CatalogueIndex]:
    return build_index(None)


def _same_index(_catalogue: None) -> tuple[tuple[Credential, ...], CatalogueIndex]:
    """The seed pack and its index, which keep nothing of what they were asked: read once for all clubs."""
    return _seed_index()


@asynccontextmanager
async def running_club(folder: Path, *, with_staff: bool = False) -> AsyncIterator[Club]:
    """A club with Badger in it, its database in `folder`; what Badger sent is judged at the end."""
    world = default_world(Snowflakes(), with_staff=with_staff)
    async with AsyncExitStack() as stack:
        stack.enter_context(pytest.MonkeyPatch.context()).setattr("bot.app.serving.build_index", _same_index)
        sandbox = await stack.enter_async_context(Sandbox.started(world=world, deadlines=UNHURRIED))
        club = await stack.enter_async_context(Club.opened(sandbox, folder))
        await club.start_badger()
        yield club
    club.judge()


@pytest.fixture
async def club(tmp_path: Path) -> AsyncIterator[Club]:
    """A club of one test."""
    async with running_club(tmp_path) as club:
        yield club


@pytest.fixture
async def staffed_club(tmp_path: Path) -> AsyncIterator[Club]:
    """A club of one test with its owner, an administrator, an organiser and a helper in it too (`staff`)."""
    async with running_club(tmp_path, with_staff=True) as club:
        yield club
