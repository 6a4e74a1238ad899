"""How far a member is on a credential: every figure in words, and a picture that shows the same."""

from collections.abc import Iterator
from dataclasses import dataclass

import discord

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import (
    MOST_OPTIONS,
    Button,
    Card,
    CardFile,
    Item,
    button,
    buttons,
    fitting,
    option,
    panel,
    picture,
    select,
    text,
)
from bot.discord_ui.cards.enrolment import done_button, kept_as_lines
from bot.discord_ui.cards.update_offer import offer_blocks
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, labelled, lines, small
from bot.domain.enrolment import EnrolmentStatus
from bot.domain.paging import page_count
from bot.domain.progress import Figure
from bot.services.ledger_views import EnrolmentLine, ProgressView
from bot.wording.budget import date_text
from bot.wording.enrolment import bar_text, enrolled_task_text, needed_text, position_text, status_text
from bot.wording.groups import together_text
from bot.wording.progress import aim_text, figure_text, leads_text, total_text, weeks_text
from bot.wording.texts import Texts

PICTURE_NAME = "progress.png"
_MOST_SELECTS = 4
"""Who works on more than a hundred types some letters."""
_TITLE_LENGTH = 200
_NAME_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Drawn:
    """The picture of a card, and what it shows in words."""

    file: CardFile
    described: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another member than the reader: their name, and the groups in which both are, by name."""

    name: str
    groups: tuple[str, ...] = ()


def progress_card(texts: Texts, shown: ProgressView, drawn: Drawn | None, other: Other | None = None) -> Card:
    """The member's progress; `other` is whose it is where it is another's than the reader's."""

    def build(share: float) -> Card:
        blocks: list[Item] = [text(_head(texts, shown, other, share)), text(_figures(texts, shown, share))]
        if drawn is not None:
            blocks.append(picture(drawn.file, drawn.described))
        blocks += offer_blocks(texts, shown.view, share)
        return Card([panel(blocks), *_below(texts, shown)])

    return fitting(build)


def _head(texts: Texts, shown: ProgressView, other: Other | None, share: float) -> Markup:
    enrolment, progress = shown.view.enrolment, shown.view.progress
    length = round(_TITLE_LENGTH * share)
    status = status_text(texts, enrolment) if shown.is_own else ""
    expires = shown.view.expires if shown.is_own else None
    whose = None
    if other:
        whose = texts("progress-of", name=cut(other.name, _NAME_LENGTH), status=enrolment.status.value)
    bar = bar_text(progress.tasks_done, progress.tasks_total)
    return lines(
        small(whose) if whose else None,
        small(together_text(texts, other.groups)) if other and other.groups else None,
        heading(cut(enrolment.outline.title, length)),
        small(texts("label-issuer", issuer=cut(enrolment.outline.issuer_line, length))),
        *kept_as_lines(texts, shown.view, length),
        escape(status) if status else None,
        escape(texts("enrolment-expires", date=date_text(texts, expires))) if expires else None,
        Markup(f"{bar} {bold(position_text(texts, progress))}".strip()),
    )


def _figures(texts: Texts, shown: ProgressView, share: float) -> Markup:
    view, progress = shown.view, shown.view.progress
    is_open, task = view.enrolment.status.is_open, view.progress.next_task
    streaks_differ = shown.is_own and view.streak != progress.streak
    told = [
        ("enrolment-next", enrolled_task_text(texts, task) if is_open and task else ""),
        ("label-minutes", total_text(texts, progress)),
        ("label-week-minutes", figure_text(texts, Figure.WEEK_MINUTES, progress)),
        ("label-streak", weeks_text(texts, progress.streak)),
        ("label-streak-server", weeks_text(texts, view.streak) if streaks_differ else ""),
        ("label-pace", figure_text(texts, Figure.PACE, progress) if is_open else ""),
        ("label-leads", _leads(texts, shown) if is_open else ""),
        ("label-target", aim_text(texts, view.enrolment.target, today=progress.today) if is_open else ""),
    ]
    needed = needed_text(texts, progress.needed) if is_open and shown.is_own else ""
    return lines(
        *(labelled(texts(name), cut(said, round(_TITLE_LENGTH * share))) for name, said in told if said),
        escape(needed) if needed else None,
        small(texts("progress-rest-hint")) if shown.is_own and progress.streak.weeks else None,
    )


def _leads(texts: Texts, shown: ProgressView) -> str:
    said = leads_text(texts, shown.view.progress.forecast)
    return said or (texts("progress-leads-unknown") if shown.is_own and not shown.entries else "")


def _below(texts: Texts, shown: ProgressView) -> Iterator[Item]:
    if shown.is_own:
        yield from buttons(*_ways(texts, shown))
    for page in range(min(page_count(len(shown.others), MOST_OPTIONS), _MOST_SELECTS)):
        here = shown.others[page * MOST_OPTIONS :][:MOST_OPTIONS]
        options = [_option(texts, line) for line in here]
        if page:
            more = custom_ids.PROGRESS_MORE.of(shown.owner_id, page)
            yield select(texts("select-progress-more"), more, options)
        elif options:
            yield select(texts("select-progress"), custom_ids.PROGRESS_OTHER.of(shown.owner_id), options)


def _ways(texts: Texts, shown: ProgressView) -> Iterator[Button | None]:
    """The daily act where the enrolment is open, and what explains the numbers."""
    enrolment, task = shown.view.enrolment, shown.view.progress.next_task
    if enrolment.status.is_open:
        yield done_button(texts("button-done"), enrolment.id, task) if task else None
        yield button(texts("button-log-time"), custom_ids.LOG_TIME.of(enrolment.id))
    if enrolment.status in {EnrolmentStatus.PAUSED, EnrolmentStatus.DROPPED}:
        yield resume_button(texts, enrolment.id)
    yield entries_button(texts, enrolment.id)


def entries_button(texts: Texts, enrolment_id: str) -> Button:
    """The button that explains the numbers by their entries."""
    first = Figure.TASKS_DONE.value
    return button(texts("button-show-entries"), custom_ids.ENTRIES.of(enrolment_id, first, 0))


def resume_button(texts: Texts, enrolment_id: str) -> Button:
    """The button that takes up what rests or was dropped."""
    return button(texts("button-resume"), custom_ids.RESUME.of(enrolment_id))


def progress_button(texts: Texts, owner_id: int, enrolment_id: str) -> Button:
    """The button that shows the progress of an enrolment, with its picture."""
    return button(texts("button-progress"), custom_ids.PROGRESS.of(owner_id, enrolment_id))


def _option(texts: Texts, line: EnrolmentLine) -> discord.SelectOption:
    """Another enrolment of the member, with how far it is."""
    enrolment = line.enrolment
    said = texts(
        "progress-option",
        done=line.tasks_done,
        total=len(enrolment.tasks),
        status=enrolment.status.value,
    )
    return option(enrolment.outline.title, enrolment.id, said)
