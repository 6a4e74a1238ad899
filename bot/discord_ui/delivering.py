"""Sends what is due to Discord, and tells its refusals apart."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

import aiohttp
import discord

from bot.discord_ui.message_parts import custom_ids_in
from bot.discord_ui.moderator_places import places_of
from bot.discord_ui.telling import Builder
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

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient

MOST_SECONDS = 25.0
"""A call ends within thirty seconds; discord.py would wait for a limit for as long as it is told to."""
_TOO_MANY = 429
_CLOCK_SLACK = timedelta(minutes=1)
"""The clocks of Discord and of the database may differ by so much."""
_MOST_LOOKED_AT = 1000

Channel: TypeAlias = "discord.abc.MessageableChannel"


class Delivering:
    """The delivery port on Discord; `builders` say what each kind tells."""

    def __init__(self, client: "BadgerClient", builders: Mapping[OutboxKind, Builder]) -> None:
        self._client = client
        self._builders = builders

    async def send(self, delivery: Delivery) -> SentMessage:
        """Sends it once, and says where it is. Raises as the port does."""
        telling = await self._builders[delivery.key.kind](self._client, delivery)
        refused: ForbiddenError | GoneError = GoneError()
        for channel in await self._channels(delivery):
            try:
                async with _told_apart(_place_of(delivery)):
                    message = await channel.send(
                        view=telling.card,
                        files=telling.card.uploads(),
                        nonce=delivery.nonce,
                        allowed_mentions=telling.mentions,
                    )
            except (ForbiddenError, GoneError) as error:
                refused = error
            else:
                return SentMessage(message.channel.id, message.id)
        raise refused

    async def find_sent(self, delivery: Delivery) -> SentMessage | None:
        """The message of an earlier try, by its mark; None where there is none. Raises as the port does."""
        for channel in await self._channels(delivery):
            async with _told_apart(_place_of(delivery)):
                found = await self._marked(channel, delivery)
            if found is not None:
                return found
        return None

    async def amend(self, delivery: Delivery) -> None:
        """Changes the message to what holds now. Raises as the port does."""
        sent = delivery.sent
        if sent is None:
            raise GoneError
        card = (await self._builders[delivery.key.kind](self._client, delivery)).card
        channel = self._client.get_partial_messageable(sent.channel_id, guild_id=delivery.key.guild_id)
        async with _told_apart(_place_of(delivery)):
            await channel.get_partial_message(sent.message_id).edit(
                view=card, attachments=card.uploads(), allowed_mentions=discord.AllowedMentions.none()
            )

    async def _channels(self, delivery: Delivery) -> list[Channel]:
        """Where it goes to; of a fault the places that come into question, the best first."""
        if delivery.channel_id is not None:
            return [self._channel(delivery.key.guild_id, delivery.channel_id)]
        if delivery.key.scope is OutboxScope.GUILD:
            return [*await places_of(self._client, delivery.key.guild_id, but=delivery.key.subject)]
        async with _told_apart(Place.DIRECT_MESSAGE):
            return [await self._client.create_dm(discord.Object(delivery.key.scope_id))]

    def _channel(self, guild_id: int, channel_id: int) -> Channel:
        """The channel, which is not looked up where it is not known: a thread that was put away may be so."""
        found = self._client.get_channel(channel_id)
        if found is None:
            return self._client.get_partial_messageable(channel_id, guild_id=guild_id)
        if isinstance(found, discord.abc.PrivateChannel) or found.guild.id != guild_id:
            raise GoneError
        if not isinstance(found, discord.abc.Messageable):
            raise ForbiddenError(Place.CHANNEL)
        return found

    async def _marked(self, channel: Channel, delivery: Delivery) -> SentMessage | None:
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


@asynccontextmanager
async def _told_apart(where: Place) -> AsyncIterator[None]:
    """Turns what discord.py and the connection raise into the errors of the port."""
    try:
        async with asyncio.timeout(MOST_SECONDS):
            yield
    except discord.RateLimited as limited:
        raise RetryError(limited.retry_after) from limited
    except discord.Forbidden as forbidden:
        raise ForbiddenError(where) from forbidden
    except discord.NotFound as gone:
        raise GoneError from gone
    except discord.DiscordServerError as failed:
        raise UnknownError from failed
    except discord.HTTPException as refused:
        if refused.status != _TOO_MANY:
            raise
        # discord.py has waited five times; where it did not, the whole of Badger is kept out.
        raise RetryError(
            _asked_seconds(refused), is_global="Via" not in refused.response.headers
        ) from refused
    except aiohttp.ClientConnectorError as unreached:
        raise RetryError from unreached
    except (TimeoutError, aiohttp.ClientError, OSError, json.JSONDecodeError) as broken:
        raise UnknownError from broken


def _asked_seconds(refused: discord.HTTPException) -> float | None:
    asked = refused.response.headers.get("Retry-After", "")
    try:
        return float(asked)
    except ValueError:
        return None
