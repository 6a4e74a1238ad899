"""What a member's start, log or undo comes to on Discord: the card, and what becomes of a refusal."""

import logging
from dataclasses import dataclass, field, replace

import discord

from bot.catalogue.completion import GENERIC
from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, Place, answer, asker_of, show
from bot.discord_ui.cards.card import Button, Card, CardFile, button
from bot.discord_ui.cards.completion import PICTURE_NAME, Completion, Told, achievement, completion_card
from bot.discord_ui.cards.enrolment import Around, enrolment_card
from bot.discord_ui.cards.happy_to_help import help_button
from bot.discord_ui.cards.log_forms import retry_card
from bot.discord_ui.cards.log_questions import (
    Guessed,
    log_again_card,
    nothing_open_card,
    task_not_found_card,
)
from bot.discord_ui.desk import Desk
from bot.discord_ui.message_parts import custom_ids_in
from bot.discord_ui.pictures.drawing import PictureFailedError
from bot.domain.enrolment import EnrolmentStatus
from bot.domain.errors import UserError
from bot.domain.ledger import EntryKind, LoggedJustNowError
from bot.domain.log_words import LogWords
from bot.domain.next_task import TaskRef
from bot.services.asker import Asker
from bot.services.log_requests import Logged, LogRequest
from bot.services.member_ledger import EnrolmentView
from bot.wording.enrolment import entry_text
from bot.wording.texts import error_text

MENDABLE = ("minutes-", "day-", "note-")
"""Refusals of what was typed, which can be typed better."""
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Logging:
    """One log on its way: what is asked for, and what it completed."""

    interaction: BadgerInteraction
    request: LogRequest
    completion: Completion | None = field(default=None)

    @property
    def desk(self) -> Desk:
        """What it works with."""
        return self.interaction.client.desk

    @property
    def asker(self) -> Asker:
        """Who logs."""
        return asker_of(self.interaction)

    async def done(self) -> Card:
        """Logs, and tells of it; a question where something has to be asked first."""
        try:
            logged = await self.desk.use_cases.work.tracking.log(self.asker, self.request)
        except LoggedJustNowError as asked:
            return await self._asked_again(asked)
        except UserError as refused:
            return await self._refused(refused)
        if logged.completed:
            self.completion = await completion_of(self.interaction, logged.view, announced=logged.announced)
            return completed_card(self.interaction, self.completion)
        return logged_card(self.interaction, logged)

    async def _asked_again(self, asked: LoggedJustNowError) -> Card:
        view = await current(self.interaction, asked.entry.enrolment_id)
        what = entry_text(self.desk.texts, asked.entry, view.enrolment, today=view.progress.today)
        return log_again_card(self.desk.texts, asked.entry, what)

    async def _refused(self, refused: UserError) -> Card:
        typed = (self.request.task or "").strip()
        if refused.message_id in {"open-task-unknown", "open-task-ambiguous"} and not TaskRef.parse(typed):
            return await not_found_card(self.interaction, self.request)
        # A form that logs time has a *Fix it* of its own.
        if self.request.is_done and refused.message_id.startswith(MENDABLE):
            return await retrying_card(self.interaction, words_of(self.request), refused)
        raise refused


async def log_and_show(interaction: BadgerInteraction, request: LogRequest, place: Place) -> None:
    """Logs and answers; the picture of a completion follows when it is drawn."""
    log = Logging(interaction, request)
    await answer(interaction, log.done(), place)
    await illustrate(interaction, log.completion, place)


def completed_card(
    interaction: BadgerInteraction, completion: Completion, drawn: CardFile | None = None
) -> Card:
    """Warm words, the picture once it is drawn, and the way to what comes next."""
    texts, enrolment = interaction.client.desk.texts, completion.view.enrolment
    more = (find_next_button(interaction, completion.view), help_button(texts, enrolment))
    return completion_card(texts, completion, drawn, *(each for each in more if each is not None))


async def completion_of(
    interaction: BadgerInteraction, view: EnrolmentView, *, announced: bool
) -> Completion:
    """What was finished, and who is told of it: `announced` is what the member wants."""
    if not announced:
        return Completion(view, Told.NOBODY)
    desk, enrolment = interaction.client.desk, view.enrolment
    server = await desk.use_cases.setup.state(enrolment.guild_id)
    if server.settings.announce_channel_id is None:
        return Completion(view, Told.LATER)
    return Completion(view, Told.SERVER if server.is_announcing else Told.NOBODY)


async def illustrate(interaction: BadgerInteraction, completion: Completion | None, place: Place) -> None:
    """Puts the picture of a completion into its card.

    Unless it was undone while it was drawn, or the message shows something else by now.
    """
    if completion is None:
        return
    desk = interaction.client.desk
    try:
        png = await desk.drawing.png(achievement(desk.texts, completion))
        view = await current(interaction, completion.view.enrolment.id)
        card = completed_card(interaction, completion, CardFile(PICTURE_NAME, png))
        if view.enrolment.status is EnrolmentStatus.COMPLETED and await _is_shown(interaction, card):
            await show(interaction, card, place)
    except PictureFailedError:
        return
    except (UserError, discord.DiscordException) as refused:
        _log.info("A picture came too late: %s", refused)


async def _is_shown(interaction: BadgerInteraction, card: Card) -> bool:
    """Whether the answer still has the buttons of the card."""
    shown = await interaction.original_response()
    return list(custom_ids_in(shown.components)) == list(custom_ids_in(card.children))


async def current(interaction: BadgerInteraction, enrolment_id: str) -> EnrolmentView:
    """The member's enrolment as it stands now. Raises UserError `enrolment-unknown`, `nothing-started`."""
    progress = interaction.client.desk.use_cases.work.progress
    return (await progress.progress(asker_of(interaction), enrolment_id)).view


async def current_card(interaction: BadgerInteraction, enrolment_id: str, *said: str) -> Card:
    """The card as it stands now, under what is to be said."""
    return view_card(interaction, await current(interaction, enrolment_id), *said)


def view_card(interaction: BadgerInteraction, view: EnrolmentView, *said: str) -> Card:
    """The card of an enrolment that was just read."""
    return enrolment_card(interaction.client.desk.texts, view, around(interaction, view, *said))


def around(interaction: BadgerInteraction, view: EnrolmentView, *said: str) -> Around:
    """What stands around the enrolment: what was said, and whether tasks of one's own have a place."""
    helping = help_button(interaction.client.desk.texts, view.enrolment)
    return Around(
        said=said,
        takes_own_tasks=_takes_own_tasks(interaction, view),
        more=() if helping is None else (helping,),
    )


def _takes_own_tasks(interaction: BadgerInteraction, view: EnrolmentView) -> bool:
    """Whether the credential lists no tasks, or only general ones; one that is gone says nothing."""
    if all(task.is_personal for task in view.enrolment.tasks):
        return True
    found = interaction.client.desk.use_cases.catalogue.kept_of(view.enrolment)
    return found is not None and found.tasks_basis.casefold().startswith(GENERIC)


def find_next_button(interaction: BadgerInteraction, view: EnrolmentView) -> Button:
    """The way to what comes next: the catalogue, on the topic of what was finished where it is known."""
    found = interaction.client.desk.use_cases.catalogue.kept_of(view.enrolment)
    topic = found.topics[0] if found is not None and found.topics else ""
    name = interaction.client.desk.texts("button-find-next")
    return button(name, custom_ids.BROWSE.of(0, custom_ids.name_part(topic), ""))


def logged_card(interaction: BadgerInteraction, logged: Logged) -> Card:
    """What was logged, in words, and the card as it is now."""
    texts, view = interaction.client.desk.texts, logged.view
    what = entry_text(texts, logged.entry, view.enrolment, today=view.progress.today)
    name = "logged-done" if logged.entry.kind is EntryKind.DONE else "logged-time"
    paused = texts("logged-paused") if logged.was_paused else ""
    return view_card(interaction, view, texts(name, what=what), paused)


async def undone_card(interaction: BadgerInteraction, entry_id: int | None = None) -> Card:
    """What was undone, and the card as it is now."""
    desk = interaction.client.desk
    undone = await desk.use_cases.work.tracking.undo(asker_of(interaction), entry_id)
    view = undone.view
    what = entry_text(desk.texts, undone.entry, view.enrolment, today=view.progress.today)
    reopened = desk.texts("undone-reopened") if undone.reopened else ""
    return view_card(interaction, view, desk.texts("log-undone", what=what), reopened)


async def likeliest_enrolment(interaction: BadgerInteraction) -> str:
    """The id of the open enrolment that was logged last. Raises UserError `nothing-started`."""
    progress = interaction.client.desk.use_cases.work.progress
    lines = await progress.suggest_enrolments(asker_of(interaction))
    found = next((line.enrolment.id for line in lines if line.enrolment.status.is_open), None)
    if found is None:
        raise UserError("nothing-started")
    return found


async def not_found_card(interaction: BadgerInteraction, request: LogRequest) -> Card:
    """Words that are no open task: the nearest ones, and adding them as a task of one's own."""
    desk, asker = interaction.client.desk, asker_of(interaction)
    tracking, typed = desk.use_cases.work.tracking, request.task or ""
    tasks = await tracking.open_tasks(asker)
    if not tasks:
        refused = desk.texts("task-not-found", typed=typed)
        return nothing_open_card(desk.texts, refused, await likeliest_enrolment(interaction))
    nearest = await tracking.open_tasks(asker, typed) or tasks
    kept = await desk.use_cases.work.words.keep(asker, words_of(request))
    return task_not_found_card(desk.texts, typed, Guessed(tuple(nearest), kept), tasks[0])


def words_of(request: LogRequest) -> LogWords:
    """What was typed for a log."""
    return LogWords(request.task or "", request.minutes or "", request.day or "", request.note or "")


async def retrying_card(interaction: BadgerInteraction, words: LogWords, refused: UserError) -> Card:
    """What is wrong with what was typed, which is kept, and *Fix it*."""
    desk = interaction.client.desk
    kept = await desk.use_cases.work.words.keep(asker_of(interaction), words)
    return retry_card(desk.texts, refusal_text(interaction, refused), kept)


async def kept_request(interaction: BadgerInteraction, key: str, task: str | None = None) -> LogRequest:
    """What was typed and kept, for the task that was chosen since. Raises UserError `kept-gone`."""
    words = await interaction.client.desk.use_cases.work.words.kept(asker_of(interaction), key)
    request = LogRequest(words.task or None, words.minutes, words.day, words.note)
    return request if task is None else replace(request, task=task)


def refusal_text(interaction: BadgerInteraction, refused: UserError) -> str:
    """The sentence of a refusal."""
    return error_text(interaction.client.desk.texts, refused)
