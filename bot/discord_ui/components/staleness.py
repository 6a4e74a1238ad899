"""The components of what should be looked at again."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, asker_of, place_of_click
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.draft import draft_card
from bot.discord_ui.cards.kept import kept_card
from bot.discord_ui.cards.stale import stale_card, stale_entry_card
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.draft_typing import drafts_of
from bot.discord_ui.components.keeping import title_here
from bot.discord_ui.gate import Needs
from bot.discord_ui.keeping import keeper_of
from bot.domain.errors import UserError


async def stale_list(interaction: BadgerInteraction, days: int | None, page: int) -> Card:
    """A page of the list."""
    desk, guild_id = interaction.client.desk, keeper_of(interaction).guild_id
    return stale_card(desk.texts, await desk.use_cases.care.staleness.page(guild_id, days, page))


class _Stale(Component):
    """What knows its place in the list."""

    needs = Needs.MANAGE_GUILD

    @property
    def days(self) -> int:
        """After how many days something is stale."""
        return int(self.parts["days"])


class StaleButton(_Stale, shape=custom_ids.STALE):
    """Back and More, and the way back to the list."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the page."""
        await answer(interaction, stale_list(interaction, self.days, self.page), place_of_click(interaction))


class StaleSelect(_Stale, shape=custom_ids.STALE_OPEN):
    """*Look at …*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the entry with all its facts."""
        await answer(interaction, self._opened(interaction), place_of_click(interaction))

    async def _opened(self, interaction: BadgerInteraction) -> Card:
        if not self.values:
            raise UserError("component-gone")
        desk, guild_id = interaction.client.desk, keeper_of(interaction).guild_id
        view = await desk.use_cases.care.staleness.view(guild_id, self.values[0], self.days)
        return stale_entry_card(desk.texts, view, self.days, self.page)


class LookedAgainButton(_Stale, shape=custom_ids.LOOKED_AGAIN):
    """*Looked again: still right*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Keeps that somebody looked today."""
        await answer(interaction, self._confirmed(interaction), place_of_click(interaction))

    async def _confirmed(self, interaction: BadgerInteraction) -> Card:
        desk, credential_id = interaction.client.desk, self.parts["credential"]
        change = await desk.use_cases.care.staleness.confirm(keeper_of(interaction), credential_id)
        await desk.use_cases.catalogue_changed()
        said = desk.texts("looked-again-done", title=title_here(interaction, credential_id))
        way_back = custom_ids.STALE.of(self.days, self.page)
        return kept_card(
            desk.texts, credential_id, change.after.version, said, more=(("button-back-to-list", way_back),)
        )


class StaleEditButton(Component, shape=custom_ids.STALE_EDIT):
    """*Edit*."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: BadgerInteraction) -> None:
        """Opens a draft over the entry."""
        await answer(interaction, self._begun(interaction), place_of_click(interaction))

    async def _begun(self, interaction: BadgerInteraction) -> Card:
        desk = interaction.client.desk
        found = desk.use_cases.catalogue.credential(interaction.guild_id, self.parts["credential"])
        view = await drafts_of(interaction).begin_edit(asker_of(interaction), found.credential.id)
        return draft_card(desk.texts, view)


STALE_COMPONENTS = (StaleButton, StaleSelect, LookedAgainButton, StaleEditButton)
