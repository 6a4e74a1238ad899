"""The open pages: each person's websocket, and who may hear what."""

import asyncio
import contextlib
from collections.abc import Callable

from aiohttp import WSCloseCode, WSMsgType, web

from bot.sandbox.wire import Json, dumps
from bot.sandbox.world import Channel, World

_MOST_PAGES = 200
_MOST_WAITING = 5000
_LARGEST_FRAME = 1024


class _Page:
    def __init__(self, person_id: int, request: web.Request) -> None:
        self.person_id = person_id
        self.queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._request = request

    def tell(self, text: str) -> None:
        """Tells the page; one that reads nothing for too long is cut off, and asks anew when it is back."""
        if self.queue.qsize() < _MOST_WAITING:
            self.queue.put_nowait(text)
        elif self._request.transport is not None:
            self._request.transport.abort()


class Audience:
    """Everyone who listens. An event is written once, however many hear it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._pages: set[_Page] = set()

    def tell_all(self, event: Json) -> None:
        """Tells everyone."""
        self._tell(event, list(self._pages))

    def tell_person(self, person_id: int, event: Json) -> None:
        """Tells one person alone, wherever they have the page open."""
        self._tell(event, [page for page in self._pages if page.person_id == person_id])

    def tell_channel(self, channel: Channel, event: Json, only: int | None = None) -> None:
        """Tells those who see the channel, or of them one alone."""
        pages = [
            page
            for page in self._pages
            if (only is None or page.person_id == only) and self._world.sees(page.person_id, channel)
        ]
        self._tell(event, pages)

    def tell_each(self, channel: Channel, event_of: Callable[[int], Json]) -> None:
        """Tells those who see the channel, each what `event_of` says of them."""
        for person_id in {page.person_id for page in self._pages}:
            if self._world.sees(person_id, channel):
                self.tell_person(person_id, event_of(person_id))

    def close(self) -> None:
        """Ends every page's websocket."""
        for page in self._pages:
            page.queue.put_nowait(None)

    async def listen(self, request: web.Request, person_id: int) -> web.WebSocketResponse:
        """A page's websocket, for as long as it is open."""
        if len(self._pages) >= _MOST_PAGES:
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse(compress=False, heartbeat=30, max_msg_size=_LARGEST_FRAME)
        await socket.prepare(request)
        page = _Page(person_id, request)
        self._pages.add(page)
        writing = asyncio.create_task(_write(socket, page))
        try:
            frame = await socket.receive()
            if frame.type in (WSMsgType.TEXT, WSMsgType.BINARY):  # a page only listens
                await socket.close(code=WSCloseCode.POLICY_VIOLATION)
        finally:
            self._pages.discard(page)
            writing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writing
        return socket

    def _tell(self, event: Json, pages: list[_Page]) -> None:
        if not pages:
            return
        text = dumps(event)
        for page in pages:
            page.tell(text)


async def _write(socket: web.WebSocketResponse, page: _Page) -> None:
    with contextlib.suppress(ConnectionError):
        while (text := await page.queue.get()) is not None:
            await socket.send_str(text)
        await socket.close(code=1001)
