"""Logging time and adding tasks by forms, and the answers to what had to be asked."""

from dataclasses import replace

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, asker_of, place_of_click
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.log_forms import (
    DAY_INPUT,
    MINUTES_INPUT,
    NOTE_INPUT,
    TASK_INPUT,
    TASKS_INPUT,
    FixAt,
    fix_log_card,
    fix_own_tasks_card,
    log_form,
    own_tasks_form,
)
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.forms import FormRoute, chosen_in, typed_in
from bot.discord_ui.tracking_answers import (
    Logging,
    current,
    current_card,
    illustrate,
    kept_request,
    log_and_show,
    refusal_text,
    view_card,
)
from bot.domain.enrolment import EnrolmentStatus
from bot.domain.errors import UserError
from bot.domain.log_words import LogWords
from bot.domain.next_task import TaskRef
from bot.services.log_requests import LogRequest
from bot.services.member_ledger import EnrolmentView

_MENDABLE = ("minutes-", "day-", "note-", "work-", "open-task-")
_MENDABLE_TASKS = ("task-line", "task-minutes", "own-task-", "minutes-")


class LogTimeButton(Component, shape=custom_ids.LOG_TIME):
    """*Log time*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form."""
        await _open_log_form(interaction, LogWords(), self.parts["enrolment"])


class FixLogButton(Component, shape=custom_ids.LOG_FIX):
    """*Fix it*, under a time that could not be logged; and *Log time* with the words of a message."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with what was typed."""
        words = await _kept(interaction, self.parts["waiting"])
        await _open_log_form(interaction, words, self.parts["enrolment"])


async def _kept(interaction: BadgerInteraction, key: str) -> LogWords:
    """What was typed; when it is over the form is as useful without it."""
    try:
        return await interaction.client.desk.use_cases.work.words.kept(asker_of(interaction), key)
    except UserError:
        return LogWords()


async def _open_log_form(interaction: BadgerInteraction, words: LogWords, enrolment_id: str) -> None:
    view = await current(interaction, enrolment_id)
    if view.enrolment.status is EnrolmentStatus.DROPPED:
        await _tell_that_it_is_over(interaction, view)
        return
    form = log_form(interaction.client.desk.texts, view, words, FixAt(enrolment_id))
    await interaction.response.send_modal(form)


async def _tell_that_it_is_over(interaction: BadgerInteraction, view: EnrolmentView) -> None:
    """Shows the card as it stands now, before anything is typed in vain."""
    enrolment = view.enrolment
    refused = UserError(f"enrolment-{enrolment.status.value}", title=enrolment.outline.title)
    work = current_card(interaction, enrolment.id, refusal_text(interaction, refused))
    await answer(interaction, work, place_of_click(interaction))


async def _log_sent(interaction: BadgerInteraction, parts: dict[str, str]) -> None:
    words = LogWords(
        next(iter(chosen_in(interaction, TASK_INPUT)), ""),
        typed_in(interaction, MINUTES_INPUT),
        typed_in(interaction, DAY_INPUT),
        typed_in(interaction, NOTE_INPUT),
    )
    task = words.task or str(TaskRef(parts["enrolment"]))
    log = Logging(interaction, LogRequest(task, words.minutes, words.day, words.note, is_done=False))
    await answer(interaction, _logged(log, words, parts["enrolment"]), place_of_click(interaction))


async def _logged(log: Logging, words: LogWords, enrolment_id: str) -> Card:
    try:
        return await log.done()
    except UserError as refused:
        if refused.message_id == "enrolment-dropped":
            return await current_card(log.interaction, enrolment_id, refusal_text(log.interaction, refused))
        if not refused.message_id.startswith(_MENDABLE):
            raise
        kept = await log.interaction.client.desk.use_cases.work.words.keep(log.asker, words)
        sentence = refusal_text(log.interaction, refused)
        return fix_log_card(log.desk.texts, sentence, FixAt(enrolment_id, kept))


class LogAgainButton(Component, shape=custom_ids.LOG_AGAIN):
    """*Yes, log it again*: the same minutes, worked a second time."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Logs them once more; a second press logs nothing."""
        await answer(interaction, self._logged(interaction), place_of_click(interaction))

    async def _logged(self, interaction: BadgerInteraction) -> Card:
        enrolment_id, entry_id = self.parts["enrolment"], int(self.parts["number"])
        progress = interaction.client.desk.use_cases.work.progress
        shown = await progress.progress(asker_of(interaction), enrolment_id)
        entry = next((each for each in shown.entries if each.id == entry_id), None)
        if entry is None or not entry.minutes:
            return view_card(interaction, shown.view, interaction.client.desk.texts("log-asked-before"))
        request = LogRequest(
            str(TaskRef(enrolment_id, entry.task_id)),
            str(entry.minutes),
            entry.local_day.isoformat(),
            entry.note,
            is_done=False,
            is_sure=True,
            asked_about=entry_id,
        )
        try:
            return await Logging(interaction, request).done()
        except UserError as refused:
            if refused.message_id != "log-asked-before":
                raise
            return await current_card(interaction, enrolment_id, refusal_text(interaction, refused))


class LogKeptButton(Component, shape=custom_ids.LOG_KEPT):
    """*Done: …*, for the task that the words of a message may mean."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Ticks it."""
        request = await kept_request(interaction, self.parts["waiting"])
        await log_and_show(interaction, request, place_of_click(interaction))


class NearestSelect(Component, shape=custom_ids.LOG_NEAREST):
    """*Choose a task …*, for words that are none."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Ticks the task, with the minutes, the day and the note that were typed before."""
        chosen = self.values[0] if self.values else ""
        if TaskRef.parse(chosen) is None:
            raise UserError("component-gone")
        request = await kept_request(interaction, self.parts["waiting"], chosen)
        await log_and_show(interaction, request, place_of_click(interaction))


class OwnTasksButton(Component, shape=custom_ids.OWN_TASKS):
    """*Add a task*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form."""
        await _open_own_tasks_form(interaction, "", self.parts["enrolment"])


class FixOwnTasksButton(Component, shape=custom_ids.OWN_TASKS_FIX):
    """*Fix it*, under tasks that could not be added."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with what was typed."""
        words = await _kept(interaction, self.parts["waiting"])
        await _open_own_tasks_form(interaction, words.own_tasks, self.parts["enrolment"])


async def _open_own_tasks_form(interaction: BadgerInteraction, typed: str, enrolment_id: str) -> None:
    view = await current(interaction, enrolment_id)
    if not view.enrolment.status.is_open:
        await _tell_that_it_is_over(interaction, view)
        return
    form = own_tasks_form(interaction.client.desk.texts, typed, FixAt(enrolment_id))
    await interaction.response.send_modal(form)


async def _own_tasks_sent(interaction: BadgerInteraction, parts: dict[str, str]) -> None:
    work = _own_tasks_added(interaction, parts["enrolment"], typed_in(interaction, TASKS_INPUT))
    await answer(interaction, work, place_of_click(interaction))


async def _own_tasks_added(interaction: BadgerInteraction, enrolment_id: str, typed: str) -> Card:
    desk, asker = interaction.client.desk, asker_of(interaction)
    before = await current(interaction, enrolment_id)
    try:
        changed = await desk.use_cases.work.enrolling.add_personal_tasks(asker, enrolment_id, typed)
    except UserError as refused:
        if not refused.message_id.startswith(_MENDABLE_TASKS):
            raise
        kept = await interaction.client.desk.use_cases.work.words.keep(asker, LogWords(own_tasks=typed))
        return fix_own_tasks_card(desk.texts, refusal_text(interaction, refused), FixAt(enrolment_id, kept))
    added = [task for task in changed.view.enrolment.tasks if task not in before.enrolment.tasks]
    said = desk.texts("own-tasks-same")
    if added:
        said = desk.texts("own-tasks-added", count=len(added), first=added[0].title)
    return view_card(interaction, changed.view, said)


class OwnTaskDoneButton(Component, shape=custom_ids.OWN_TASK_DONE):
    """*Add it, done*: what a member typed and is no task yet, added as their own and ticked."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Adds and ticks it, with the minutes, the day and the note that were typed."""
        place = place_of_click(interaction)
        request = await kept_request(interaction, self.parts["waiting"])
        log = Logging(interaction, request)
        await answer(interaction, self._added(log), place)
        await illustrate(interaction, log.completion, place)

    async def _added(self, log: Logging) -> Card:
        title, enrolment_id = log.request.task or "", self.parts["enrolment"]
        enrolling = log.desk.use_cases.work.enrolling
        changed = await enrolling.add_personal_task(log.asker, enrolment_id, title)
        added = changed.view.enrolment.tasks[-1]
        log.request = replace(log.request, task=str(TaskRef(enrolment_id, added.id)))
        return await log.done()


LOG_COMPONENTS = (
    LogTimeButton,
    FixLogButton,
    LogAgainButton,
    LogKeptButton,
    NearestSelect,
    OwnTasksButton,
    FixOwnTasksButton,
    OwnTaskDoneButton,
)
LOG_ROUTES = (
    FormRoute(custom_ids.LOG_FORM, _log_sent),
    FormRoute(custom_ids.OWN_TASKS_FORM, _own_tasks_sent),
)
