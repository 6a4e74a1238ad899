"""Answering in time: at once where the work is quick, after a sign of life where it is not."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from aiohttp import ClientConnectionError
from discord import HTTPException

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card
from bot.discord_ui.message_parts import custom_ids_in
from bot.services.asker import Asker

if TYPE_CHECKING:
    import discord

    from bot.discord_ui.client import BadgerClient

BadgerInteraction: TypeAlias = "discord.Interaction[BadgerClient]"

ANSWERED_ALREADY = 40060
"""Discord's code for a second first answer."""
_DEFERRED_TO = "deferred_to"
SERVER_OF_ROW = "server_of_row"
"""Where a button in a direct message keeps the server of the row that it names."""
_OF_REMINDER = f"{custom_ids.VERSION}:remind-"


class Place(Enum):
    """Where an answer goes."""

    PRIVATE = "private"
    PUBLIC = "public"
    HERE = "here"
    """In the message whose component was used."""


def asker_of(interaction: BadgerInteraction, guild_id: int | None = None) -> Asker:
    """Who acts; `guild_id` is the server that a direct message is about (else that of the row it names)."""
    server = interaction.guild_id or guild_id or interaction.extras.get(SERVER_OF_ROW)
    return Asker(interaction.user.id, server, interaction.id)


def place_for(interaction: BadgerInteraction, *, is_shared: bool = False) -> Place:
    """Where a command's answer goes: a direct message is private as a whole, and keeps its answers."""
    return Place.PUBLIC if is_shared or interaction.guild_id is None else Place.PRIVATE


def new_message(interaction: BadgerInteraction) -> Place:
    """A message of its own, for the person alone."""
    return place_for(interaction)


def is_on_public_message(interaction: BadgerInteraction) -> bool:
    """Whether others see the message whose component was used."""
    message = interaction.message
    return interaction.guild_id is not None and not (message is not None and message.flags.ephemeral)


def place_of_click(interaction: BadgerInteraction) -> Place:
    """A private message changes in place; on a public one everybody gets a private copy of their own.

    A reminder stays as it came, with its buttons: what a click leads to stands beside it.
    """
    if is_on_public_message(interaction):
        return Place.PRIVATE
    return new_message(interaction) if _is_on_reminder(interaction) else Place.HERE


def _is_on_reminder(interaction: BadgerInteraction) -> bool:
    message = interaction.message
    found = () if message is None else custom_ids_in(message.components)
    return any(custom_id.startswith(_OF_REMINDER) for custom_id in found)


async def answer(interaction: BadgerInteraction, work: Coroutine[None, None, Card], place: Place) -> None:
    """Does the work and shows its card, with a sign of life before it where that takes a while.

    Raises what the work raises.
    """
    task = asyncio.ensure_future(work)
    try:
        if not await interaction.client.desk.patience(task):
            await defer(interaction, place)
    except BaseException:
        task.cancel()
        raise
    await show(interaction, await task, place)


async def defer(interaction: BadgerInteraction, place: Place) -> None:
    """Tells Discord that the answer comes later."""
    response = interaction.response
    if place is Place.HERE:
        await _surely(response.defer)
    else:
        await _surely(lambda: response.defer(ephemeral=place is Place.PRIVATE, thinking=True))
    interaction.extras[_DEFERRED_TO] = place


async def show(interaction: BadgerInteraction, card: Card, place: Place) -> None:
    """Shows the card as the answer to the interaction, deferred or not.

    A message that changes has the files of its new card, and those alone.
    """
    response = interaction.response
    if response.is_done() or _DEFERRED_TO in interaction.extras:
        await _surely(lambda: interaction.edit_original_response(view=card, attachments=card.uploads()))
    elif place is Place.HERE:
        await _surely(lambda: response.edit_message(view=card, attachments=card.uploads()))
    else:
        is_private = place is Place.PRIVATE
        await _surely(lambda: response.send_message(view=card, files=card.uploads(), ephemeral=is_private))


async def _surely(send: Callable[[], Awaitable[object]]) -> None:
    """Sends, and once more where the connection broke: discord.py does that for refusals only.

    Discord takes one first answer, so that nothing is said twice.
    """
    try:
        await send()
    except ClientConnectionError:
        try:
            await send()
        except HTTPException as refused:
            if refused.code != ANSWERED_ALREADY:
                raise


async def defer_here(interaction: BadgerInteraction) -> None:
    """Tells Discord that the message whose component was used will change, or stay as it is."""
    await defer(interaction, Place.HERE)


async def show_here(interaction: BadgerInteraction, view: "discord.ui.LayoutView") -> None:
    """Changes the message whose component was used, after `defer_here`; nothing of it stays in memory.

    A card brings its files; a layout that discord.py read off the message keeps those that are there.
    """
    view.stop()
    if isinstance(view, Card):
        await interaction.edit_original_response(view=view, attachments=view.uploads())
        return
    await interaction.edit_original_response(view=view)


async def tell_privately(interaction: BadgerInteraction, card: Card) -> None:
    """Shows the card to the person alone, whatever has been answered or promised before."""
    match interaction.extras.pop(_DEFERRED_TO, None):
        case None if not interaction.response.is_done():
            await interaction.response.send_message(view=card, files=card.uploads(), ephemeral=True)
            return
        case Place.PRIVATE:
            await interaction.edit_original_response(view=card, attachments=card.uploads())
            return
        case Place.PUBLIC:
            await interaction.delete_original_response()
    await interaction.followup.send(view=card, files=card.uploads(), ephemeral=True)
