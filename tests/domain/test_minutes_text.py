"""Minutes in plain words, and what is refused with examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import UserError
from bot.domain.minutes_text import MAX_MINUTES, parse_minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        (" 45 ", 45),
        ("1", 1),
        ("1440", 1440),
        ("1h30", 90),
        ("1:30", 90),
        ("0:20", 20),
        ("90 min", 90),
        ("45m", 45),
        ("1.5h", 90),
        ("1,5 h", 90),
        ("1.5", 90),
        ("2 hours", 120),
        ("ninety", 90),
        ("about forty-five", 45),
        ("a dozen", 12),
        ("two hours", 120),
        ("half an hour", 30),
        ("a quarter of an hour", 15),
        ("an hour and a half", 90),
        ("1 h 20 min", 80),
        ("1h 30m", 90),
        ("about 40 minutes", 40),
        ("~40 min", 40),
        ("20-30 min", 20),
        ("2 x 25 min", 50),
        ("٤٥ min", 45),
    ],
)
def test_what_people_write_is_understood(text: str, minutes: int):
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "minutes-unreadable"),
        ("soon", "minutes-unreadable"),
        ("an evening", "minutes-unreadable"),
        ("a", "minutes-unreadable"),
        ("half", "minutes-unreadable"),
        ("one", "minutes-unreadable"),
        ("ninety apples", "minutes-unreadable"),
        ("2 days", "minutes-unreadable"),
        ("-5", "minutes-unreadable"),
        ("45 apples", "minutes-unreadable"),
        ("1 h and then some more hours that nobody would ever write so", "minutes-unreadable"),
        ("0", "minutes-out-of-range"),
        ("0 min", "minutes-out-of-range"),
        ("25 h", "minutes-out-of-range"),
        ("999999999", "minutes-out-of-range"),
    ],
)
def test_what_cannot_be_a_time_is_refused(text: str, message: str):
    with pytest.raises(UserError) as refused:
        parse_minutes(text)
    assert refused.value.message_id == message


def read(text: str) -> int | str:
    try:
        return parse_minutes(text)
    except UserError as error:
        return error.message_id


@given(st.text(max_size=80))
def test_any_text_is_minutes_or_refused(text: str):
    found = read(text)
    refusals = {"minutes-unreadable", "minutes-out-of-range"}
    assert found in refusals if isinstance(found, str) else 1 <= found <= MAX_MINUTES


@given(st.integers(1, MAX_MINUTES))
def test_minutes_are_read_however_they_are_written(minutes: int):
    assert parse_minutes(str(minutes)) == minutes
    assert parse_minutes(f"{minutes // 60}:{minutes % 60:02d}") == minutes
    assert parse_minutes(f"{minutes} min") == minutes
