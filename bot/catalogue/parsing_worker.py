"""Parses files in a process of its own, so that no file can hold up, exhaust or crash the bot."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Callable
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

import bot
from bot.catalogue.documents import Document
from bot.catalogue.parsed_row import ParsedRow
from bot.catalogue.parsing_wire import Task, answer_in, task_line
from bot.domain.errors import UserError

PARSING_SECONDS = 60.0
"""Ten thousand rows take up to seven seconds; a busy machine gets some more."""
_MOST_LINE_BYTES = 32 * 2**20
_ROWS_AT_A_TIME = 100
"""After so many rows whoever else waits for the loop gets a turn."""
_SECRET_PREFIXES = ("DISCORD_", "BADGER_")

Progress = Callable[[float], None]
"""Is told how much is done, from 0 to 1."""


class ParsingWorker:
    """One process, used for one file after the other while the context is open."""

    def __init__(self, seconds: float = PARSING_SECONDS) -> None:
        self._seconds = seconds
        self._process: Process | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        await self.stop()

    @property
    def process_id(self) -> int | None:
        """The number of the process; None while there is none."""
        return None if self._process is None else self._process.pid

    async def parse(
        self, document: Document, topics: frozenset[str], today: date, progress: Progress | None = None
    ) -> list[ParsedRow]:
        """The rows of the file, as `parsed_rows` gives them.

        Raises UserError as it does, `import-too-slow` and `import-too-heavy`.
        """
        lines = document.content.count(b"\n") + 1
        rows: list[ParsedRow] = []
        try:
            async with asyncio.timeout(self._seconds):
                async for row in self._answers(
                    document, Task(document.name, len(document.content), topics, today)
                ):
                    rows.append(row)
                    if len(rows) % _ROWS_AT_A_TIME == 0:
                        await asyncio.sleep(0)
                        if progress is not None:
                            progress(min(1.0, row.line / lines))
        except TimeoutError as cause:
            await self.stop()
            raise UserError("import-too-slow") from cause
        except (BrokenPipeError, ConnectionResetError, asyncio.IncompleteReadError) as cause:
            await self.stop()
            raise UserError("import-too-heavy") from cause
        except asyncio.CancelledError:
            await self.stop()
            raise
        return rows

    async def stop(self) -> None:
        """Ends the process, whatever it does."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            process.kill()
        await process.wait()
        # Python closes the pipe's transport late otherwise, and warns of it.
        transport = getattr(process, "_transport", None)
        if transport is not None:
            transport.close()

    async def _answers(self, document: Document, task: Task) -> AsyncIterator[ParsedRow]:
        process = self._process
        if process is None or process.returncode is not None:
            process = self._process = await _started()
        if process.stdin is None or process.stdout is None:
            raise RuntimeError(process)
        process.stdin.write(task_line(task))
        process.stdin.write(document.content)
        await process.stdin.drain()
        while line := await process.stdout.readline():
            row = answer_in(line)
            if row is None:
                return
            yield row
        raise asyncio.IncompleteReadError(b"", None)


async def _started() -> Process:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(_SECRET_PREFIXES)}
    # The process finds the same Badger as this one, wherever that was started.
    environment["PYTHONPATH"] = str(Path(bot.__file__).parent.parent)
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "bot.catalogue.parsing_process"),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        limit=_MOST_LINE_BYTES,
        env=environment,
    )
