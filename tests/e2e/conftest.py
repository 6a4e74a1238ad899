"""A running Badger in a sandbox, and people at its page."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bot.app import build_adviser
from bot.domain.ports import Today
from bot.sandbox.interactions.interaction import Deadlines
from bot.sandbox.server import Sandbox
from bot.services.advice import Adviser
from tests.e2e.club import Club

UNHURRIED = Deadlines(first_answer_seconds=45)
"""A busy machine may stall for longer than Discord waits; how Badger keeps its time has other tests."""


@cache
def _adviser() -> Adviser:
    return build_adviser(None, date.today)


def _same_adviser(_catalogue: None, _today: Today) -> Adviser:
    """The adviser over the seed pack, which keeps nothing of what it was asked: read once for all clubs."""
    return _adviser()


@pytest.fixture
async def club(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Club]:
    """A club with Badger in it; what Badger sent is judged at the end."""
    monkeypatch.setattr("bot.app.build_adviser", _same_adviser)
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(Sandbox.started(deadlines=UNHURRIED))
        club = await stack.enter_async_context(Club.opened(sandbox, tmp_path))
        await club.start_badger()
        yield club
    club.judge()
