"""Tasks as people list them, a line each, perhaps with a time."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import UserError
from bot.domain.task_lines import MAX_TITLE_LENGTH, MOST_LINES, TaskLine, parse_task_lines

LINES = {
    "Watch lesson 1": TaskLine("Watch lesson 1"),
    "Watch lesson 1 | 45 min": TaskLine("Watch lesson 1", 45, 45),
    "Watch lesson 1 | 45": TaskLine("Watch lesson 1", 45, 45),
    "Watch lesson 1 45 min": TaskLine("Watch lesson 1", 45, 45),
    "Watch week 1: 45 min": TaskLine("Watch week 1", 45, 45),
    "Read chapter 2 (1-2 h)": TaskLine("Read chapter 2", 60, 120),
    "Do the quiz, 30 min": TaskLine("Do the quiz", 30, 30),
    "Exam - 2h": TaskLine("Exam", 120, 120),
    "Write the essay 1h 30m": TaskLine("Write the essay", 90, 90),
    "- Watch | 1h30": TaskLine("Watch", 90, 90),
    "2. Watch | at least 1 h": TaskLine("Watch", 60, None),
    "Watch a 30 min video": TaskLine("Watch a 30 min video"),
    "Lesson 3 to 5": TaskLine("Lesson 3 to 5"),
    "Row 500 m": TaskLine("Row 500 m"),
    "45 min": TaskLine("45 min"),
    "Watch |": TaskLine("Watch"),
}


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_a_task_with_its_time_where_one_is_said(line: str):
    assert parse_task_lines(line) == (LINES[line],)


def test_empty_lines_are_stepped_over_and_the_order_is_kept():
    tasks = parse_task_lines("\n Watch | 1 h \r\n\n* Read\n")
    assert [task.title for task in tasks] == ["Watch", "Read"]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "task-lines-empty"),
        (" \n\u200b\n", "task-lines-empty"),
        ("a\n" * (MOST_LINES + 1), "task-lines-too-many"),
        ("Watch | ages", "task-line-unreadable"),
        ("| 5 min", "task-line-without-title"),
        ("a" * (MAX_TITLE_LENGTH + 1), "task-line-too-long"),
        ("a, " * 1300, "task-line-too-long"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, refusal: str):
    with pytest.raises(UserError) as refused:
        parse_task_lines(text)
    assert refused.value.message_id == refusal


def test_a_refusal_names_the_line():
    with pytest.raises(UserError) as refused:
        parse_task_lines("Watch\n\nRead | ages")
    assert refused.value.arguments == {"line": 2, "text": "ages"}


@given(st.text())
def test_any_text_is_read_or_kindly_refused(text: str):
    with suppress(UserError):
        for task in parse_task_lines(text):
            assert 0 < len(task.title) <= MAX_TITLE_LENGTH
