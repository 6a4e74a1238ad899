"""The entries that a check of the catalogue names: each can be opened."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, new_message
from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.credential import credential_card
from bot.discord_ui.components.component import Component
from bot.discord_ui.gate import Needs
from bot.domain.errors import UserError


class CheckedEntrySelect(Component, shape=custom_ids.CHECKED_ENTRY):
    """*Open an entry …* under a check."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens the entry beside the check, which stays."""
        await answer(interaction, self._opened(interaction), new_message(interaction))

    async def _opened(self, interaction: BadgerInteraction) -> Card:
        if not self.values:
            raise UserError("component-gone")
        desk = interaction.client.desk
        view = desk.use_cases.catalogue.credential(interaction.guild_id, self.values[0])
        return credential_card(desk.texts, view, Audience())


CHECK_COMPONENTS = (CheckedEntrySelect,)
"""What `/catalog check` leads to."""
