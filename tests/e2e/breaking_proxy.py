"""Stands between Badger and the sandbox's REST, and breaks what passes: before Discord sees it, or after."""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Self

import aiohttp
from aiohttp import hdrs, web

Break = Callable[[web.Request, bytes], Awaitable[web.StreamResponse]]
"""Answers in place of Discord, or not at all; is told what Discord answered (b"" where it was not asked)."""

_PASSED_ON = (hdrs.AUTHORIZATION, hdrs.CONTENT_TYPE, hdrs.USER_AGENT)
_PASSED_BACK = (hdrs.CONTENT_TYPE,)


@dataclass(frozen=True)
class Fault:
    """What befalls a request; `is_taken`: Discord did what it asks for."""

    name: str
    breaks: Break
    is_taken: bool = False


def limited(name: str, **headers: str) -> Fault:
    """429, with these headers; its body is Discord's where it comes from Discord."""

    async def answer(_request: web.Request, _body: bytes) -> web.Response:
        if hdrs.VIA not in headers:
            return web.Response(status=429, text="<h1>error 1015</h1>", headers=headers)
        is_global = "X-RateLimit-Global" in headers
        body = {"message": "You are being rate limited.", "retry_after": 0.25, "global": is_global}
        return web.json_response(body, status=429, headers=headers)

    return Fault(name, answer)


def failing(status: int, *, is_taken: bool = False) -> Fault:
    """An answer of that status, as a machine before Discord gives it."""

    async def answer(_request: web.Request, _body: bytes) -> web.Response:
        return web.Response(status=status, text="upstream connect error")

    return Fault(f"{status}{', taken' if is_taken else ''}", answer, is_taken)


def reset(*, is_taken: bool) -> Fault:
    """The connection is cut without a word."""

    async def cut(request: web.Request, _body: bytes) -> web.Response:
        _cut(request)
        return web.Response()

    return Fault(f"reset{', taken' if is_taken else ''}", cut, is_taken)


def half_a_body() -> Fault:
    """The connection is cut in the middle of the answer."""

    async def cut(request: web.Request, body: bytes) -> web.StreamResponse:
        answer = web.StreamResponse(headers={hdrs.CONTENT_TYPE: "application/json"})
        answer.content_length = len(body)
        await answer.prepare(request)
        await answer.write(body[: len(body) // 2])
        _cut(request)
        return answer

    return Fault("half a body", cut, is_taken=True)


class BreakingProxy:
    """`faults` are those to come, by the kind of request: "message", "history", "change", "lookup"."""

    def __init__(self, target: str) -> None:
        self._target = target
        self._session: aiohttp.ClientSession
        self.address = ""
        self.faults: dict[str, deque[Fault | None]] = defaultdict(deque)
        self.counts: dict[str, int] = defaultdict(int)
        self.after_message: Callable[[int], Awaitable[None]] | None = None
        """Is told of each message that Discord has taken, by its number, before Badger hears of it."""
        self.hung: Callable[[], None] = lambda: None
        """Is called when a request hangs."""
        self.released = asyncio.Event()

    @classmethod
    @asynccontextmanager
    async def started(cls, target: str) -> AsyncIterator[Self]:
        """A proxy before the REST at `target` ("http://127.0.0.1:8350/api/v10"), on a free port."""
        proxy = cls(target)
        app = web.Application(client_max_size=1 << 25)
        app.router.add_route("*", "/{path:.*}", proxy._handle)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        proxy.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        async with aiohttp.ClientSession(auto_decompress=False) as proxy._session:
            yield proxy
        proxy.released.set()
        await runner.cleanup()

    def hang(self, *, is_taken: bool) -> Fault:
        """No answer at all."""

        async def wait(request: web.Request, _body: bytes) -> web.Response:
            self.hung()
            await self.released.wait()
            _cut(request)
            return web.Response()

        return Fault(f"hang{', taken' if is_taken else ''}", wait, is_taken)

    def befall(self, kind: str, faults: Iterable[Fault | None]) -> None:
        """Has them befall the next requests of a kind; None lets one pass."""
        self.faults[kind].extend(faults)

    @property
    def left(self) -> int:
        """How many faults befell nobody."""
        return sum(fault is not None for faults in self.faults.values() for fault in faults)

    def forget(self) -> None:
        """As at the beginning."""
        self.faults.clear()
        self.counts.clear()
        self.after_message, self.hung = None, lambda: None

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        kind = _kind_of(request.method, request.path)
        self.counts[kind] += 1
        faults = self.faults[kind]
        fault = faults.popleft() if faults else None
        if fault is not None and not fault.is_taken:
            return await fault.breaks(request, b"")
        answer = await self._passed_on(request)
        if kind == "message" and self.after_message is not None:
            await self.after_message(self.counts[kind])
        if fault is None:
            return answer
        body = answer.body
        return await fault.breaks(request, body if isinstance(body, bytes) else b"")

    async def _passed_on(self, request: web.Request) -> web.Response:
        headers = {name: request.headers[name] for name in _PASSED_ON if name in request.headers}
        body = await request.read()
        url = self._target + request.path_qs
        async with self._session.request(request.method, url, data=body or None, headers=headers) as answer:
            back = {name: answer.headers[name] for name in _PASSED_BACK if name in answer.headers}
            return web.Response(status=answer.status, body=await answer.read(), headers=back)


def _kind_of(method: str, path: str) -> str:
    if "/messages" in path:
        return {"POST": "message", "PATCH": "change"}.get(method, "history")
    return "lookup" if "/members/" in path else "else"


def _cut(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
