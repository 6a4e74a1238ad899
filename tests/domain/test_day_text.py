"""Days in plain words: of past work, and to be done by."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.day_text import MAX_BACKDATED_DAYS, parse_day, parse_end_of_rest, parse_target
from bot.domain.errors import UserError

TUESDAY = date(2026, 11, 24)


def day(number: int) -> date:
    return date(2026, 11, number)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", day(24)),
        ("Yesterday", day(23)),
        ("the day before yesterday", day(22)),
        ("last night", day(23)),
        ("this morning", day(24)),
        ("monday", day(23)),
        ("Tuesday", day(24)),
        ("last tuesday", day(17)),
        ("wednesday", day(18)),
        ("on friday", day(20)),
        ("last friday", day(20)),
        ("sunday evening", day(22)),
        ("2 days ago", day(22)),
        ("three days ago", day(21)),
        ("a week ago", day(17)),
        ("2026-11-20", day(20)),
        ("20 Nov", day(20)),
        ("Nov 20", day(20)),
        ("20 November 2026", day(20)),
        ("20.11.", day(20)),
        ("20/11", day(20)),
        ("the 20th", day(20)),
        ("17 Nov", day(17)),
    ],
)
def test_the_day_of_past_work_is_understood(text: str, expected: date):
    assert parse_day(text, today=TUESDAY) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "day-unreadable"),
        ("soon", "day-unreadable"),
        ("next friday", "day-unreadable"),
        ("30 Feb", "day-unreadable"),
        ("3/11", "day-ambiguous"),
        ("tomorrow", "day-in-future"),
        ("25 Nov", "day-in-future"),
        ("16 Nov", "day-too-old"),
        ("1 November", "day-too-old"),
        ("20 Nov 2025", "day-too-old"),
        ("10 days ago", "day-too-old"),
    ],
)
def test_a_day_that_cannot_be_logged_is_refused(text: str, message: str):
    with pytest.raises(UserError) as refused:
        parse_day(text, today=TUESDAY)
    assert refused.value.message_id == message


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, MAX_BACKDATED_DAYS))
def test_every_day_of_the_window_can_be_named(today: date, back: int):
    past = today - timedelta(days=back)
    assert parse_day(past.isoformat(), today=today) == past
    assert parse_day(f"{past.day} {past:%B}", today=today) == past
    if back < MAX_BACKDATED_DAYS:
        assert parse_day(f"{past:%A}", today=today) == past


def read(text: str, today: date) -> date | str:
    try:
        return parse_day(text, today=today)
    except UserError as error:
        return error.message_id


@given(st.text(max_size=60), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_any_text_is_a_day_of_the_window_or_refused(text: str, today: date):
    found = read(text, today)
    if isinstance(found, str):
        assert found.startswith("day-")
    else:
        assert 0 <= (today - found).days <= MAX_BACKDATED_DAYS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2027-03-12", date(2027, 3, 12)),
        ("by 12 March", date(2027, 3, 12)),
        ("Friday", day(27)),
        ("end of March", date(2027, 3, 31)),
        ("in 6 weeks", date(2027, 1, 5)),
        ("6 weeks", date(2027, 1, 5)),
        ("next month", date(2026, 12, 1)),
    ],
)
def test_the_day_to_be_done_by_is_understood(text: str, expected: date):
    assert parse_target(text, today=TUESDAY) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("soon", "target-unreadable"),
        ("today", "target-past"),
        ("2026-11-24", "target-past"),
        ("2090-01-01", "target-too-far"),
        ("3/4/2027", "day-ambiguous"),
        ("3 hours a week", "target-unreadable"),
    ],
)
def test_a_day_that_nobody_can_aim_at_is_refused(text: str, message: str):
    with pytest.raises(UserError) as refused:
        parse_target(text, today=TUESDAY)
    assert refused.value.message_id == message


@pytest.mark.parametrize(
    ("text", "message"),
    [("gestern", "rest-unreadable"), ("today", "rest-past"), ("in 30 years", "rest-too-far")],
)
def test_the_end_of_a_rest_is_refused_in_its_own_words(text: str, message: str):
    with pytest.raises(UserError) as refused:
        parse_end_of_rest(text, today=TUESDAY)
    assert refused.value.message_id == message
