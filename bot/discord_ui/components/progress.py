"""The components around progress: another credential, the entries behind a number, the log."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, asker_of, place_of_click
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.log_history import entry_card
from bot.discord_ui.components.component import Component
from bot.discord_ui.progress_answers import entries_answer, history_answer, progress_answer
from bot.domain.errors import UserError
from bot.domain.progress import Figure

_LARGEST = 2**63 - 1


def _chosen(values: tuple[str, ...]) -> str:
    """The one value chosen. Raises UserError `component-gone` where there is none."""
    if not values:
        raise UserError("component-gone")
    return values[0]


def _member(parts: dict[str, str]) -> int:
    """The member whose progress it is, who may be nobody's."""
    return min(int(parts["member"]), _LARGEST)


class ProgressButton(Component, shape=custom_ids.PROGRESS):
    """*Progress*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the progress with its picture."""
        work = progress_answer(interaction, _member(self.parts), self.parts["enrolment"])
        await answer(interaction, work, place_of_click(interaction))


class OtherProgressSelect(Component, shape=custom_ids.PROGRESS_OTHER):
    """*Another credential …* of the same member."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the progress on it, as far as the member lets it be seen."""
        work = progress_answer(interaction, _member(self.parts), _chosen(self.values))
        await answer(interaction, work, place_of_click(interaction))


class MoreProgressSelect(OtherProgressSelect, shape=custom_ids.PROGRESS_MORE):
    """The next ones of the same member."""


class EntriesButton(Component, shape=custom_ids.ENTRIES):
    """*Why these numbers?*, and the pages of entries."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the entries behind a number."""
        figure = Figure(self.parts["figure"])
        work = entries_answer(interaction, self.parts["enrolment"], figure, self.page)
        await answer(interaction, work, place_of_click(interaction))


class FigureSelect(Component, shape=custom_ids.ENTRIES_OF):
    """*Explain another number …*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the entries behind that one."""
        chosen = _chosen(self.values)
        if chosen not in set(Figure):
            raise UserError("component-gone")
        work = entries_answer(interaction, self.parts["enrolment"], Figure(chosen), 0)
        await answer(interaction, work, place_of_click(interaction))


class LogHistoryButton(Component, shape=custom_ids.LOG_HISTORY):
    """*Newer*, *Older*, *The last year*, and the way back to the log."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the page."""
        work = history_answer(interaction, int(self.parts["days"]), self.page)
        await answer(interaction, work, place_of_click(interaction))


class LogHistoryEntrySelect(Component, shape=custom_ids.LOG_HISTORY_ENTRY):
    """*Change or undo an entry …*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the entry with what can be done to it."""
        await answer(interaction, self._entry(interaction), place_of_click(interaction))

    async def _entry(self, interaction: BadgerInteraction) -> Card:
        desk, chosen = interaction.client.desk, _chosen(self.values)
        if not chosen.isdecimal() or len(chosen) > custom_ids.NUMBER_LENGTH:
            raise UserError("component-gone")
        line = await desk.use_cases.work.progress.entry(asker_of(interaction), int(chosen))
        if not line.entry.counts:
            raise UserError("log-entry-void")
        return entry_card(desk.texts, line, (int(self.parts["days"]), self.page))


PROGRESS_COMPONENTS = (
    ProgressButton,
    OtherProgressSelect,
    MoreProgressSelect,
    EntriesButton,
    FigureSelect,
    LogHistoryButton,
    LogHistoryEntrySelect,
)
