"""`/help`."""

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.discord_ui.answering import BadgerInteraction, place_for, show
from bot.discord_ui.cards.help import HELP_TOPICS, help_card
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.desk import Desk
from bot.discord_ui.suggestions import choices_of, suggest


class HelpingCog(commands.Cog):
    """What Badger does, and how to ask."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @app_commands.command(name="help", description=WORDED)
    async def explain(self, interaction: BadgerInteraction, topic: str | None = None) -> None:
        """Shows the overview or a topic."""
        await show(interaction, help_card(self._desk.texts, topic), place_for(interaction))

    @explain.autocomplete("topic")
    async def suggest_topic(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """The topics of the help by title."""
        titles = {self._desk.texts(f"help-topic-{name}"): name for name in HELP_TOPICS}
        return await suggest(interaction, lambda: choices_of(titles, typed), "/help topic")
