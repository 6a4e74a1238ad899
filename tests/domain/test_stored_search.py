from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.budget import MAX_WEEKLY_MINUTES, Budget, budget_of
from bot.domain.errors import UserError
from bot.domain.filters import Filters
from bot.domain.stored_search import Question

TODAY = date(2026, 11, 24)
MINUTES = st.integers(1, MAX_WEEKLY_MINUTES)


def asked(budget: Budget | None) -> Question:
    return Question("learn sql", budget, Filters(), TODAY)


def calendars() -> st.SearchStrategy[Budget]:
    """Budgets that lack their weekly hours."""
    weeks = st.builds(budget_of, today=st.just(TODAY), weeks=st.floats(0.01, 5000))
    deadlines = st.dates(TODAY + timedelta(days=1), date(2100, 1, 1))
    return weeks | st.builds(budget_of, today=st.just(TODAY), deadline=deadlines)


@given(budget=calendars(), minutes=MINUTES)
def test_known_hours_complete_a_budget_that_lacks_them_and_can_be_taken_out_again(
    budget: Budget, minutes: int
):
    completed = asked(budget).completed(minutes)
    assert completed.budget is not None
    assert completed.budget.weekly_minutes == minutes
    assert completed.budget.weeks == budget.weeks
    assert completed.hours_remembered
    assert completed.without_personal_hours() == asked(budget)


@given(minutes=MINUTES)
def test_hours_that_were_said_are_nobody_elses_to_change(minutes: int):
    for budget in (
        budget_of(today=TODAY, total_minutes=1200),
        budget_of(today=TODAY, weekly_minutes=60),
        budget_of(today=TODAY, weekly_minutes=60, weeks=6),
    ):
        question = asked(budget)
        assert question.completed(minutes) == question
        assert question.without_personal_hours() == question


@given(minutes=MINUTES)
def test_known_hours_are_the_time_where_none_was_said(minutes: int):
    assert asked(None).completed(None) == asked(None)
    completed = asked(None).completed(minutes)
    assert completed == asked(None).answered(minutes)
    assert completed.without_personal_hours() == asked(None)


@given(first=MINUTES, second=MINUTES, budget=calendars())
def test_hours_can_be_changed(first: int, second: int, budget: Budget):
    assert asked(budget).answered(first).answered(second) == asked(budget).answered(second)


def test_hours_answer_a_question_without_any_time():
    answered = asked(None).answered(180)
    assert answered.budget == budget_of(today=TODAY, weekly_minutes=180)
    assert answered.without_personal_hours() == asked(None)


def test_hours_that_no_week_has_are_refused():
    with pytest.raises(UserError):
        asked(None).answered(MAX_WEEKLY_MINUTES + 1)
