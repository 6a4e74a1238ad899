"""What is printed of an effort reads back to the same effort, and reads well."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.credential import WeeksRange
from bot.domain.effort_text import StatedEffort, parse_effort
from bot.domain.errors import UserError
from bot.wording.effort import effort_reading
from bot.wording.texts import error_text, load_texts

TEXTS = load_texts("en")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("10-15 hours", "10 h to 15 h"),
        ("about 20h", "20 h"),
        ("40+ hours", "at least 40 h"),
        ("up to 90 min", "up to 1 h 30 min"),
        ("6 weeks, 3-5 h a week", "18 h to 30 h, usually over 6 weeks"),
        ("8 weeks on a set calendar, 4 h a week", "32 h, over 8 weeks on a set calendar"),
        ("2 days", "hours not stated, usually over 2 days"),
        ("1 to 3 months", "hours not stated, usually over 1 month to 3 months"),
        ("self-paced", "not stated"),
    ],
)
def test_reading(text: str, printed: str):
    assert effort_reading(TEXTS, parse_effort(text)) == printed


@pytest.mark.parametrize("text", ["lots", "10 h and 5 h", "3h a week", "0 h", "90000 h", "1 h" * 200])
def test_a_refusal_gives_three_examples(text: str):
    with pytest.raises(UserError) as refused:
        parse_effort(text)
    assert error_text(TEXTS, refused.value).count("“") >= 3


WORDS = st.sampled_from(
    "10 15 3-5 7 h hours min weeks days months a per week day / + of up to at least self-paced over".split()
)
RANGES = st.tuples(st.integers(1, 299_940), st.integers(1, 299_940)).map(sorted)
CALENDARS = st.tuples(st.integers(1, 3640), st.integers(1, 3640)).map(
    lambda days: WeeksRange(*(round(each / 7, 6) for each in sorted(days)))
)


@given(st.lists(WORDS, max_size=9).map(" ".join))
def test_the_reading_of_any_text_means_the_same(text: str):
    with suppress(UserError):
        effort = parse_effort(text)
        assert parse_effort(effort_reading(TEXTS, effort)) == effort


@given(RANGES, st.none() | CALENDARS, st.booleans(), st.sampled_from(["both", "low", "high", "none"]))
def test_the_reading_of_any_effort_means_the_same(
    ends: list[int], weeks: WeeksRange | None, is_set: bool, known: str
):
    low = ends[0] if known in {"both", "low"} else None
    high = ends[1] if known in {"both", "high"} else None
    effort = StatedEffort(low, high, weeks if is_set else None, None if is_set else weeks)
    assert parse_effort(effort_reading(TEXTS, effort)) == effort
