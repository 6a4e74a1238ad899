"""The forms of logging: time with its day and note, and tasks of one's own."""

from dataclasses import dataclass

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Button, Card, button, buttons
from bot.discord_ui.cards.enrolment import show_enrolment_button, task_options
from bot.discord_ui.cards.form import Form
from bot.discord_ui.cards.notice import notice_card
from bot.domain.ledger import MAX_NOTE_LENGTH
from bot.domain.log_words import LogWords
from bot.domain.next_task import TaskRef
from bot.services.member_ledger import EnrolmentView
from bot.wording.texts import Texts

MINUTES_INPUT, TASK_INPUT, DAY_INPUT, NOTE_INPUT = "minutes", "task", "day", "note"
TASKS_INPUT = "tasks"
_MOST_TYPED = 60
_MOST_LINES = 4000


@dataclass(frozen=True, slots=True)
class FixAt:
    """Where a form is mended: its enrolment, and where what was typed is kept."""

    enrolment_id: str
    kept: str = ""


def log_form(texts: Texts, view: EnrolmentView, typed: LogWords, at: FixAt) -> Form:
    """Asks for minutes, a task (not ticked by it), a day and a note."""
    form = Form(texts("log-form-title"), custom_ids.LOG_FORM.of(at.enrolment_id))
    ask_minutes(form, texts, typed, is_needed=True)
    tasks = [each.task for each in view.progress.tasks if not each.is_done]
    # Of many tasks the first ones are shown: the one that is meant is among them.
    tasks.sort(key=lambda task: str(TaskRef(view.enrolment.id, task.id)) != typed.task)
    if tasks:
        options = task_options(texts, view.enrolment.id, tasks)
        chosen = (typed.task,) if typed.task else ()
        form.let_choose(texts("log-form-task"), TASK_INPUT, options, chosen=chosen, is_needed=False)
    ask_day(form, texts, texts("log-form-day"), typed, is_needed=False)
    ask_note(form, texts, typed)
    return form


def retry_form(texts: Texts, typed: LogWords, kept: str) -> Form:
    """Asks once more for what was said with /log; the task that was named stays."""
    form = Form(texts("log-retry-form-title"), custom_ids.LOG_RETRY_FORM.of(kept))
    ask_minutes(form, texts, typed, is_needed=not typed.task)
    ask_day(form, texts, texts("log-form-day"), typed, is_needed=False)
    ask_note(form, texts, typed)
    return form


def retry_card(texts: Texts, sentence: str, kept: str) -> Card:
    """What is wrong with what was said, and *Fix it*."""
    return notice_card(sentence, below=buttons(button(texts("button-fix"), custom_ids.LOG_RETRY.of(kept))))


def ask_minutes(form: Form, texts: Texts, typed: LogWords, *, is_needed: bool) -> None:
    """Asks how long."""
    example = texts("log-form-minutes-example")
    form.ask(
        texts("log-form-minutes"),
        MINUTES_INPUT,
        example=example,
        draft=typed.minutes,
        most=_MOST_TYPED,
        is_needed=is_needed,
    )


def ask_day(form: Form, texts: Texts, label: str, typed: LogWords, *, is_needed: bool) -> None:
    """Asks on which day."""
    example = texts("log-form-day-example")
    form.ask(label, DAY_INPUT, example=example, draft=typed.day, most=_MOST_TYPED, is_needed=is_needed)


def ask_note(form: Form, texts: Texts, typed: LogWords) -> None:
    """Asks for a note, which nobody has to write."""
    form.ask(
        texts("log-form-note"),
        NOTE_INPUT,
        example=texts("log-form-note-example"),
        draft=typed.note,
        most=MAX_NOTE_LENGTH,
        is_needed=False,
        is_long=True,
    )


def own_tasks_form(texts: Texts, typed: str, at: FixAt) -> Form:
    """Asks for tasks of the member's own, one a line."""
    form = Form(texts("own-tasks-form-title"), custom_ids.OWN_TASKS_FORM.of(at.enrolment_id))
    form.ask(
        texts("own-tasks-form-label"),
        TASKS_INPUT,
        example=texts("own-tasks-form-example"),
        draft=typed,
        most=_MOST_LINES,
        is_long=True,
    )
    return form


def fix_log_card(texts: Texts, sentence: str, at: FixAt) -> Card:
    """What is wrong with the time, *Fix it*, and the way back to the card."""
    fix = custom_ids.LOG_FIX.of(at.enrolment_id, at.kept)
    return notice_card(sentence, below=buttons(button(texts("button-fix"), fix), _back(texts, at)))


def fix_own_tasks_card(texts: Texts, sentence: str, at: FixAt) -> Card:
    """What is wrong with the tasks, *Fix it*, and the way back to the card."""
    fix = custom_ids.OWN_TASKS_FIX.of(at.enrolment_id, at.kept)
    return notice_card(sentence, below=buttons(button(texts("button-fix"), fix), _back(texts, at)))


def _back(texts: Texts, at: FixAt) -> Button:
    return show_enrolment_button(texts, at.enrolment_id)
