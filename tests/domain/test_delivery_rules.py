"""What is caught up on, when a failure is tried again, and how a burst is spread."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.delivery_rules import (
    LONGEST_WAIT,
    TokenBucket,
    backoff,
    caught_up,
    dues_until,
    is_missed,
    is_too_late,
)
from bot.domain.outbox import OutboxKind, Verdict
from bot.domain.weekly_rule import WeeklyRule

MONDAY = WeeklyRule(ZoneInfo("Europe/Berlin"), 0, time(9))
FIRST = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)
HOUR = timedelta(hours=1)


def verdicts(now: datetime, paused_until: datetime | None = None) -> list[Verdict | None]:
    *past, ahead = dues_until(MONDAY, FIRST, now, set())
    assert ahead.at > now
    return [verdict for _, verdict in caught_up(past, now, paused_until)]


def test_of_several_missed_weeks_the_newest_is_sent_if_it_is_less_than_two_days_old():
    assert verdicts(FIRST) == [None]
    assert verdicts(FIRST + 47 * HOUR) == [None]
    assert verdicts(FIRST + 48 * HOUR) == [Verdict.MISSED]
    assert verdicts(FIRST + 2 * WEEK + HOUR) == [Verdict.MISSED, Verdict.MISSED, None]


def test_what_fell_into_a_pause_is_recorded_as_such():
    assert verdicts(FIRST + WEEK, FIRST + HOUR) == [Verdict.PAUSED, None]
    assert verdicts(FIRST, FIRST + HOUR) == [Verdict.PAUSED]


def test_a_year_of_downtime_is_recorded_and_ten_are_not():
    assert len(verdicts(FIRST + 52 * WEEK)) == 53
    assert len(verdicts(FIRST + 520 * WEEK)) < 65


def test_a_week_that_was_taken_meanwhile_is_not_due_again():
    *past, ahead = dues_until(MONDAY, FIRST, FIRST + HOUR, {"2026-W48"})
    assert (past, ahead.week) == ([], "2026-W49")


def test_a_moment_that_a_country_moved_is_found_all_the_same():
    assert [due.week for due in dues_until(MONDAY, FIRST + HOUR, FIRST + HOUR, set())] == [
        "2026-W48",
        "2026-W49",
    ]


@given(st.integers(1, 200), st.floats(0, 1), st.none() | st.floats(0, 100_000))
def test_waits_grow_are_as_long_as_asked_and_end(tries: int, chance: float, asked: float | None):
    wait = backoff(tries, chance, asked)
    assert timedelta(seconds=1) <= wait <= LONGEST_WAIT
    assert wait >= min(timedelta(seconds=asked or 0), LONGEST_WAIT)
    assert backoff(tries + 1, chance, asked) >= wait


def test_two_days_of_tries_are_too_many_and_two_days_of_age_for_what_is_weekly():
    assert not is_too_late(None, FIRST)
    assert not is_too_late(FIRST, FIRST + 48 * HOUR)
    assert is_too_late(FIRST, FIRST + 49 * HOUR)
    assert is_missed(OutboxKind.DIGEST, FIRST, FIRST + 49 * HOUR)
    assert not is_missed(OutboxKind.COMPLETION, FIRST, FIRST + 49 * HOUR)


@given(st.lists(st.tuples(st.integers(1, 3), st.floats(0, 0.2)), min_size=1, max_size=80))
def test_no_second_holds_more_than_forty_requests_and_a_little(calls: list[tuple[int, float]]):
    bucket, now, starts = TokenBucket(40.0), 0.0, []
    for requests, pause in calls:
        now += pause
        starts.append((now + bucket.wait_for(requests, now), requests))
    for first, _ in starts:
        assert sum(requests for at, requests in starts if first <= at < first + 1) <= 40 + 4 + 3


def test_a_closed_bucket_lets_nothing_through():
    bucket = TokenBucket(40.0)
    bucket.close_for(5.0, 10.0)
    assert bucket.closed_for(11.0) == pytest.approx(4.0)
    assert bucket.wait_for(1, 11.0) == pytest.approx(4.0)
    assert bucket.closed_for(15.0) == 0.0


@given(st.lists(st.floats(0, 0.5), min_size=1, max_size=200))
def test_however_late_requests_come_there_are_never_more_than_forty_in_a_second(late: list[float]):
    bucket, now, entered = TokenBucket(40.0), 0.0, []
    for delay in late:
        now += bucket.wait_for(1, now) + delay / 20
        while (wait := bucket.enter(now)) > 0:
            now += wait
        entered.append(now)
    for first in entered:
        assert sum(first <= at < first + 1 for at in entered) <= 40


def test_a_request_whose_time_came_waits_where_the_bucket_was_closed_meanwhile():
    bucket = TokenBucket(40.0)
    assert bucket.wait_for(1, 10.0) == 0.0
    bucket.close_for(5.0, 10.0)
    assert bucket.enter(10.0) == pytest.approx(5.0)
    assert bucket.enter(15.0) == 0.0
