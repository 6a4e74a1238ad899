"""`/progress`, and *Learning profile* on a member: how far somebody is."""

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.discord_ui.answering import BadgerInteraction, Place, answer
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.desk import Desk
from bot.discord_ui.progress_answers import progress_answer
from bot.discord_ui.suggestions import suggest
from bot.discord_ui.work_suggestions import enrolment_choices, others_choices


class ProgressCog(commands.Cog):
    """The member's own progress, and that of others as far as they let it be seen."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @app_commands.command(name="progress", description=WORDED)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def progress(
        self,
        interaction: BadgerInteraction,
        credential: str | None = None,
        member: discord.User | None = None,
    ) -> None:
        """Shows how far a member is on a credential."""
        owner_id = (member or interaction.user).id
        await answer(interaction, progress_answer(interaction, owner_id, credential), Place.PRIVATE)

    @progress.autocomplete("credential")
    async def suggest_credential(self, interaction: BadgerInteraction, typed: str) -> list[Choice[str]]:
        """What the member works on, or (where one is chosen) what the other does."""
        owner_id = getattr(getattr(interaction.namespace, "member", None), "id", interaction.user.id)
        if owner_id != interaction.user.id:
            return await suggest(
                interaction, lambda: others_choices(interaction, owner_id, typed), "/progress credential"
            )
        return await suggest(
            interaction, lambda: enrolment_choices(interaction, typed), "/progress credential"
        )


def profile_menu(name: str) -> app_commands.ContextMenu:
    """The context menu of a member that shows their progress, as far as they let it be seen."""

    async def profile(interaction: BadgerInteraction, user: discord.User) -> None:
        await answer(interaction, progress_answer(interaction, user.id), Place.PRIVATE)

    menu = app_commands.ContextMenu(name=name, callback=profile)
    menu.allowed_contexts = app_commands.AppCommandContext(
        guild=True, dm_channel=False, private_channel=False
    )
    return menu
