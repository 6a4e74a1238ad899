"""`/server setup`, `/server show` and `/server doctor`."""

from discord import app_commands
from discord.ext import commands

from bot.discord_ui.answering import BadgerInteraction, Place, answer
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.server_answers import begun, doctored, shown


class ServerSetupCommands(commands.Cog):
    """The commands that set a server up, and look after it."""

    @app_commands.command(name="setup", description=WORDED)
    async def setup(self, interaction: BadgerInteraction) -> None:
        """Shows the guided set-up."""
        await answer(interaction, begun(interaction), Place.PRIVATE)

    @app_commands.command(name="show", description=WORDED)
    async def show(self, interaction: BadgerInteraction) -> None:
        """Shows what is set, by whom."""
        await answer(interaction, shown(interaction), Place.PRIVATE)

    @app_commands.command(name="doctor", description=WORDED)
    async def doctor(self, interaction: BadgerInteraction) -> None:
        """Checks everything that Badger needs here."""
        await answer(interaction, doctored(interaction), Place.PRIVATE)
