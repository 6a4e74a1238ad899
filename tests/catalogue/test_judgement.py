"""What no single row can show: ids used twice, broken links between rows, figures without sense."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.catalogue.judgement import Reference, is_link_well_formed, judge
from bot.catalogue.problems import Problem, Severity
from bot.catalogue.reading import CatalogueReading
from bot.domain.credential import (
    Confidence,
    Cost,
    CostClass,
    Credential,
    Effort,
    EffortBasis,
    Requirement,
    RequirementKind,
    Task,
    WeeksRange,
)

REFERENCE = Reference(topics=frozenset({"data"}))


@pytest.fixture
def sound(read: Callable[..., CatalogueReading], row: dict[str, Any]) -> Credential:
    return read(row).credentials[0]


def _renamed(credential: Credential, new_id: str, title: str) -> Credential:
    tasks = (Task(f"{new_id}.1", "Lessons"),)
    return replace(
        credential, id=new_id, title=title, requirements=(Requirement(RequirementKind.LESSONS, tasks),)
    )


def _after(credential: Credential, prior: str) -> Credential:
    step = Requirement(RequirementKind.PRIOR_CREDENTIAL, (Task(f"{credential.id}.9", "First"),), prior)
    return replace(credential, requirements=(step, *credential.requirements))


def _ids(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.message_id for problem in problems]


def test_a_sound_credential_has_no_problem(sound: Credential) -> None:
    assert judge([sound], REFERENCE) == ()


def _effort(low: int | None, high: int | None, confidence: Confidence = Confidence.HIGH) -> Effort:
    return Effort(low, high, EffortBasis.STATED, confidence)


SPOILT: dict[str, Callable[[Credential], Credential]] = {
    "catalogue-effort-insane": lambda c: replace(c, effort=_effort(60, 5000 * 60)),
    "catalogue-effort-basis-contradiction": lambda c: replace(
        c, effort=replace(c.effort, basis=EffortBasis.NOT_STATED)
    ),
    "catalogue-confidence-contradiction": lambda c: replace(
        c, effort=replace(c.effort, confidence=Confidence.NONE)
    ),
    "catalogue-minimum-contradiction": lambda c: replace(c, effort=_effort(60, None)),
    "catalogue-weeks-insane": lambda c: replace(c, typical_weeks=WeeksRange(1, 521)),
    "catalogue-weeks-twice": lambda c: replace(c, prescribed_weeks=WeeksRange(1, 2)),
    "catalogue-link-malformed": lambda c: replace(c, url="https://localhost/x"),
    "catalogue-date-malformed": lambda c: replace(c, source=replace(c.source, checked_on="2026-13")),
    "catalogue-facts-after-check": lambda c: replace(c, source=replace(c.source, facts_as_of="2027")),
    "catalogue-language-unknown": lambda c: replace(c, language="xx"),
    "catalogue-topic-unknown": lambda c: replace(c, topics=("dta",)),
    "catalogue-amount-without-currency": lambda c: replace(c, cost=Cost(CostClass.PAID, 3)),
    "catalogue-cost-contradiction": lambda c: replace(c, cost=Cost(CostClass.FREE, 3, "USD")),
    "catalogue-prior-unknown": lambda c: _after(c, "nowhere"),
    "catalogue-prior-cycle": lambda c: _after(c, c.id),
    "catalogue-twin-unknown": lambda c: replace(c, twins=("nowhere",)),
    "catalogue-tasks-missing": lambda c: replace(c, requirements=()),
    "catalogue-task-hours-insane": lambda c: replace(
        c, requirements=(Requirement(RequirementKind.QUIZ, (Task("t", "T", 5, 0),)),)
    ),
}


@pytest.mark.parametrize("message_id", SPOILT)
def test_an_error_is_found(message_id: str, sound: Credential) -> None:
    problems = judge([SPOILT[message_id](sound)], REFERENCE)
    assert message_id in _ids(problems)
    assert all(p.severity is Severity.ERROR for p in problems if p.message_id == message_id)


@pytest.mark.parametrize(("low", "high"), [(300, 300), (5, 5)])
def test_tasks_that_cannot_fill_the_effort_are_a_note(low: int, high: int, sound: Credential) -> None:
    tasks = (Task("t", "T", low, high),)
    spoilt = replace(sound, requirements=(Requirement(RequirementKind.LESSONS, tasks),))
    assert [(p.message_id, p.severity) for p in judge([spoilt], REFERENCE)] == [
        ("catalogue-task-sum-off", Severity.NOTE)
    ]


def test_ids_that_stand_twice_are_found(sound: Credential) -> None:
    assert set(_ids(judge([sound, sound], REFERENCE))) >= {
        "catalogue-id-repeated",
        "catalogue-task-id-repeated",
    }


def test_a_circle_of_prior_credentials_is_found(sound: Credential) -> None:
    first = _after(_renamed(sound, "first", "Bookkeeping"), "second")
    second = _after(_renamed(sound, "second", "Welding"), "first")
    assert _ids(judge([first, second], REFERENCE)) == ["catalogue-prior-cycle"] * 2


def test_twins_name_each_other(sound: Credential) -> None:
    other = replace(_renamed(sound, "other", "Ask Databases"), twins=(sound.id,))
    assert _ids(judge([sound, other], REFERENCE)) == ["catalogue-twin-one-sided"]
    assert judge([replace(sound, twins=("other",)), other], REFERENCE) == ()


def test_near_duplicates_are_listed_unless_twins_or_reviewed(sound: Credential) -> None:
    other = _renamed(sound, "other", "Basics: SQL")
    (problem,) = judge([sound, other], REFERENCE)
    assert (problem.message_id, problem.severity) == ("catalogue-near-duplicate", Severity.NOTE)
    pair = frozenset({sound.id, "other"})
    assert judge([sound, other], replace(REFERENCE, reviewed_pairs=frozenset({pair}))) == ()
    twins = [replace(sound, twins=("other",)), replace(other, twins=(sound.id,))]
    assert judge(twins, REFERENCE) == ()


def test_a_reviewed_pair_names_two_credentials(sound: Credential) -> None:
    for pair in ({sound.id}, {sound.id, "nowhere"}):
        reference = replace(REFERENCE, reviewed_pairs=frozenset({frozenset(pair)}))
        assert _ids(judge([sound], reference)) == ["catalogue-reviewed-pair-unknown"]


def test_ids_elsewhere_can_be_prior_credentials_and_twins(sound: Credential) -> None:
    linked = replace(_after(sound, "elsewhere"), twins=("elsewhere",))
    assert judge([linked], replace(REFERENCE, ids_elsewhere=frozenset({"elsewhere"}))) == ()


@pytest.mark.parametrize(
    ("link", "is_well_formed"),
    [
        ("https://example.org", True),
        ("http://www.example.org:8080/a?b=c#d", True),
        ("https://justlanded.com./english", True),
        ("https://münchen.de/kurs", True),
        ("ftp://example.org", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://localhost/admin", False),
        ("https://127.0.0.1/x", False),
        ("https://[::1]/x", False),
        ("https://[broken/x", False),
        ("https://user:secret@example.org", False),
        ("https://example..org", False),
        ("https://example.org:99999/", False),
        ("https://exam ple.org", False),
    ],
)
def test_links(link: str, is_well_formed: bool) -> None:  # the expected answer
    assert is_link_well_formed(link) is is_well_formed
