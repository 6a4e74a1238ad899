"""`/catalog import`, `export` and `check`: the catalogue as a whole."""

import asyncio

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.catalogue.exporting import ExportFormat
from bot.discord_ui.answering import BadgerInteraction, Place, answer
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.exported import export_card
from bot.discord_ui.cards.layer_check import check_card
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.importing import answer_with_import, sample_answer
from bot.discord_ui.keeping import keeper_of


class CatalogFilesCommands(commands.Cog):
    """The commands that take files and give files."""

    @app_commands.command(name="import", description=WORDED)
    async def import_file(
        self,
        interaction: BadgerInteraction,
        file: discord.Attachment | None = None,
        dry_run: bool | None = None,  # noqa: FBT001  # an argument is an option of the command
    ) -> None:
        """Says what a file would do, and offers it; shows how to write one where there is none."""
        if file is None:
            await answer(interaction, sample_answer(interaction), Place.PRIVATE)
        else:
            await answer_with_import(interaction, file, is_dry_run=dry_run)

    @app_commands.command(name="export", description=WORDED)
    @app_commands.rename(export_format="format")
    @app_commands.choices(export_format=[Choice(name=each.value, value=each.value) for each in ExportFormat])
    async def export(self, interaction: BadgerInteraction, export_format: str) -> None:
        """Hands over the whole catalogue as the server sees it."""
        await answer(interaction, _exported(interaction, ExportFormat(export_format)), Place.PRIVATE)

    @app_commands.command(name="check", description=WORDED)
    async def check(self, interaction: BadgerInteraction) -> None:
        """Says what the catalogue of the server lacks or gets wrong."""
        await answer(interaction, _checked(interaction), Place.PRIVATE)


async def _checked(interaction: BadgerInteraction) -> Card:
    desk = interaction.client.desk
    check = await desk.use_cases.checks.check(keeper_of(interaction).guild_id)
    return await asyncio.to_thread(check_card, desk.texts, check)


async def _exported(interaction: BadgerInteraction, export_format: ExportFormat) -> Card:
    desk = interaction.client.desk
    documents = await desk.use_cases.exports.export(interaction.guild_id, export_format)
    return export_card(desk.texts, documents)
