"""`/catalog add` and `/catalog edit`: an entry, from its first words until all members find it."""

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.discord_ui.answering import BadgerInteraction, Place, answer, asker_of, show
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.draft import draft_card, resume_card
from bot.discord_ui.cards.draft_forms import new_draft_form
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.components.draft_typing import drafts_of
from bot.discord_ui.suggestions import completed_credentials, suggest


class CatalogDraftCommands(commands.Cog):
    """The commands that write entries of the catalogue."""

    @app_commands.command(name="add", description=WORDED)
    async def add(self, interaction: BadgerInteraction) -> None:
        """Opens the form for a new credential, or offers to go on with the draft that waits."""
        texts = interaction.client.desk.texts
        waiting = await drafts_of(interaction).unfinished(asker_of(interaction))
        if waiting:
            await show(interaction, resume_card(texts, waiting), Place.PRIVATE)
        else:
            await interaction.response.send_modal(new_draft_form(texts))

    @app_commands.command(name="edit", description=WORDED)
    async def edit(self, interaction: BadgerInteraction, credential: str) -> None:
        """Opens a draft over a credential that the server sees."""
        await answer(interaction, _edited(interaction, credential), Place.PRIVATE)

    @edit.autocomplete("credential")
    async def suggest_edited(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """Credentials by title."""
        desk = interaction.client.desk
        return await suggest(
            interaction, lambda: completed_credentials(desk, interaction.guild_id, typed), "/catalog edit"
        )


async def _edited(interaction: BadgerInteraction, named: str) -> Card:
    desk = interaction.client.desk
    found = desk.use_cases.catalogue.credential(interaction.guild_id, named).credential
    view = await drafts_of(interaction).begin_edit(asker_of(interaction), found.id)
    return draft_card(desk.texts, view)
