from dataclasses import fields, replace

import pytest

from bot.domain.credential import (
    Confidence,
    Cost,
    CostClass,
    Credential,
    CredentialType,
    CreditClaim,
    CreditStatus,
    Effort,
    Level,
    Requirement,
    RequirementKind,
    Source,
    StudyForm,
    Task,
    WeeksRange,
)
from bot.domain.entry_differences import Part, differing_parts, task_changes
from tests.small_catalogue import credential

BEFORE = credential("sql", "SQL", ("sql",))
ONE, TWO, THREE = (Task(f"sql.{number}", f"Step {number}") for number in (1, 2, 3))
CHANGED: dict[str, tuple[object, Part]] = {
    "title": ("Structured queries", Part.TITLE),
    "issuer": ("Another", Part.ISSUER),
    "platform": ("Coursera", Part.PLATFORM),
    "url": ("https://example.org/other", Part.LINK),
    "summary": ("Other words", Part.SUMMARY),
    "credential_type": (CredentialType.LICENCE, Part.CREDENTIAL_TYPE),
    "level": (Level.ADVANCED, Part.LEVEL),
    "language": ("es", Part.LANGUAGE),
    "topics": (("data",), Part.TOPICS),
    "skills": (("sql", "joins"), Part.SKILLS),
    "skills_basis": ("its page", Part.SKILLS),
    "study_forms": ((StudyForm.ONLINE,), Part.STUDY_FORMS),
    "effort": (Effort(60, 120, confidence=Confidence.HIGH), Part.EFFORT),
    "prescribed_weeks": (WeeksRange(1, 2), Part.WEEKS),
    "typical_weeks": (WeeksRange(1, 2), Part.WEEKS),
    "requirements": ((Requirement(RequirementKind.LESSONS, (TWO,)),), Part.TASKS),
    "tasks_basis": ("its page", Part.TASKS),
    "cost": (Cost(CostClass.PAID), Part.COST),
    "credit": (CreditClaim(CreditStatus.VARIES, "perhaps"), Part.CREDIT),
    "valid_months": (36, Part.VALIDITY),
    "source": (Source("elsewhere", "facts only", "2026-11"), Part.SOURCE),
    "twins": (("java",), Part.TWINS),
}


def with_tasks(*tasks: Task) -> Credential:
    return replace(BEFORE, requirements=(Requirement(RequirementKind.LESSONS, tasks),))


@pytest.mark.parametrize("name", sorted(CHANGED))
def test_a_field_that_changes_is_a_part_that_differs(name: str):
    value, part = CHANGED[name]
    assert differing_parts(BEFORE, replace(BEFORE, **{name: value})) == (part,)  # type: ignore[arg-type]  # one field of many


def test_every_field_but_the_id_belongs_to_a_part():
    assert {field.name for field in fields(Credential)} == {*CHANGED, "id"}


def test_the_parts_of_a_field_are_told_apart():
    checked = replace(BEFORE, source=replace(BEFORE.source, checked_on="2027-01-05"))
    assert differing_parts(BEFORE, checked) == (Part.CHECKED,)
    noted = replace(BEFORE, effort=replace(BEFORE.effort, note="as its page says"))
    assert differing_parts(BEFORE, noted) == (Part.EFFORT_NOTE,)
    quizzed = replace(BEFORE, requirements=(replace(BEFORE.requirements[0], kind=RequirementKind.QUIZ),))
    assert differing_parts(BEFORE, quizzed) == (Part.REQUIREMENTS,)


def test_what_is_the_same_differs_in_nothing():
    assert differing_parts(BEFORE, replace(BEFORE)) == ()


def test_tasks_are_told_apart_by_their_ids():
    renamed = replace(ONE, title="The first step")
    changes = task_changes(with_tasks(ONE, TWO), with_tasks(renamed, THREE))
    assert (changes.added, changes.removed) == ((THREE,), (TWO,))
    assert changes.changed == ((ONE, renamed),)
    assert not changes.is_reordered
    assert task_changes(with_tasks(ONE, TWO), with_tasks(TWO, ONE)).is_reordered
