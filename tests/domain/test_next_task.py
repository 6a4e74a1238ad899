"""What a member most likely did: the order of their open tasks, and who may see what of whom."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.enrolment import EnrolmentStatus, StatusChange
from bot.domain.next_task import TaskRef, Underway, likeliest_first
from bot.domain.visibility import Visibility, may_see
from tests.domain.some_enrolment import AT, enrolment, task


def underway(
    name: str, hours: int | None, *, is_paused: bool = False, ticked: tuple[str, ...] = ()
) -> Underway:
    found = replace(enrolment(task(1), task(2)), id=name)
    if is_paused:
        pause = StatusChange(EnrolmentStatus.PAUSED, AT, 1)
        found = replace(found, history=(*found.history, pause))
    return Underway(found, ticked, None if hours is None else AT + timedelta(hours=hours))


def test_the_likeliest_task_comes_first():
    works = [
        underway("resting", 9, is_paused=True),
        underway("new", None),
        underway("latest", 5, ticked=("sql.1",)),
        underway("older", 2),
        underway("done", 8, ticked=("sql.1", "sql.2")),
    ]
    found = [str(each.ref) for each in likeliest_first(works)]
    assert found == [
        "latest:sql.2",
        "older:sql.1",
        "new:sql.1",
        "older:sql.2",
        "new:sql.2",
        "resting:sql.1",
        "resting:sql.2",
    ]
    assert found == [str(each.ref) for each in likeliest_first(reversed(works))]


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("abc:sql.1", TaskRef("abc", "sql.1")),
        ("abc:", TaskRef("abc")),
        ("Read the book", None),
        ("Chapter 1: SQL", None),
        (":sql.1", None),
        ("", None),
    ],
)
def test_a_reference_is_told_from_a_title(text: str, ref: TaskRef | None):
    assert TaskRef.parse(text) == ref
    if ref is not None:
        assert str(ref) == text


@pytest.mark.parametrize(
    ("visibility", "is_own", "shares_group", "sees"),
    [
        (Visibility.PRIVATE, True, False, True),
        (Visibility.PRIVATE, False, True, False),
        (Visibility.GROUPS, False, True, True),
        (Visibility.GROUPS, False, False, False),
        (Visibility.SERVER, False, False, True),
    ],
)
def test_who_sees_the_progress_of_whom(visibility: Visibility, is_own: bool, shares_group: bool, sees: bool):
    assert may_see(visibility, is_own=is_own, shares_group=shares_group) is sees
