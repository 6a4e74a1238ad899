"""The components of the enrolment card, and those that lead to it: start, done, undo, tick, what is new."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, Place, answer, asker_of, place_of_click
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.completion import Completion
from bot.discord_ui.components.component import Component
from bot.discord_ui.starting_answers import start_card, still_asking_card
from bot.discord_ui.tracking_answers import (
    Logging,
    completed_card,
    completion_of,
    current,
    current_card,
    illustrate,
    refusal_text,
    undone_card,
    view_card,
)
from bot.domain.errors import UserError
from bot.domain.next_task import TaskRef
from bot.domain.visibility import Announcing
from bot.services.log_requests import LogRequest

_DONE_BEFORE = {"task-done", "enrolment-completed", "open-task-unknown"}
_UNDONE_BEFORE = {"entry-void", "log-entry-void", "entry-unknown", "log-entry-unknown"}


class _OfEnrolment(Component):
    """What names an enrolment, which has to be the clicker's own in this server."""

    @property
    def enrolment(self) -> str:
        """The enrolment."""
        return self.parts["enrolment"]


class StartButton(Component, shape=custom_ids.START):
    """*Start*, under the details of a credential: whoever clicks starts for themselves."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Begins it, and shows the card beside the details, which stay."""
        await answer(interaction, start_card(interaction, self.parts["credential"]), Place.PRIVATE)


class StartAgainButton(Component, shape=custom_ids.START_AGAIN):
    """*Start it again*, under what was finished."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Begins it anew."""
        work = start_card(interaction, self.parts["credential"], again=True)
        await answer(interaction, work, place_of_click(interaction))


class AnnouncingButton(_OfEnrolment, shape=custom_ids.ANNOUNCING):
    """The answer to whether the server is told."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Keeps it, and shows the card without the question."""
        await answer(interaction, self._kept(interaction), place_of_click(interaction))

    async def _kept(self, interaction: BadgerInteraction) -> Card:
        desk, said = interaction.client.desk, self.parts["answer"]
        view = await current(interaction, self.enrolment)
        wish = Announcing.QUIET if said == "yes" else Announcing.OFF
        wishes = await desk.use_cases.work.profile.set_announcing(asker_of(interaction), wish)
        return still_asking_card(interaction, view, wishes, desk.texts("announcing-set", answer=said))


class EnrolmentButton(_OfEnrolment, shape=custom_ids.ENROLMENT):
    """*Show where I am*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the card as it stands now."""
        work = current_card(interaction, self.enrolment)
        await answer(interaction, work, place_of_click(interaction))


class DoneButton(_OfEnrolment, shape=custom_ids.DONE):
    """*Done*: ticks the task that the card showed, and no other."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Ticks it; where it was ticked already, shows the card as it stands now."""
        log, place = Logging(interaction, LogRequest()), place_of_click(interaction)
        await answer(interaction, self._ticked(log), place)
        await illustrate(interaction, log.completion, place)

    async def _ticked(self, log: Logging) -> Card:
        """Finds the task by its key, which may be gone by now."""
        view = await current(log.interaction, self.enrolment)
        key = self.parts["task"]
        found = next((task for task in view.enrolment.tasks if custom_ids.key_of(task.id) == key), None)
        if found is None:
            return view_card(log.interaction, view, log.desk.texts("task-not-there"))
        return await _ticked(log, TaskRef(self.enrolment, found.id))


class TickSelect(_OfEnrolment, shape=custom_ids.TICK):
    """*Tick another task …*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Ticks the task that was chosen, which may be of another enrolment of the member's."""
        chosen = TaskRef.parse(self.values[0] if self.values else "")
        if chosen is None or chosen.task_id is None:
            raise UserError("component-gone")
        log, place = Logging(interaction, LogRequest()), place_of_click(interaction)
        await answer(interaction, _ticked(log, chosen), place)
        await illustrate(interaction, log.completion, place)


async def _ticked(log: Logging, ref: TaskRef) -> Card:
    """Ticks the task, and tells kindly of one that was ticked before or is gone, or of what was dropped."""
    log.request, texts = LogRequest(str(ref)), log.desk.texts
    try:
        return await log.done()
    except UserError as refused:
        if refused.message_id == "enrolment-dropped":
            return await current_card(
                log.interaction, ref.enrolment_id, refusal_text(log.interaction, refused)
            )
        if refused.message_id not in _DONE_BEFORE:
            raise
        view = await current(log.interaction, ref.enrolment_id)
        task = view.enrolment.outline.task(ref.task_id or "")
        said = texts("task-not-there") if task is None else texts("done-before", title=task.title)
        return view_card(log.interaction, view, said)


class UndoButton(_OfEnrolment, shape=custom_ids.UNDO):
    """*Undo*: voids the entry that was the newest when the card was shown, if it still is."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Voids it, and says what was undone."""
        await answer(interaction, self._undone(interaction), place_of_click(interaction))

    async def _undone(self, interaction: BadgerInteraction) -> Card:
        texts, entry_id = interaction.client.desk.texts, int(self.parts["number"])
        view = await current(interaction, self.enrolment)
        if view.newest is not None and view.newest.id > entry_id:
            return view_card(interaction, view, texts("undo-stale"))
        try:
            return await undone_card(interaction, entry_id)
        except UserError as refused:
            if refused.message_id not in _UNDONE_BEFORE:
                raise
            return await current_card(interaction, self.enrolment, texts("undo-stale"))


class OfferButton(_OfEnrolment, shape=custom_ids.ENROLMENT_OFFER):
    """*Take it over* and *Keep mine*, under what the catalogue says differently by now."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Takes the catalogue's tasks in, which may leave nothing to do, or asks no more about them."""
        place, finished = place_of_click(interaction), list[Completion]()
        await answer(interaction, self._answered(interaction, finished), place)
        await illustrate(interaction, next(iter(finished), None), place)

    async def _answered(self, interaction: BadgerInteraction, finished: list[Completion]) -> Card:
        desk, asker, offered = interaction.client.desk, asker_of(interaction), self.parts["hash"]
        enrolling = desk.use_cases.work.enrolling
        if self.parts["answer"] == "keep":
            changed = await enrolling.decline_update(asker, self.enrolment, offered)
            return view_card(interaction, changed.view, desk.texts("offer-kept"))
        changed = await enrolling.accept_update(asker, self.enrolment, offered)
        if not changed.completed:
            return view_card(interaction, changed.view, desk.texts("offer-taken"))
        finished.append(await completion_of(interaction, changed.view, announced=changed.announced))
        return completed_card(interaction, finished[0])


ENROLMENT_COMPONENTS = (
    StartButton,
    StartAgainButton,
    AnnouncingButton,
    EnrolmentButton,
    DoneButton,
    TickSelect,
    UndoButton,
    OfferButton,
)
