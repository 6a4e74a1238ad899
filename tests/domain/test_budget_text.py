"""What people write about their time, and what is made of it. Today is Monday, 23 November 2026."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.budget import WEEKS_PER_MONTH, Budget, budget_of
from bot.domain.budget_text import MAX_TEXT_LENGTH, parse_budget
from bot.domain.errors import UserError

TODAY = date(2026, 11, 23)


def read(text: str) -> Budget:
    return parse_budget(text, today=TODAY)


TOTALS = {
    "20h": 20,
    "20 H": 20,
    "90 min": 1.5,
    "90 Minuten": 1.5,
    "1h30": 1.5,
    "1h30m": 1.5,
    "1h 30": 1.5,
    "1:30": 1.5,
    "1:30 h": 1.5,
    "1 hour and 30 minutes": 1.5,
    "an hour and a half": 1.5,
    "two and a half hours": 2.5,
    "2½ hours": 2.5,
    "1 1/2 hours": 1.5,
    "1/2 an hour": 0.5,
    "½h": 0.5,
    "half an hour": 0.5,
    "three quarters of an hour": 0.75,
    "a quarter hour": 0.25,
    "2,5 h": 2.5,
    "2.5 hrs": 2.5,
    "1,000 h": 1000,
    "a couple of hours": 2,
    "a few hours": 3,
    "a dozen hours": 12,
    "half a dozen hours": 6,
    "twenty-five hours": 25,
    "forty five minutes": 0.75,
    "a hundred hours": 100,
    "max 25 hrs": 25,
    "about 20 hours": 20,
    "~20h": 20,
    "≤ 20 h": 20,
    "up to 20 hours": 20,
    "no more than 20 hours": 20,
    "less than 20 hours": 20,
    "at most 20h!": 20,
    "20 hours tops.": 20,
    "20+ hours": 20,
    "20-hours": 20,
    "I've got 20 hours": 20,
    "３h": 3,
    "20\u00a0h": 20,
    "20\u202fh\u200b": 20,
    "3-5 h": 3,
    "3 to 5 hours": 3,
    "3–5h": 3,
    "between 3 and 5 hours": 3,
    "2h-3h": 2,
    "30 min to an hour": 0.5,
    "an hour or two": 1,
    "one or two hours": 1,
    "a day": 8,
    "2 days": 16,
    "2 full days": 16,
    "half a day": 4,
    "2 days and 3 hours": 19,
    "a weekend": 16,
    "an evening": 2,
    "1 afternoon": 4,
    "two mornings": 8,
    "tonight": 2,
    "this afternoon": 4,
    "3 lunch breaks": 1.5,
    "20 hours in total": 20,
    "3 houres": 3,
    "90 minuts": 1.5,
    "2 evnings": 4,
    "a wekend": 16,
}

A_WEEK = {
    "3h/week": 3,
    "3 h / wk": 3,
    "３h／week": 3,
    "3 hours a week": 3,
    "3 hrs per wk": 3,
    "3h (per week)": 3,
    "3hpw": 3,
    "3 h p.w.": 3,
    "5h weekly": 5,
    "weekly 5h": 5,
    "3 hours of study each week": 3,
    "3-5 h/week": 3,
    "2,5 h a week": 2.5,
    "30 min a day": 3.5,
    "30 min daily": 3.5,
    "half an hour every day": 3.5,
    "an hour and a half a day": 10.5,
    "1h-1h30 a day": 7,
    "30 min a day on weekdays": 2.5,
    "30 min a day, 5 days a week": 2.5,
    "2h a day 3 days a week": 6,
    "5 days a week, 2h a day": 10,
    "on weekends 2 hours a day": 4,
    "2 hours every weekday": 10,
    "1 h per working day": 5,
    "an hour on weekends": 1,
    "2 hours on Tuesdays and Thursdays": 4,
    "1h mon, wed, fri": 3,
    "mon-fri 1h": 5,
    "1h on weekdays and 2h on Saturdays": 7,
    "30 min twice a week": 1,
    "3 times a week 30 min": 1.5,
    "2 x 45 min a week": 1.5,
    "2x1h/week": 2,
    "every other day 1 hour": 3.5,
    "1 hour every two weeks": 0.5,
    "2 hours a fortnight": 1,
    "2 evenings a week": 4,
    "3h week": 3,
    "3 hrs wk": 3,
    "weekday evenings": 10,
    "1 hour on weekday evenings": 5,
    "weeknights": 10,
    "weekend mornings": 8,
    "every weekend": 16,
    "3 days a week": 24,
    "half a day a week": 4,
    "45 mins every morning": 5.25,
    "30 min every lunch break": 2.5,
    "full time": 40,
    "3 houres a wekes": 3,
    "10 h a month": 2.3,
    "168 h a week": 168,
}

CALENDARS = {
    "6 weeks": 6,
    "six wekes": 6,
    "in 6 weeks": 6,
    "for 6w": 6,
    "within a fortnight": 2,
    "6-8 weeks": 6,
    "2 months": 2 * WEEKS_PER_MONTH,
    "in 2 months' time": 2 * WEEKS_PER_MONTH,
    "2 mounths from now": 2 * WEEKS_PER_MONTH,
    "1 month and 2 weeks": WEEKS_PER_MONTH + 2,
    "a quarter": 13,
    "a semester": 15,
    "2 semesters": 30,
    "half a year": 6 * WEEKS_PER_MONTH,
    "a year": 12 * WEEKS_PER_MONTH,
    "10 days": 10 / 7,
    "in 3 days": 3 / 7,
}

DEADLINES = {
    "until 2027-03-12": date(2027, 3, 12),
    "by 12 March": date(2027, 3, 12),
    "by March 12th, 2027": date(2027, 3, 12),
    "until the 12th of march": date(2027, 3, 12),
    "by Mar. 12": date(2027, 3, 12),
    "by 12 Mrach": date(2027, 3, 12),
    "before 12.03.2027": date(2027, 3, 12),
    "by 12.3.": date(2027, 3, 12),
    "by 12.3.27": date(2027, 3, 12),
    "by 15/3/2027": date(2027, 3, 15),
    "by 3/15/2027": date(2027, 3, 15),
    "by 5/5/2027": date(2027, 5, 5),
    "by 15/3": date(2027, 3, 15),
    "15 March": date(2027, 3, 15),
    "deadline: 15 March": date(2027, 3, 15),
    "by Monday, 15 March": date(2027, 3, 15),
    "by 22 November": date(2027, 11, 22),
    "by 24 November": date(2026, 11, 24),
    "by 29 Feb": date(2028, 2, 29),
    "by the 15th": date(2026, 12, 15),
    "by Friday": date(2026, 11, 27),
    "by Firday": date(2026, 11, 27),
    "by Monday": date(2026, 11, 30),
    "by next Friday": date(2026, 12, 4),
    "by tomorrow": date(2026, 11, 24),
    "by tomorrow evening": date(2026, 11, 24),
    "by the weekend": date(2026, 11, 28),
    "by next week": date(2026, 11, 30),
    "this week": date(2026, 11, 29),
    "by next month": date(2026, 12, 1),
    "until March": date(2027, 3, 1),
    "until March 2028": date(2028, 3, 1),
    "until 2028": date(2028, 1, 1),
    "through March": date(2027, 3, 31),
    "end of March": date(2027, 3, 31),
    "by the end of November": date(2026, 11, 30),
    "by mid-May": date(2027, 5, 15),
    "end of the month": date(2026, 11, 30),
    "by the end of next month": date(2026, 12, 31),
    "until the end of the year": date(2026, 12, 31),
    "by the end of the quarter": date(2026, 12, 31),
    "by Christmas": date(2026, 12, 25),
    "by New Year's Eve": date(2026, 12, 31),
    "by Easter": date(2027, 3, 28),
}


@pytest.mark.parametrize(("text", "hours"), TOTALS.items())
def test_total(text: str, hours: float) -> None:
    assert read(text) == budget_of(today=TODAY, total_minutes=round(hours * 60))


@pytest.mark.parametrize(("text", "hours"), A_WEEK.items())
def test_hours_a_week(text: str, hours: float) -> None:
    assert read(text) == budget_of(today=TODAY, weekly_minutes=round(hours * 60))


@pytest.mark.parametrize(("text", "weeks"), CALENDARS.items())
def test_weeks(text: str, weeks: float) -> None:
    assert read(text) == budget_of(today=TODAY, weeks=weeks)


@pytest.mark.parametrize(("text", "day"), DEADLINES.items())
def test_deadline(text: str, day: date) -> None:
    assert read(text) == budget_of(today=TODAY, deadline=day)


@pytest.mark.parametrize(
    "text",
    [
        "3h/week for 6 weeks",
        "3h a week, 6 weeks",
        "6 weeks at 3h/week",
        "for the next six weeks 3 hours weekly",
        "3h x 6 weeks",
        "3 h a week for 6 weeks (= 18 h in all)",
        "3h a week for 6 weeks, 18 hours in total",
        "I have 3 hours a week for about 6 weeks, please.",
    ],
)
def test_hours_a_week_for_weeks(text: str) -> None:
    assert read(text) == budget_of(today=TODAY, weekly_minutes=180, weeks=6)


@pytest.mark.parametrize(
    "text", ["until 15 March 3h a week", "until 15 March, 3-5h a week", "3h/wk by 15 March"]
)
def test_hours_a_week_until_a_day(text: str) -> None:
    assert read(text) == budget_of(today=TODAY, weekly_minutes=180, deadline=date(2027, 3, 15))


def test_parts_in_company() -> None:
    assert read("20 hours in total over 2 months") == budget_of(
        today=TODAY, total_minutes=1200, weeks=2 * WEEKS_PER_MONTH
    )
    assert read("20h total 3h weekly") == budget_of(today=TODAY, total_minutes=1200, weekly_minutes=180)
    assert read("1h a day for 10 days") == budget_of(today=TODAY, weekly_minutes=420, weeks=10 / 7)
    assert read("6 weeks 2 days a week") == budget_of(today=TODAY, weekly_minutes=960, weeks=6)
    assert read("until March 3h a week") == budget_of(
        today=TODAY, weekly_minutes=180, deadline=date(2027, 3, 1)
    )


def test_occasion_has_its_own_hours_unless_others_are_named() -> None:
    sunday = date(2026, 11, 29)
    assert read("this weekend") == budget_of(today=TODAY, total_minutes=960, deadline=sunday)
    assert read("3 hours this weekend") == budget_of(today=TODAY, total_minutes=180, deadline=sunday)
    assert read("next weekend").deadline == date(2026, 12, 6)
    assert parse_budget("this weekend", today=sunday).deadline == date(2026, 12, 6)


@pytest.mark.parametrize(
    ("text", "message_id"),
    [
        ("", "budget-nothing"),
        (" \u3000\n", "budget-nothing"),
        ("no time", "budget-nothing"),
        ("asdf", "budget-unreadable"),
        ("3h of bananas", "budget-unreadable"),
        ("20 bananas", "budget-unreadable"),
        ("3h a week from Monday", "budget-unreadable"),
        ("twice a week", "budget-unreadable"),
        ("every day", "budget-unreadable"),
        ("3h every 0 weeks", "budget-unreadable"),
        ("by 31 February", "budget-unreadable"),
        ("by Tuesday 15 March 2027", "budget-ambiguous"),
        ("by 99.99.2027", "budget-unreadable"),
        ("1:75", "budget-unreadable"),
        ("20", "budget-unit-missing"),
        ("twenty", "budget-unit-missing"),
        ("-3h", "budget-not-positive"),
        ("-3h a week", "budget-not-positive"),
        ("\u22123 hours", "budget-not-positive"),
        ("0 hours", "budget-not-positive"),
        ("zero hours a week", "budget-not-positive"),
        ("0 weeks", "budget-not-positive"),
        ("169h a week", "budget-week-too-long"),
        ("25 hours a day", "budget-week-too-long"),
        ("today", "budget-deadline-past"),
        ("by yesterday", "budget-deadline-past"),
        ("until 2026-11-23", "budget-deadline-past"),
        ("by 1 January 2020", "budget-deadline-past"),
        ("9999999999h", "budget-too-large"),
        ("9" * 190 + " weeks", "budget-too-large"),
        ("until 9999-12-31", "budget-too-large"),
        ("3h 5h", "budget-ambiguous"),
        ("3h a week, 5h a week", "budget-ambiguous"),
        ("6 weeks or 2 months", "budget-ambiguous"),
        ("by Friday by Sunday", "budget-ambiguous"),
        ("biweekly 3h", "budget-ambiguous"),
        ("by summer", "budget-ambiguous"),
        ("3h/week until the end of next spring", "budget-ambiguous"),
        ("3h day", "budget-unreadable"),
        ("by 3/4/2027", "budget-ambiguous-date"),
        ("by 3/4", "budget-ambiguous-date"),
        ("h" * (MAX_TEXT_LENGTH + 1), "budget-text-too-long"),
    ],
)
def test_refusal(text: str, message_id: str) -> None:
    with pytest.raises(UserError) as refusal:
        read(text)
    assert refusal.value.message_id == message_id


def test_refusal_quotes_what_it_could_not_read() -> None:
    with pytest.raises(UserError) as refusal:
        read("3h a week of bananas")
    assert refusal.value.arguments == {"text": "bananas"}


@pytest.mark.parametrize("text", ["3 maths", "3 horses", "3 dads", "by Mary"])
def test_other_words_are_not_bent_into_units(text: str) -> None:
    with pytest.raises(UserError):
        read(text)


PIECES = [
    *"3 20 0 1,5 ½ 1:30 half a an and or to in by until for per / - x ( ) = , . h min week weeks".split(),
    *"day days month weekend evening every twice times on mondays friday march 15 2027".split(),
    *"next end of total 3/4 12.3.".split(),
    *"2027-03-12 christmas this - 29 february few dozen hundred quarter quarters three a between".split(),
]
PHRASES = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@given(st.text(max_size=220) | PHRASES, DAYS)
@example("by 29 february", date(2096, 3, 1))
@example("٣ hours by ١٢.٣.", date(2026, 11, 23))
def test_any_text_is_a_budget_or_a_refusal(text: str, today: date) -> None:
    budget = None
    with suppress(UserError):
        budget = parse_budget(text, today=today)
    assert budget is None or budget.deadline is None or budget.deadline > today


@pytest.mark.parametrize(
    "piece", ["1h ", "a", "1", "(", "(=", "and a half ", "1/", "-", "mon ", "1:1", "3 to ", "½"]
)
def test_a_text_of_one_piece_repeated_is_answered(piece: str) -> None:
    with suppress(UserError):
        read((piece * MAX_TEXT_LENGTH)[:MAX_TEXT_LENGTH])


@pytest.mark.parametrize(
    ("text", "weekly_minutes", "weeks"),
    [
        ("saturday mornings", 240, None),
        ("2h saturday mornings", 120, None),
        ("monday evenings", 120, None),
        ("2h on Saturday mornings for 6 weeks", 120, 6.0),
    ],
)
def test_a_part_of_a_weekday_comes_each_week(text: str, weekly_minutes: int, weeks: float | None) -> None:
    budget = parse_budget(text, today=date(2026, 11, 24))
    assert (budget.weekly_minutes, budget.weeks, budget.deadline) == (weekly_minutes, weeks, None)
