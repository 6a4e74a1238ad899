"""`/catalog-alias`: a server's own words."""

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.discord_ui.answering import BadgerInteraction, Place, answer, asker_of
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.components.words import listed_words
from bot.discord_ui.desk import Desk
from bot.discord_ui.gate import Needs, moderated
from bot.discord_ui.keeping import keeper_of
from bot.discord_ui.suggestions import choice, name_choices, suggest


@moderated(Needs.MANAGE_GUILD)
class CatalogAliasCog(commands.GroupCog, group_name="catalog-alias", group_description=WORDED):
    """What members of this server call things."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @app_commands.command(name="add", description=WORDED)
    async def add(self, interaction: BadgerInteraction, word: str, means: str) -> None:
        """Lets a word mean a credential or other words."""
        await answer(interaction, self._added(interaction, word, means), Place.PRIVATE)

    async def _added(self, interaction: BadgerInteraction, word: str, means: str) -> Card:
        texts, guild_id = self._desk.texts, keeper_of(interaction).guild_id
        added = await self._desk.use_cases.care.words.add(asker_of(interaction), guild_id, word, means)
        await self._desk.use_cases.catalogue_changed()
        said = texts("word-added", word=added.word.word, meaning=added.title or added.word.words or "")
        nowhere = [texts("word-leads-nowhere")] if added.leads_nowhere else []
        return notice_card(said, *nowhere)

    @app_commands.command(name="remove", description=WORDED)
    async def remove(self, interaction: BadgerInteraction, word: str) -> None:
        """Takes a word away."""
        await answer(interaction, self._removed(interaction, word), Place.PRIVATE)

    async def _removed(self, interaction: BadgerInteraction, word: str) -> Card:
        guild_id = keeper_of(interaction).guild_id
        removed = await self._desk.use_cases.care.words.remove(asker_of(interaction), guild_id, word)
        await self._desk.use_cases.catalogue_changed()
        return notice_card(self._desk.texts("word-removed", word=removed.word))

    @app_commands.command(name="list", description=WORDED)
    async def list_words(self, interaction: BadgerInteraction) -> None:
        """Shows the server's words."""
        await answer(interaction, listed_words(interaction, 0), Place.PRIVATE)

    @add.autocomplete("means")
    async def suggest_meaning(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """What is typed, credentials, topics, skills and words that are known."""
        words, guild_id = self._desk.use_cases.care.words, interaction.guild_id or 0

        async def choices() -> list[Choice[str]]:
            made = (choice(each.shown, each.value) for each in await words.suggest_meanings(guild_id, typed))
            return [each for each in made if each is not None]

        return await suggest(interaction, choices, "/catalog-alias add")

    @remove.autocomplete("word")
    async def suggest_word(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """The server's words."""
        words, guild_id = self._desk.use_cases.care.words, interaction.guild_id or 0
        return await suggest(
            interaction, lambda: name_choices(words.suggest_words(guild_id, typed)), "/catalog-alias remove"
        )
