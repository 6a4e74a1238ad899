"""The command tree whose every error takes the one way."""

from typing import Any

import discord
from discord.app_commands import AppCommandError, CommandTree

from bot.discord_ui.errors import report


class BadgerTree(CommandTree[discord.Client]):
    """Commands and context menus."""

    async def on_error(self, interaction: discord.Interaction[Any], error: AppCommandError, /) -> None:
        """Tells the person and the log."""
        command = interaction.command
        await report(interaction, error, f"/{command.qualified_name}" if command else "an unknown command")
