from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.comparison import Aspect, compare, proof_of, task_counts
from bot.domain.credential import (
    Cost,
    CostClass,
    Credential,
    CredentialType,
    CreditClaim,
    CreditStatus,
    Effort,
    EffortBasis,
    Level,
    Requirement,
    RequirementKind,
    Task,
    WeeksRange,
)
from tests.small_catalogue import credential


def requirement(kind: RequirementKind, *titles: str) -> Requirement:
    return Requirement(kind, tuple(Task(f"x.{title}", title) for title in titles))


PLAIN = credential("plain", "Teaching Online")

VIDEOS = replace(
    credential("videos", "Online Teaching Essentials", issuer="Example Courses"),
    effort=Effort(8 * 60, 12 * 60, EffortBasis.STATED),
    typical_weeks=WeeksRange(0.5, 4 / 7),
    requirements=(
        requirement(RequirementKind.LESSONS, "Day 1", "Day 2", "Day 3", "Day 4"),
        requirement(RequirementKind.QUIZ, "Quiz 1", "Quiz 2", "Quiz 3", "Quiz 4"),
    ),
)
"""The one organisation of the article: four days of videos and quizzes."""

PORTFOLIO = replace(
    credential("portfolio", "Online Teaching Micro-credential", issuer="Example Teachers' Union"),
    effort=Effort(30 * 60, 40 * 60, EffortBasis.STATED),
    prescribed_weeks=WeeksRange(6, 6),
    requirements=(
        requirement(RequirementKind.LESSONS, "Read the research"),
        requirement(RequirementKind.PORTFOLIO, "Two pieces of student work", "A reflection"),
    ),
)
"""The other one: six weeks and a portfolio of student work, for the same skill."""


def test_for_how_long_it_is_valid_is_told_apart_from_what_nobody_says():
    first, second = replace(VIDEOS, valid_months=36), replace(VIDEOS, valid_months=None)
    assert compare((first, second)).differing == (Aspect.VALIDITY,)
    assert Aspect.VALIDITY in compare((first, first)).same
    nobody_says = compare((second, second))
    assert Aspect.VALIDITY not in (*nobody_says.differing, *nobody_says.same)


def test_four_days_of_quizzes_against_six_weeks_and_a_portfolio_are_seen_at_a_glance():
    comparison = compare((VIDEOS, PORTFOLIO))
    assert comparison.credentials == (VIDEOS, PORTFOLIO)
    assert comparison.differing == (Aspect.EFFORT, Aspect.ELAPSED, Aspect.PROOF, Aspect.REQUIREMENTS)
    assert proof_of(VIDEOS) == (RequirementKind.QUIZ,)
    assert proof_of(PORTFOLIO) == (RequirementKind.PORTFOLIO,)
    assert task_counts(PORTFOLIO) == {RequirementKind.LESSONS: 1, RequirementKind.PORTFOLIO: 2}


def with_effort(low: int | None, high: int | None, basis: EffortBasis = EffortBasis.STATED) -> Credential:
    return replace(PLAIN, effort=Effort(low, high, basis))


def with_requirements(*requirements: Requirement) -> Credential:
    return replace(PLAIN, requirements=requirements)


def with_cost(cost_class: CostClass, amount: float | None = None) -> Credential:
    return replace(PLAIN, cost=Cost(cost_class, amount, "USD" if amount else None))


LESSONS = requirement(RequirementKind.LESSONS, "Lessons")


@pytest.mark.parametrize(
    ("one", "other", "differing"),
    [
        (PLAIN, PLAIN, ()),
        (with_effort(60, 120), with_effort(60, 180), (Aspect.EFFORT,)),
        (with_effort(60, 120), with_effort(60, None), (Aspect.EFFORT,)),
        (with_effort(60, 120), with_effort(60, 120, EffortBasis.DERIVED), (Aspect.EFFORT,)),
        (with_effort(60, 120), PLAIN, (Aspect.EFFORT,)),
        (with_effort(None, None), PLAIN, ()),
        (replace(PLAIN, prescribed_weeks=WeeksRange(6, 6)), PLAIN, (Aspect.ELAPSED,)),
        (
            replace(PLAIN, prescribed_weeks=WeeksRange(6, 6)),
            replace(PLAIN, typical_weeks=WeeksRange(6, 6)),
            (Aspect.ELAPSED,),
        ),
        (
            with_requirements(LESSONS, requirement(RequirementKind.EXAM, "Exam")),
            with_requirements(LESSONS, requirement(RequirementKind.PROJECT, "Project")),
            (Aspect.PROOF, Aspect.REQUIREMENTS),
        ),
        (
            with_requirements(requirement(RequirementKind.QUIZ, "Quiz")),
            with_requirements(requirement(RequirementKind.QUIZ, "Quiz 1", "Quiz 2")),
            (Aspect.REQUIREMENTS,),
        ),
        # The order in which things are listed is the source's, and the same things are the same.
        (
            with_requirements(LESSONS, requirement(RequirementKind.EXAM, "Exam")),
            with_requirements(requirement(RequirementKind.EXAM, "Test"), LESSONS),
            (),
        ),
        # A fee is asked for and shows nothing.
        (
            with_requirements(LESSONS, requirement(RequirementKind.FORMALITY, "Fee")),
            with_requirements(LESSONS),
            (Aspect.REQUIREMENTS,),
        ),
        (with_cost(CostClass.PAID, 49), with_cost(CostClass.PAID, 99), (Aspect.COST,)),
        (with_cost(CostClass.FREE), with_cost(CostClass.FREE_TO_AUDIT), (Aspect.COST,)),
        (with_cost(CostClass.NOT_STATED), with_cost(CostClass.NOT_STATED), ()),
        (
            replace(PLAIN, credit=CreditClaim(CreditStatus.CARRIES, "3 credits, says the college")),
            PLAIN,
            (Aspect.CREDIT,),
        ),
        (replace(PLAIN, level=Level.ADVANCED), PLAIN, (Aspect.LEVEL,)),
        (replace(PLAIN, language="es"), PLAIN, (Aspect.LANGUAGE,)),
        (replace(PLAIN, credential_type=CredentialType.LICENCE), PLAIN, (Aspect.CREDENTIAL_TYPE,)),
    ],
)
def test_what_differs_is_told_from_what_is_the_same(
    one: Credential, other: Credential, differing: tuple[Aspect, ...]
):
    assert compare((one, other)).differing == differing


def credentials() -> st.SearchStrategy[Credential]:
    weeks = st.none() | st.just(WeeksRange(1, 2))
    minutes = st.none() | st.integers(1, 3)
    requirements = st.lists(
        st.builds(
            Requirement,
            st.sampled_from(RequirementKind),
            st.lists(st.just(Task("x.1", "Task")), max_size=2).map(tuple),
        ),
        max_size=3,
    ).map(tuple)
    return st.builds(
        replace,
        st.just(PLAIN),
        level=st.sampled_from(Level),
        language=st.sampled_from(["en", "es"]),
        credential_type=st.sampled_from(CredentialType),
        effort=st.builds(Effort, minutes, minutes, st.sampled_from(EffortBasis)),
        cost=st.builds(Cost, st.sampled_from(CostClass), st.none() | st.just(9.0)),
        credit=st.none() | st.builds(CreditClaim, st.sampled_from(CreditStatus), st.just("claim")),
        prescribed_weeks=weeks,
        typical_weeks=weeks,
        requirements=requirements,
    )


@given(named=st.lists(credentials(), min_size=2, max_size=4), shuffled=st.randoms())
def test_every_aspect_is_in_one_of_the_two_whatever_the_order(named: list[Credential], shuffled: Random):
    comparison = compare(named)
    told = {*Aspect} - ({Aspect.VALIDITY} if not any(each.valid_months for each in named) else set())
    assert sorted(comparison.differing + comparison.same) == sorted(told)
    other = list(named)
    shuffled.shuffle(other)
    assert compare(other).differing == comparison.differing
    assert compare([*named, named[0]]).differing == comparison.differing
