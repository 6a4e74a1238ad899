"""The use cases of a member's weekly reminder, and what the digest of a server shares with it.

There is one reminder a member and server, and one digest a server: setting it again edits it. No edit of zone
or time sends a week twice; where a week falls out, the answer says which. What is written due wakes the
sweep, so that it goes out at once.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time

from bot.domain.errors import UserError
from bot.domain.occurrence import trial_of
from bot.domain.outbox import OutboxEntry
from bot.domain.ports import Clock
from bot.domain.schedule import (
    FOREVER,
    Owner,
    Schedule,
    ScheduleSet,
    WeeklyTime,
    member_reminder,
)
from bot.domain.weekly_rule import missed_by_edit, next_due
from bot.services.asker import Asker
from bot.services.due_weeks import key_in, make_due, week_at, weeks_taken
from bot.storage import outbox, schedules, user_settings
from bot.storage.database import Database, Session


class Schedules:
    """Keeps members' reminders. `wake` is called when something was written that is due now."""

    def __init__(self, database: Database, clock: Clock, wake: Callable[[], None]) -> None:
        self._database = database
        self._clock = clock
        self._wake = wake

    async def reminder(self, asker: Asker) -> Schedule | None:
        """The member's reminder in the server. Raises UserError `server-needed`."""
        return await self._database.read(schedules.of, reminder_of(asker))

    async def set_reminder(
        self, asker: Asker, weekday: int, at: time, channel_id: int | None = None
    ) -> ScheduleSet:
        """Sets the member's reminder, or edits it: on a weekday (Monday is 0) at a wall time where they are.

        `channel_id` is a channel or thread of the server; None: in a direct message. A pause ends. Nobody is
        asked here whether Badger may write there. Raises UserError `server-needed`.
        """
        owner = reminder_of(asker)

        def decide(session: Session, now: datetime) -> ScheduleSet:
            zone = user_settings.time_zone_of(session, asker.user_id)
            when = WeeklyTime(zone or "UTC", weekday, at)
            return replace(set_weekly(session, owner, when, channel_id, now), zone_is_known=bool(zone))

        return await self._set(decide)

    async def pause_reminder(self, asker: Asker, until: datetime | None) -> Schedule:
        """Lets it rest until a moment, or (None) until it is resumed; its weeks are recorded as paused.

        Raises UserError `server-needed`, `reminder-none`.
        """
        return await self._pause(reminder_of(asker), until or FOREVER)

    async def resume_reminder(self, asker: Asker) -> Schedule:
        """Ends a pause. Raises UserError `server-needed`, `reminder-none`."""
        return await self._pause(reminder_of(asker), None)

    async def remove_reminder(self, asker: Asker) -> bool:
        """Takes it away, and says whether there was one. Raises UserError `server-needed`."""
        return await self._database.write(schedules.remove, reminder_of(asker))

    async def try_reminder(self, asker: Asker) -> int:
        """Sends one now, as a trial that uses up no week; says its id, for `Reminders.outcome`.

        The same interaction sends it once. Raises UserError `server-needed`, `reminder-none`.
        """
        return await self._try(reminder_of(asker), asker.interaction_id)

    async def tell_refusal(self, asker: Asker) -> bool:
        """Whether to tell the member that their reminder cannot be delivered: true once. Cheap; ask often.

        Raises UserError `server-needed`.
        """
        owner = reminder_of(asker)
        found = await self._database.read(schedules.of, owner)
        if found is None or found.refused_at is None:
            return False
        return await self._database.write(schedules.tell_refusal, owner)

    async def _set(self, decide: Callable[[Session, datetime], ScheduleSet]) -> ScheduleSet:
        done = await self._database.write(decide, self._clock.now())
        self._wake()
        return done

    async def _pause(self, owner: Owner, until: datetime | None) -> Schedule:
        paused = await self._database.write(_pause, owner, until, self._clock.now())
        self._wake()
        return paused

    async def _try(self, owner: Owner, interaction_id: int) -> int:
        row_id = await self._database.write(_try, owner, interaction_id, self._clock.now())
        self._wake()
        return row_id


def set_weekly(
    session: Session, owner: Owner, when: WeeklyTime, channel_id: int | None, now: datetime
) -> ScheduleSet:
    """Writes a rule in place of the one before. What was due before is due still."""
    before = _settled(session, owner, now)
    taken = weeks_taken(session, owner, now)
    ahead = next_due(when.rule, now, taken).at
    if before is None:
        return ScheduleSet(
            schedules.save(session, Schedule(owner, when, channel_id, None, ahead)), is_new=True
        )
    missed = None
    if not before.is_paused(now):
        missed = missed_by_edit(before.when.rule, when.rule, now, taken)
    edited = replace(
        before, when=when, channel_id=channel_id, paused_until=None, next_due=ahead, refused_at=None
    )
    return ScheduleSet(schedules.save(session, edited), missed)


def move_to_zone(session: Session, owner: Owner, zone: str, now: datetime) -> ScheduleSet | None:
    """Lets the owner's come at the same wall time in another zone; None where there is none.

    A pause stays. In the transaction that changes the zone.
    """
    before = _settled(session, owner, now)
    if before is None:
        return None
    when, taken = replace(before.when, zone=zone), weeks_taken(session, owner, now)
    missed = None if before.is_paused(now) else missed_by_edit(before.when.rule, when.rule, now, taken)
    edited = replace(before, when=when, next_due=next_due(when.rule, now, taken).at)
    return ScheduleSet(schedules.save(session, edited), missed)


def _settled(session: Session, owner: Owner, now: datetime) -> Schedule | None:
    """The owner's after all that was due of it is written: an edit must not swallow it."""
    found = schedules.of(session, owner)
    if found is not None and make_due(session, found, now):
        return schedules.of(session, owner)
    return found


def needed(session: Session, owner: Owner) -> Schedule:
    """The owner's reminder. Raises UserError `reminder-none`."""
    found = schedules.of(session, owner)
    if found is None:
        raise UserError("reminder-none")
    return found


def _pause(session: Session, owner: Owner, until: datetime | None, now: datetime) -> Schedule:
    needed(session, owner)
    _settled(session, owner, now)
    return schedules.save(session, replace(needed(session, owner), paused_until=until))


def _try(session: Session, owner: Owner, interaction_id: int, now: datetime) -> int:
    schedule = needed(session, owner)
    key = trial_of(key_in(owner, week_at(schedule, now)), interaction_id)
    outbox.add(session, key, {}, due_at=now, now=now)
    return written(outbox.at(session, key)).id


def written(found: OutboxEntry | None) -> OutboxEntry:
    """What was found. Raises UserError `delivery-unknown` where nothing was."""
    if found is None:
        raise UserError("delivery-unknown")
    return found


def reminder_of(asker: Asker) -> Owner:
    """The owner of the asker's reminder. Raises UserError `server-needed`."""
    if asker.guild_id is None:
        raise UserError("server-needed")
    return member_reminder(asker.guild_id, asker.user_id)
