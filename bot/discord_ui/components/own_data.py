"""The components of a member's own data: take it along, and have it erased after a second question."""

from datetime import timedelta

from discord.utils import snowflake_time

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, Place, answer, asker_of, new_message, place_of_click
from bot.discord_ui.cards.card import Card, button, buttons
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.cards.own_data import (
    erase_card,
    erase_here_needs_server_card,
    erase_sure_card,
    erased_card,
    own_data_cards,
)
from bot.discord_ui.components.component import Component
from bot.domain.erasure import ErasureScope

SURE_FOR = timedelta(minutes=10)
"""A button that erases is not left lying about."""


async def hand_over(interaction: BadgerInteraction, place: Place) -> None:
    """All that is kept of whoever acts, as files; in several messages where one does not hold them."""
    desk = interaction.client.desk
    more: list[Card] = []

    async def first() -> Card:
        servers = {guild.id: guild.name for guild in interaction.client.guilds}
        documents = await desk.use_cases.work.data.documents(interaction.user.id, servers)
        card, *others = own_data_cards(desk.texts, documents)
        more.extend(others)
        return card

    await answer(interaction, first(), place)
    for card in more:
        await interaction.followup.send(view=card, files=card.uploads(), ephemeral=True)


async def erase_question(interaction: BadgerInteraction, scope: ErasureScope) -> Card:
    """What would go and what would stay; where there is no server around, what can be erased instead."""
    desk = interaction.client.desk
    if scope is ErasureScope.HERE and interaction.guild_id is None:
        return erase_here_needs_server_card(desk.texts)
    footprint = await desk.use_cases.work.data.footprint(asker_of(interaction), scope)
    return erase_card(desk.texts, footprint, scope, _server(interaction))


class ExportButton(Component, shape=custom_ids.ME_EXPORT):
    """*Take my data along*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Hands the files over beside what is there."""
        await hand_over(interaction, new_message(interaction))


class EraseEverywhereButton(Component, shape=custom_ids.ERASE_CHOOSE):
    """*Everywhere* in a direct message."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the first step for all servers."""
        work = erase_question(interaction, ErasureScope.EVERYWHERE)
        await answer(interaction, work, place_of_click(interaction))


class EraseAskButton(Component, shape=custom_ids.ERASE_ASK):
    """*Go on*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Asks the second question."""
        await answer(interaction, self._asked(interaction), place_of_click(interaction))

    async def _asked(self, interaction: BadgerInteraction) -> Card:
        asked_at = int(snowflake_time(interaction.id).timestamp())
        scope = ErasureScope(self.parts["scope"])
        return erase_sure_card(interaction.client.desk.texts, scope, _server(interaction), asked_at)


class EraseSureButton(Component, shape=custom_ids.ERASE_SURE):
    """*Erase it all*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Erases, where the question was asked within `SURE_FOR`; else asks it again."""
        await answer(interaction, self._erased(interaction), place_of_click(interaction))

    async def _erased(self, interaction: BadgerInteraction) -> Card:
        client, scope = interaction.client, ErasureScope(self.parts["scope"])
        waited = snowflake_time(interaction.id).timestamp() - int(self.parts["asked_at"])
        # Discord's clock says both; the second of the question was cut off.
        if not 0 <= waited <= SURE_FOR.total_seconds() + 1:
            again = button(client.desk.texts("button-erase-ask"), custom_ids.ERASE_ASK.of(scope.value))
            return notice_card(client.desk.texts("erase-late"), below=buttons(again))
        guild_id = interaction.guild_id if scope is ErasureScope.HERE else None
        # Afterwards nobody knows any more in which threads they were.
        places = await client.desk.use_cases.groups.places.rooms_of(interaction.user.id, guild_id)
        erased = await client.desk.use_cases.work.data.erase(asker_of(interaction), scope)
        await client.threads.let_out_of_all(places, interaction.user.id)
        # Answers in memory were made with what is forgotten now.
        await client.desk.use_cases.catalogue_changed()
        return erased_card(client.desk.texts, erased, _server(interaction))


class EraseKeepButton(Component, shape=custom_ids.ERASE_KEEP):
    """*Keep everything*."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Says that nothing was erased."""
        await answer(interaction, self._kept(interaction), place_of_click(interaction))

    async def _kept(self, interaction: BadgerInteraction) -> Card:
        return notice_card(interaction.client.desk.texts("erase-kept"))


def _server(interaction: BadgerInteraction) -> str:
    """The server by name, where there is one."""
    if interaction.guild_id is None:
        return ""
    return interaction.client.server_names([interaction.guild_id])[interaction.guild_id]


OWN_DATA_COMPONENTS = (
    ExportButton,
    EraseEverywhereButton,
    EraseAskButton,
    EraseSureButton,
    EraseKeepButton,
)
