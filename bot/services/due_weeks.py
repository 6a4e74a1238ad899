"""Turning weekly rules into what is due, each week once; shared by the sweep and by whoever edits a rule."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from bot.domain.delivery_rules import LOOK_BACK, caught_up, dues_until
from bot.domain.local_days import iso_week, local_day
from bot.domain.occurrence import weekly_key
from bot.domain.outbox import OutboxKey
from bot.domain.schedule import Owner, Schedule
from bot.storage import outbox, schedules
from bot.storage.database import Session

Opening: TypeAlias = Callable[[Session, Owner, str, datetime], None]
"""What is begun in the transaction that makes something due, in its week and at its moment."""


def key_in(owner: Owner, week: str) -> OutboxKey:
    """The key of the owner's in a week."""
    return weekly_key(owner.guild_id, owner.scope, owner.scope_id, owner.kind, week)


def week_at(schedule: Schedule, now: datetime) -> str:
    """The local ISO week that it is now where the schedule is kept: "2026-W48"."""
    return iso_week(local_day(now, schedule.when.zone))


def weeks_taken(session: Session, owner: Owner, now: datetime) -> set[str]:
    """The weeks that had theirs, sent or skipped, as far back as matters."""
    return outbox.weeks_since(session, key_in(owner, iso_week((now - LOOK_BACK).date())))


def make_due(session: Session, schedule: Schedule, now: datetime, opening: Opening | None = None) -> int:
    """Writes into the outbox what is due of it until now, and moves it on. Says how much will be sent.

    `opening` is called for each that will be sent.
    """
    if schedule.next_due > now:
        return 0
    owner = schedule.owner
    *past, ahead = dues_until(schedule.when.rule, schedule.next_due, now, weeks_taken(session, owner, now))
    count = 0
    for due, verdict in caught_up(past, now, schedule.paused_until):
        key = key_in(owner, due.week)
        is_new = outbox.add(session, key, {}, due_at=due.at, now=now, verdict=verdict)
        if is_new and verdict is None:
            count += 1
            if opening is not None:
                opening(session, owner, due.week, due.at)
    schedules.move(session, owner, ahead.at)
    return count


def make_all_due(
    session: Session, now: datetime, limit: int, opening: Opening | None = None
) -> tuple[int, int]:
    """The same for up to `limit` schedules that are due: how many were looked at, how much will be sent."""
    found = schedules.due(session, now, limit)
    return len(found), sum(make_due(session, schedule, now, opening) for schedule in found)
