"""When a member is told that what they earned expires."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.renewal import (
    RENEWAL_DAYS,
    enrolment_in,
    expires_on,
    is_its_day,
    is_renewal,
    renewal_days,
    renewal_key,
)
from bot.domain.target_notice import notice_key
from tests.domain.some_enrolment import START, enrolment, task

days_of_earning = st.dates(date(2000, 1, 1), date(2060, 12, 31))
validities = st.integers(1, 600)


@pytest.mark.parametrize(
    ("completed_on", "months", "expires"),
    [
        (date(2026, 11, 24), 36, date(2029, 11, 24)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 8, 31), 18, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
    ],
)
def test_it_is_valid_until_the_same_day_or_the_last_of_a_shorter_month(
    completed_on: date, months: int, expires: date
):
    assert expires_on(completed_on, months) == expires


def test_it_is_told_sixty_days_and_two_weeks_before_where_that_is_still_to_come():
    expires = START + timedelta(days=100)
    both = [START + timedelta(days=40), START + timedelta(days=86)]
    assert list(renewal_days(expires, today=START)) == both
    assert list(renewal_days(expires, today=both[0])) == both[1:]
    assert list(renewal_days(START + timedelta(days=14), today=START)) == []


def test_its_notices_are_beside_those_of_a_target_day():
    found = enrolment(task(1))
    target, renewal = notice_key(found, START), renewal_key(found, START)
    assert target != renewal
    assert (is_renewal(target), is_renewal(renewal)) == (False, True)
    assert enrolment_in(renewal) == found.id


@given(days_of_earning, validities, st.sets(st.integers(0, 700), max_size=20))
def test_whenever_somebody_looks_at_most_one_notice_is_told_and_none_after_it_ran_out(
    completed_on: date, months: int, looks: set[int]
):
    expires = expires_on(completed_on, months)
    planned = list(renewal_days(expires, today=completed_on))
    for days in looks:
        today = expires + timedelta(days=30 - days)
        due = [day for day in planned if day <= today]
        told = [day for day in due if is_its_day(expires, day, today=today)]
        assert told == (due[-1:] if today < expires else [])


@given(days_of_earning, validities)
def test_every_notice_that_is_looked_at_on_its_day_is_told(completed_on: date, months: int):
    expires = expires_on(completed_on, months)
    planned = list(renewal_days(expires, today=completed_on))
    assert len(planned) == sum(expires - timedelta(days=days) > completed_on for days in RENEWAL_DAYS)
    assert all(is_its_day(expires, day, today=day) for day in planned)
    # Who moved west meanwhile has the day before.
    assert all(is_its_day(expires, day, today=day - timedelta(days=1)) for day in planned)


@given(days_of_earning, validities, validities)
def test_what_was_planned_for_another_time_of_validity_is_told_only_where_it_is_true(
    completed_on: date, months: int, now_months: int
):
    expires = expires_on(completed_on, now_months)
    for day in renewal_days(expires_on(completed_on, months), today=completed_on):
        told = is_its_day(expires, day, today=day)
        assert told == ((expires - day).days in RENEWAL_DAYS)
