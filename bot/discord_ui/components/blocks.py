"""The components under the list of who is kept from what."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, place_of_click
from bot.discord_ui.cards.blocks import blocks_card
from bot.discord_ui.cards.card import Card
from bot.discord_ui.components.component import Component
from bot.discord_ui.gate import Needs
from bot.discord_ui.keeping import keeper_of
from bot.discord_ui.people import names_of
from bot.domain.errors import UserError


async def listed_blocks(interaction: BadgerInteraction, page: int, said: str = "") -> Card:
    """A page of the list, with what was just done above it."""
    desk, guild_id = interaction.client.desk, interaction.guild_id or 0
    blocks = await desk.use_cases.blocks.blocked(guild_id, page)
    people = [*(each.user_id for each in blocks.blocks), *(each.blocked_by for each in blocks.blocks)]
    names = await names_of(interaction.client, guild_id, people)
    return blocks_card(desk.texts, blocks, names, said)


async def unblocked(interaction: BadgerInteraction, user_id: int) -> str:
    """Lets the member do everything again, and says so."""
    desk = interaction.client.desk
    await desk.use_cases.blocks.unblock(keeper_of(interaction), user_id)
    names = await names_of(interaction.client, interaction.guild_id, [user_id])
    return desk.texts("unblock-done", name=names[user_id])


class BlocksButton(Component, shape=custom_ids.BLOCKS):
    """Back and More."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the page."""
        await answer(interaction, listed_blocks(interaction, self.page), place_of_click(interaction))


class UnblockSelect(Component, shape=custom_ids.UNBLOCK):
    """*Let again …*."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: BadgerInteraction) -> None:
        """Lifts the blocks of the chosen member, and shows who is left."""
        await answer(interaction, self._lifted(interaction), place_of_click(interaction))

    async def _lifted(self, interaction: BadgerInteraction) -> Card:
        chosen = self.values[0] if self.values else ""
        if not (chosen.isascii() and chosen.isdecimal() and len(chosen) < _TOO_LONG):
            raise UserError("component-gone")
        said = await unblocked(interaction, int(chosen))
        return await listed_blocks(interaction, self.page, said)


_TOO_LONG = 20
"""The largest number that the database takes has 19 digits, and no snowflake is near it."""
BLOCK_COMPONENTS = (BlocksButton, UnblockSelect)
