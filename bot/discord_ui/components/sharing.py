"""*Share*: a private answer is shown to the whole channel, once, under the name of who shared it."""

from collections.abc import Iterator
from dataclasses import replace

from discord import ui

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, asker_of, defer_here, show_here
from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.comparison import comparison_card
from bot.discord_ui.cards.credential import credential_card
from bot.discord_ui.cards.results import results_card
from bot.discord_ui.components.component import Component
from bot.discord_ui.willing_to_help import helpers_line
from bot.domain.errors import UserError

_COMPARED_IN = (custom_ids.DETAILS.pattern, custom_ids.SHOW.pattern)


class ShareButton(Component):
    """What all share buttons do."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Posts the public answer, and turns the button of the private one off.

        Raises UserError `shared-already`, `share-nowhere` outside of a server.
        """
        message_id = interaction.message.id if interaction.message else 0
        if interaction.guild_id is None:
            raise UserError("share-nowhere")
        if not interaction.client.shares.claim(message_id):
            raise UserError("shared-already")
        try:
            await defer_here(interaction)
            audience = Audience(is_public=True, shared_by=interaction.user.display_name)
            await interaction.followup.send(view=await self.public_card(interaction, audience))
        except Exception:
            interaction.client.shares.release(message_id)
            raise
        await self._turn_off(interaction)

    async def public_card(self, interaction: BadgerInteraction, audience: Audience) -> Card:
        """The answer as everybody sees it."""
        raise NotImplementedError

    async def _turn_off(self, interaction: BadgerInteraction) -> None:
        """The private message stays as it is, but for its button."""
        if isinstance(self.item, ui.Button) and isinstance(self.view, ui.LayoutView):
            self.item.label = interaction.client.desk.texts("button-shared")
            self.item.disabled = True
            await show_here(interaction, self.view)


class ShareResultsButton(ShareButton, shape=custom_ids.SHARE_RESULTS):
    """*Share* under the results of a search."""

    async def public_card(self, interaction: BadgerInteraction, audience: Audience) -> Card:
        """The page, without the hours that were only remembered: those are the member's own."""
        desk = interaction.client.desk
        asker = asker_of(interaction)
        # What is shared is the message: a second click on it makes no second search.
        shared_id = interaction.message.id if interaction.message else asker.interaction_id
        sharer = replace(asker, interaction_id=shared_id)
        public = await desk.use_cases.finding.share(sharer, self.search, self.page)
        return results_card(desk.texts, public, audience)


class ShareCredentialButton(ShareButton, shape=custom_ids.SHARE_CREDENTIAL):
    """*Share* under one credential."""

    async def public_card(self, interaction: BadgerInteraction, audience: Audience) -> Card:
        """The credential, without what a search said of it."""
        desk = interaction.client.desk
        view = desk.use_cases.catalogue.credential(interaction.guild_id, self.parts["credential"])
        helpers = await helpers_line(interaction, interaction.guild_id, view.credential.id)
        return credential_card(desk.texts, view, audience, helpers=helpers)


class ShareComparisonButton(ShareButton, shape=custom_ids.SHARE_COMPARISON):
    """*Share* under a comparison."""

    async def public_card(self, interaction: BadgerInteraction, audience: Audience) -> Card:
        """The comparison, whose credentials stand in the select above the button."""
        desk = interaction.client.desk
        comparison = desk.use_cases.catalogue.compare(interaction.guild_id, tuple(self._compared()))
        return comparison_card(desk.texts, comparison, audience)

    def _compared(self) -> Iterator[str]:
        for item in self.view.walk_children() if self.view else ():
            if isinstance(item, ui.Select) and any(shape.fullmatch(item.custom_id) for shape in _COMPARED_IN):
                yield from (option.value for option in item.options)


SHARE_COMPONENTS = (ShareResultsButton, ShareCredentialButton, ShareComparisonButton)
