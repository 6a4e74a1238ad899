import pytest

from bot.discord_ui.cogs.log_menu import named_in
from bot.domain.enrolment import EnrolledTask
from bot.domain.next_task import OpenTask, TaskRef


def open_task(title: str) -> OpenTask:
    task = EnrolledTask(title.casefold().replace(" ", "-"), title)
    return OpenTask(TaskRef("e" * 12, task.id), task, "sql", "SQL basics", is_paused=False)


TASKS = [open_task(title) for title in ("Week 1", "Week 1: Joins", "Ärger mit SQL", "Quiz")]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Finished week 1 today", "Week 1"),
        ("finished WEEK 1 – joins, yay", "Week 1: Joins"),
        ("arger mit sql!", "Ärger mit SQL"),
        ("Week 12 is done", None),
        ("quizzes are fun", None),
        ("", None),
    ],
)
def test_a_message_means_the_task_whose_whole_title_it_holds(words: str, title: str | None):
    found = named_in(words, TASKS)
    assert (found.task.title if found else None) == title
