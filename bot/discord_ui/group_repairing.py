"""What repairing a group's place comes to on Discord, and telling its owner who takes no direct messages."""

import logging

import discord
from aiohttp import ClientConnectionError

from bot.discord_ui.answering import BadgerInteraction, asker_of
from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.group_told import group_fault_notice, move_card, repaired_card
from bot.discord_ui.group_answers import check_leads, groups_of, is_moderator
from bot.discord_ui.server_look import access_to
from bot.domain.errors import UserError
from bot.domain.group_place import GroupPlace, PlaceTrouble
from bot.domain.server_checks import Permission
from bot.services.asker import Asker
from bot.services.group_rooms import GroupView

_log = logging.getLogger(__name__)


async def repair_answer(interaction: BadgerInteraction, group_id: int) -> Card:
    """Sets a group's place up again; what stands in the way is told, with the ways on.

    Raises UserError `server-needed`, `group-unknown`, `group-over`, `group-not-yours`.
    """
    return await _repaired(interaction, asker_of(interaction), group_id)


async def repair_told_answer(interaction: BadgerInteraction, group_id: int) -> Card:
    """The same from the owner's direct messages; for who owns it no more it is `group-unknown`.

    Raises UserError `group-channel-gone`, `group-channel-unfit`, `group-still-forbidden` too.
    """
    places = groups_of(interaction).places
    guild_id = interaction.guild_id or await places.server_of_owned(interaction.user.id, group_id)
    if guild_id is None:
        raise UserError("group-unknown")
    return await _repaired(interaction, asker_of(interaction, guild_id), group_id)


async def move_answer(interaction: BadgerInteraction, group_id: int) -> Card:
    """Has the group meet where whoever leads it is. Raises UserError `group-move-unfit`, and as `repair`."""
    channel = interaction.channel
    if isinstance(channel, discord.Thread):
        channel = channel.parent
    if not isinstance(channel, discord.TextChannel | discord.ForumChannel):
        raise UserError("group-move-unfit")
    asker = asker_of(interaction)
    view = await _led(interaction, asker, group_id)
    place = await groups_of(interaction).places.repair(
        asker, group_id, is_moderator=is_moderator(interaction), move_to=channel.id
    )
    return repaired_card(interaction.client.desk.texts, view.group, place.thread_id)


async def _repaired(interaction: BadgerInteraction, asker: Asker, group_id: int) -> Card:
    places, texts = groups_of(interaction).places, interaction.client.desk.texts
    view = await _led(interaction, asker, group_id)
    place = await places.place(view.group.guild_id, group_id)
    # A direct message is no place to meet: it only tells what stands in the way.
    is_direct = interaction.guild_id is None
    if place.trouble is PlaceTrouble.CHANNEL_GONE and not is_direct:
        return move_card(texts, texts("group-move-gone"), group_id, can_try=False)
    if _is_unfit(interaction, place):
        if is_direct:
            raise UserError("group-channel-unfit")
        return move_card(texts, texts("group-move-elsewhere"), group_id, can_try=False)
    missing = _missing(interaction, place) if place.trouble is PlaceTrouble.FORBIDDEN else ""
    if missing:
        if is_direct:
            raise UserError("group-still-forbidden", missing=missing)
        return move_card(texts, texts("group-move-forbidden", missing=missing), group_id, can_try=True)
    after = await places.repair(asker, group_id, is_moderator=is_moderator(interaction))
    return repaired_card(texts, view.group, after.thread_id)


async def _led(interaction: BadgerInteraction, asker: Asker, group_id: int) -> GroupView:
    view = await groups_of(interaction).lists.group(asker, str(group_id))
    check_leads(interaction, view)
    return view


def _is_unfit(interaction: BadgerInteraction, place: GroupPlace) -> bool:
    """Whether the channel is of a kind that has no threads."""
    guild = interaction.client.get_guild(place.guild_id)
    channel = None if guild is None else guild.get_channel(place.channel_id)
    return channel is not None and not isinstance(channel, discord.TextChannel | discord.ForumChannel)


def _missing(interaction: BadgerInteraction, place: GroupPlace) -> str:
    """What Badger is not allowed there, in words; empty where nothing seems to be missing."""
    guild = interaction.client.get_guild(place.guild_id)
    if guild is None:
        return ""
    rooms = (place.channel_id,) if place.thread_id is None else (place.channel_id, place.thread_id)
    accesses = [access_to(guild, each) for each in rooms]
    lacking = {each for access in accesses if access.is_there for each in access.missing}
    needed = [each for each in Permission if each in lacking and each is not Permission.ATTACH]
    texts = interaction.client.desk.texts
    return ", ".join(texts(f"discord-permission-{each.value}") for each in needed)


async def tell_group_faults(interaction: BadgerInteraction) -> None:
    """Tells the owner of groups what is out of order, where no direct message could; each once."""
    places, texts = groups_of(interaction).places, interaction.client.desk.texts
    asker = asker_of(interaction)
    for group_id in await places.claim_untold(interaction.guild_id or 0, interaction.user.id):
        view = await groups_of(interaction).lists.group(asker, str(group_id))
        place = await places.place(view.group.guild_id, group_id)
        if place.trouble is None or not view.group.is_living:
            continue
        try:
            card = group_fault_notice(texts, view.group, place.trouble)
            await interaction.followup.send(view=card, ephemeral=True)
        except (discord.HTTPException, ClientConnectionError) as refused:
            _log.warning("A group's trouble could not be told at a command: %s", refused)
