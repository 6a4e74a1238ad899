"""The calendar of the sandbox, which can be moved forward. Ids and deadlines keep real time."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEXT = re.compile(r"(?P<day>[a-z]+) (?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)", re.IGNORECASE)
_LONGEST_AHEAD = timedelta(days=366 * 20)

Moved = Callable[[datetime, datetime], None]


def _real_now() -> datetime:
    return datetime.now(UTC)


class ClockRefusesError(ValueError):
    """The calendar cannot be moved like that; the text says why."""


class Clock:
    """A calendar that goes with real time, so many seconds ahead of it."""

    def __init__(self, real_now: Callable[[], datetime] = _real_now) -> None:
        self._real_now = real_now
        self._ahead = timedelta()
        self._callbacks: list[Moved] = []

    def now(self) -> datetime:
        """The calendar's time, aware UTC."""
        return self._real_now() + self._ahead

    @property
    def ahead_seconds(self) -> int:
        """How far the calendar is ahead of real time, in seconds."""
        return int(self._ahead.total_seconds())

    def on_moved(self, callback: Moved) -> None:
        """Has `callback` called with the times before and after each move."""
        self._callbacks.append(callback)

    def advance(self, seconds: float) -> None:
        """Moves the calendar forward. Raises ClockRefusesError on a move back or beyond all bounds."""
        most = (_LONGEST_AHEAD - self._ahead).total_seconds()
        if not 0 <= seconds <= most:
            raise ClockRefusesError("The calendar only moves forward, by at most twenty years in all.")
        before = self.now()
        self._ahead += timedelta(seconds=seconds)
        for callback in self._callbacks:
            callback(before, before + timedelta(seconds=seconds))

    def move_to(self, moment: datetime) -> None:
        """Moves the calendar to an aware moment. Raises ClockRefusesError where that is in its past."""
        self.advance((moment - self.now()).total_seconds())

    def move_to_next(self, when: str) -> None:
        """Moves to the next "monday 09:00" (UTC). Raises ClockRefusesError where that cannot be read."""
        found = _NEXT.fullmatch(when.strip())
        if found is None or found["day"].lower() not in _DAYS:
            raise ClockRefusesError('Say a weekday and a time, like "monday 09:00".')
        now = self.now()
        days = (_DAYS.index(found["day"].lower()) - now.weekday()) % len(_DAYS)
        time = timedelta(days=days, hours=int(found["hour"]), minutes=int(found["minute"]))
        moment = now.replace(hour=0, minute=0, second=0, microsecond=0) + time
        self.move_to(moment if moment > now else moment + timedelta(days=len(_DAYS)))
