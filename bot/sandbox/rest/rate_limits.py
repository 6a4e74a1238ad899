"""Discord's rate limits: fifty requests a second in all, and few messages at a time in each channel."""

import hashlib
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from aiohttp import web

from bot.sandbox.wire import json_answer

MOST_IN_ALL, SECOND = 50, 1.0
_MOST_KEPT = 1000  # buckets


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests in so many seconds, for each value of these parts of the path."""

    requests: int
    seconds: float
    parts: tuple[str, ...]


_PER_CHANNEL = Limit(5, 5.0, ("channel_id",))
_PER_TOKEN = Limit(5, 2.0, ("application_id", "token"))
LIMITS: dict[str, Limit] = {
    "POST /channels/{channel_id}/messages": _PER_CHANNEL,
    "PATCH /channels/{channel_id}/messages/{message_id}": _PER_CHANNEL,
    "POST /webhooks/{application_id}/{token}": _PER_TOKEN,
    "PATCH /webhooks/{application_id}/{token}/messages/{message_id}": _PER_TOKEN,
    "PATCH /webhooks/{application_id}/{token}/messages/@original": _PER_TOKEN,
}
_EXEMPT = ("/interactions/", "/webhooks/")  # from the limit of all


@dataclass(slots=True)
class _Window:
    ends: float = 0.0
    used: int = 0

    def take(self, now: float, most: int, seconds: float) -> bool:
        if now >= self.ends:
            self.ends, self.used = now + seconds, 0
        self.used += 1
        return self.used <= most


@dataclass(frozen=True, slots=True)
class Taken:
    """What a request took: headers for its answer, and the answer itself where it was one too many."""

    headers: Mapping[str, str] = field(default_factory=dict)
    refused: web.Response | None = None


class RateLimits:
    """Counts the bot's requests. The time is real and monotonic, in seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._all = _Window()
        self._windows: dict[tuple[str, ...], _Window] = {}

    @property
    def buckets(self) -> int:
        """How many windows are kept."""
        return len(self._windows)

    def take(self, method: str, route: str, parts: Mapping[str, str]) -> Taken:
        """Counts a request to a route, whose path holds these parts."""
        now = self._now()
        if not route.startswith(_EXEMPT) and not self._all.take(now, MOST_IN_ALL, SECOND):
            headers = {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
            return _refused(self._all.ends - now, headers, is_global=True)
        name = f"{method} {route}"
        limit = LIMITS.get(name)
        if limit is None:
            return Taken()
        window = self._window(now, (name, *(parts[part] for part in limit.parts)))
        is_taken = window.take(now, limit.requests, limit.seconds)
        headers = _headers(name, limit, window, now)
        return Taken(headers) if is_taken else _refused(window.ends - now, headers, is_global=False)

    def _window(self, now: float, key: tuple[str, ...]) -> _Window:
        if len(self._windows) >= _MOST_KEPT:
            self._windows = {each: window for each, window in self._windows.items() if window.ends > now}
        return self._windows.setdefault(key, _Window())


def _headers(name: str, limit: Limit, window: _Window, now: float) -> dict[str, str]:
    left = window.ends - now
    return {
        "X-RateLimit-Limit": str(limit.requests),
        "X-RateLimit-Remaining": str(max(0, limit.requests - window.used)),
        "X-RateLimit-Reset": f"{time.time() + left:.3f}",
        "X-RateLimit-Reset-After": f"{_up(left)}",
        "X-RateLimit-Bucket": hashlib.sha256(name.encode()).hexdigest()[:32],
    }


def _refused(seconds: float, headers: Mapping[str, str], *, is_global: bool) -> Taken:
    body = {
        "message": "You are being rate limited.",
        "retry_after": _up(seconds),
        "global": is_global,
    }
    answer = json_answer(429, body)
    # Without a Via a client takes the answer for one of the wall before Discord, and gives up.
    answer.headers.update({"Via": "1.1 sandbox", "Retry-After": str(math.ceil(seconds))})
    answer.headers.update({"X-RateLimit-Scope": "user", **headers})
    return Taken(refused=answer)


def _up(seconds: float) -> float:
    return math.ceil(seconds * 1000) / 1000
