"""`/server audit`."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_ui.answering import BadgerInteraction, Place, answer
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.components.audit import audited


class ServerAuditCommands(commands.Cog):
    """The command that shows who did what."""

    @app_commands.command(name="audit", description=WORDED)
    async def audit(self, interaction: BadgerInteraction, member: discord.User | None = None) -> None:
        """Shows who did what in this server, the newest first."""
        work = audited(interaction, member.id if member else None, None)
        await answer(interaction, work, Place.PRIVATE)
