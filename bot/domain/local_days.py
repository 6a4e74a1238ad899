"""Days and weeks where a person is. A day once written down keeps its date when the zone changes."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

DAYS_PER_WEEK = 7


def local_day(moment: datetime, zone: str | None) -> date:
    """The date at an aware `moment` in an IANA zone that is known; in UTC where the person named none."""
    return local_time(moment, zone).date()


def local_time(moment: datetime, zone: str | None) -> datetime:
    """An aware `moment` as a clock in the zone shows it; in UTC where the person named none."""
    return moment.astimezone(ZoneInfo(zone or "UTC"))


def week_of(day: date) -> date:
    """The Monday of the ISO week in which the day lies."""
    return day - timedelta(days=day.weekday())


def iso_week(day: date) -> str:
    """The ISO week of the day as it is written: 2026-W48."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"
