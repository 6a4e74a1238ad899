"""The rules of deliveries: what is caught up on, when a failed one is tried again, how a burst is spread.

Nothing here looks at a clock: moments, seconds and random numbers are arguments.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.outbox import OutboxKind, Verdict
from bot.domain.weekly_rule import WeeklyDue, WeeklyRule, next_due

LEASE = timedelta(minutes=2)
"""Who has not said within this time that it was sent has died, or does not know."""
CATCH_UP = timedelta(hours=48)
"""What is later than this is not worth a message any more."""
LONGEST_WAIT = timedelta(hours=1)
"""Between two tries. Whatever waits longer waits because a clock was set back."""
MOST_FAILURES = 8
"""Of Badger itself. Discord's troubles end; an error in a card does not."""
REQUESTS_PER_SECOND = 36.0
"""Discord takes 50 of a bot; ten are for answers, and what leaves evenly arrives a little bunched."""
MOST_NAMED = 10
"""In a digest. Each name is a request."""
_WEEKLY = {OutboxKind.REMINDER, OutboxKind.DIGEST, OutboxKind.CHECKIN}
_FIRST_WAIT_SECONDS = 2.0
_LONGEST_BACKOFF_SECONDS = 900.0
_SHORTEST_WAIT_SECONDS = 0.001
_WINDOW_SECONDS = 1.1
"""A second, and what the way to Discord differs from one request to the next."""
_MOST_DOUBLINGS = 12
_SLACK = timedelta(days=2)
"""A rule's moment may move when a country changes its clocks after it was worked out; not by a day."""
_LONGEST_BEHIND = timedelta(weeks=60)
LOOK_BACK = timedelta(weeks=62)
"""Whether a week had its occurrence is asked this far back: further than anything is made due."""
KEPT_FOR = timedelta(weeks=65)
"""What is over is kept for longer than anybody looks back, so that no week comes a second time."""


def backoff(tries: int, chance: float, asked_seconds: float | None = None) -> timedelta:
    """How long a delivery that failed `tries` times waits: doubling, with jitter, at least as long as asked.

    `chance` is a random number from 0 to 1. Never longer than `LONGEST_WAIT`.
    """
    doubled = _FIRST_WAIT_SECONDS * 2 ** min(max(tries, 1) - 1, _MOST_DOUBLINGS)
    waits = min(doubled, _LONGEST_BACKOFF_SECONDS) * (0.5 + chance / 2)
    asked = asked_seconds or 0.0
    # Those who were all asked to come back at the same moment do not.
    return timedelta(seconds=min(max(waits, asked * (1 + chance / 10)), LONGEST_WAIT.total_seconds()))


def is_too_late(first_tried_at: datetime | None, now: datetime) -> bool:
    """Whether it was tried for so long that it is given up; both are times of the database."""
    return first_tried_at is not None and now - first_tried_at > CATCH_UP


def is_missed(kind: OutboxKind, due_at: datetime, now: datetime) -> bool:
    """Whether what was due then is not worth sending any more, at a moment of the calendar."""
    return kind in _WEEKLY and now - due_at > CATCH_UP


def dues_until(rule: WeeklyRule, planned: datetime, now: datetime, taken: set[str]) -> list[WeeklyDue]:
    """All that is due from the planned moment on until now, the oldest first, and then the one after it.

    There is always that last one, which lies in the future. What lies back more than 60 weeks is left out.
    """
    dues = [next_due(rule, max(planned - _SLACK, now - _LONGEST_BEHIND), taken)]
    while dues[-1].at <= now:
        taken = taken | {dues[-1].week}
        dues.append(next_due(rule, dues[-1].at, taken))
    return dues


def caught_up(
    dues: Sequence[WeeklyDue], now: datetime, paused_until: datetime | None
) -> list[tuple[WeeklyDue, Verdict | None]]:
    """What becomes of each that is due: None is sent, the others are skipped and recorded as such.

    Of several only the newest is sent, and only if it is less than 48 hours old.
    """
    return [(due, _verdict(due, dues[-1], now, paused_until)) for due in dues]


def _verdict(
    due: WeeklyDue, newest: WeeklyDue, now: datetime, paused_until: datetime | None
) -> Verdict | None:
    if paused_until is not None and due.at < paused_until:
        return Verdict.PAUSED
    return None if due is newest and now - due.at < CATCH_UP else Verdict.MISSED


@dataclass
class TokenBucket:
    """Spreads requests: so many a second, never more in any second, a tenth of a second's worth at once.

    The seconds of all calls are of one clock that never goes back.
    """

    per_second: float
    _ready_at: float = float("-inf")
    _closed_until: float = float("-inf")
    _entered: deque[float] = field(default_factory=deque)

    def wait_for(self, requests: int, now: float) -> float:
        """Takes so many requests, and says how many seconds to wait before the first of them."""
        wait = self.wait_now(now)
        self._ready_at = max(self._ready_at, now - 0.1) + requests / self.per_second
        return wait

    def wait_now(self, now: float) -> float:
        """How many seconds a request would wait that is asked for now; nothing is taken."""
        return max(0.0, self._ready_at - now)

    def enter(self, now: float) -> float:
        """Lets one request through that waited for its time, and says 0; else how many seconds it waits more.

        It does where the bucket was closed meanwhile, or where those before it came late, all at once.
        """
        while self._entered and now - self._entered[0] >= _WINDOW_SECONDS:
            self._entered.popleft()
        full_for = 0.0
        if len(self._entered) >= max(1, int(self.per_second)):
            full_for = self._entered[0] + _WINDOW_SECONDS - now
        wait = max(self.closed_for(now), full_for)
        if wait < _SHORTEST_WAIT_SECONDS:
            self._entered.append(now)
            return 0.0
        return wait

    def close_for(self, seconds: float, now: float) -> None:
        """Lets nothing through for so long, not even those who have their turn already."""
        self._closed_until = max(self._closed_until, now + seconds)
        self._ready_at = max(self._ready_at, self._closed_until)

    def closed_for(self, now: float) -> float:
        """For how many seconds more nothing goes through; less than a millisecond is none."""
        left = self._closed_until - now
        # A wait too short to move a clock of floating seconds would be waited for again and again.
        return left if left >= _SHORTEST_WAIT_SECONDS else 0.0
