"""The tasks of a credential after one of them was changed."""

from collections.abc import Iterable, Iterator

from bot.catalogue.problems import Problem
from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, Item, button, buttons, fitting, panel, rule, text
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, lines
from bot.domain.credential import Credential, Requirement, Task
from bot.services.task_keeping import TaskChange
from bot.wording.credential import task_text
from bot.wording.texts import Texts

MOST_SHOWN = 24
"""What a phone shows without much scrolling; the changed task is always among them."""
_TITLE_LENGTH = 200
_TASK_LENGTH = 110
_SAID_LENGTH = 300
_MOST_NOTES = 3


def changed_tasks_card(texts: Texts, change: TaskChange, said: str) -> Card:
    """What was done, the tasks as they are now, what to look at, and *Undo*."""
    undo = button(texts("button-undo"), custom_ids.UNDO_TASKS.of(change.credential.id, change.version))

    def build(share: float) -> Card:
        notes = [escape(texts(note.message_id, **note.arguments)) for note in _noted(change.notes)]
        blocks: list[Item] = [
            text(lines(escape(cut(said, _SAID_LENGTH)))),
            rule(),
            text(_tasks(texts, change.credential, change.position, share)),
        ]
        blocks += [rule(), text(lines(*notes))] if notes else []
        return Card([panel(blocks), *buttons(undo)])

    return fitting(build)


def tasks_card(texts: Texts, credential: Credential, said: str) -> Card:
    """A sentence, and the tasks as they are now."""

    def build(share: float) -> Card:
        shown = _tasks(texts, credential, 1, share)
        return Card([panel([text(escape(cut(said, _SAID_LENGTH))), rule(), text(shown)])])

    return fitting(build)


def _noted(notes: Iterable[Problem]) -> list[Problem]:
    return list(notes)[:_MOST_NOTES]


def _tasks(texts: Texts, credential: Credential, around: int, share: float) -> Markup:
    """The tasks by number under what their requirement asks for, at most `MOST_SHOWN` of them."""
    total = len(credential.tasks)
    first = max(1, min(around - MOST_SHOWN // 2, total - MOST_SHOWN + 1))
    last = min(total, first + MOST_SHOWN - 1)
    return lines(
        heading(cut(credential.title, round(_TITLE_LENGTH * share))),
        escape(texts("tasks-before", count=first - 1)) if first > 1 else None,
        *_numbered(texts, credential.requirements, range(first, last + 1), round(_TASK_LENGTH * share)),
        escape(texts("label-tasks-more", count=total - last)) if last < total else None,
    )


def _numbered(
    texts: Texts, requirements: Iterable[Requirement], shown: range, length: int
) -> Iterator[Markup]:
    number = 0
    for requirement in requirements:
        numbered: list[tuple[int, Task]] = list(enumerate(requirement.tasks, start=number + 1))
        number += len(requirement.tasks)
        visible = [(at, task) for at, task in numbered if at in shown]
        if visible:
            yield bold(texts(f"kind-{requirement.kind.value}"))
        for at, task in visible:
            yield Markup(f"{at}. {escape(cut(task_text(texts, task), length))}")
