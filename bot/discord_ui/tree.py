"""The command tree: who may use a command is checked first, and every error takes the one way."""

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import AppCommandError, CommandTree

from bot.discord_ui.errors import report
from bot.discord_ui.gate import check_needs, needs_of


class BadgerTree(CommandTree[discord.Client]):
    """Commands and context menus."""

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Whether the person may use the command, or have suggestions of it; tells them where not."""
        command = interaction.command
        try:
            if command is not None:
                check_needs(interaction, needs_of(command))
        except Exception as error:  # noqa: BLE001  # every error takes the one way
            await report(interaction, error, _named(command))
            return False
        return True

    async def on_error(self, interaction: discord.Interaction[Any], error: AppCommandError, /) -> None:
        """Tells the person and the log."""
        await report(interaction, error, _named(interaction.command))


def _named(command: "app_commands.Command[Any, ..., Any] | app_commands.ContextMenu | None") -> str:
    return f"/{command.qualified_name}" if command else "an unknown command"
