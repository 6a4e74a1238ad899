"""When members are told what they could not be told before: at a start, and after their commands."""

from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.discord_ui.answering import BadgerInteraction
from bot.discord_ui.group_repairing import tell_group_faults
from bot.discord_ui.invite_telling import tell_invitations
from bot.discord_ui.refusal_telling import tell_refusal
from bot.discord_ui.renewal_telling import tell_renewals

if TYPE_CHECKING:
    from discord import app_commands

    from bot.discord_ui.client import BadgerClient


class UntoldCog(commands.Cog):
    """Listens for the moments at which something can be told."""

    def __init__(self, client: "BadgerClient") -> None:
        self._client = client
        self._has_started = False

    @commands.Cog.listener("on_ready")
    async def tell_at_the_start(self) -> None:
        """Tells what became of proposals; once, though Discord may say again that all is ready."""
        if not self._has_started:
            self._has_started = True
            await self._client.outcomes.tell_what_is_left()

    @commands.Cog.listener("on_app_command_completion")
    async def tell_after_a_command(
        self,
        interaction: BadgerInteraction,
        _: "app_commands.Command[Any, ..., Any] | app_commands.ContextMenu",
    ) -> None:
        """Tells the person what they do not know yet."""
        guild_id = interaction.guild_id
        if guild_id is None or interaction.response.type is discord.InteractionResponseType.modal:
            return
        untold = await self._client.desk.use_cases.untold.of(guild_id, interaction.user.id)
        if untold.outcomes:
            await self._client.outcomes.tell_at_command(interaction, guild_id)
        if untold.refusal:
            await tell_refusal(interaction)
        if untold.invitations:
            await tell_invitations(interaction)
        if untold.group_faults:
            await tell_group_faults(interaction)
        if untold.renewals:
            await tell_renewals(interaction)
