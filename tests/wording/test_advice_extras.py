from dataclasses import replace
from datetime import date

from bot.domain.advice import Advice, advice_on
from bot.domain.budget import budget_of
from bot.domain.credential import (
    Cost,
    CostClass,
    Credential,
    Effort,
    EffortBasis,
    Requirement,
    RequirementKind,
    Task,
)
from bot.domain.filters import Filters
from bot.domain.hits import Certainty, Hit, SearchAnswer
from bot.domain.narrowing import Choice
from bot.wording.advice_extras import before_text, choices_text, doors_text
from bot.wording.texts import load_texts
from tests.small_catalogue import credential

TEXTS = load_texts("en")
TODAY = date(2026, 11, 24)


def advice_about(*credentials: Credential, hours: float | None = None) -> Advice:
    budget = None if hours is None else budget_of(today=TODAY, total_minutes=round(hours * 60))
    hits = tuple(Hit(found.id, 0.9, ()) for found in credentials if not found.id.startswith("before"))
    return advice_on(
        "a goal",
        SearchAnswer(Certainty.STRONG, hits),
        {found.id: found for found in credentials},
        budget=budget,
        filters=Filters(),
        today=TODAY,
        limit=5,
    )


def taking(identity: str, hours: int, *needs: str) -> Credential:
    requirements = tuple(
        Requirement(RequirementKind.PRIOR_CREDENTIAL, (Task(f"{identity}.{need}", need),), need)
        for need in needs
    )
    effort = Effort(60 * hours, 60 * hours, EffortBasis.STATED)
    return replace(credential(identity, identity.title()), effort=effort, requirements=requirements)


def test_the_other_door_says_what_differs_there():
    here = replace(taking("here", 4), twins=("there",))
    there = replace(
        taking("there", 20), twins=("here",), platform="Coursera", cost=Cost(CostClass.SUBSCRIPTION)
    )
    (result,) = advice_about(here, there, hours=5).results
    assert doors_text(TEXTS, result, None) == ["Also at Example University (Coursera): 20 h, subscription"]
    budget = budget_of(today=TODAY, total_minutes=300)
    assert doors_text(TEXTS, result, budget)[0].endswith("20 h, subscription, too long")


def test_what_comes_first_is_named_with_its_hours_and_their_sum():
    goal, first, second = taking("goal", 9, "before2"), taking("before1", 2), taking("before2", 3, "before1")
    (result,) = advice_about(goal, first, second).results
    assert before_text(TEXTS, result) == ("Needs first: Before1 (2 h), Before2 (3 h): 5 h before you start")
    (result,) = advice_about(taking("goal", 9, "before1"), first).results
    assert before_text(TEXTS, result) == "Needs first: Before1 (2 h)"


def test_nothing_before_and_no_choice_say_nothing():
    advice = advice_about(taking("goal", 9))
    assert before_text(TEXTS, advice.results[0]) is None
    assert choices_text(TEXTS, advice) is None


def test_choices_are_offered_in_words():
    advice = replace(advice_about(taking("goal", 9)), choices=(Choice("data", 4), Choice("design", 2)))
    assert choices_text(TEXTS, advice) == (
        "That is a wide field. Add one of these to narrow it: data (4), design (2)."
    )
