"""Fetching a file that a person sent, without taking in more than was announced and allowed."""

import logging
from http import HTTPStatus

import aiohttp
import discord

from bot.domain.errors import UserError

FETCHING_SECONDS = 60.0
_log = logging.getLogger(__name__)


async def fetched(attachment: discord.Attachment, most_bytes: int) -> bytes:
    """The bytes of a file, which are as many as Discord says they are.

    Raises UserError `file-not-fetched` where Discord does not hand it over, or hands over something else.
    """
    limit = min(attachment.size, most_bytes)
    timeout = aiohttp.ClientTimeout(total=FETCHING_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, auto_decompress=False) as session,
            session.get(attachment.url, allow_redirects=False) as answer,
        ):
            answer.raise_for_status()
            content = await _up_to(answer.content, limit) if answer.status == HTTPStatus.OK else b""
    except (TimeoutError, aiohttp.ClientError) as cause:
        _log.warning("A file could not be fetched: %s", type(cause).__name__)
        raise UserError("file-not-fetched", file=attachment.filename) from cause
    if len(content) != attachment.size or len(content) > limit:
        _log.warning("A file of %d bytes came with another size", attachment.size)
        raise UserError("file-not-fetched", file=attachment.filename)
    return content


async def _up_to(stream: aiohttp.StreamReader, limit: int) -> bytes:
    """What the stream holds; at most one byte more than the limit, which tells that there was more."""
    content = bytearray()
    while len(content) <= limit and (piece := await stream.read(limit + 1 - len(content))):
        content += piece
    return bytes(content)
