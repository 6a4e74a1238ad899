"""Has pictures drawn in a process of its own: the library is large, and drawing would hold up answers."""

import asyncio
import json
import logging
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from base64 import b64decode
from pathlib import Path
from tempfile import TemporaryDirectory

import bot
from bot.discord_ui.pictures.picture import Picture

DRAWING_SECONDS = 20.0
"""The first picture waits for the library to load; a busy machine gets some more."""
IDLE_SECONDS = 300.0
"""So long after the last picture the process, a hundred megabytes, is let go."""
_MOST_LINE_BYTES = 16 * 2**20
_SECRET_PREFIXES = ("DISCORD_", "BADGER_")
_log = logging.getLogger(__name__)


class PictureFailedError(Exception):
    """The picture could not be drawn; its cause is in the log. What it shows stands in the text beside it."""


class Drawing:
    """One process, started with the first picture and kept for a while after the last."""

    def __init__(self, *, seconds: float = DRAWING_SECONDS, idle_seconds: float = IDLE_SECONDS) -> None:
        self._seconds = seconds
        self._idle_seconds = idle_seconds
        self._process: Process | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._turn = asyncio.Lock()
        self._letting_go: asyncio.TimerHandle | None = None
        self._goings: set[asyncio.Task[None]] = set()

    async def png(self, picture: Picture) -> bytes:
        """The picture as a file. Raises PictureFailedError."""
        async with self._turn:
            if self._letting_go is not None:
                self._letting_go.cancel()
            try:
                async with asyncio.timeout(self._seconds):
                    answer = await self._answered(_wish(picture))
            except (OSError, TimeoutError, ValueError, asyncio.IncompleteReadError) as cause:
                _log.warning("A picture could not be drawn: %r", cause)
                await self._end()
                raise PictureFailedError from cause
            except asyncio.CancelledError:
                await self._end()
                raise
            self._letting_go = asyncio.get_running_loop().call_later(self._idle_seconds, self._let_go)
        if "png" not in answer:
            _log.error("A picture could not be drawn: %s", answer.get("failed"))
            raise PictureFailedError
        return b64decode(answer["png"])

    @property
    def is_running(self) -> bool:
        """Whether there is a process now."""
        return self._process is not None

    async def close(self) -> None:
        """Ends the process."""
        if self._letting_go is not None:
            self._letting_go.cancel()
        async with self._turn:
            await self._end()
        await asyncio.gather(*self._goings)

    def _let_go(self) -> None:
        going = asyncio.ensure_future(self.close_if_idle())
        self._goings.add(going)
        going.add_done_callback(self._goings.discard)

    async def close_if_idle(self) -> None:
        """Ends the process unless somebody is having a picture drawn."""
        if not self._turn.locked():
            async with self._turn:
                await self._end()

    async def _answered(self, wish: bytes) -> dict[str, str]:
        process = self._process
        if process is None or process.returncode is not None:
            process = self._process = await self._started()
        if process.stdin is None or process.stdout is None:
            raise RuntimeError(process)
        process.stdin.write(wish)
        await process.stdin.drain()
        line = await process.stdout.readline()
        if not line.endswith(b"\n"):
            raise asyncio.IncompleteReadError(line, None)
        answer: dict[str, str] = json.loads(line)
        return answer

    async def _started(self) -> Process:
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="badger-pictures-")
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(_SECRET_PREFIXES)
        }
        # The process finds the same Badger as this one, and the library keeps its fonts' names elsewhere
        # than in a home that may not be written to.
        environment |= {
            "PYTHONPATH": str(Path(bot.__file__).parent.parent),
            "MPLCONFIGDIR": self._folder.name,
        }
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "bot.discord_ui.pictures.process"),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            limit=_MOST_LINE_BYTES,
            env=environment,
        )

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            if process.returncode is None:
                process.kill()
            await process.wait()
            # Python closes the pipe's transport late otherwise, and warns of it.
            transport = getattr(process, "_transport", None)
            if transport is not None:
                transport.close()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def _wish(picture: Picture) -> bytes:
    from pydantic_core import to_json

    return to_json([type(picture).__name__, picture]) + b"\n"
