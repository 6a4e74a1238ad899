from dataclasses import replace
from datetime import date

import pytest

from bot.domain.advice import Advice, advice_on
from bot.domain.budget import Budget, budget_of
from bot.domain.credential import Credential, Effort, EffortBasis, Requirement, RequirementKind, Task
from bot.domain.filters import Filters
from bot.domain.fit import Fit
from bot.domain.hits import Certainty, Field, Hit, Match, Reason, SearchAnswer
from tests.small_catalogue import credential

TODAY = date(2026, 11, 24)
TEN_HOURS = budget_of(today=TODAY, total_minutes=600)


def taking(identity: str, min_hours: float | None, max_hours: float | None) -> Credential:
    low, high = (None if hours is None else round(hours * 60) for hours in (min_hours, max_hours))
    return replace(credential(identity, identity), effort=Effort(low, high, EffortBasis.STATED))


CATALOGUE = {
    found.id: found
    for found in (
        taking("fits", 5, 10),
        taking("may-fit", 5, 20),
        taking("open", 5, None),
        taking("unknown", None, None),
        taking("near", 12, 20),
        taking("long", 40, 80),
    )
}


def advise(
    scores: dict[str, float],
    budget: Budget | None = TEN_HOURS,
    certainty: Certainty = Certainty.STRONG,
    limit: int = 10,
    sure_from: float = 0.0,
) -> Advice:
    hits = tuple(
        Hit(identity, score, (), Certainty.STRONG if score >= sure_from else Certainty.WEAK)
        for identity, score in scores.items()
    )
    answer = SearchAnswer(certainty, hits)
    return advice_on("a goal", answer, CATALOGUE, budget=budget, filters=Filters(), today=TODAY, limit=limit)


def ids(advice: Advice) -> list[str]:
    return [result.credential.id for result in advice.results]


def test_what_fits_comes_first_then_what_states_no_time_then_near_misses():
    advice = advise({"near": 0.9, "unknown": 0.8, "long": 0.8, "may-fit": 0.7, "fits": 0.6})
    assert ids(advice) == ["may-fit", "fits", "unknown", "near"]
    assert advice.too_long_left_out == 1
    assert not advice.nothing_fits


def test_without_a_budget_the_order_is_the_searchs():
    scores = {"long": 0.9, "unknown": 0.8, "fits": 0.7}
    assert ids(advise(scores, budget=None)) == list(scores)


def test_what_is_far_less_relevant_is_left_out_even_if_it_fits():
    assert ids(advise({"near": 0.9, "fits": 0.2})) == ["near"]


def test_near_misses_alone_are_no_sure_answer():
    advice = advise({"near": 0.9})
    assert advice.nothing_fits
    assert advice.certainty is Certainty.WEAK


def test_what_is_far_too_long_is_shown_only_as_the_closest_where_nothing_fits():
    advice = advise({"long": 0.9})
    assert ids(advice) == ["long"]
    assert (advice.certainty, advice.nothing_fits, advice.too_long_left_out) == (Certainty.NONE, True, 0)


def test_an_answer_is_as_sure_as_what_it_shows():
    advice = advise({"long": 0.9, "fits": 0.5}, sure_from=0.8)
    assert ids(advice) == ["fits"]
    assert (advice.certainty, advice.best_is_too_long) == (Certainty.WEAK, True)
    assert not advise({"long": 0.9, "fits": 0.85}, sure_from=0.8).best_is_too_long


def test_nothing_found_is_no_answer():
    advice = advise({}, certainty=Certainty.STRONG)
    assert (advice.certainty, ids(advice), advice.nothing_fits) == (Certainty.NONE, [], False)


def test_the_limit_counts_what_is_shown():
    assert ids(advise({"near": 0.9, "unknown": 0.8, "fits": 0.7}, limit=2)) == ["fits", "unknown"]


@pytest.mark.parametrize(
    ("identity", "fit", "over"),
    [("fits", Fit.FITS, False), ("open", Fit.MAY_FIT, False), ("near", Fit.NEAR_MISS, True)],
)
def test_each_result_carries_its_verdict(identity: str, fit: Fit, over: bool):
    (result,) = advise({identity: 0.9}).results
    assert (result.verdict.fit, result.is_over_budget) == (fit, over)


TWINS = {
    found.id: found
    for found in (
        replace(taking("here", 20, 65), twins=("there",)),
        replace(taking("there", 5, 10), twins=("here",)),
        taking("other", 5, 10),
    )
}


def test_one_course_on_two_platforms_is_one_result_by_the_door_that_fits_better():
    hits = tuple(
        Hit(identity, score, ()) for identity, score in (("here", 0.9), ("there", 0.8), ("other", 0.7))
    )
    advice = advice_on(
        "a goal",
        SearchAnswer(Certainty.STRONG, hits),
        TWINS,
        budget=TEN_HOURS,
        filters=Filters(),
        today=TODAY,
        limit=5,
    )
    assert ids(advice) == ["there", "other"]
    (twin,) = advice.results[0].twins
    assert (twin.credential.id, twin.verdict.fit) == ("here", Fit.TOO_LONG)


def test_a_result_says_what_comes_before_it():
    prior = Requirement(RequirementKind.PRIOR_CREDENTIAL, (Task("emt.1", "BLS first"),), "fits")
    emt = replace(taking("emt", 5, 10), requirements=(prior,))
    answer = SearchAnswer(Certainty.STRONG, (Hit("emt", 0.9, ()),))
    advice = advice_on(
        "a goal",
        answer,
        {**CATALOGUE, "emt": emt},
        budget=None,
        filters=Filters(),
        today=TODAY,
        limit=5,
    )
    way = advice.results[0].way
    assert way is not None
    assert [before.id for before in way.before] == ["fits"]


def test_a_near_miss_must_be_worth_the_time():
    assert ids(advise({"fits": 0.9, "near": 0.5})) == ["fits"]
    assert ids(advise({"fits": 0.9, "near": 0.8})) == ["fits", "near"]


def test_a_goal_that_says_too_little_gets_choices():
    catalogue = {
        f"c{place}": replace(taking(f"c{place}", 1, 2), topics=("data",) if place % 2 else ("design",))
        for place in range(10)
    }
    reason = Reason(Match.SAME, "computers", "computers", Field.TITLE)
    hits = tuple(Hit(identity, 0.9, (reason,)) for identity in catalogue)
    advice = advice_on(
        "something with computers",
        SearchAnswer(Certainty.STRONG, hits),
        catalogue,
        budget=None,
        filters=Filters(),
        today=TODAY,
        limit=5,
    )
    assert [choice.topic for choice in advice.choices] == ["design", "data"]
    assert len(advice.results) == 5
