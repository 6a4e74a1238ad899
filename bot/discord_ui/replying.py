"""Replying to a message: without a ping, again where Discord fails, and never twice."""

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import discord
from aiohttp import ClientConnectionError

from bot.discord_ui.cards.card import Card

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

PAUSES_SECONDS = (1.0, 3.0)
"""Before the second and the third try: discord.py tries again after some refusals, not after all."""

_log = logging.getLogger(__name__)


async def reply(message: discord.Message, card: Card) -> None:
    """Sends the card as a reply without a ping; where Discord forbids it, nothing but an answer is lost."""
    try:
        await surely(lambda: _send(message, card))
    except discord.Forbidden:
        _log.warning("Not allowed to answer a message there (in a server: %s)", message.guild is not None)
    except (discord.HTTPException, ClientConnectionError) as refused:
        _log.warning("An answer to a message was refused: %s", refused)


async def surely(send: "Callable[[], Awaitable[object]]") -> None:
    """Sends a message that has a nonce, and again where Discord fails. Raises what it raises at last."""
    for pause in PAUSES_SECONDS:
        try:
            await send()
        except (discord.DiscordServerError, ClientConnectionError):
            await asyncio.sleep(pause)
        else:
            return
    await send()


async def _send(message: discord.Message, card: Card) -> None:
    # Discord makes one message of what comes twice with one nonce.
    how: Mapping[str, Any] = {"view": card, "files": card.uploads(), "nonce": str(message.id)}
    if message.guild is not None:
        how = {**how, "reference": message.to_reference(fail_if_not_exists=False), "mention_author": False}
    await message.channel.send(**how)
