"""The clock of this machine."""

from datetime import UTC, datetime


class SystemClock:
    """The calendar of this machine."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return datetime.now(UTC)
