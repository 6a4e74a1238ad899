"""What a budget can be, and the total that it makes."""

from datetime import date

import pytest

from bot.domain.budget import WEEKS_PER_MONTH, Budget, budget_of
from bot.domain.errors import UserError

TODAY = date(2026, 11, 23)


def test_total_is_hours_a_week_times_weeks() -> None:
    assert budget_of(today=TODAY, weekly_minutes=180, weeks=6).total_minutes == 18 * 60


def test_total_needs_hours_and_calendar() -> None:
    assert budget_of(today=TODAY, weekly_minutes=180).total_minutes is None
    assert budget_of(today=TODAY, weeks=6).total_minutes is None


def test_stated_total_caps_the_product() -> None:
    assert budget_of(today=TODAY, weekly_minutes=180, weeks=6, total_minutes=600).total_minutes == 600
    assert budget_of(today=TODAY, weekly_minutes=180, weeks=6, total_minutes=1200).total_minutes == 1080


def test_total_that_is_the_product_is_not_kept_as_a_cap() -> None:
    stated_twice = budget_of(today=TODAY, weekly_minutes=180, weeks=6, total_minutes=1080)
    assert stated_twice == budget_of(today=TODAY, weekly_minutes=180, weeks=6)


def test_deadline_gives_weeks_from_today() -> None:
    assert budget_of(today=TODAY, deadline=date(2027, 3, 15)) == Budget(None, 16.0, date(2027, 3, 15), None)


def test_a_day_each_day_until_a_deadline_is_exact() -> None:
    daily = budget_of(today=TODAY, weekly_minutes=7 * 30, deadline=date(2026, 12, 4))
    assert daily.total_minutes == 11 * 30


def test_of_weeks_and_deadline_the_earlier_end_is_kept() -> None:
    deadline = date(2027, 3, 15)
    assert budget_of(today=TODAY, weeks=6, deadline=deadline) == budget_of(today=TODAY, weeks=6)
    assert budget_of(today=TODAY, weeks=30, deadline=deadline) == budget_of(today=TODAY, deadline=deadline)


def test_only_a_calendar_without_work_lacks_weekly_hours() -> None:
    assert budget_of(today=TODAY, weeks=6).lacks_weekly_hours
    assert not budget_of(today=TODAY, weeks=6, weekly_minutes=60).lacks_weekly_hours
    assert not budget_of(today=TODAY, weeks=6, total_minutes=60).lacks_weekly_hours
    assert not budget_of(today=TODAY, weekly_minutes=60).lacks_weekly_hours


def test_month_is_30_44_days() -> None:
    assert pytest.approx(30.44) == WEEKS_PER_MONTH * 7


@pytest.mark.parametrize(
    ("stated", "message_id"),
    [
        ({}, "budget-nothing"),
        ({"weekly_minutes": 0}, "budget-not-positive"),
        ({"weeks": -1.0}, "budget-not-positive"),
        ({"total_minutes": 0}, "budget-not-positive"),
        ({"weekly_minutes": 168 * 60 + 1}, "budget-week-too-long"),
        ({"deadline": TODAY}, "budget-deadline-past"),
        ({"deadline": date(2026, 11, 22)}, "budget-deadline-past"),
        ({"weeks": 6000.0}, "budget-too-large"),
        ({"total_minutes": 60_000_001}, "budget-too-large"),
    ],
)
def test_what_cannot_be_is_refused(stated: dict[str, object], message_id: str) -> None:
    with pytest.raises(UserError) as refusal:
        budget_of(today=TODAY, **stated)  # type: ignore[arg-type]
    assert refusal.value.message_id == message_id


def test_whole_week_is_allowed() -> None:
    assert budget_of(today=TODAY, weekly_minutes=168 * 60).weekly_minutes == 10_080
