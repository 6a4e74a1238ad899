"""*Remove* on a message: takes down what Badger posted for a member."""

import discord
from discord import app_commands

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, Place, answer
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.notice import notice_card
from bot.discord_ui.gate import Needs, moderated
from bot.discord_ui.keeping import keeper_of
from bot.discord_ui.message_parts import custom_ids_in
from bot.domain.errors import UserError


def remove_menu(name: str) -> app_commands.ContextMenu:
    """The context menu with which moderators take a message of Badger's down."""

    async def remove(interaction: BadgerInteraction, message: discord.Message) -> None:
        await answer(interaction, removed(interaction, message), Place.PRIVATE)

    return moderated(Needs.MANAGE_MESSAGES)(app_commands.ContextMenu(name=name, callback=remove))


async def removed(interaction: BadgerInteraction, message: discord.Message) -> Card:
    """Takes the message down, and writes who did that to whose.

    Raises UserError `remove-not-mine`, `remove-gone`, `remove-forbidden`.
    """
    client, keeper = interaction.client, keeper_of(interaction)
    if client.user is None or message.author.id != client.user.id:
        raise UserError("remove-not-mine")
    try:
        await message.delete()
    except discord.NotFound as gone:
        raise UserError("remove-gone") from gone
    except discord.Forbidden as forbidden:
        raise UserError("remove-forbidden") from forbidden
    metadata = message.interaction_metadata
    owner_id = metadata.user.id if metadata else await _announced(interaction, message)
    log = client.desk.use_cases.care.audit_log
    await log.message_removed(keeper, message.id, message.channel.id, owner_id)
    return notice_card(client.desk.texts("remove-done"))


async def _announced(interaction: BadgerInteraction, message: discord.Message) -> int | None:
    """Whose completion the message told, which is not told again; None where it told none."""
    found = (custom_ids.CONGRATULATE.pattern.fullmatch(each) for each in custom_ids_in(message.components))
    number = next((int(each["number"]) for each in found if each), None)
    if number is None:
        return None
    announcements, guild_id = interaction.client.desk.use_cases.announcements, interaction.guild_id or 0
    return await announcements.taken_down(guild_id, number, message.channel.id, message.id)
