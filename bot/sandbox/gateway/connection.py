"""One websocket of the bot: what is sent goes out in order, compressed where the bot asked for it."""

import asyncio
import contextlib
import zlib

from aiohttp import web

from bot.sandbox.wire import dumps

_MOST_WAITING = 20_000


class Connection:
    """A websocket with a queue of its own, so that a slow reader holds nobody else up."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request, *, is_compressed: bool) -> None:
        self._socket = socket
        self._request = request
        self._compressor = zlib.compressobj() if is_compressed else None
        self._queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._close_code = 1000
        self.query = dict(request.query)

    def send(self, text: str) -> None:
        """Sends a payload; who reads nothing for too long is cut off, and may resume."""
        if self._queue.qsize() > _MOST_WAITING:
            self.drop()
        else:
            self._queue.put_nowait(text)

    def send_op(self, op: int, data: object = None) -> None:
        """Sends a payload that is no event."""
        self.send(dumps({"op": op, "d": data, "s": None, "t": None}))

    def close(self, code: int) -> None:
        """Closes the websocket with a code, after what was sent before."""
        self._close_code = code
        self._queue.put_nowait(None)

    def drop(self) -> None:
        """Cuts the connection without a word."""
        if self._request.transport is not None:
            self._request.transport.abort()

    async def write(self) -> None:
        """Sends what is queued until the connection is closed."""
        with contextlib.suppress(ConnectionError):
            while (text := await self._queue.get()) is not None:
                if self._compressor is None:
                    await self._socket.send_str(text)
                else:
                    packed = self._compressor.compress(text.encode())
                    await self._socket.send_bytes(packed + self._compressor.flush(zlib.Z_SYNC_FLUSH))
            await self._socket.close(code=self._close_code)
