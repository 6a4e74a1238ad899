"""The tasks of a member's own: the list, one of them with what can be done to it, and its form."""

from collections.abc import Iterator

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import (
    MOST_OPTIONS,
    Card,
    Item,
    button,
    buttons,
    fitting,
    option,
    panel,
    select,
    text,
)
from bot.discord_ui.cards.enrolment import show_enrolment_button
from bot.discord_ui.cards.form import Form
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.markdown import Markup, cut, escape, heading, lines, small
from bot.domain.enrolment import EnrolledTask
from bot.services.member_ledger import EnrolmentView
from bot.wording.budget import minutes_text
from bot.wording.enrolment import enrolled_task_text
from bot.wording.texts import Texts

TASK_INPUT = "task"
_MOST_TYPED = 300
_TITLE_LENGTH = 200


def own_task_list_card(texts: Texts, view: EnrolmentView, *said: str) -> Card:
    """All tasks of the member's own, to choose one from, and the way to add more."""
    enrolment, own = view.enrolment, [task for task in view.enrolment.tasks if task.is_personal]
    ticked = {each.task.id for each in view.progress.tasks if each.is_done}

    def build(share: float) -> Card:
        length = round(_TITLE_LENGTH * share)
        shown = lines(
            *(escape(cut(each, _TITLE_LENGTH)) for each in said),
            heading(texts("own-task-list-title")),
            small(texts("own-task-list-of", title=cut(enrolment.outline.title, length))),
            *(Markup(f"- {escape(cut(_name(texts, task, ticked), length))}") for task in own),
            None if own else escape(texts("own-task-list-empty")),
        )
        add = button(texts("button-own-tasks"), custom_ids.OWN_TASKS.of(enrolment.id))
        ways = buttons(add, show_enrolment_button(texts, enrolment.id))
        return Card([panel([text(shown)]), *_selects(texts, enrolment.id, own, ticked), *ways])

    return fitting(build)


def _name(texts: Texts, task: EnrolledTask, ticked: set[str]) -> str:
    said = enrolled_task_text(texts, task)
    return texts("own-task-ticked-line", title=said) if task.id in ticked else said


def _selects(texts: Texts, enrolment_id: str, own: list[EnrolledTask], ticked: set[str]) -> Iterator[Item]:
    for page, start in enumerate(range(0, len(own), MOST_OPTIONS)):
        options = [
            option(_name(texts, task, ticked), custom_ids.key_of(task.id))
            for task in own[start : start + MOST_OPTIONS]
        ]
        yield select(texts("select-own-task"), custom_ids.OWN_TASK_CHOOSE.of(enrolment_id, page), options)


def own_task_card(texts: Texts, view: EnrolmentView, task: EnrolledTask) -> Card:
    """One task of the member's own, *Rename it* and, where it is not ticked, *Remove it*."""
    enrolment_id, key = view.enrolment.id, custom_ids.key_of(task.id)
    is_ticked = any(each.is_done for each in view.progress.tasks if each.task.id == task.id)
    shown = lines(
        heading(cut(enrolled_task_text(texts, task), _TITLE_LENGTH)),
        small(texts("own-task-is-ticked")) if is_ticked else None,
    )
    remove = button(texts("button-own-task-remove"), custom_ids.OWN_TASK_REMOVE.of(enrolment_id, key))
    ways = buttons(
        button(texts("button-own-task-change"), custom_ids.OWN_TASK_CHANGE.of(enrolment_id, key)),
        None if is_ticked else remove,
        button(texts("button-back-to-list"), custom_ids.OWN_TASK_LIST.of(enrolment_id)),
    )
    return Card([panel([text(shown)]), *ways])


def own_task_removed_card(
    texts: Texts, view: EnrolmentView, task: EnrolledTask, kept: str, *, has_time: bool
) -> Card:
    """What is gone, and the ways back: to the task, to the list, to the card."""
    enrolment_id = view.enrolment.id
    said = (texts("own-task-removed", title=task.title), texts("own-task-removed-time") if has_time else "")
    ways = buttons(
        button(texts("button-own-task-back"), custom_ids.OWN_TASKS_FIX.of(enrolment_id, kept)),
        button(texts("button-own-task-list"), custom_ids.OWN_TASK_LIST.of(enrolment_id)),
        show_enrolment_button(texts, enrolment_id),
    )
    return notice_card(*(each for each in said if each), below=ways)


def own_task_form(texts: Texts, enrolment_id: str, key: str, typed: str) -> Form:
    """Asks for the title and the time of a task, in one line."""
    form = Form(texts("own-task-form-title"), custom_ids.OWN_TASK_FORM.of(enrolment_id, key))
    form.ask(
        texts("own-task-form-label"),
        TASK_INPUT,
        example=texts("own-tasks-form-example"),
        draft=typed,
        most=_MOST_TYPED,
    )
    return form


def fix_own_task_card(texts: Texts, sentence: str, enrolment_id: str, key: str, kept: str) -> Card:
    """What is wrong with the task, *Fix it*, and the way back to the list."""
    ways = buttons(
        button(texts("button-fix"), custom_ids.OWN_TASK_FIX.of(enrolment_id, key, kept)),
        button(texts("button-own-task-list"), custom_ids.OWN_TASK_LIST.of(enrolment_id)),
    )
    return notice_card(sentence, below=ways)


def task_line(texts: Texts, task: EnrolledTask) -> str:
    """The task as a member would type it: "Read chapter 3 | 45 min"."""
    low, high = task.min_minutes, task.max_minutes
    if low is None or high is None:
        return task.title
    time = minutes_text(texts, low)
    return f"{task.title} | {time if low == high else f'{time} - {minutes_text(texts, high)}'}"
