"""A file is parsed in another process, which is ended when it is late and replaced when it dies."""

import io
import os
import signal
import sys
from collections.abc import AsyncIterator
from datetime import date

import pytest

from bot.catalogue.documents import Document
from bot.catalogue.parsing_process import serve
from bot.catalogue.parsing_wire import Task, answer_in, failed_line, task_line
from bot.catalogue.parsing_worker import ParsingWorker
from bot.catalogue.sample import import_sample
from bot.domain.errors import UserError

TODAY = date(2026, 11, 24)
LINUX = pytest.mark.skipif(
    sys.platform != "linux", reason="limits memory and shows environments as Linux does"
)


@pytest.fixture
async def worker() -> AsyncIterator[ParsingWorker]:
    async with ParsingWorker() as worker:
        yield worker


async def test_one_process_reads_one_file_after_the_other(worker: ParsingWorker):
    first = await worker.parse(import_sample(), frozenset(), TODAY)
    process_id = worker.process_id
    with pytest.raises(UserError) as refused:
        await worker.parse(Document("a.csv", b"PK\x03\x04"), frozenset(), TODAY)
    assert refused.value.message_id == "import-archive"
    assert await worker.parse(import_sample(), frozenset(), TODAY) == first
    assert worker.process_id == process_id
    assert len(first) == 2


async def test_what_is_late_is_ended_and_the_next_file_is_read():
    async with ParsingWorker(seconds=0) as worker:
        with pytest.raises(UserError) as refused:
            await worker.parse(import_sample(), frozenset(), TODAY)
        assert refused.value.message_id == "import-too-slow"
        assert worker.process_id is None


async def test_a_process_that_dies_is_replaced(worker: ParsingWorker):
    await worker.parse(import_sample(), frozenset(), TODAY)
    os.kill(worker.process_id or 0, signal.SIGKILL)
    with pytest.raises(UserError) as refused:
        await worker.parse(Document("a.csv", b"title\n" + b"a\n" * 100_000), frozenset(), TODAY)
    assert refused.value.message_id == "import-too-heavy"
    assert len(await worker.parse(import_sample(), frozenset(), TODAY)) == 2


@LINUX
async def test_a_file_that_grows_without_end_in_memory_is_refused(worker: ParsingWorker):
    hostile = b'{"@graph": [' + b"[[[[]]]]," * 2_000_000 + b"{}]}"
    with pytest.raises(UserError) as refused:
        await worker.parse(Document("a.jsonld", hostile), frozenset(), TODAY)
    assert refused.value.message_id in {"import-too-heavy", "import-too-slow", "import-ctdl-nothing"}


@LINUX
async def test_the_process_is_told_no_secrets(worker: ParsingWorker, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DISCORD_TOKEN", "words-of-the-bot")
    monkeypatch.setenv("BADGER_DATABASE_URL", "words-of-the-database")
    await worker.parse(import_sample(), frozenset(), TODAY)
    with open(f"/proc/{worker.process_id}/environ", "rb") as environment:  # noqa: ASYNC230, PTH123 - a moment, and no path
        assert b"words-of" not in environment.read()


async def test_progress_goes_from_nothing_to_all(worker: ParsingWorker):
    told: list[float] = []
    content = b"title,issuer,url\n" + b"a,b,https://example.org/\n" * 1000
    await worker.parse(Document("a.csv", content), frozenset(), TODAY, told.append)
    assert told == sorted(told)
    assert 0 < told[0] < told[-1] <= 1


def test_what_the_program_fails_on_reaches_the_parent():
    with pytest.raises(RuntimeError, match="at line 3"):
        answer_in(failed_line("at line 3"))


def test_the_process_serves_until_there_is_nothing_to_do():
    document = import_sample()
    task = task_line(Task(document.name, len(document.content), frozenset({"outdoors"}), TODAY))
    answers = io.BytesIO()
    serve(io.BytesIO((task + document.content) * 2), answers)
    lines = answers.getvalue().splitlines()
    rows = [answer_in(line) for line in lines]
    assert [row and row.title for row in rows] == [
        "Knots and Lashings Badge",
        "Community Interpreter",
        None,
    ] * 2
