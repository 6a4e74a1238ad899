"""The enrolment card: where a member is, what comes next, and the buttons of the daily act."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import discord

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import (
    MOST_OPTIONS,
    Button,
    Card,
    Item,
    button,
    buttons,
    fitting,
    option,
    panel,
    rule,
    select,
    text,
)
from bot.discord_ui.cards.update_offer import offer_blocks
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, joined, labelled, lines, small
from bot.domain.enrolment import EnrolledTask, EnrolmentStatus
from bot.domain.next_task import TaskRef
from bot.services.member_ledger import EnrolmentView
from bot.wording.budget import date_text
from bot.wording.enrolment import (
    bar_text,
    enrolled_task_text,
    needed_text,
    own_week_text,
    pace_text,
    position_text,
    status_text,
    streak_text,
    target_text,
)
from bot.wording.texts import Texts

_TITLE_LENGTH = 200
_TASK_LENGTH = 200
_SAID_LENGTH = 700


@dataclass(frozen=True, slots=True)
class Around:
    """What a card says and offers beside the enrolment itself.

    `said` stands above: what was just done. `takes_own_tasks`: the credential lists no tasks, or only general
    ones. `asks_zone`, `asks_announcing`: the member never said where they are, whether others may be told.
    """

    said: tuple[str, ...] = ()
    takes_own_tasks: bool = False
    asks_zone: bool = False
    asks_announcing: bool = False
    more: tuple[Button, ...] = ()


def enrolment_card(texts: Texts, view: EnrolmentView, around: Around) -> Card:
    """Where the member is, with what can be done next."""

    def build(share: float) -> Card:
        said = [escape(cut(each, round(_SAID_LENGTH * share))) for each in around.said if each]
        blocks: list[Item] = [text(lines(*said)), rule()] if said else []
        blocks.append(text(_standing(texts, view, around, share)))
        blocks += offer_blocks(texts, view, share)
        return Card([panel(blocks), *_below(texts, view, around)])

    return fitting(build)


def _standing(texts: Texts, view: EnrolmentView, around: Around, share: float) -> Markup:
    enrolment, progress = view.enrolment, view.progress
    bar = bar_text(progress.tasks_done, progress.tasks_total)
    status = status_text(texts, enrolment)
    return lines(
        heading(cut(enrolment.outline.title, round(_TITLE_LENGTH * share))),
        small(texts("label-issuer", issuer=cut(enrolment.outline.issuer_line, round(_TITLE_LENGTH * share)))),
        *kept_as_lines(texts, view, round(_TITLE_LENGTH * share)),
        escape(status) if status else None,
        escape(texts("enrolment-expires", date=date_text(texts, view.expires))) if view.expires else None,
        Markup(f"{bar} {bold(position_text(texts, progress))}".strip()),
        _next(texts, view, share),
        joined(
            escape(own_week_text(texts, progress, view.streak)),
            escape(streak_text(texts, view.streak)),
        ),
        *_ahead(texts, view),
        small(texts("enrolment-own-hint")) if around.takes_own_tasks and progress.tasks else None,
    )


def kept_as_lines(texts: Texts, view: EnrolmentView, length: int) -> Iterator[Markup]:
    """Under which title the catalogue keeps it, where that is another since two were merged."""
    if view.kept_as is not None:
        yield escape(texts("enrolment-kept-as", title=cut(view.kept_as, length)))


def _next(texts: Texts, view: EnrolmentView, share: float) -> Markup | None:
    if not view.enrolment.status.is_open:
        return None
    task = view.progress.next_task
    if task is not None:
        shown = cut(enrolled_task_text(texts, task), round(_TASK_LENGTH * share))
        return labelled(texts("enrolment-next"), shown)
    return escape(texts("enrolment-all-done" if view.progress.tasks else "enrolment-next-own"))


def _ahead(texts: Texts, view: EnrolmentView) -> Iterator[Markup]:
    """The target and the pace, where they are known and there is something to do."""
    if not view.enrolment.status.is_open:
        return
    progress = view.progress
    target = target_text(texts, view.enrolment.target, today=progress.today)
    if target:
        yield escape(target)
    paces = joined(
        escape(needed_text(texts, progress.needed)),
        escape(pace_text(texts, progress.pace) if progress.minutes else ""),
    )
    if paces:
        yield paces


def _below(texts: Texts, view: EnrolmentView, around: Around) -> Iterator[Item]:
    enrolment_id = view.enrolment.id
    yield from buttons(*_daily(texts, view, around), *around.more)
    others = [each.task for each in view.progress.tasks if not each.is_done][1:]
    if others and view.enrolment.status.is_open:
        options = task_options(texts, enrolment_id, others)
        yield select(texts("select-tick"), custom_ids.TICK.of(enrolment_id), options)
    if around.asks_zone:
        yield text(escape(texts("zone-missing")))
        yield from buttons(button(texts("button-zone-say"), custom_ids.START_ZONE.of(enrolment_id)))
    if around.asks_announcing:
        yield text(escape(texts("ask-announcing")))
        yield from buttons(
            button(texts("button-announce-yes"), custom_ids.ANNOUNCING.of(enrolment_id, "yes")),
            button(texts("button-announce-no"), custom_ids.ANNOUNCING.of(enrolment_id, "no")),
        )


def _daily(texts: Texts, view: EnrolmentView, around: Around) -> Iterator[Button | None]:
    """*Done*, *Log time*, *Undo* and the own tasks, each where it has a use, and *Progress*."""
    enrolment, task = view.enrolment, view.progress.next_task
    if enrolment.status.is_open and task is not None:
        yield done_button(texts("button-done"), enrolment.id, task)
    if enrolment.status.is_open:
        yield button(texts("button-log-time"), custom_ids.LOG_TIME.of(enrolment.id))
    if view.newest is not None:
        yield undo_button(texts, view)
    if enrolment.status.is_open and any(each.is_personal for each in enrolment.tasks):
        yield button(texts("button-own-task-list"), custom_ids.OWN_TASK_LIST.of(enrolment.id))
    elif enrolment.status.is_open and (around.takes_own_tasks or not view.progress.tasks):
        yield button(texts("button-own-tasks"), custom_ids.OWN_TASKS.of(enrolment.id))
    if enrolment.status in {EnrolmentStatus.PAUSED, EnrolmentStatus.DROPPED}:
        yield button(texts("button-resume"), custom_ids.RESUME.of(enrolment.id))
    yield button(texts("button-progress"), custom_ids.PROGRESS.of(enrolment.user_id, enrolment.id))


def done_button(name: str, enrolment_id: str, task: EnrolledTask) -> Button:
    """The button that ticks this task, and no other that comes to stand in its place."""
    return button(name, custom_ids.DONE.of(enrolment_id, custom_ids.key_of(task.id)), is_main=True)


def undo_button(texts: Texts, view: EnrolmentView) -> Button | None:
    """The button that voids the newest entry; None where nothing stands."""
    if view.newest is None:
        return None
    return button(texts("button-undo"), custom_ids.UNDO.of(view.enrolment.id, view.newest.id))


def show_enrolment_button(texts: Texts, enrolment_id: str) -> Button:
    """The button that shows the card as it stands now."""
    return button(texts("button-show-enrolment"), custom_ids.ENROLMENT.of(enrolment_id))


def task_options(
    texts: Texts, enrolment_id: str, tasks: Iterable[EnrolledTask]
) -> list[discord.SelectOption]:
    """The tasks to choose from, at most as many as Discord shows; the value names the task."""
    return [
        option(enrolled_task_text(texts, task), str(TaskRef(enrolment_id, task.id)))
        for task in list(tasks)[:MOST_OPTIONS]
    ]
