"""*Send kudos* on a member: a good word, which everybody in the channel reads."""

import discord
from discord import app_commands

from bot.discord_ui.answering import BadgerInteraction, Place, answer
from bot.discord_ui.kudos_answers import kudos_answer
from bot.domain.errors import UserError


def kudos_menu(name: str) -> app_commands.ContextMenu:
    """The context menu of a member that gives them kudos."""

    async def kudos(interaction: BadgerInteraction, user: discord.User | discord.Member) -> None:
        if user.bot:
            raise UserError("kudos-bot")
        if not isinstance(user, discord.Member):
            raise UserError("kudos-gone")
        await answer(interaction, kudos_answer(interaction, user.id), Place.PUBLIC)

    menu = app_commands.ContextMenu(name=name, callback=kudos)
    menu.allowed_contexts = app_commands.AppCommandContext(
        guild=True, dm_channel=False, private_channel=False
    )
    return menu
