"""What people write about how long a credential takes, and what is made of it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.credential import WeeksRange
from bot.domain.effort_text import MAX_TEXT_LENGTH, StatedEffort, parse_effort
from bot.domain.errors import UserError

NOTHING = StatedEffort()
HOURS: dict[str, tuple[float | None, float | None]] = {
    "10-15 hours": (10, 15),
    "10–12 hrs": (10, 12),
    "15 to 10 h": (10, 15),
    "between 3 and 5 hours": (3, 5),
    "10 h to 15 h": (10, 15),
    "1 h 30 min to 2 h": (1.5, 2),
    "about 20h": (20, 20),
    "~20 h": (20, 20),
    "90 min": (1.5, 1.5),
    "90 minuets": (1.5, 1.5),
    "1h30": (1.5, 1.5),
    "1:30": (1.5, 1.5),
    "half an hour": (0.5, 0.5),
    "an hour and a half": (1.5, 1.5),
    "two and a half hours": (2.5, 2.5),
    "1,5 h": (1.5, 1.5),
    "a 3-hour course": (3, 3),
    "40+ hours": (40, None),
    "at least 40 h": (40, None),
    "min 5 h": (5, None),
    "over 20 hours": (20, None),
    "from 20 hours": (20, None),
    "from 3 to 5 hours": (3, 5),
    "up to 20 h": (None, 20),
    "max. 20 hours": (None, 20),
    "less than 5 hours in total": (None, 5),
    "20 hours, self-paced": (20, 20),
    "10 modules, 2 hours each": (20, 20),
    "10 modules of 2 hours": (20, 20),
    "ten modules at 2-3 h per module": (20, 30),
    "2 h a lesson, 10 lessons": (20, 20),
    "4 sessions x 90 min": (6, 6),
    "90 min x 4 sessions": (6, 6),
    "3 to 5 workshops, 2 hours each": (6, 10),
    "10 modules, 20 hours in total": (20, 20),
    "20 hours in 10 modules": (20, 20),
}
WEEKS: dict[str, tuple[float, float]] = {
    "2 days": (0.285714, 0.285714),
    "6 weeks": (6, 6),
    "6 week": (6, 6),
    "6 to 8 weeks": (6, 8),
    "self-paced, 4 weeks": (4, 4),
    "4 weeks at your own pace": (4, 4),
    "3 months": (13.045714, 13.045714),
    "a year": (52.182857, 52.182857),
    "1 full day": (0.142857, 0.142857),
    "a 1-day workshop": (0.142857, 0.142857),
    "6 weeks, part-time": (6, 6),
}
BOTH: dict[str, tuple[float | None, float | None, float, float]] = {
    "6 weeks, 3-5 h a week": (18, 30, 6, 6),
    "4-6 weeks at 3-5 hours per week": (12, 30, 4, 6),
    "12h in 6 weeks": (12, 12, 6, 6),
    "20 hours over 4 weeks": (20, 20, 4, 4),
    "2h weekly for 5 weeks": (10, 10, 5, 5),
    "30 min a day for 2 weeks": (5, 7, 2, 2),
    "2 days, 8 h a day": (16, 16, 0.285714, 0.285714),
    "2 days of 8 h": (16, 16, 0.285714, 0.285714),
    "2 days, 8 h each": (16, 16, 0.285714, 0.285714),
    "4 weeks x 5 hours": (20, 20, 4, 4),
    "5h x 4 weeks": (20, 20, 4, 4),
    "5 h a week for 8+ weeks": (40, None, 8, 8),
    "5 weeks, 10 modules, 2 hours each": (20, 20, 5, 5),
    "10 modules, 2 hours each, over 5 weeks": (20, 20, 5, 5),
}


def minutes(hours: float | None) -> int | None:
    return None if hours is None else round(hours * 60)


@pytest.mark.parametrize("text", HOURS)
def test_hours_alone_are_work(text: str):
    low, high = HOURS[text]
    assert parse_effort(text) == StatedEffort(minutes(low), minutes(high))


@pytest.mark.parametrize("text", WEEKS)
def test_days_weeks_and_months_alone_are_calendar_and_no_work(text: str):
    assert parse_effort(text) == StatedEffort(typical_weeks=WeeksRange(*WEEKS[text]))


@pytest.mark.parametrize("text", BOTH)
def test_hours_and_calendar_together(text: str):
    low, high, *weeks = BOTH[text]
    expected = StatedEffort(minutes(low), minutes(high), typical_weeks=WeeksRange(*weeks))
    assert parse_effort(text) == expected


@pytest.mark.parametrize(
    "text", ["8 weeks on a set calendar, 4 h a week", "instructor-led, 8 weeks, 4 h/week"]
)
def test_a_calendar_that_the_issuer_sets_is_told_apart(text: str):
    assert parse_effort(text) == StatedEffort(1920, 1920, prescribed_weeks=WeeksRange(8, 8))


@pytest.mark.parametrize("text", ["", " ", "?", "-", "not stated", "hours unknown", "self-paced"])
def test_that_nobody_says_can_be_said(text: str):
    assert parse_effort(text) == NOTHING


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("lots", "effort-unreadable"),
        ("3 to 5", "effort-unreadable"),
        ("10 hours of fun", "effort-unreadable"),
        ("course", "effort-unreadable"),
        ("10 h and 5 h", "effort-ambiguous"),
        ("4 weeks or 2 months, 6 weeks", "effort-ambiguous"),
        ("3h a week", "effort-weeks-missing"),
        ("2 h a module", "effort-parts-missing"),
        ("10 modules", "effort-unreadable"),
        ("2 modules a week, 3 h each", "effort-unreadable"),
        ("5 modules, 2 labs, 3 h each", "effort-ambiguous"),
        ("-5 h", "effort-not-positive"),
        ("0 h", "effort-not-positive"),
        ("0 weeks", "effort-not-positive"),
        ("90000 h", "effort-too-large"),
        ("20 years", "effort-too-large"),
        ("1 h" * MAX_TEXT_LENGTH, "effort-text-too-long"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, refusal: str):
    with pytest.raises(UserError) as refused:
        parse_effort(text)
    assert refused.value.message_id == refusal


WORDS = st.sampled_from(
    "10 15 3-5 h hours min weeks days a per each week day / - + of up to at least max 1:30 1h30 ½ "
    "self-paced over for , and an half two months not stated between from 0 9999999999 -1 "
    "module modules each".split()
)


@given(st.text() | st.lists(WORDS).map(" ".join))
def test_any_text_is_read_or_kindly_refused(text: str):
    with suppress(UserError):
        parse_effort(text)
