"""What is printed of a budget reads back to the same budget, and reads well."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.budget import WEEKS_PER_MONTH, Budget, budget_of
from bot.domain.budget_text import parse_budget
from bot.domain.errors import UserError
from bot.domain.fit_changes import Change, ChangeKind
from bot.wording.budget import budget_reading, change_text, date_text, minutes_text
from bot.wording.texts import error_text, load_texts

TODAY = date(2026, 11, 23)
MARCH_15 = date(2027, 3, 15)
TEXTS = load_texts("en")


def reading(text: str) -> str:
    return budget_reading(TEXTS, parse_budget(text, today=TODAY))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("20h", "20 h in all"),
        ("90 min", "1 h 30 min in all"),
        ("45 min", "45 min in all"),
        ("2500 hours", "2500 h in all"),
        ("3h/week", "3 h a week"),
        ("30 min a day", "3 h 30 min a week"),
        ("3h a week, 6 weeks", "3 h a week for 6 weeks (= 18 h in all)"),
        ("3h a week for 2 months", "3 h a week for 2 months (= about 26 h in all)"),
        ("1h a day for 10 days", "7 h a week for 10 days (= 10 h in all)"),
        ("6 weeks", "within 6 weeks"),
        ("1 week", "within 1 week"),
        ("half a year", "within 6 months"),
        ("in 3 days", "within 3 days"),
        ("a semester", "within 15 weeks"),
        ("3h week for a semester", "3 h a week for 15 weeks (= 45 h in all)"),
        ("weekday evenings", "10 h a week"),
        ("1 month and 2 weeks", "within 6.348571 weeks"),
        ("until 15 March", "until 15 March 2027 (= 16 weeks)"),
        ("by Friday", "until 27 November 2026 (= 4 days)"),
        ("by Christmas", "until 25 December 2026 (= about 5 weeks)"),
        ("30 min a day until 15 March", "3 h 30 min a week until 15 March 2027 (= 16 weeks, 56 h in all)"),
        ("20 hours in total over 2 months", "20 h in all within 2 months"),
        ("20h by 15 March", "20 h in all until 15 March 2027 (= 16 weeks)"),
        ("3h/week, 20h in total", "3 h a week, at most 20 h in all"),
        (
            "3h/week for 6 weeks, 20h in total",
            "3 h a week for 6 weeks, at most 20 h in all (= 18 h in all)",
        ),
        ("3-5 h/week", "3 h a week"),
    ],
)
def test_reading(text: str, printed: str) -> None:
    assert reading(text) == printed


CORPUS = """20h; 90 min; 1h30; 3h/week; 3 hours a week for 6 weeks; 30 min a day until 15 March; by Friday
6 weeks; a weekend; 2 evenings a week; max 25 hrs; 3-5 h/week; 2,5 h a week; half an hour a day; 10 days
a couple of hours; 20 hours in total over 2 months; half a year; a quarter; until 2027-03-12; end of March
this weekend; in 2 months; 10 h a month; 1 month and 2 weeks; 3 h every 10 days for a year; 100 h a year
7 min a day for 1.5 months; 1 h a quarter; 20h, 3h a week; 5 h in all, 3 h a week, until tomorrow
full time for 18 months; 1 minute a week by tomorrow"""


@pytest.mark.parametrize("text", [text.strip() for line in CORPUS.splitlines() for text in line.split(";")])
def test_what_is_printed_is_stable(text: str) -> None:
    budget = parse_budget(text, today=TODAY)
    printed = budget_reading(TEXTS, budget)
    assert parse_budget(printed, today=TODAY) == budget
    assert reading(printed) == printed


DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
WEEKS = st.one_of(
    st.integers(1, 5000).map(float),
    st.integers(1, 5000).map(lambda days: days / 7),
    st.integers(1, 5000).map(lambda months: months / 10 * WEEKS_PER_MONTH),
    st.floats(0.001, 5000),
)


@st.composite
def dated_budgets(draw: st.DrawFn) -> tuple[Budget, date]:
    today = draw(DAYS)
    parts: dict[str, Any] = {
        "weekly_minutes": draw(st.none() | st.integers(1, 168 * 60)),
        "weeks": draw(st.none() | WEEKS),
        "deadline": draw(st.none() | st.integers(1, 9000).map(lambda days: today + timedelta(days=days))),
        "total_minutes": draw(st.none() | st.integers(1, 60_000_000)),
    }
    if all(value is None for value in parts.values()):
        parts["weeks"] = draw(WEEKS)
    return budget_of(today=today, **parts), today


@given(dated_budgets())
def test_every_reading_reads_back_to_itself(case: tuple[Budget, date]) -> None:
    budget, today = case
    assert parse_budget(budget_reading(TEXTS, budget), today=today) == budget


@pytest.mark.parametrize(
    ("change", "printed"),
    [
        (Change(ChangeKind.WEEKLY_MINUTES, 300), "at 5 h/week"),
        (Change(ChangeKind.WEEKLY_MINUTES, 330), "at 5.5 h/week"),
        (Change(ChangeKind.WEEKS, 8), "for 8 weeks"),
        (Change(ChangeKind.WEEKS, 1), "for 1 week"),
        (Change(ChangeKind.DEADLINE, date(2027, 3, 12)), "by 12 March 2027"),
        (Change(ChangeKind.TOTAL_MINUTES, 1500), "with 25 h in all"),
        (
            Change(ChangeKind.WEEKS, 8, also=Change(ChangeKind.TOTAL_MINUTES, 1500)),
            "for 8 weeks with 25 h in all",
        ),
    ],
)
def test_change(change: Change, printed: str) -> None:
    assert change_text(TEXTS, change) == printed


@pytest.mark.parametrize("month", range(1, 13))
def test_date_of_every_month_is_read_back(month: int) -> None:
    day = date(2027, month, 28)
    assert parse_budget(f"until {date_text(TEXTS, day)}", today=TODAY).deadline == day


@pytest.mark.parametrize(
    ("minutes", "printed"), [(1, "1 min"), (60, "1 h"), (61, "1 h 1 min"), (60_000, "1000 h")]
)
def test_minutes(minutes: int, printed: str) -> None:
    assert minutes_text(TEXTS, minutes) == printed


@pytest.mark.parametrize(
    "text",
    ["", "asdf", "20", "3h 5h", "by 3/4/2027", "x" * 201, "0 h", "169 h a week", "by today", "9999999 weeks"],
)
def test_every_refusal_is_one_sentence_with_three_examples_that_work(text: str) -> None:
    with pytest.raises(UserError) as refusal:
        parse_budget(text, today=TODAY)
    sentence = error_text(TEXTS, refusal.value)
    assert sentence.endswith("“20h”, “3h/week for 6 weeks” or “30 min a day until 15 March”.")
    for example in ("20h", "3h/week for 6 weeks", "30 min a day until 15 March"):
        assert parse_budget(example, today=TODAY)


def test_deadline_in_words_is_the_same_day() -> None:
    assert parse_budget("until 15 March 2027", today=TODAY).deadline == MARCH_15
