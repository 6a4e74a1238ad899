"""When a member is told that what they earned expires. Its notices are beside those of a target day."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.domain.enrolment import Enrolment, Outline
from bot.domain.local_days import local_day
from bot.domain.outbox import OutboxKey, OutboxKind, OutboxScope

RENEWAL_DAYS = (60, 14)
"""Two months before, one can still study for it; two weeks before, one can still find a date."""
RENEWAL_SUBJECT = "renewal:"
"""A target's notice has the enrolment's id alone, in which there is no colon."""


def expires_on(completed_on: date, months: int) -> date:
    """The day that many months later, or the last of its month where that is shorter."""
    from dateutil.relativedelta import relativedelta

    day: date = completed_on + relativedelta(months=months)
    return day


def valid_months_of(enrolment: Enrolment, current: Outline | None) -> int | None:
    """For how long it is valid: what the catalogue says now; what it said then where it has no `current`."""
    return (current or enrolment.outline).valid_months


def expiry_of(enrolment: Enrolment, current: Outline | None, zone: str | None) -> date | None:
    """The day until which what was completed is valid; None where nobody says, or it is not completed."""
    months = valid_months_of(enrolment, current)
    if months is None or enrolment.completed_at is None:
        return None
    return expires_on(local_day(enrolment.completed_at, zone), months)


def renewal_days(expires: date, *, today: date) -> Iterator[date]:
    """The days that are still to come on which it is told."""
    return (day for day in _all_days(expires) if day > today)


def renewal_subject(enrolment_id: str) -> str:
    """What its notices are about."""
    return f"{RENEWAL_SUBJECT}{enrolment_id}"


def renewal_key(enrolment: Enrolment, day: date) -> OutboxKey:
    """What there is one of: a notice on a local day that an enrolment's credential expires."""
    return OutboxKey(
        enrolment.guild_id,
        OutboxScope.MEMBER,
        enrolment.user_id,
        OutboxKind.NOTICE,
        renewal_subject(enrolment.id),
        day.isoformat(),
    )


def is_renewal(key: OutboxKey) -> bool:
    """Whether it tells that something expires."""
    return key.kind is OutboxKind.NOTICE and key.subject.startswith(RENEWAL_SUBJECT)


def enrolment_in(key: OutboxKey) -> str:
    """The id of the enrolment that the notice is about."""
    return key.subject.removeprefix(RENEWAL_SUBJECT)


def is_its_day(expires: date, planned: date, *, today: date) -> bool:
    """Whether what was planned for a day is told: no later one is due as well, and it is still valid."""
    # Where the member moved west meanwhile, the day has not begun there.
    due = [day for day in _all_days(expires) if day <= max(today, planned)]
    return today < expires and due[-1:] == [planned]


def _all_days(expires: date) -> Iterator[date]:
    return (expires - timedelta(days=days) for days in RENEWAL_DAYS)
