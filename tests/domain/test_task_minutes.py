import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import UserError
from bot.domain.task_minutes import parse_task_minutes


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("45", (45, 45)),
        ("45 min", (45, 45)),
        ("30m", (30, 30)),
        ("1h30", (90, 90)),
        ("1:30", (90, 90)),
        ("1 hour 30 min", (90, 90)),
        ("1.5 h", (90, 90)),
        ("1,5 h", (90, 90)),
        ("½ h", (30, 30)),
        ("half an hour", (30, 30)),
        ("An hour and a half", (90, 90)),
        ("about 2h", (120, 120)),
        ("1-2h", (60, 120)),
        ("1h–2h", (60, 120)),
        ("1h30-2h", (90, 120)),
        ("30-45", (30, 45)),
        ("20 to 30 minutes", (20, 30)),
        ("45 min to 1h", (45, 60)),
        ("between 1 and 2 hours", (60, 120)),
        ("an hour or two", (60, 120)),
        ("up to 2h", (None, 120)),
        ("at least 1h", (60, None)),
        ("2 hours or more", (120, None)),
        ("2h+", (120, None)),
        ("unknown", (None, None)),
        ("-", (None, None)),
    ],
)
def test_minutes_are_read_as_people_write_them(said: str, minutes: tuple[int | None, int | None]):
    assert parse_task_minutes(said) == minutes


@pytest.mark.parametrize("said", ["", "soon", "-5", "2 days", "2 weeks", "1e3", "NaN", "5-10-15", "9" * 500])
def test_what_is_no_time_of_a_task_is_refused(said: str):
    with pytest.raises(UserError, match="task-minutes-unreadable"):
        parse_task_minutes(said)


@pytest.mark.parametrize("said", ["0", "0-5", "2-1h", "300000", "9" * 90])
def test_a_time_that_no_task_takes_is_refused(said: str):
    with pytest.raises(UserError, match="task-minutes-out-of-range"):
        parse_task_minutes(said)


@given(st.text(max_size=120))
def test_no_text_is_more_than_read_or_refused(said: str):
    try:
        low, high = parse_task_minutes(said)
    except UserError as refused:
        assert refused.message_id.startswith("task-minutes-")  # noqa: PT017  # one of two outcomes
    else:
        assert low is None or high is None or 0 < low <= high
