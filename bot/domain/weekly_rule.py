"""A weekly rule of the local calendar: this weekday, this wall time, in this zone.

The instant is made from the local date and the wall time by way of UTC. A time that the clocks jump over in
spring comes out later by the jump; of an hour that comes twice in autumn the first one counts.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.local_days import DAYS_PER_WEEK, iso_week, week_of

_WEEK = timedelta(days=DAYS_PER_WEEK)
_MOST_WEEKS_AHEAD = 520
"""Ten years: what has no free week until then is not a rule any more."""


@dataclass(frozen=True, slots=True)
class WeeklyRule:
    """Once in every local ISO week; `weekday` counts from Monday, 0."""

    zone: ZoneInfo
    weekday: int
    at: time

    def __post_init__(self) -> None:
        if not 0 <= self.weekday < DAYS_PER_WEEK or self.at.tzinfo is not None:
            raise ValueError(self)

    def in_week(self, monday: date) -> "WeeklyDue":
        """When it is due in the week that begins on that Monday."""
        day = monday + timedelta(days=self.weekday)
        local = datetime.combine(day, self.at, self.zone).replace(fold=0)
        return WeeklyDue(iso_week(day), local.astimezone(UTC))


@dataclass(frozen=True, slots=True)
class WeeklyDue:
    """When a rule is due, and the local ISO week to which that belongs: "2026-W48"."""

    week: str
    at: datetime


def next_due(rule: WeeklyRule, after: datetime, taken: Container[str] = ()) -> WeeklyDue:
    """The first due moment later than `after` in a week that is not among the `taken`.

    `taken` are the weeks that had theirs: a rule whose zone or time is edited goes on with the next week
    then. Raises ValueError where every week of the next ten years is taken.
    """
    monday = week_of(after.astimezone(rule.zone).date()) - _WEEK
    for _ in range(_MOST_WEEKS_AHEAD):
        due = rule.in_week(monday)
        if due.at > after and due.week not in taken:
            return due
        monday += _WEEK
    raise ValueError(rule)


def missed_by_edit(before: WeeklyRule, after: WeeklyRule, now: datetime, taken: Container[str]) -> str | None:
    """The week that would have had its turn and has none any more, because the rule was edited at `now`.

    It is said to whoever edits: no week is skipped in silence.
    """
    planned, next_one = next_due(before, now, taken), next_due(after, now, taken)
    return planned.week if planned.week < next_one.week else None
