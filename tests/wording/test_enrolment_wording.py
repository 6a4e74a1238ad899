from datetime import date

import pytest

from bot.domain.forecast import NeededPace
from bot.domain.progress import Pace, progress_of
from bot.domain.streaks import NO_STREAK, Streak
from bot.wording.enrolment import (
    needed_text,
    own_week_text,
    pace_text,
    past_day_text,
    streak_text,
    target_text,
    week_text,
)
from bot.wording.texts import load_texts
from tests.domain.some_enrolment import enrolment, task

TEXTS = load_texts("en")
TODAY = date(2026, 11, 24)
MONDAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("streak", "words"),
    [
        (NO_STREAK, ""),
        (Streak(1, MONDAY, (), is_open=False), "First week of a streak"),
        (Streak(3, MONDAY, (), is_open=True), "3 weeks in a row, and this week is still open"),
        (Streak(5, MONDAY, (MONDAY,), is_open=False), "5 weeks in a row, with one week of rest"),
        (
            Streak(9, MONDAY, (MONDAY, MONDAY), is_open=True),
            "9 weeks in a row, with 2 weeks of rest, and this week is still open",
        ),
    ],
)
def test_a_streak_in_words(streak: Streak, words: str):
    assert streak_text(TEXTS, streak) == words


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (None, ""),
        (TODAY, "To be done by 24 November 2026 (today)"),
        (date(2026, 11, 25), "To be done by 25 November 2026 (tomorrow)"),
        (date(2026, 12, 24), "To be done by 24 December 2026 (30 days left)"),
        (
            date(2026, 11, 23),
            "You wanted to be done by 23 November 2026. No harm done: you go on at your own pace.",
        ),
    ],
)
def test_a_target_in_words_never_shames(target: date | None, words: str):
    assert target_text(TEXTS, target, today=TODAY) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, 0, ""),
        (61, 62, "About 1 h 5 min a week gets you there"),
        (30, 95, "About 30 min to 1 h 35 min a week gets you there"),
    ],
)
def test_the_pace_to_the_target_in_words(low: int, high: int, words: str):
    assert needed_text(TEXTS, NeededPace(date(2026, 12, 24), 30, low, high)) == words


@pytest.mark.parametrize(
    ("days", "low", "high", "words"),
    [
        (28, 0.0, 0.0, ""),
        (28, 61.2, 61.2, "You do about 1 h 5 min a week"),
        (28, 0.0, 40.0, "You do about 40 min a week"),
        (14, 30.0, 58.0, "You do about 30 min to 1 h a week"),
        (13, 30.0, 58.0, ""),
    ],
)
def test_a_pace_in_words_says_nothing_in_the_first_fortnight(days: int, low: float, high: float, words: str):
    assert pace_text(TEXTS, Pace(days, low, high, 1.0)) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [(TODAY, "today"), (date(2026, 11, 23), "yesterday"), (date(2026, 11, 20), "20 November 2026")],
)
def test_a_past_day_in_words(day: date, words: str):
    assert past_day_text(TEXTS, day, today=TODAY) == words


def test_the_minutes_of_the_week_in_words():
    assert week_text(TEXTS, 0, 0) == "This week: nothing logged yet"
    assert week_text(TEXTS, 90, 0) == "This week: 1 h 30 min"
    assert week_text(TEXTS, 0, 1) == "This week: one task ticked"
    fresh = progress_of(enrolment(task(1)), [], today=TODAY)
    assert own_week_text(TEXTS, fresh, NO_STREAK) == "This week: nothing logged yet"
    elsewhere = Streak(1, MONDAY, (), is_open=False)
    assert own_week_text(TEXTS, fresh, elsewhere) == "This week: nothing on this one yet"
    assert week_text(TEXTS, 90, 2) == "This week: 1 h 30 min, 2 tasks ticked"
