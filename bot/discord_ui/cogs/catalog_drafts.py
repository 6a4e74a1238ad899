"""`/catalog add`: a new credential, from its first words to all members."""

from discord import app_commands

from bot.discord_ui.answering import BadgerInteraction
from bot.discord_ui.cards.draft_forms import new_draft_form
from bot.discord_ui.command_payload import WORDED


class CatalogDraftCommands:
    """The commands that write entries of the catalogue."""

    @app_commands.command(name="add", description=WORDED)
    async def add(self, interaction: BadgerInteraction) -> None:
        """Opens the form for a new credential."""
        await interaction.response.send_modal(new_draft_form(interaction.client.desk.texts))
