"""Which server a person's direct messages are about, and then the answer that waited for it."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, asker_of, place_of_click
from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.comparison import comparison_card
from bot.discord_ui.cards.credential import credential_card
from bot.discord_ui.components.component import Component
from bot.discord_ui.components.searches import own_card
from bot.domain.errors import UserError


class _Choice(Component):
    """What all selects of a server do."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Remembers the server, and answers the question that waited."""
        await answer(interaction, self._chosen(interaction), place_of_click(interaction))

    async def _chosen(self, interaction: BadgerInteraction) -> Card:
        guild_id = int(self.values[0]) if self.values and _is_id(self.values[0]) else 0
        await interaction.client.desk.use_cases.servers.choose(asker_of(interaction, guild_id), guild_id)
        return await self.waiting(interaction, guild_id)

    async def waiting(self, interaction: BadgerInteraction, guild_id: int) -> Card:
        """The answer, in the server that was chosen."""
        raise NotImplementedError


class SearchServerSelect(_Choice, shape=custom_ids.SERVER):
    """A search waits."""

    async def waiting(self, interaction: BadgerInteraction, guild_id: int) -> Card:
        """The search again, in the server."""
        finding = interaction.client.desk.use_cases.finding
        work = finding.ask_in(asker_of(interaction), self.search, guild_id)
        return await own_card(interaction, work)


class ShownServerSelect(_Choice, shape=custom_ids.SERVER_SHOWN):
    """One credential waits, or several to be compared."""

    async def waiting(self, interaction: BadgerInteraction, guild_id: int) -> Card:
        """The credential in full, or the comparison."""
        desk, catalogue = interaction.client.desk, interaction.client.desk.use_cases.catalogue
        known = {custom_ids.key_of(each): each for each in catalogue.ids(guild_id)}
        named = tuple(known[key] for key in self.parts["keys"].split("-") if key in known)
        if not named:
            raise UserError("component-gone")
        if len(named) == 1:
            return credential_card(desk.texts, catalogue.credential(guild_id, named[0]), Audience())
        return comparison_card(desk.texts, catalogue.compare(guild_id, named), Audience())


def _is_id(value: str) -> bool:
    """Whether it is a number that a database takes."""
    return value.isdecimal() and value.isascii() and int(value[:20]) < _TOO_LARGE


_TOO_LARGE = 2**63
SERVER_COMPONENTS = (SearchServerSelect, ShownServerSelect)
