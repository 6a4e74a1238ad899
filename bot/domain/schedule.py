"""What comes every week: a member's reminder, a server's digest, a study group's check-in."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.outbox import OutboxKind, OutboxScope
from bot.domain.weekly_rule import WeeklyRule

FOREVER = datetime(9999, 12, 1, tzinfo=UTC)
"""The end of a pause that has none."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose it is: there is one reminder a member and server, and one digest a server."""

    guild_id: int
    scope: OutboxScope
    scope_id: int
    kind: OutboxKind


@dataclass(frozen=True, slots=True)
class WeeklyTime:
    """When it comes, on the wall of somebody in a zone; `weekday` counts from Monday, 0."""

    zone: str
    weekday: int
    at: time

    @property
    def rule(self) -> WeeklyRule:
        """The same as a rule. Raises ValueError and ZoneInfoNotFoundError where there is no such time."""
        return WeeklyRule(ZoneInfo(self.zone), self.weekday, self.at)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A weekly thing as it is kept; `channel_id` None: in a direct message.

    `next_due` is the next time at which it comes, whatever `paused_until` says. `refused_at`: since then it
    cannot be delivered where it goes to. `version` counts the changes, from 1.
    """

    owner: Owner
    when: WeeklyTime
    channel_id: int | None
    paused_until: datetime | None
    next_due: datetime
    refused_at: datetime | None = None
    version: int = 1

    def is_paused(self, now: datetime) -> bool:
        """Whether it rests at a moment."""
        return self.paused_until is not None and now < self.paused_until

    @property
    def is_paused_for_good(self) -> bool:
        """Whether it rests until somebody resumes it."""
        return self.paused_until is not None and self.paused_until >= FOREVER


@dataclass(frozen=True, slots=True)
class ScheduleSet:
    """What came of setting or editing.

    `missed_week` ("2026-W48") has none any more through it; None: every week has its own. `is_new`: there was
    none before. `zone_is_known`: the member named theirs; else it is UTC.
    """

    schedule: Schedule
    missed_week: str | None = None
    is_new: bool = False
    zone_is_known: bool = True


def member_reminder(guild_id: int, user_id: int) -> Owner:
    """The owner of a member's reminder in a server."""
    return Owner(guild_id, OutboxScope.MEMBER, user_id, OutboxKind.REMINDER)


def server_digest(guild_id: int) -> Owner:
    """The owner of a server's digest."""
    return Owner(guild_id, OutboxScope.GUILD, guild_id, OutboxKind.DIGEST)


def group_checkin(guild_id: int, group_id: int) -> Owner:
    """The owner of a study group's check-in."""
    return Owner(guild_id, OutboxScope.GROUP, group_id, OutboxKind.CHECKIN)
