"""A message of a study group that is kept up to date: how often, and until when somebody has it in hand."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.delivery import SentMessage
from bot.domain.group_place import GroupPlace
from bot.domain.local_days import DAYS_PER_WEEK, local_day, week_of
from bot.domain.ports import Turn

ONCE_IN = timedelta(minutes=1)
"""A message is edited at most once in this time, whoever edits it."""
MUST_BEGIN_WITHIN = timedelta(seconds=10)
"""Of the claim: what would be begun later is given back."""
CLAIM_HOLDS = ONCE_IN + MUST_BEGIN_WITHIN
"""So that between the beginnings of two edits there is always the whole time."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """A message that may not say any more what holds, in hand under a `token`.

    It is the check-in of a `week` ("2026-W48") or (None) the board. `week_ends_at` is the moment of the
    calendar at which what it shows is over by itself; None where it is shown for the last time. `tries`
    counts this one and those before it that failed.
    """

    place: GroupPlace
    message: SentMessage
    token: str
    week: str | None = None
    week_ends_at: datetime | None = None
    tries: int = 1


def week_end(now: datetime, zone: str) -> datetime:
    """The moment at which the local week of the zone is over, aware, in UTC."""
    monday: date = week_of(local_day(now, zone)) + timedelta(days=DAYS_PER_WEEK)
    return datetime.combine(monday, time(), ZoneInfo(zone)).astimezone(UTC)


class BoardPort(Protocol):
    """Keeps the messages of study groups up to date. It keeps no state; its calls end within 30 seconds."""

    async def show(self, keeping: Keeping, turn: Turn) -> None:
        """Changes the message to what holds now; each request waits for its `turn`. Twice does no harm.

        Raises RetryError, UnknownError, ForbiddenError, and LostPlaceError where there is nothing to change.
        """
        ...
