"""A clock that stands still until it is moved."""

from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)


class SetClock:
    """Shows `NOW` at first."""

    def __init__(self) -> None:
        self._now = NOW

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        self._now += by
