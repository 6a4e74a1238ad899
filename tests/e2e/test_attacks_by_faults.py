"""Badger beside machines that fail: one kind sentence, nothing lost."""

import asyncio
import logging
import sqlite3
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from aiohttp import web
from discord.webhook import async_ as webhooks
from sqlalchemy.exc import OperationalError

from bot.discord_ui import replying
from bot.sandbox.rest.door import Hook
from bot.search.index import CatalogueIndex
from bot.services import finding
from bot.storage import sqlite, stored_searches
from tests.e2e.attacks import SQL, TEACHING, assert_nobody_was_pinged
from tests.e2e.club import Club
from tests.e2e.conftest import running_club
from tests.e2e.person import Json, is_private, text_of

pytestmark = pytest.mark.timeout(60)

BUSY_TIMEOUT_MS = 200
"""Long enough for Badger's own writers, short enough for a test."""


@pytest.fixture
async def club(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Club]:
    """A club whose Badger waits for a busy database only a little."""
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT_MS", BUSY_TIMEOUT_MS)
    async with running_club(tmp_path) as club:
        yield club


@pytest.fixture(autouse=True)
def nobody_is_named_in_the_log(club: Club, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever happens, no id of a person stands in the log, and nobody was pinged."""
    caplog.set_level(logging.INFO)
    yield
    for person in club.sandbox.world.people:
        assert str(person.id) not in caplog.text
    assert_nobody_was_pinged(club)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """discord.py waits no seconds before it tries again."""

    async def sleep(_seconds: float) -> None:
        return None

    instant = SimpleNamespace(**(vars(asyncio) | {"sleep": sleep}))
    monkeypatch.setattr(webhooks, "asyncio", instant)


@pytest.fixture
async def kept(club: Club) -> AsyncIterator[Json]:
    """An answer from before the trouble; its buttons work again after it."""
    answer = await club.amara.uses(club.channel, "find", **TEACHING)
    yield answer
    assert "Page 2" in text_of(await club.amara.clicks(answer, "More"))
    assert "SQL for Data Science" in text_of(await club.amara.uses(club.channel, "find", **SQL))


@pytest.mark.usefixtures("kept")
async def test_a_database_that_another_process_holds_is_told(club: Club):
    path = club.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = await club.amara.uses(club.channel, "find", **SQL)
        said = await club.amara.says(club.channel, f"<@{club.bot_id}> learn sql")
        spoken = await club.amara.hears_from_bot(club.channel, said["id"])
        other.execute("ROLLBACK")
    assert is_private(answer)
    for told in (answer, spoken):
        assert text_of(told) == "My database is busy. Please try again in a moment."


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_FULL, "my disk is full"),
        (sqlite3.SQLITE_READONLY, "may only be read"),
        (sqlite3.SQLITE_IOERR, "my disk fails"),
        (sqlite3.SQLITE_CORRUPT, "something is wrong with my database"),
        (sqlite3.SQLITE_CANTOPEN, "something is wrong with my database"),
    ],
)
@pytest.mark.usefixtures("kept")
async def test_what_the_disk_refuses_is_told_without_where_it_is(
    club: Club, monkeypatch: pytest.MonkeyPatch, code: int, words: str
):
    def refuse(*_arguments: object, **_options: object) -> None:
        error = sqlite3.OperationalError("refused")
        error.sqlite_errorcode = code
        raise sqlalchemy_error(error)

    with monkeypatch.context() as broken:
        broken.setattr(stored_searches, "keep", refuse)
        answer = await club.amara.uses(club.channel, "find", **SQL)
    assert is_private(answer)
    assert words in text_of(answer)
    assert "sqlite3" not in text_of(answer)
    assert "/" not in text_of(answer)


def sqlalchemy_error(cause: sqlite3.Error) -> Exception:
    return OperationalError("INSERT", {}, cause)


async def test_a_search_that_hangs_is_told_and_holds_up_nobody_else(
    club: Club, monkeypatch: pytest.MonkeyPatch
):
    go_on = threading.Event()
    search = CatalogueIndex.search

    def hang(self: CatalogueIndex, goal: str, **options: object) -> object:
        if goal == "forever":
            go_on.wait()
        return search(self, goal, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(CatalogueIndex, "search", hang)
    monkeypatch.setattr(finding, "MOST_SECONDS", 1.0)
    try:
        told = await club.amara.uses(club.channel, "find", goal="forever")
        answered = await club.jonas.uses(club.channel, "find", **SQL)
    finally:
        go_on.set()
    assert "Something went wrong on my side (error " in text_of(told)
    assert is_private(told)
    assert "SQL for Data Science" in text_of(answered)


def failing(fault: int | str, path: str) -> Hook:
    """Fails the first request whose path ends so, as Discord or the network would."""
    faults = [fault]

    async def hook(request: web.Request) -> web.StreamResponse | None:
        if not request.path.endswith(path) or not faults:
            return None
        faults.pop()
        if fault == "reset":
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        # discord.py reads a body only under exactly this type.
        headers = {"Via": "1.1 google", "Content-Type": "application/json"}
        body = b'{"message": "You are being rate limited.", "retry_after": 0.1, "global": false}'
        return web.Response(body=body, status=int(fault), headers=headers)

    return hook


@pytest.mark.parametrize("fault", [429, 500, 502, 503, "reset"])
@pytest.mark.usefixtures("hurried")
async def test_a_first_answer_that_discord_fails_to_take_is_given_again(club: Club, fault: int | str):
    club.sandbox.before_request(failing(fault, "/callback"))
    answer = await club.amara.uses(club.channel, "find", **SQL)
    assert is_private(answer)
    assert "SQL for Data Science" in text_of(answer)


@pytest.mark.parametrize("fault", [500, 503, "reset"])
async def test_an_answer_to_a_mention_that_discord_fails_to_take_is_given_again_once(
    club: Club, monkeypatch: pytest.MonkeyPatch, fault: int | str
):
    monkeypatch.setattr(replying, "PAUSES_SECONDS", (0.0, 0.0))
    club.sandbox.before_request(failing(fault, "/messages"))
    said = await club.amara.says(club.channel, f"<@{club.bot_id}> learn sql")
    answer = await club.amara.hears_from_bot(club.channel, said["id"])
    assert "SQL for Data Science" in text_of(answer)
    assert len(await club.jonas.sees(club.channel)) == 2
