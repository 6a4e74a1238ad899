"""The list of a member's own tasks, and renaming and removing one."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, asker_of, place_of_click
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.completion import Completion
from bot.discord_ui.cards.own_tasks import (
    TASK_INPUT,
    fix_own_task_card,
    own_task_card,
    own_task_form,
    own_task_list_card,
    own_task_removed_card,
    task_line,
)
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.forms import FormRoute, typed_in
from bot.discord_ui.tracking_answers import (
    completed_card,
    completion_of,
    current,
    illustrate,
    refusal_text,
)
from bot.domain.enrolment import EnrolledTask
from bot.domain.errors import UserError
from bot.domain.log_words import LogWords
from bot.services.member_ledger import EnrolmentView

_MENDABLE = ("task-line", "own-task-", "minutes-")


class OwnTaskListButton(Component, shape=custom_ids.OWN_TASK_LIST):
    """*Your own tasks*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows them."""
        await answer(interaction, self._shown(interaction), place_of_click(interaction))

    async def _shown(self, interaction: BadgerInteraction) -> Card:
        view = await current(interaction, self.parts["enrolment"])
        return own_task_list_card(interaction.client.desk.texts, view)


class OwnTaskSelect(Component, shape=custom_ids.OWN_TASK_CHOOSE):
    """*Rename or remove one …*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the one that was chosen."""
        await answer(interaction, self._shown(interaction), place_of_click(interaction))

    async def _shown(self, interaction: BadgerInteraction) -> Card:
        view = await current(interaction, self.parts["enrolment"])
        task = _own_task(view, self.values[0] if self.values else "")
        return own_task_card(interaction.client.desk.texts, view, task) if task else _gone(interaction, view)


class ChangeOwnTaskButton(Component, shape=custom_ids.OWN_TASK_CHANGE):
    """*Rename it*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with the task as it is."""
        view, key = await current(interaction, self.parts["enrolment"]), self.parts["task"]
        task, texts = _own_task(view, key), interaction.client.desk.texts
        if task is None:
            raise UserError("open-task-unknown")
        form = own_task_form(texts, view.enrolment.id, key, task_line(texts, task))
        await interaction.response.send_modal(form)


class FixOwnTaskButton(Component, shape=custom_ids.OWN_TASK_FIX):
    """*Fix it*, under a task that could not be renamed."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the form with what was typed."""
        desk = interaction.client.desk
        words = await desk.use_cases.work.words.kept(asker_of(interaction), self.parts["waiting"])
        form = own_task_form(desk.texts, self.parts["enrolment"], self.parts["task"], words.own_tasks)
        await interaction.response.send_modal(form)


class RemoveOwnTaskButton(Component, shape=custom_ids.OWN_TASK_REMOVE):
    """*Remove it*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Takes the task away, which may leave nothing more to do."""
        place, finished = place_of_click(interaction), list[Completion]()
        await answer(interaction, self._removed(interaction, finished), place)
        await illustrate(interaction, next(iter(finished), None), place)

    async def _removed(self, interaction: BadgerInteraction, finished: list[Completion]) -> Card:
        desk, asker = interaction.client.desk, asker_of(interaction)
        view = await current(interaction, self.parts["enrolment"])
        task = _own_task(view, self.parts["task"])
        if task is None:
            return _gone(interaction, view)
        changed = await desk.use_cases.work.enrolling.remove_personal_task(asker, view.enrolment.id, task.id)
        if changed.completed:
            finished.append(await completion_of(interaction, changed.view, announced=changed.announced))
            return completed_card(interaction, finished[0])
        words = LogWords(own_tasks=task_line(desk.texts, task))
        kept = await desk.use_cases.work.words.keep(asker, words)
        has_time = any(each.minutes for each in view.progress.tasks if each.task.id == task.id)
        return own_task_removed_card(desk.texts, changed.view, task, kept, has_time=has_time)


async def _sent(interaction: BadgerInteraction, parts: dict[str, str]) -> None:
    await answer(interaction, _renamed(interaction, parts), place_of_click(interaction))


async def _renamed(interaction: BadgerInteraction, parts: dict[str, str]) -> Card:
    desk, asker = interaction.client.desk, asker_of(interaction)
    view, typed = await current(interaction, parts["enrolment"]), typed_in(interaction, TASK_INPUT)
    task = _own_task(view, parts["task"])
    if task is None:
        return _gone(interaction, view)
    try:
        changed = await desk.use_cases.work.enrolling.rename_personal_task(
            asker, view.enrolment.id, task.id, typed
        )
    except UserError as refused:
        if not refused.message_id.startswith(_MENDABLE):
            raise
        kept = await desk.use_cases.work.words.keep(asker, LogWords(own_tasks=typed))
        sentence = refusal_text(interaction, refused)
        return fix_own_task_card(desk.texts, sentence, view.enrolment.id, parts["task"], kept)
    after = changed.view.enrolment.outline.task(task.id) or task
    return own_task_list_card(desk.texts, changed.view, desk.texts("own-task-renamed", title=after.title))


def _own_task(view: EnrolmentView, key: str) -> EnrolledTask | None:
    own = (task for task in view.enrolment.tasks if task.is_personal)
    return next((task for task in own if custom_ids.key_of(task.id) == key), None)


def _gone(interaction: BadgerInteraction, view: EnrolmentView) -> Card:
    """The list as it stands now: the task is gone already."""
    texts = interaction.client.desk.texts
    return own_task_list_card(texts, view, texts("task-not-there"))


OWN_TASK_COMPONENTS = (
    OwnTaskListButton,
    OwnTaskSelect,
    ChangeOwnTaskButton,
    FixOwnTaskButton,
    RemoveOwnTaskButton,
)
OWN_TASK_ROUTES = (FormRoute(custom_ids.OWN_TASK_FORM, _sent),)
