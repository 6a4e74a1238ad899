"""Sends what is due to Discord, and tells its refusals apart."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias, cast

import aiohttp
import discord

from bot.discord_ui.message_parts import custom_ids_in
from bot.discord_ui.moderator_places import places_of
from bot.discord_ui.paced_requests import Requests, paced
from bot.discord_ui.telling import Builder, Telling
from bot.domain.delivery import (
    Delivery,
    ForbiddenError,
    GoneError,
    Place,
    RetryError,
    SentMessage,
    UnknownError,
)
from bot.domain.outbox import OutboxKind, OutboxScope
from bot.domain.ports import Turn

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient

MOST_SECONDS = 25.0
"""A call ends within thirty seconds."""
_THREAD_IS_ARCHIVED = 50083
_LATER = {20016, 20022, 20028, 20029, 40003, 40004, 40006, 130000}
"""Slow mode, too much in a channel or server, direct channels opened too fast, out of use for now."""
_CLOCK_SLACK = timedelta(days=1)
"""The clock of the database may have been ahead of Discord's by so much; nobody sees whether it was."""
_MOST_LOOKED_AT = 1000

Channel: TypeAlias = "discord.abc.MessageableChannel"


class Delivering:
    """The delivery port on Discord; `builders` say what each kind tells."""

    def __init__(self, client: "BadgerClient", builders: Mapping[OutboxKind, Builder]) -> None:
        self._client = client
        self._builders = builders

    async def send(self, delivery: Delivery, turn: Turn) -> SentMessage:
        """Sends it once, and says where it is. Raises as the port does."""
        refused: Exception = GoneError()
        async with told_apart(_place_of(delivery), turn):
            self._check_is_there(delivery)
            if delivery.key.scope is OutboxScope.GROUP:
                # Who reads what it says depends on what kind of thread it is.
                await self._client.threads.open(delivery)
            telling = await self._builders[delivery.key.kind](self._client, delivery)
            for channel in await self._channels(delivery):
                try:
                    return await _sent(channel, telling, delivery.nonce)
                except (discord.Forbidden, discord.NotFound) as error:
                    refused = _told(error, _place_of(delivery))
                    if isinstance(refused, RetryError):
                        break
            raise refused

    async def find_sent(self, delivery: Delivery, turn: Turn) -> SentMessage | None:
        """The message of an earlier try, by its mark; None where there is none. Raises as the port does."""
        async with told_apart(_place_of(delivery), turn):
            self._check_is_there(delivery)
            for channel in await self._channels(delivery):
                found = await self._marked(channel, delivery)
                if found is not None:
                    return found
        return None

    async def amend(self, delivery: Delivery, turn: Turn) -> None:
        """Changes the message to what holds now. Raises as the port does."""
        sent = delivery.sent
        if sent is None:
            raise GoneError
        async with told_apart(_place_of(delivery), turn):
            self._check_is_there(delivery)
            card = (await self._builders[delivery.key.kind](self._client, delivery)).card
            channel = self._client.get_partial_messageable(sent.channel_id, guild_id=delivery.key.guild_id)
            message, nobody = channel.get_partial_message(sent.message_id), discord.AllowedMentions.none()
            await self._client.threads.taken_up(
                sent.channel_id,
                lambda: message.edit(view=card, attachments=card.uploads(), allowed_mentions=nobody),
            )

    def _check_is_there(self, delivery: Delivery) -> None:
        """Raises GoneError where Badger is not in the server, RetryError where it cannot be seen now."""
        guild = self._client.get_guild(delivery.key.guild_id)
        if guild is None:
            raise GoneError
        if guild.unavailable:
            raise RetryError

    async def _channels(self, delivery: Delivery) -> list[Channel]:
        """Where it goes to; of a fault the places that come into question, the best first."""
        if delivery.key.scope is OutboxScope.GROUP:
            room = await self._client.threads.find(delivery)
            return [] if room is None else [room]
        if delivery.channel_id is not None:
            return [self._channel(delivery.key.guild_id, delivery.channel_id)]
        if delivery.key.scope is OutboxScope.GUILD:
            return [*await places_of(self._client, delivery.key.guild_id, but=delivery.key.subject)]
        return [await self._client.create_dm(discord.Object(delivery.key.scope_id))]

    def _channel(self, guild_id: int, channel_id: int) -> Channel:
        """The channel, which is not looked up where it is not known: a thread that was put away may be so."""
        guild = self._client.get_guild(guild_id)
        # Asked of all servers it takes longer the more there are.
        found = None if guild is None else guild.get_channel_or_thread(channel_id)
        if found is None:
            if self._client.get_channel(channel_id) is not None:
                raise GoneError
            return self._client.get_partial_messageable(channel_id, guild_id=guild_id)
        if not isinstance(found, discord.abc.Messageable):
            raise ForbiddenError(Place.CHANNEL)
        return found

    async def _marked(self, channel: Channel, delivery: Delivery) -> SentMessage | None:
        if isinstance(channel, discord.PartialMessageable):
            # A thread that was put away: whether Badger may look into it is known of the whole one only.
            channel = cast("Channel", await self._client.fetch_channel(channel.id))
        guild = self._client.get_guild(delivery.key.guild_id)
        if isinstance(channel, discord.abc.GuildChannel | discord.Thread) and guild is not None:
            allowed = channel.permissions_for(guild.me)
            if not (allowed.view_channel and allowed.read_message_history):
                # Discord would show an empty history, which proves nothing.
                raise ForbiddenError(Place.CHANNEL)
        own_id = self._client.user.id if self._client.user else None
        since = None if delivery.first_tried_at is None else delivery.first_tried_at - _CLOCK_SLACK
        async for message in channel.history(limit=_MOST_LOOKED_AT, after=since, oldest_first=False):
            if message.author.id == own_id and _bears(message, delivery.nonce):
                return SentMessage(message.channel.id, message.id)
        return None


def _bears(message: discord.Message, mark: str) -> bool:
    return any(mark in custom_id for custom_id in custom_ids_in(message.components))


def _place_of(delivery: Delivery) -> Place:
    is_direct = delivery.channel_id is None and delivery.key.scope is OutboxScope.MEMBER
    return Place.DIRECT_MESSAGE if is_direct else Place.CHANNEL


async def _sent(channel: Channel, telling: Telling, nonce: str) -> SentMessage:
    message = await channel.send(
        view=telling.card,
        files=telling.card.uploads(),
        nonce=nonce,
        allowed_mentions=telling.mentions,
    )
    return SentMessage(message.channel.id, message.id)


def _told(refused: discord.HTTPException, where: Place) -> Exception:
    """The error of the port; itself where it is Badger's own fault."""
    if refused.code in _LATER:
        return RetryError()
    if isinstance(refused, discord.Forbidden) or refused.code == _THREAD_IS_ARCHIVED:
        return ForbiddenError(where)
    return GoneError() if isinstance(refused, discord.NotFound) else refused


def patience() -> asyncio.Timeout:
    """How long a call may take: discord.py would wait for as long as it is told to."""
    return asyncio.timeout(MOST_SECONDS)


@asynccontextmanager
async def told_apart(where: Place, turn: Turn) -> AsyncIterator[Requests]:
    """Turns what discord.py and the connection raise into the errors of the port."""
    with paced(turn) as requests:
        try:
            async with patience():
                yield requests
        except discord.RateLimited as limited:
            raise RetryError(limited.retry_after) from limited
        except discord.HTTPException as refused:
            error = _told(refused, where)
            if error is refused:
                raise
            raise error from refused
        except aiohttp.ClientConnectorError as unreached:
            raise RetryError from unreached
        except (TimeoutError, aiohttp.ClientError, OSError, json.JSONDecodeError) as broken:
            raise (UnknownError if requests.may_be_sent else RetryError) from broken
