"""`/server block` and `/server unblock`."""

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.discord_ui.answering import BadgerInteraction, Place, answer
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.command_payload import WORDED
from bot.discord_ui.components.blocks import listed_blocks, unblocked
from bot.discord_ui.keeping import keeper_of
from bot.domain.errors import UserError
from bot.domain.moderation import BlockedFrom

_OFFERED = (BlockedFrom.SUGGESTING, BlockedFrom.ANNOUNCING, BlockedFrom.EVERYTHING)


class ServerBlockCommands(commands.Cog):
    """The commands that keep a member from something, and let them again."""

    @app_commands.command(name="block", description=WORDED)
    @app_commands.choices(what=[Choice(name=each.value, value=each.value) for each in _OFFERED])
    async def block(
        self, interaction: BadgerInteraction, member: discord.User, what: str, reason: str | None = None
    ) -> None:
        """Keeps a member from suggesting and reporting."""
        await answer(interaction, self._blocked(interaction, member, what, reason), Place.PRIVATE)

    async def _blocked(
        self, interaction: BadgerInteraction, member: discord.User, what: str, reason: str | None
    ) -> Card:
        desk = interaction.client.desk
        if what not in _OFFERED:
            raise UserError("block-unknown")
        is_new = await desk.use_cases.blocks.block(
            keeper_of(interaction), member.id, BlockedFrom(what), reason, is_bot=member.bot
        )
        words = desk.texts(f"choice-what-{what}")
        said = "block-done" if is_new else "block-there"
        return notice_card(desk.texts(said, name=member.display_name, what=words))

    @app_commands.command(name="unblock", description=WORDED)
    async def unblock(self, interaction: BadgerInteraction, member: discord.User | None = None) -> None:
        """Lets a member suggest and report again, or shows who may not."""
        await answer(interaction, self._unblocked(interaction, member), Place.PRIVATE)

    async def _unblocked(self, interaction: BadgerInteraction, member: discord.User | None) -> Card:
        if member is None:
            return await listed_blocks(interaction, 0)
        return notice_card(await unblocked(interaction, member.id))
