"""The components of a merge."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, place_of_click
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.kept import undone_card
from bot.discord_ui.cards.merging import merged_card
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.keeping import title_here
from bot.discord_ui.gate import Needs
from bot.discord_ui.keeping import keeper_of
from bot.domain.errors import UserError

_TWO = 2


class MergeButton(Component, shape=custom_ids.MERGE):
    """*Merge*."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: BadgerInteraction) -> None:
        """Makes the merge that was shown."""
        await answer(interaction, self._merged(interaction), place_of_click(interaction))

    async def _merged(self, interaction: BadgerInteraction) -> Card:
        desk = interaction.client.desk
        seen = {custom_ids.key_of(each): each for each in desk.use_cases.catalogue.ids(interaction.guild_id)}
        ids = [seen[key] for key in self.parts["keys"].split("-") if key in seen]
        if len(ids) != _TWO:
            raise UserError("merge-gone")
        keep_id, drop_id = ids
        keep = desk.use_cases.catalogue.credential(interaction.guild_id, keep_id).credential
        reason = desk.texts("merge-reason", title=keep.title[:_TITLE_LENGTH])
        merged = await desk.use_cases.care.merging.merge(keeper_of(interaction), keep_id, drop_id, reason)
        await desk.use_cases.catalogue_changed()
        return merged_card(desk.texts, merged)


class UndoMergeButton(Component, shape=custom_ids.UNDO_MERGE):
    """*Undo* of a merge."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: BadgerInteraction) -> None:
        """Takes both entries back."""
        await answer(interaction, self._undone(interaction), place_of_click(interaction))

    async def _undone(self, interaction: BadgerInteraction) -> Card:
        desk = interaction.client.desk
        dropped_id = await desk.use_cases.care.merging.undo(keeper_of(interaction), int(self.parts["number"]))
        await desk.use_cases.catalogue_changed()
        said = desk.texts("merge-undone", title=title_here(interaction, dropped_id))
        return undone_card(desk.texts, dropped_id, said)


_TITLE_LENGTH = 200
MERGE_COMPONENTS = (MergeButton, UndoMergeButton)
