"""Snowflakes: ids that hold the real time at which they were made."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

EPOCH_MS = 1_420_070_400_000  # the first second of 2015
_TIME_SHIFT = 22


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


class Snowflakes:
    """A source of ids, each greater than the one before, however the machine's clock jumps."""

    def __init__(self, now_ms: Callable[[], int] = _now_ms) -> None:
        self._now_ms = now_ms
        self._last = 0

    def next(self) -> int:
        """A new id."""
        self._last = max((self._now_ms() - EPOCH_MS) << _TIME_SHIFT, self._last + 1)
        return self._last


def moment_of(snowflake: int) -> datetime:
    """When the id was made, aware UTC."""
    return datetime.fromtimestamp(((snowflake >> _TIME_SHIFT) + EPOCH_MS) / 1000, UTC)


def snowflake_or_none(value: object) -> int | None:
    """The id in what a request gives as one; None where it is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= len(str(2**64)):
        return int(value)
    return None
