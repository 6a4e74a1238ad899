"""The buttons of the place of a group: repair it, move it, and look at the board from what was told."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, new_message, place_of_click
from bot.discord_ui.cards.card import Card
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.groups import OfGroup
from bot.discord_ui.group_answers import board_answer
from bot.discord_ui.group_checkin_answers import week_answer
from bot.discord_ui.group_repairing import move_answer, repair_answer, repair_told_answer
from bot.domain.errors import UserError


class GroupBoardToldButton(OfGroup, shape=custom_ids.GROUP_BOARD_TOLD):
    """*Board*, under the board itself and under news: as whoever clicks may see it."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows it; of a group that is over what is left: its weeks."""
        await answer(interaction, self._shown(interaction), new_message(interaction))

    async def _shown(self, interaction: BadgerInteraction) -> Card:
        try:
            return await board_answer(interaction, self.group_id)
        except UserError as refused:
            if refused.message_id != "group-over":
                raise
            return await week_answer(interaction, self.group_id, None)


class GroupRepairButton(OfGroup, shape=custom_ids.GROUP_REPAIR):
    """*Repair*, and *Try again*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Sets the place up again."""
        await answer(interaction, repair_answer(interaction, self.group_id), place_of_click(interaction))


class GroupRepairToldButton(OfGroup, shape=custom_ids.GROUP_REPAIR_TOLD):
    """*Repair*, in the owner's direct messages."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Sets the place up again, beside what was told."""
        await answer(interaction, repair_told_answer(interaction, self.group_id), new_message(interaction))


class GroupRepairHereButton(OfGroup, shape=custom_ids.GROUP_REPAIR_HERE):
    """*Meet here*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Sets the place up here."""
        await answer(interaction, move_answer(interaction, self.group_id), place_of_click(interaction))


GROUP_PLACE_COMPONENTS: tuple[type[Component], ...] = (
    GroupBoardToldButton,
    GroupRepairButton,
    GroupRepairToldButton,
    GroupRepairHereButton,
)
