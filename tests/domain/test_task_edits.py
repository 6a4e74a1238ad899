"""A moderator changes tasks: each keeps its id, and nothing else of the credential changes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.credential import Credential, Requirement, RequirementKind, Task
from bot.domain.errors import UserError
from bot.domain.task_edits import (
    TaskWish,
    position_of,
    task_named,
    with_edited_task,
    with_moved_task,
    with_task,
    without_task,
)
from tests.small_catalogue import credential

LESSONS, QUIZ, PRIOR = RequirementKind.LESSONS, RequirementKind.QUIZ, RequirementKind.PRIOR_CREDENTIAL


def requirement(kind: RequirementKind, *numbers: int, credential_id: str | None = None) -> Requirement:
    return Requirement(kind, tuple(Task(f"sql.{n}", f"Step {n}") for n in numbers), credential_id)


SQL = replace(
    credential("sql", "SQL"),
    requirements=(
        requirement(LESSONS, 1, 2, 3),
        requirement(QUIZ, 4),
        requirement(PRIOR, 5, credential_id="data"),
    ),
)


def shape(changed: Credential) -> list[tuple[str, str]]:
    """The kinds, each with the numbers of its tasks."""
    return [
        (each.kind.value, " ".join(task.id.removeprefix("sql.") for task in each.tasks))
        for each in changed.requirements
    ]


def test_a_new_task_comes_behind_the_one_named_and_is_of_its_kind():
    changed = with_task(SQL, "sql.9", TaskWish("Try\nit  out", minutes=(60, 90)), "sql.1")
    assert shape(changed) == [("lessons", "1 9 2 3"), ("quiz", "4"), ("prior_credential", "5")]
    assert changed.tasks[1] == Task("sql.9", "Try it out", 60, 90)


def test_a_new_task_of_another_kind_stands_between():
    changed = with_task(SQL, "sql.9", TaskWish("Quick check", QUIZ), "sql.1")
    assert shape(changed) == [
        ("lessons", "1"),
        ("quiz", "9"),
        ("lessons", "2 3"),
        ("quiz", "4"),
        ("prior_credential", "5"),
    ]


def test_a_new_task_joins_what_comes_next_where_that_asks_for_the_same():
    changed = with_task(SQL, "sql.9", TaskWish("Quick check", QUIZ), "sql.3")
    assert shape(changed) == [("lessons", "1 2 3"), ("quiz", "9 4"), ("prior_credential", "5")]


def test_at_the_end_behind_a_prior_credential_come_lessons():
    changed = with_task(SQL, "sql.9", TaskWish("Watch"), None)
    assert shape(changed)[-2:] == [("prior_credential", "5"), ("lessons", "9")]
    assert changed.requirements[2].credential_id == "data"


def test_at_the_end_behind_a_fee_come_lessons():
    paid = replace(SQL, requirements=(requirement(QUIZ, 1), requirement(RequirementKind.FORMALITY, 2)))
    changed = with_task(paid, "sql.9", TaskWish("Watch"), None)
    assert shape(changed) == [("quiz", "1"), ("formality", "2"), ("lessons", "9")]


def test_an_edit_changes_only_what_is_said():
    changed = with_edited_task(SQL, "sql.2", TaskWish(minutes=(30, 30)))
    assert changed.tasks[1] == Task("sql.2", "Step 2", 30, 30)
    changed = with_edited_task(changed, "sql.2", TaskWish("Second step"))
    assert changed.tasks[1] == Task("sql.2", "Second step", 30, 30)
    changed = with_edited_task(changed, "sql.2", TaskWish(minutes=(None, None)))
    assert changed.tasks[1] == Task("sql.2", "Second step")
    assert shape(changed) == shape(SQL)


def test_a_task_that_becomes_of_another_kind_stays_in_its_place():
    there = with_edited_task(SQL, "sql.2", TaskWish(kind=QUIZ))
    assert shape(there)[:3] == [("lessons", "1"), ("quiz", "2"), ("lessons", "3")]
    assert with_edited_task(there, "sql.2", TaskWish(kind=LESSONS)) == SQL


def test_an_edit_that_says_nothing_new_is_told_so():
    with pytest.raises(UserError, match="task-unchanged"):
        with_edited_task(SQL, "sql.2", TaskWish("Step 2", LESSONS, (None, None)))


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (1, [("quiz", "4"), ("lessons", "1 2 3"), ("prior_credential", "5")]),
        (-7, [("quiz", "4"), ("lessons", "1 2 3"), ("prior_credential", "5")]),
        (2, [("lessons", "1"), ("quiz", "4"), ("lessons", "2 3"), ("prior_credential", "5")]),
        (5, [("lessons", "1 2 3"), ("prior_credential", "5"), ("quiz", "4")]),
        (99, [("lessons", "1 2 3"), ("prior_credential", "5"), ("quiz", "4")]),
    ],
)
def test_a_task_moves_with_its_kind(position: int, expected: list[tuple[str, str]]):
    assert shape(with_moved_task(SQL, "sql.4", position)) == expected


def test_a_task_that_is_there_already_is_told_so():
    with pytest.raises(UserError, match="task-there-already"):
        with_moved_task(SQL, "sql.5", 99)


def test_what_a_task_parted_comes_together_when_it_is_gone():
    parted = with_task(SQL, "sql.9", TaskWish("Quick check", QUIZ), "sql.1")
    assert without_task(parted, "sql.9") == SQL


def test_two_requirements_of_one_kind_stay_two():
    two = replace(SQL, requirements=(requirement(LESSONS, 1), requirement(LESSONS, 2, 3)))
    assert shape(without_task(two, "sql.3")) == [("lessons", "1"), ("lessons", "2")]


def test_the_last_task_stays():
    last = without_task(replace(SQL, requirements=(requirement(LESSONS, 1), requirement(QUIZ, 2))), "sql.1")
    assert shape(last) == [("quiz", "2")]
    with pytest.raises(UserError, match="task-is-last"):
        without_task(last, "sql.2")


@pytest.mark.parametrize(("title", "refusal"), [(" \n\u200b", "missing"), ("x" * 201, "too-long")])
def test_a_task_has_a_title_that_a_line_holds(title: str, refusal: str):
    with pytest.raises(UserError, match=f"task-title-{refusal}"):
        with_task(SQL, "sql.9", TaskWish(title), None)
    with pytest.raises(UserError, match=f"task-title-{refusal}"):
        with_edited_task(SQL, "sql.1", TaskWish(title))


@pytest.mark.parametrize("named", ["sql.2", "2", "step 2", " Step  2 ", "EP 2"])
def test_a_task_is_named_by_id_number_or_title(named: str):
    assert task_named(SQL, named).id == "sql.2"


@pytest.mark.parametrize(
    ("named", "refusal"),
    [("step", "ambiguous"), ("nine", "unknown"), ("0", "unknown"), ("6", "unknown"), (" ", "unknown")],
)
def test_a_task_that_cannot_be_told_is_refused(named: str, refusal: str):
    with pytest.raises(UserError, match=f"task-{refusal}"):
        task_named(SQL, named)


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "edit", "move", "remove"]),
        st.integers(0, 30),
        st.integers(-1, 30),
        st.sampled_from([None, *RequirementKind]),
    ),
    max_size=25,
)


@given(_STEPS)
def test_whatever_is_done_each_task_stays_itself_in_the_order_that_was_asked_for(
    steps: list[tuple[str, int, int, RequirementKind | None]],
):
    changed, expected = SQL, [(task.id, task.title) for task in SQL.tasks]
    for number, (what, which, where, kind) in enumerate(steps):
        at = which % len(expected)
        task_id, _ = expected[at]
        try:
            if what == "add":
                new = (f"sql.{100 + number}", f"New {number}")
                changed = with_task(changed, new[0], TaskWish(new[1], kind), task_id)
                expected.insert(at + 1, new)
            elif what == "edit":
                changed = with_edited_task(changed, task_id, TaskWish(f"Edited {number}", kind))
                expected[at] = (task_id, f"Edited {number}")
            elif what == "move":
                changed = with_moved_task(changed, task_id, where)
                expected.insert(min(max(where, 1), len(expected)) - 1, expected.pop(at))
            else:
                changed = without_task(changed, task_id)
                expected.pop(at)
        except UserError as refused:
            assert refused.message_id in {"task-there-already", "task-is-last"}  # noqa: PT017  # no change
        assert [(task.id, task.title) for task in changed.tasks] == expected
        assert all(each.tasks for each in changed.requirements)
        assert replace(changed, requirements=SQL.requirements) == SQL
    assert position_of(changed, expected[-1][0]) == len(expected)
