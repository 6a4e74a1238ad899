from dataclasses import replace
from datetime import date

import pytest

from bot.domain.budget import budget_of
from bot.domain.budget_text import MAX_GOAL_LENGTH
from bot.domain.credential import Effort, EffortBasis
from bot.domain.errors import UserError
from bot.domain.filters import Filters
from bot.services.advice import AdviceRequest, Adviser
from tests.small_catalogue import CREDENTIALS, credential, make_index

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def adviser() -> Adviser:
    return Adviser(CREDENTIALS, make_index(), lambda: TODAY)


def test_a_goal_and_a_time_become_advice(adviser: Adviser):
    advice = adviser.advise(AdviceRequest("  learn   sql ", "3h/week for 6 weeks"))
    assert advice.goal == "learn sql"
    assert advice.budget is not None
    assert advice.budget.total_minutes == 18 * 60
    assert advice.results[0].credential.id == "sql"


def test_a_time_in_the_goal_counts_where_none_is_given(adviser: Adviser):
    advice = adviser.advise(AdviceRequest("sql, max 20 hrs"))
    assert advice.budget == budget_of(today=TODAY, total_minutes=1200)
    assert advice.unexplained == ()


def test_a_time_beside_the_goal_wins_over_the_one_in_it(adviser: Adviser):
    advice = adviser.advise(AdviceRequest("sql, max 20 hrs", "5h"))
    assert advice.budget == budget_of(today=TODAY, total_minutes=300)
    ready = budget_of(today=TODAY, weekly_minutes=60)
    assert adviser.advise(AdviceRequest("sql, max 20 hrs", ready)).budget == ready


def test_a_filter_without_a_match_is_told_from_a_goal_without_one(adviser: Adviser):
    icelandic = Filters(language="is")
    hidden = adviser.advise(AdviceRequest("learn sql", filters=icelandic))
    assert (hidden.results, hidden.is_hidden_by_filters) == ((), True)
    hopeless = adviser.advise(AdviceRequest("gunsmith", filters=icelandic))
    assert (hopeless.results, hopeless.is_hidden_by_filters) == ((), False)
    assert not adviser.advise(AdviceRequest("gunsmith")).is_hidden_by_filters


@pytest.mark.parametrize(
    ("request_", "message_id"),
    [
        (AdviceRequest(" \n "), "goal-empty"),
        (AdviceRequest("x" * (MAX_GOAL_LENGTH + 1)), "goal-too-long"),
        (AdviceRequest("sql", "soonish"), "budget-unreadable"),
        (AdviceRequest("20 hours"), "goal-only-time"),
        (AdviceRequest("sql", filters=Filters(topic="sqll")), "topic-unknown"),
    ],
)
def test_what_cannot_be_answered_is_refused(adviser: Adviser, request_: AdviceRequest, message_id: str):
    with pytest.raises(UserError) as refused:
        adviser.advise(request_)
    assert refused.value.message_id == message_id


def test_a_short_time_finds_its_five_however_many_longer_ones_match_better():
    hour = 60
    long = [
        replace(
            credential(f"long-{number:03}", "SQL", ("sql",)),
            effort=Effort(100 * hour, 120 * hour, EffortBasis.STATED),
        )
        for number in range(120)
    ]
    short = [
        replace(
            credential(f"short-{number}", "SQL and more of it", ("sql",)),
            effort=Effort(3 * hour, 5 * hour, EffortBasis.STATED),
        )
        for number in range(5)
    ]
    adviser = Adviser([*long, *short], make_index([*long, *short]), lambda: TODAY)
    advice = adviser.advise(AdviceRequest("sql", "6h"))
    assert [result.credential.id for result in advice.results] == [each.id for each in short]
