"""`/catalog queue`: what members suggest and report."""

from discord import app_commands
from discord.ext import commands

from bot.discord_ui.answering import BadgerInteraction, Place, answer
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.components.queue import queued


class CatalogQueueCommands(commands.Cog):
    """The command that opens the queue."""

    @app_commands.command(name="queue", description=WORDED)
    async def queue(self, interaction: BadgerInteraction) -> None:
        """Shows what waits, the oldest first."""
        await answer(interaction, queued(interaction, 0), Place.PRIVATE)
