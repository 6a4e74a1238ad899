"""Times of day and weekdays in plain words."""

from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import UserError
from bot.domain.wall_times import SaidTime, parse_wall_time, parse_weekday, wall_times

MONDAY, FRIDAY, SUNDAY = 0, 4, 6


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18:30", time(18, 30)),
        ("6:05", time(6, 5)),
        ("18.30", time(18, 30)),
        ("1830", time(18, 30)),
        ("930", time(9, 30)),
        ("0900", time(9)),
        ("18h30", time(18, 30)),
        ("18h", time(18)),
        ("20 uhr", time(20)),
        ("9", time(9)),
        ("at 9", time(9)),
        ("09", time(9)),
        ("9 o'clock", time(9)),
        ("9 o’clock", time(9)),
        ("6pm", time(18)),
        ("6 PM", time(18)),
        ("6 p.m.", time(18)),
        ("6:30pm", time(18, 30)),
        ("6.30 pm", time(18, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("12:15 am", time(0, 15)),
        ("9 in the evening", time(21)),
        ("9 in the morning", time(9)),
        ("3 in the afternoon", time(15)),
        ("11 at night", time(23)),
        ("12 at night", time(0)),
        ("2 at night", time(2)),
        ("evening at 7", time(19)),
        ("18:30 in the evening", time(18, 30)),
        ("nine", time(9)),
        ("six thirty", time(6, 30)),
        ("six thirty pm", time(18, 30)),
        ("twenty-two fifteen", time(22, 15)),
        ("half past six", time(6, 30)),
        ("half past 6 pm", time(18, 30)),
        ("a quarter to nine", time(8, 45)),
        ("quarter past 9 in the evening", time(21, 15)),
        ("ten past nine", time(9, 10)),
        ("quarter to 1 pm", time(12, 45)),
        ("noon", time(12)),
        ("midnight", time(0)),
        ("24:00", time(0)),
        ("lunchtime", time(12, 30)),
        ("in the evening", time(19)),
        ("morning", time(9)),
        ("around 8am", time(8)),
    ],
)
def test_a_time_of_day_is_understood(text: str, expected: time):
    assert parse_wall_time(text) == SaidTime(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Monday 9", SaidTime(time(9), MONDAY)),
        ("monday at 18:30", SaidTime(time(18, 30), MONDAY)),
        ("on Fridays, 6pm", SaidTime(time(18), FRIDAY)),
        ("6pm on Friday", SaidTime(time(18), FRIDAY)),
        ("sunday evening", SaidTime(time(19), SUNDAY)),
        ("Sunday evening at 8", SaidTime(time(20), SUNDAY)),
        ("every mon at noon", SaidTime(time(12), MONDAY)),
        ("mondey 9", SaidTime(time(9), MONDAY)),
    ],
)
def test_the_weekday_may_stand_beside_it(text: str, expected: SaidTime):
    assert parse_wall_time(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "soon",
        "25:00",
        "18:60",
        "13 in the morning",
        "9 9 9",
        "18:30 CET",
        "-",
        "1e9",
        "9999",
        "half",
    ],
)
def test_what_is_no_time_is_refused_with_what_was_typed(text: str):
    with pytest.raises(UserError) as refused:
        parse_wall_time(text)
    assert refused.value.message_id == "time-unreadable"
    assert refused.value.arguments == {"text": text.strip()}


def test_of_a_bare_hour_both_halves_of_the_day_are_offered():
    assert [said.at for said in wall_times("6")] == [time(6), time(18)]
    assert [said.at for said in wall_times("half past 7")] == [time(7, 30), time(19, 30)]
    assert [said.at for said in wall_times("12")] == [time(12), time(0)]
    assert [said.at for said in wall_times("18")] == [time(18)]
    assert [said.at for said in wall_times("6:00")] == [time(6)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Monday", MONDAY),
        ("mon", MONDAY),
        ("on mondays", MONDAY),
        ("every Friday", FRIDAY),
        ("Sun", SUNDAY),
        ("Sundya", SUNDAY),
    ],
)
def test_a_weekday_is_understood(text: str, expected: int):
    assert parse_weekday(text) == expected


@pytest.mark.parametrize("text", ["", "someday", "daily", "Monday and Friday", "weekdays", "Monday 9"])
def test_what_is_no_single_weekday_is_refused(text: str):
    with pytest.raises(UserError) as refused:
        parse_weekday(text)
    assert refused.value.message_id == "weekday-unreadable"


@given(st.times())
def test_every_time_that_is_shown_can_be_typed(at: time):
    said = SaidTime(time(at.hour, at.minute))
    assert parse_wall_time(f"{at:%H:%M}") == said
    assert parse_wall_time(f"{at:%I:%M %p}") == said
    assert parse_wall_time(f"{at:%H%M}") == said


@given(st.text(max_size=100))
def test_no_text_breaks_it(text: str):
    for parse in (parse_wall_time, parse_weekday):
        with suppress(UserError):
            parse(text)
