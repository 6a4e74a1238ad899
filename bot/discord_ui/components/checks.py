"""The entries that a check of the catalogue names: each can be opened and mended."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, asker_of, new_message
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.draft import draft_card
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.draft_typing import drafts_of
from bot.discord_ui.gate import Needs
from bot.domain.errors import UserError


class CheckedEntrySelect(Component, shape=custom_ids.CHECKED_ENTRY):
    """*Open an entry to mend it …* under a check."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens a draft over the entry beside the check, which stays."""
        await answer(interaction, self._opened(interaction), new_message(interaction))

    async def _opened(self, interaction: BadgerInteraction) -> Card:
        if not self.values:
            raise UserError("component-gone")
        view = await drafts_of(interaction).begin_edit(asker_of(interaction), self.values[0])
        return draft_card(interaction.client.desk.texts, view)


CHECK_COMPONENTS = (CheckedEntrySelect,)
"""What `/catalog check` leads to."""
