from datetime import date

import pytest

from bot.discord_ui.hours_text import weekly_minutes_in
from bot.domain.errors import UserError

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("4", 240),
        (" 2,5 ", 150),
        ("2.5", 150),
        ("3h", 180),
        ("3 hours a week", 180),
        ("30 min a day", 210),
        ("3h/week for 6 weeks", 180),
        ("20h in 4 weeks", 300),
    ],
)
def test_hours_a_week_are_read_as_people_type_them(typed: str, minutes: int):
    assert weekly_minutes_in(typed, today=TODAY) == minutes


@pytest.mark.parametrize("typed", ["", "soon", "until March", "6 weeks", "0", "200"])
def test_what_names_no_hours_is_refused_with_a_sentence(typed: str):
    with pytest.raises(UserError):
        weekly_minutes_in(typed, today=TODAY)
