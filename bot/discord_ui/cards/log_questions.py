"""The questions before something is logged: which task, was it twice, is it this one."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord

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
from bot.discord_ui.cards.enrolment import done_button, show_enrolment_button
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.markdown import Markup, bold, cut, escape, lines, small
from bot.domain.ledger import LogEntry
from bot.domain.next_task import OpenTask
from bot.wording.enrolment import enrolled_task_text
from bot.wording.texts import Texts

_BUTTON_LENGTH = 70
_TITLE_LENGTH = 200
_WORDS_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Guessed:
    """What a member may mean: the open tasks, the likeliest first, and where the words are kept."""

    tasks: tuple[OpenTask, ...]
    kept: str


def log_offer_card(texts: Texts, tasks: tuple[OpenTask, ...]) -> Card:
    """The likeliest task with one button, and the others to choose from. There is one at least."""
    first = tasks[0]
    shown = lines(
        bold(texts("log-offer")), escape(texts("log-offer-next")), *(task_lines(texts, first, _TITLE_LENGTH))
    )
    name = texts("button-tick", title=cut(first.task.title, _BUTTON_LENGTH))
    ways = buttons(
        done_button(name, first.ref.enrolment_id, first.task),
        button(texts("button-log-time"), custom_ids.LOG_TIME.of(first.ref.enrolment_id)),
    )
    others = _choices(texts, tasks[1:])
    choose = [select(texts("select-tick-any"), custom_ids.TICK.of(first.ref.enrolment_id), others)]
    return Card([panel([text(shown)]), *ways, *(choose if others else ())])


def log_offer_kept_card(texts: Texts, guessed: Guessed, day: str, note: str) -> Card:
    """The likeliest task with one button, for a day and with a note that were said. There is one at least."""
    likeliest = guessed.tasks[0]

    def build(share: float) -> Card:
        length = round(_TITLE_LENGTH * share)
        shown = lines(
            bold(texts("log-offer")),
            escape(texts("log-offer-day", day=day)) if day else None,
            small(texts("ledger-note", note=cut(note, round(_WORDS_LENGTH * share)))) if note else None,
            escape(texts("log-offer-next")),
            *task_lines(texts, likeliest, length),
        )
        ways = _kept_ways(texts, likeliest, guessed.kept)
        others = Guessed(guessed.tasks[1:], guessed.kept)
        return Card([panel([text(shown)]), *ways, *_nearest(texts, others, "select-tick-any")])

    return fitting(build)


def _kept_ways(texts: Texts, likeliest: OpenTask, kept: str) -> Sequence[Item]:
    """*Done* for the task, and *Log time*, both with the words that are kept."""
    name = texts("button-tick", title=cut(likeliest.task.title, _BUTTON_LENGTH))
    return buttons(
        button(name, custom_ids.LOG_KEPT.of(kept), is_main=True),
        button(texts("button-log-time"), custom_ids.LOG_FIX.of(likeliest.ref.enrolment_id, kept)),
    )


def task_lines(texts: Texts, task: OpenTask, length: int) -> tuple[Markup, ...]:
    """A task with its time, and the credential that it is of."""
    return (
        bold(cut(enrolled_task_text(texts, task.task), length)),
        small(cut(task.credential_title, length)),
    )


def log_again_card(texts: Texts, entry: LogEntry, what: str) -> Card:
    """Asks whether the same minutes were worked twice; `what` tells of those that are logged."""
    ways = buttons(
        button(texts("button-log-again"), custom_ids.LOG_AGAIN.of(entry.enrolment_id, entry.id)),
        button(texts("button-log-once"), custom_ids.ENROLMENT.of(entry.enrolment_id)),
    )
    return notice_card(texts("log-again-ask", what=what), below=ways)


def task_not_found_card(texts: Texts, typed: str, guessed: Guessed, likeliest: OpenTask) -> Card:
    """Words that are no open task: the nearest ones, and adding them as a task of one's own."""

    def build(share: float) -> Card:
        length = round(_TITLE_LENGTH * share)
        shown = lines(
            escape(texts("task-not-found", typed=cut(typed, length))),
            escape(texts("task-not-found-nearest")) if guessed.tasks else None,
            escape(texts("task-not-found-add", credential=cut(likeliest.credential_title, length))),
        )
        add = custom_ids.OWN_TASK_DONE.of(likeliest.ref.enrolment_id, guessed.kept)
        ways = buttons(button(texts("button-own-task-done"), add))
        return Card([text(shown), *_nearest(texts, guessed, "select-nearest"), *ways])

    return fitting(build)


def log_menu_card(texts: Texts, words: str, guessed: Guessed, match: OpenTask | None) -> Card:
    """A message's words: the task that they may mean, or (None) what can be done with them."""
    likeliest = match or guessed.tasks[0]

    def build(share: float) -> Card:
        length = round(_TITLE_LENGTH * share)
        shown = lines(
            small(texts("log-menu-words", words=cut(words, round(_WORDS_LENGTH * share)))),
            escape(texts("log-menu-match" if match else "log-menu-no-match")),
            *task_lines(texts, likeliest, length),
        )
        ways = _kept_ways(texts, likeliest, guessed.kept)
        return Card([panel([text(shown)]), *ways, *_nearest(texts, guessed, "select-tick-any")])

    return fitting(build)


def nothing_open_card(texts: Texts, sentence: str, enrolment_id: str | None) -> Card:
    """That there is no open task, and the card of what is underway."""
    shown = show_enrolment_button(texts, enrolment_id) if enrolment_id else None
    return notice_card(sentence, below=buttons(shown))


def _nearest(texts: Texts, guessed: Guessed, placeholder: str) -> list[Item]:
    options = _choices(texts, guessed.tasks)
    return [select(texts(placeholder), custom_ids.LOG_NEAREST.of(guessed.kept), options)] if options else []


def _choices(texts: Texts, tasks: tuple[OpenTask, ...]) -> list[discord.SelectOption]:
    return [
        option(enrolled_task_text(texts, each.task), str(each.ref), each.credential_title)
        for each in tasks[:MOST_OPTIONS]
    ]
