"""The weekly streak with its weeks of rest, seen as a row of weeks: # worked, . not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.streaks import NO_STREAK, streak_of
from tests.services.ledger_model import streak_weeks

MONDAY = date(2026, 11, 23)


def days(row: str) -> list[date]:
    """A day of every week with work; the last letter is the current week."""
    first = MONDAY - timedelta(weeks=len(row) - 1)
    return [first + timedelta(weeks=at, days=at % 2) for at, letter in enumerate(row) if letter == "#"]


@pytest.mark.parametrize(
    ("row", "weeks", "rests"),
    [
        ("#", 1, 0),
        (".", 0, 0),
        ("####", 4, 0),
        ("###.", 3, 0),  # the current week is not over
        ("##.#", 3, 1),  # a week of rest
        ("##..", 2, 1),  # the current one waits, last week was the rest
        ("##..#", 1, 0),  # two weeks of rest are a break
        ("#.#.#", 2, 1),  # two in four weeks: the older breaks
        ("#.##.##", 4, 1),
        ("#.###.#", 5, 2),  # four weeks apart, both are rest
        ("##...", 0, 0),
        ("#...#", 1, 0),
    ],
)
def test_a_streak_counts_weeks_with_work(row: str, weeks: int, rests: int):
    streak = streak_of(days(row), today=MONDAY + timedelta(days=3))
    assert (streak.weeks, len(streak.rest_weeks)) == (weeks, rests)
    assert streak.is_open == (row[-1] == ".")


def test_who_worked_where_it_is_tomorrow_already_keeps_the_week():
    streak = streak_of([MONDAY, MONDAY - timedelta(days=7)], today=MONDAY - timedelta(days=1))
    assert streak.weeks == 2


def test_nothing_logged_is_no_streak():
    assert streak_of([], today=MONDAY) == NO_STREAK


@given(st.text("#.", min_size=1, max_size=30), st.integers(0, 6))
def test_it_agrees_with_a_count_from_the_other_end(row: str, weekday: int):
    today = MONDAY + timedelta(days=weekday)
    worked = [day for day in days(row) if day <= today]
    assert streak_of(worked, today=today).weeks == streak_weeks(set(worked), today)
