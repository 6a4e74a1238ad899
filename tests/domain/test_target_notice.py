"""When a member is told that their day comes near, and when that does not hold any more."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.enrolment import EnrolmentStatus
from bot.domain.target_notice import notice_days, notice_due, notice_key, still_holds
from tests.domain.some_enrolment import START, enrolment, task

TARGET = START + timedelta(days=30)


def test_it_is_told_two_weeks_and_three_days_before():
    assert list(notice_days(TARGET, today=START)) == [
        TARGET - timedelta(days=14),
        TARGET - timedelta(days=3),
    ]


@pytest.mark.parametrize(("days", "left"), [(15, 2), (14, 1), (4, 1), (3, 0), (1, 0)])
def test_what_would_be_told_today_or_before_is_not(days: int, left: int):
    assert len(list(notice_days(START + timedelta(days=days), today=START))) == left


def test_it_comes_in_the_morning_where_the_member_is():
    day = date(2026, 11, 20)
    assert notice_due(day, "America/New_York") == datetime(2026, 11, 20, 14, tzinfo=UTC)
    assert notice_due(day, None) == datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_it_holds_for_this_target_of_an_active_enrolment_that_lies_ahead():
    found = enrolment(task(1), target=TARGET)
    period = notice_key(found, TARGET - timedelta(days=14)).period
    today = TARGET - timedelta(days=14)
    assert still_holds(found, period, today=today)
    assert not still_holds(found, period, today=TARGET)
    assert not still_holds(replace(found, target=TARGET + timedelta(days=1)), period, today=today)
    assert not still_holds(replace(found, target=None), period, today=today)
    resting = enrolment(task(1), target=TARGET, statuses=(EnrolmentStatus.ACTIVE, EnrolmentStatus.PAUSED))
    assert not still_holds(resting, period, today=today)
