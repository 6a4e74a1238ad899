"""The use cases of what a member tells of themselves: zone, hours a week, who sees them, announcing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.domain.budget import budget_of
from bot.domain.errors import UserError
from bot.domain.local_days import local_day, local_time
from bot.domain.ports import Clock
from bot.domain.time_zones import zone_named, zones_suggested
from bot.domain.visibility import DEFAULT_VISIBILITY, Announcing, Visibility
from bot.services.asker import Asker
from bot.services.schedules import move_to_zone
from bot.storage import member_settings, schedules, user_settings
from bot.storage.board_marks import mark_member
from bot.storage.database import Database, Session

MOST_CHOICES = 25
"""Discord shows at most 25."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is kept of a member's wishes; None where they never said.

    Zone, weekly minutes and language are the user's in every server; visibility and announcing belong to the
    server (the default and None in a direct message without one). `today` is the day where they are, and
    `local_time` the moment as a clock there shows it. `missed_weeks`: of each server whose weekly reminder
    lost a week by what was just set, that week ("2026-W48").
    """

    time_zone: str | None
    weekly_minutes: int | None
    language: str | None
    visibility: Visibility
    announcing: Announcing | None
    today: date
    local_time: datetime
    missed_weeks: Mapping[int, str] = field(default_factory=dict)


class MemberProfile:
    """Keeps what a member tells of themselves. Each use case answers with the whole profile after it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def settings(self, asker: Asker) -> Profile:
        """What is kept."""
        return await self._database.read(_profile, asker, self._clock.now())

    async def set_time_zone(self, asker: Asker, typed: str) -> Profile:
        """Keeps a zone, by its name or its city; logged days stay, weekly reminders move along.

        Raises UserError `zone-unknown`.
        """
        zone, now = zone_named(typed), self._clock.now()

        def move(session: Session) -> Profile:
            user_settings.set_time_zone(session, asker.user_id, zone, now=now)
            missed = _move_reminders(session, asker.user_id, zone, now)
            return replace(_profile(session, asker, now), missed_weeks=missed)

        return await self._database.write(move)

    async def set_weekly_minutes(self, asker: Asker, minutes: int) -> Profile:
        """Keeps the minutes a week, for `/find` without a time. Raises UserError as `budget_of`."""
        budget_of(today=self._clock.now().date(), weekly_minutes=minutes)
        return await self._set(
            asker,
            lambda session, now: user_settings.remember_weekly_minutes(
                session, asker.user_id, minutes, now=now
            ),
        )

    async def forget_weekly_minutes(self, asker: Asker) -> Profile:
        """Lets `/find` ask for the hours again."""
        return await self._set(
            asker, lambda session, now: user_settings.forget_weekly_minutes(session, asker.user_id, now=now)
        )

    async def set_visibility(self, asker: Asker, visibility: Visibility) -> Profile:
        """Keeps who sees the member's progress in the server. Raises UserError `server-needed`."""
        guild_id = _server_of(asker)

        def show_or_hide(session: Session, now: datetime) -> None:
            member_settings.set_visibility(session, guild_id, asker.user_id, visibility, now=now)
            mark_member(session, guild_id, asker.user_id, now)

        return await self._set(asker, show_or_hide)

    async def set_announcing(self, asker: Asker, announcing: Announcing) -> Profile:
        """Keeps whether the server is told what the member completes. Raises UserError `server-needed`."""
        guild_id = _server_of(asker)
        return await self._set(
            asker,
            lambda session, now: member_settings.set_announcing(
                session, guild_id, asker.user_id, announcing, now=now
            ),
        )

    @staticmethod
    def suggest_time_zones(typed: str) -> list[str]:
        """The zones that the letters may mean, at most 25; those of many people where nothing is typed."""
        return zones_suggested(typed, MOST_CHOICES)

    def suggest_local_times(self, typed: str) -> list[tuple[str, datetime]]:
        """The same zones, each with what a clock there shows."""
        now = self._clock.now()
        return [(zone, local_time(now, zone)) for zone in self.suggest_time_zones(typed)]

    async def _set(self, asker: Asker, save: Callable[[Session, datetime], None]) -> Profile:
        now = self._clock.now()

        def save_and_read(session: Session) -> Profile:
            save(session, now)
            return _profile(session, asker, now)

        return await self._database.write(save_and_read)


def _move_reminders(session: Session, user_id: int, zone: str, now: datetime) -> dict[int, str]:
    owners = [each.owner for each in schedules.of_user(session, user_id)]
    moved = {owner.guild_id: move_to_zone(session, owner, zone, now) for owner in owners}
    return {guild: done.missed_week for guild, done in moved.items() if done and done.missed_week}


def _profile(session: Session, asker: Asker, now: datetime) -> Profile:
    row = user_settings.row_of(session, asker.user_id)
    zone = row.time_zone if row else None
    visibility, announcing = DEFAULT_VISIBILITY, None
    if asker.guild_id is not None:
        visibility = member_settings.visibility_of(session, asker.guild_id, asker.user_id)
        announcing = member_settings.announcing_of(session, asker.guild_id, asker.user_id)
    minutes = row.weekly_minutes if row else None
    language = row.language if row else None
    return Profile(
        zone, minutes, language, visibility, announcing, local_day(now, zone), local_time(now, zone)
    )


def _server_of(asker: Asker) -> int:
    if asker.guild_id is None:
        raise UserError("server-needed")
    return asker.guild_id
