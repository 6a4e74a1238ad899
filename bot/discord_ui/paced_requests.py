"""The requests that a delivery makes: each waits for its turn, and none is made again behind its back.

discord.py asks again by itself after most of Discord's troubles. A delivery has its own way of waiting, which
knows whether the message may be there; and who is cut off while discord.py waits for a limit of the whole of
Badger would leave everybody waiting for ever.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from math import isfinite
from types import SimpleNamespace
from typing import TypeAlias

import aiohttp

from bot.domain.delivery import RetryError, UnknownError
from bot.domain.ports import Turn

_REFUSED, _TOKEN_REFUSED, _TOO_MANY, _FAILED = 400, 401, 429, 500
_KEPT_OUT_SECONDS = 60.0
"""Who goes on asking with a token that is refused is kept out altogether."""
_MESSAGES = "/messages"

_Traced: TypeAlias = SimpleNamespace


@dataclass(slots=True)
class Requests:
    """Those of one call. `may_be_sent`: a message was given to Discord, and not refused."""

    turn: Turn
    may_be_sent: bool = False


_CURRENT: ContextVar[Requests | None] = ContextVar("requests_of_a_delivery", default=None)


@contextmanager
def paced(turn: Turn) -> Iterator[Requests]:
    """Has every request that is made in the context wait for `turn`, once the client has `pacing()`."""
    requests = Requests(turn)
    token = _CURRENT.set(requests)
    try:
        yield requests
    finally:
        _CURRENT.reset(token)


def pacing() -> aiohttp.TraceConfig:
    """What a client is given so that deliveries are paced. Its other requests go as ever.

    Those of deliveries raise RetryError where Discord took nothing, UnknownError where it may have taken
    a message.
    """
    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(_begins)
    trace.on_request_end.append(_is_answered)
    return trace


async def _begins(
    _session: aiohttp.ClientSession, _context: _Traced, request: aiohttp.TraceRequestStartParams
) -> None:
    requests = _CURRENT.get()
    if requests is None:
        return
    if requests.may_be_sent:
        raise UnknownError
    await requests.turn()
    requests.may_be_sent = _writes(request.method, request.url.path)


async def _is_answered(
    _session: aiohttp.ClientSession, _context: _Traced, request: aiohttp.TraceRequestEndParams
) -> None:
    requests, status = _CURRENT.get(), request.response.status
    if requests is None or status < _REFUSED:
        return
    if status >= _FAILED:
        raise UnknownError if requests.may_be_sent else RetryError
    requests.may_be_sent = False
    if status == _TOKEN_REFUSED:
        raise RetryError(_KEPT_OUT_SECONDS, is_global=True)
    if status == _TOO_MANY:
        headers = request.response.headers
        # Without a Via it comes from before Discord: the whole of Badger is kept out.
        is_global = "Via" not in headers or headers.get("X-RateLimit-Global", "").casefold() == "true"
        raise RetryError(_seconds(headers.get("Retry-After", "")), is_global=is_global)


def _writes(method: str, path: str) -> bool:
    return method == "POST" and path.endswith(_MESSAGES)


def _seconds(asked: str) -> float | None:
    try:
        seconds = float(asked)
    except ValueError:
        return None
    return seconds if isfinite(seconds) and seconds >= 0 else None
