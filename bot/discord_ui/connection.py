"""Connecting to Discord, and how that fails in words."""

import asyncio
import logging

import aiohttp
import discord

from bot.discord_ui.client import BadgerClient
from bot.domain.errors import UserError

_TOKEN_REFUSED = 4004
"""The gateway's close code for a token that it does not know, or does not know any more."""
_MOST_CLOSING_SECONDS = 1.5
"""discord.py waits half a minute for a gateway that says nothing; a container has ten seconds in all."""

_log = logging.getLogger(__name__)


async def connect(client: BadgerClient, token: str) -> "asyncio.Task[None]":
    """The running connection, once Discord has said that it is ready; done when it is lost for good.

    Raises UserError `token-refused` or `discord-unreachable`; the task raises `token-refused` where the
    token was withdrawn meanwhile.
    """
    try:
        await client.login(token)
    except discord.LoginFailure as cause:
        raise UserError("token-refused") from cause
    except (aiohttp.ClientError, OSError, discord.HTTPException) as cause:
        raise UserError("discord-unreachable", cause=str(cause)) from cause
    connection = asyncio.create_task(_stay_connected(client))
    ready = asyncio.create_task(client.wait_until_ready())
    try:
        await asyncio.wait({connection, ready}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        ready.cancel()
    if connection.done():
        connection.result()
    return connection


async def _stay_connected(client: BadgerClient) -> None:
    try:
        await client.connect(reconnect=True)
    except discord.ConnectionClosed as cause:
        if cause.code == _TOKEN_REFUSED:
            raise UserError("token-refused") from cause
        raise


async def disconnect(client: BadgerClient, most_seconds: float = _MOST_CLOSING_SECONDS) -> None:
    """Takes leave of Discord, and goes without an answer after `most_seconds`."""
    try:
        await asyncio.wait_for(client.close(), most_seconds)
    except TimeoutError:
        _log.warning("Discord did not answer the goodbye in %.1f s", most_seconds)
