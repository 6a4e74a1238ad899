"""What a server's weekly digest tells: of which days, and of whom."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.group_weeks import NO_TOLD_GROUPS, ToldGroups
from bot.domain.local_days import DAYS_PER_WEEK, local_day


@dataclass(frozen=True, slots=True)
class DigestDays:
    """The seven local days that a digest tells of, and the moments between which they lie.

    `until` is the day after the last one; so the days of two digests neither overlap nor leave one out.
    """

    since: date
    until: date
    begins_at: datetime
    ends_at: datetime

    @property
    def days(self) -> tuple[date, ...]:
        """All seven, in order."""
        return tuple(self.since + timedelta(days=number) for number in range(DAYS_PER_WEEK))


@dataclass(frozen=True, slots=True)
class DigestLine:
    """Somebody who lets it be told, and the credential that they finished or started."""

    user_id: int
    title: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What happened in the seven days, of those who let it be told.

    `minutes` are of each day that has some, of the `members_counted` who let the server see their progress.
    """

    days: DigestDays
    finished: tuple[DigestLine, ...]
    started: tuple[DigestLine, ...]
    minutes: dict[date, int]
    members_counted: int
    groups: ToldGroups = NO_TOLD_GROUPS

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.finished or self.started or self.total_minutes or self.groups.groups)

    @property
    def total_minutes(self) -> int:
        """All of the week's."""
        return sum(self.minutes.values())

    def minutes_by_day(self) -> tuple[tuple[date, int], ...]:
        """Each of the seven days with its minutes, in order."""
        return tuple((day, self.minutes.get(day, 0)) for day in self.days.days)


def digest_days(due_at: datetime, zone: str | None, *, is_trial: bool = False) -> DigestDays:
    """The seven days before the one on which it is due; of a trial the last one is that day itself."""
    until = local_day(due_at, zone) + timedelta(days=int(is_trial))
    since = until - timedelta(days=DAYS_PER_WEEK)
    return DigestDays(since, until, _midnight(since, zone), _midnight(until, zone))


def _midnight(day: date, zone: str | None) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone or "UTC")).astimezone(UTC)
