"""A Discord that counts, as a process of its own: messages of channels, over HTTP, until it is told to end.

It knows the nonce of a message for some seconds only, fails one request in a hundred before it counts and one
in a hundred after it, and shows the history of a channel.
"""

import asyncio
import random
import time
from collections import defaultdict
from multiprocessing.connection import Connection
from typing import Any

from aiohttp import web

_FAILS = 0.01


class Channels:
    """All messages by channel; each is its id, its mark, and when it came (real seconds)."""

    def __init__(self, nonce_seconds: float, chance: random.Random) -> None:
        self._messages: dict[str, list[tuple[int, str, float]]] = defaultdict(list)
        self._nonces: dict[str, tuple[int, float]] = {}
        self._amended: set[str] = set()
        self._nonce_seconds = nonce_seconds
        self._chance = chance
        self._last = 2**60

    async def post(self, request: web.Request) -> web.Response:
        channel, nonce = request.match_info["channel"], (await request.json())["nonce"]
        if self._chance.random() < _FAILS:
            return web.json_response({"retry_after": 0.05}, status=429)
        now = time.monotonic()
        known, at = self._nonces.get(nonce, (0, 0.0))
        if not known or now - at > self._nonce_seconds:
            self._last += 1
            known = self._last
            self._nonces[nonce] = (known, now)
            self._messages[channel].append((known, nonce, time.time()))
        if self._chance.random() < _FAILS:
            _cut_off(request)
        return web.json_response({"id": str(known)})

    async def history(self, request: web.Request) -> web.Response:
        if self._chance.random() < _FAILS:
            return web.json_response({}, status=503)
        since = float(request.query["since"])
        found = [each for each in self._messages[request.match_info["channel"]] if each[2] >= since]
        return web.json_response([{"id": str(number), "mark": mark} for number, mark, _ in found])

    async def patch(self, request: web.Request) -> web.Response:
        self._amended.add(request.match_info["message"])
        return web.json_response({})

    async def counts(self, _: web.Request) -> web.Response:
        found = [mark for messages in self._messages.values() for _, mark, _ in messages]
        return web.json_response({"marks": found, "amended": len(self._amended)})


def _cut_off(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()


def serve(told: Connection, nonce_seconds: float, seed: int) -> None:
    """Says its port, and serves until it is killed."""
    asyncio.run(_serve(told, nonce_seconds, seed))


async def _serve(told: Connection, nonce_seconds: float, seed: int) -> None:
    channels = Channels(nonce_seconds, random.Random(seed))  # noqa: S311 - chance, no secret
    app: Any = web.Application()
    app.router.add_post("/channels/{channel}/messages", channels.post)
    app.router.add_get("/channels/{channel}/messages", channels.history)
    app.router.add_patch("/channels/{channel}/messages/{message}", channels.patch)
    app.router.add_get("/counts", channels.counts)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    told.send(runner.addresses[0][1])
    await asyncio.Event().wait()
