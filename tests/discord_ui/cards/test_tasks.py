from dataclasses import replace

import pytest

from bot.catalogue.problems import Problem, Severity
from bot.discord_ui.cards.tasks import MOST_SHOWN, changed_tasks_card, tasks_card
from bot.domain.credential import Requirement, RequirementKind, Task
from bot.services.task_keeping import TaskChange
from bot.wording.texts import load_texts
from tests.discord_ui.fakes import Shown
from tests.discord_ui.limits import faults_of
from tests.small_catalogue import credential

TEXTS = load_texts("en")


def change(count: int, position: int, title: str = "Step", *, notes: int = 0) -> TaskChange:
    tasks = tuple(Task(f"sql.{number}", f"{title} {number}", 60, 90) for number in range(1, count + 1))
    half = count // 2
    requirements = (
        Requirement(RequirementKind.LESSONS, tasks[:half]),
        Requirement(RequirementKind.QUIZ, tasks[half:]),
    )
    changed = replace(credential("c" * 60, title), requirements=requirements)
    note = Problem("catalogue-task-sum-off", {}, Severity.NOTE)
    return TaskChange(changed, tasks[position - 1], position, 999_999_999, (note,) * notes)


def test_the_tasks_stand_by_number_under_what_they_are():
    card = changed_tasks_card(TEXTS, change(4, 2, notes=1), "Done.")
    assert Shown("", card).words.splitlines() == [
        "Done.",
        "---",
        "### Step",
        "**lessons**",
        "1. Step 1 (1 to 1.5 h)",
        "2. Step 2 (1 to 1.5 h)",
        "**quiz**",
        "3. Step 3 (1 to 1.5 h)",
        "4. Step 4 (1 to 1.5 h)",
        "---",
        "The hours of the tasks do not add up to the effort. Have a look at both.",
        "(Undo)",
    ]


@pytest.mark.parametrize("position", [1, 30, 99, 100])
def test_of_many_tasks_those_around_the_changed_one_are_shown(position: int):
    words = Shown("", changed_tasks_card(TEXTS, change(100, position), "Done.")).words
    shown = [line for line in words.splitlines() if line[0].isdigit()]
    assert len(shown) == MOST_SHOWN
    assert any(line.startswith(f"{position}. ") for line in shown)
    hidden = 100 - MOST_SHOWN
    told = [
        int(word)
        for line in words.splitlines()
        if line.startswith("…")
        for word in line.split()
        if word.isdigit()
    ]
    assert sum(told) == hidden


def test_the_longest_card_is_one_that_discord_takes():
    worst = change(100, 50, "*_~`|<@1>" * 22, notes=9)
    assert faults_of(changed_tasks_card(TEXTS, worst, "x" * 4000)) == []
    assert faults_of(tasks_card(TEXTS, worst.credential, "Undone.")) == []
