"""When a member is told that the day by which they want to be done comes near."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.enrolment import Enrolment, EnrolmentStatus
from bot.domain.outbox import OutboxKey, OutboxKind, OutboxScope

NOTICE_DAYS = (14, 3)
"""Two weeks before, one can still change something; three days before, one can still finish."""
NOTICE_TIME = time(9)


def notice_days(target: date, *, today: date) -> Iterator[date]:
    """The days that are still to come on which it is told."""
    for days in NOTICE_DAYS:
        day = target - timedelta(days=days)
        if day > today:
            yield day


def notice_key(enrolment: Enrolment, day: date) -> OutboxKey:
    """What there is one of: a notice about an enrolment on a local day."""
    return OutboxKey(
        enrolment.guild_id,
        OutboxScope.MEMBER,
        enrolment.user_id,
        OutboxKind.NOTICE,
        enrolment.id,
        day.isoformat(),
    )


def notice_due(day: date, zone: str | None) -> datetime:
    """The moment of that day at which it is told where the member is, in UTC."""
    return datetime.combine(day, NOTICE_TIME, ZoneInfo(zone or "UTC")).astimezone(ZoneInfo("UTC"))


def still_holds(enrolment: Enrolment, period: str, *, today: date) -> bool:
    """Whether a notice that was planned for a day is true: the target and the status may be others since."""
    if enrolment.status is not EnrolmentStatus.ACTIVE or enrolment.target is None:
        return False
    planned = date.fromisoformat(period)
    is_of_this_target = (enrolment.target - planned).days in NOTICE_DAYS
    return is_of_this_target and enrolment.target > today
