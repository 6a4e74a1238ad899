"""Which words of a goal are a budget, and which only look like one. Today is Monday, 23 November 2026."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.budget import budget_of
from bot.domain.budget_text import find_budget_in_goal, parse_budget

TODAY = date(2026, 11, 23)
QUERIES = Path(__file__).parent.parent / "queries" / "dev_queries.jsonl"

SPOKEN = {
    "R for statistics, max 20 hrs": ("R for statistics", "20 h"),
    "autistic pupil in my class, 10 hours max": ("autistic pupil in my class", "10 h"),
    "bias training, 1 afternoon": ("bias training", "1 afternoon"),
    "learn sql in 2 months, 3h a week": ("learn sql", "3h a week for 2 months"),
    "learn sql in 2 months": ("learn sql", "2 months"),
    "web dev by March": ("web dev", "by March"),
    "sql by sunday": ("sql", "by sunday"),
    "sql 3h a week": ("sql", "3h a week"),
    "sql (3h a week)": ("sql", "3h a week"),
    "python, 3 houres a week": ("python", "3h a week"),
    "excel, no more than 5h": ("excel", "5h"),
    "knit by christmas, 2 evenings a week": ("knit", "by christmas, 2 evenings a week"),
    "I want to learn SQL, I have 3 hours a week until March": (
        "I want to learn SQL",
        "3 hours a week until March",
    ),
    "i have 3 hours a week and want to learn sql": ("want to learn sql", "3 hours a week"),
    "3h a week to learn sql by march": ("learn sql", "3h a week by march"),
    "100 days of code, 30 min a day": ("100 days of code", "30 min a day"),
    "chatgpt 4 lesson plans, got maybe 25 hrs": ("chatgpt 4 lesson plans", "25 hrs"),
    "clinical psychology intro, about 14h": ("clinical psychology intro", "14h"),
    "debits n credits, 10h tops": ("debits n credits", "10h"),
    "line cook, need the food card asap like 2 hours": ("line cook, need the food card asap", "2h"),
    "a deaf boy joins my class next week, i have 10 hours": ("a deaf boy joins my class next week", "10h"),
    "learn knitting this weekend": ("learn knitting", "this weekend"),
    "what can i do in an afternoon": ("what can i do", "an afternoon"),
    "20 hours": ("", "20 h"),
}

SILENT = [
    "3d printing",
    "model in 3d",
    "24 hour fitness",
    "24/7 support",
    "type 2",
    "40 year old",
    "im 40",
    "my 3 year old wont listen",
    "my 3 yr old screams in every supermarket",
    "first aid for under 2 years old",
    "baby is 6 months",
    "100 days of code",
    "5s lean",
    "OSHA 10-hour",
    "OSHA 10 hour",
    "OSHA 30",
    "first aid weekend",
    "grade 5 maths",
    "9 to 5 job",
    "Year 6 class",
    "work weekends",
    "evening class",
    "half marathon",
    "40 hour week",
    "i work 40 hours a week and want to learn sql",
    "sleep 8 hours a night",
    "full time teacher",
    "history before 1900",
    "poems by august wilson",
    "songs by jane",
    "stand by me",
    "one day, i want to be a nurse",
    "i have 5 years of experience in sales",
    "5 years sober, i want to be there for others",
    "read the same page five times",
    "mine barks all day",
    "health inspector is coming next month and im scared",
    "have a nice day",
    "may 2027",
    "",
]


@pytest.mark.parametrize(("goal", "subject", "time"), [(goal, *said) for goal, said in SPOKEN.items()])
def test_budget_is_taken_out_of_the_goal(goal: str, subject: str, time: str) -> None:
    assert find_budget_in_goal(goal, today=TODAY) == (parse_budget(time, today=TODAY), subject)


@pytest.mark.parametrize("goal", SILENT)
def test_goal_without_a_budget_is_left_alone(goal: str) -> None:
    assert find_budget_in_goal(goal, today=TODAY) is None


def test_only_three_judged_queries_name_their_time() -> None:
    queries = [json.loads(line)["query"] for line in QUERIES.read_text(encoding="utf-8").splitlines()]
    spoken = [query for query in queries if find_budget_in_goal(query, today=TODAY)]
    assert spoken == [
        "R for statistics, max 20 hrs",
        "autistic pupil in my class, 10 hours max",
        "bias training, 1 afternoon",
    ]


def test_contradicting_budgets_are_left_alone() -> None:
    assert find_budget_in_goal("sql, 3h a week, no wait, 5h a week", today=TODAY) is None


@given(st.text(max_size=300), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_any_goal_can_be_searched(goal: str, today: date) -> None:
    found = find_budget_in_goal(goal, today=today)
    assert found is None or len(found[1]) <= len(goal)


@given(st.text("abc ", max_size=30))
def test_what_remains_is_the_goal(goal: str) -> None:
    words = " ".join(f"x{goal}".split())
    assert find_budget_in_goal(f"{words}, max 20h", today=TODAY) == (
        budget_of(today=TODAY, total_minutes=1200),
        words,
    )


def test_only_the_beginning_of_an_endless_goal_is_searched() -> None:
    assert find_budget_in_goal("sql " * 100 + "max 20h", today=TODAY) is None
