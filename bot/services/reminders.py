"""The use cases on a reminder that was delivered: snooze it, be quiet for the week, see what came of it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.errors import UserError
from bot.domain.occurrence import snoozed
from bot.domain.outbox import OutboxEntry, OutboxKind, OutboxStatus, Verdict
from bot.domain.ports import Clock
from bot.domain.schedule import Owner, Schedule
from bot.domain.weekly_rule import next_due
from bot.services.asker import Asker
from bot.services.due_weeks import key_in, make_due, week_at, weeks_taken
from bot.services.schedules import needed, reminder_of, written
from bot.storage import outbox, schedules
from bot.storage.database import Database, Session

_DAY = timedelta(days=1)
_SNOOZABLE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far a delivery is. `verdict` says why it was skipped, or is dead; None else."""

    status: OutboxStatus
    verdict: Verdict | None = None

    @property
    def is_settled(self) -> bool:
        """Whether nothing more will become of it."""
        return self.status not in {OutboxStatus.PENDING, OutboxStatus.LEASED}


@dataclass(frozen=True, slots=True)
class Snoozed:
    """When it comes again. `is_new`: it was not snoozed before; a second click moves nothing."""

    due_at: datetime
    is_new: bool


class Reminders:
    """What a member does with a reminder. `delivery_id` is `Delivery.id`, as the buttons carry it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def snooze(self, asker: Asker, delivery_id: int | None = None) -> Snoozed:
        """Lets a reminder come again tomorrow at the same wall time; None: the last one of these seven days.

        Raises UserError `server-needed`, `reminder-none`, `snooze-none` (nothing was sent in these days),
        `delivery-unknown` (it is not theirs, or not there any more).
        """
        return await self._database.write(_snooze, asker, delivery_id, self._clock.now())

    async def skip_week(self, asker: Asker) -> Schedule:
        """Lets none come any more in the local week that it is now, nor a snoozed one; says when the next is.

        Raises UserError `server-needed`, `reminder-none`.
        """
        return await self._database.write(_skip_week, asker, self._clock.now())

    async def outcome(self, asker: Asker, delivery_id: int) -> Outcome:
        """How far the member's delivery is. Raises UserError `server-needed`, `delivery-unknown`."""
        return await self._database.read(_outcome, asker, delivery_id)


def _snooze(session: Session, asker: Asker, delivery_id: int | None, now: datetime) -> Snoozed:
    owner = reminder_of(asker)
    schedule = needed(session, owner)
    child = snoozed(_snoozable(session, owner, delivery_id, now).key)
    tomorrow = (now.astimezone(ZoneInfo(schedule.when.zone)) + _DAY).replace(fold=0)
    is_new = outbox.add(session, child, {}, due_at=tomorrow.astimezone(UTC), now=now)
    return Snoozed(written(outbox.at(session, child)).due_at, is_new)


def _snoozable(session: Session, owner: Owner, delivery_id: int | None, now: datetime) -> OutboxEntry:
    if delivery_id is None:
        last = outbox.newest_sent(session, owner)
        if last is None or now - last.due_at > _SNOOZABLE:
            raise UserError("snooze-none")
        return last
    found = written(outbox.of_member(session, owner.guild_id, owner.scope_id, delivery_id))
    if found.key.kind is not OutboxKind.REMINDER:
        raise UserError("delivery-unknown")
    return found


def _skip_week(session: Session, asker: Asker, now: datetime) -> Schedule:
    owner = reminder_of(asker)
    schedule = needed(session, owner)
    make_due(session, schedule, now)
    outbox.skip_waiting(session, owner, Verdict.NOT_THIS_WEEK)
    week = key_in(owner, week_at(schedule, now))
    outbox.add(session, week, {}, due_at=now, now=now, verdict=Verdict.NOT_THIS_WEEK)
    schedules.move(session, owner, next_due(schedule.when.rule, now, weeks_taken(session, owner, now)).at)
    return needed(session, owner)


def _outcome(session: Session, asker: Asker, delivery_id: int) -> Outcome:
    owner = reminder_of(asker)
    entry = written(outbox.of_member(session, owner.guild_id, owner.scope_id, delivery_id))
    return Outcome(entry.status, entry.verdict)
