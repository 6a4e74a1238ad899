"""The component under the list of a server's own words."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, place_of_click
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.words import words_card
from bot.discord_ui.components.component import Component
from bot.discord_ui.gate import Needs
from bot.discord_ui.keeping import keeper_of
from bot.discord_ui.people import names_of


async def listed_words(interaction: BadgerInteraction, page: int) -> Card:
    """A page of the server's words."""
    desk, guild_id = interaction.client.desk, keeper_of(interaction).guild_id
    words = await desk.use_cases.care.words.page(guild_id, page)
    names = await names_of(interaction.client, guild_id, [each.added_by for each in words.words])
    return words_card(desk.texts, words, names)


class WordsButton(Component, shape=custom_ids.WORDS):
    """Back and More."""

    needs = Needs.MANAGE_GUILD

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the page."""
        await answer(interaction, listed_words(interaction, self.page), place_of_click(interaction))


WORD_COMPONENTS = (WordsButton,)
