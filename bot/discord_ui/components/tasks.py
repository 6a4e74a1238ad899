"""The component under the tasks of a credential that a moderator changed."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, place_of_click
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.tasks import tasks_card
from bot.discord_ui.components.component import Component
from bot.discord_ui.gate import Needs
from bot.discord_ui.keeping import keeper_of


class UndoTasksButton(Component, shape=custom_ids.UNDO_TASKS):
    """*Undo*."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: BadgerInteraction) -> None:
        """Takes the change back, where it is the newest."""
        await answer(interaction, self._undone(interaction), place_of_click(interaction))

    async def _undone(self, interaction: BadgerInteraction) -> Card:
        desk = interaction.client.desk
        keeper, version = keeper_of(interaction), int(self.parts["version"])
        credential = await desk.use_cases.tasks.undo(keeper, self.parts["credential"], version)
        await desk.use_cases.catalogue_changed()
        return tasks_card(desk.texts, credential, desk.texts("task-undone"))


TASK_COMPONENTS = (UndoTasksButton,)
