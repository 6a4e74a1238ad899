"""Keeps boards and check-ins up to date on Discord: the keeper's port."""

from typing import TYPE_CHECKING

import discord

from bot.discord_ui.cards.card import Card
from bot.discord_ui.cards.checkin import checkin_card
from bot.discord_ui.delivering import told_apart
from bot.discord_ui.group_threads import UNKNOWN_MESSAGE
from bot.domain.delivery import ForbiddenError, LostPlaceError, Place, RetryError
from bot.domain.group_keeping import Keeping
from bot.domain.group_place import PlaceTrouble
from bot.domain.occurrence import nonce_of, weekly_key
from bot.domain.outbox import OutboxKind, OutboxScope
from bot.domain.ports import Turn

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient


class GroupKeeping:
    """Edits the messages of groups. Raises as the port does."""

    def __init__(self, client: "BadgerClient") -> None:
        self._client = client

    async def show(self, keeping: Keeping, turn: Turn) -> None:
        """Changes the message to what holds now; the thread of a group that is over is put away after."""
        async with told_apart(Place.CHANNEL, turn):
            guild = self._client.get_guild(keeping.place.guild_id)
            if guild is None or guild.unavailable:
                raise RetryError
            card = await self._card(keeping)
            try:
                await self._edit(keeping, card)
            except discord.NotFound as gone:
                raise LostPlaceError(self._what_is_gone(keeping, gone)) from gone
            except discord.Forbidden as forbidden:
                raise ForbiddenError(Place.CHANNEL) from forbidden
            if keeping.week is None and keeping.week_ends_at is None:
                await self._client.threads.put_away(keeping.place)

    async def _card(self, keeping: Keeping) -> Card:
        place = keeping.place
        if keeping.week is None:
            return await self._client.boards.card(place)
        desk = self._client.desk
        view = await desk.use_cases.groups.checkins.posted(place.guild_id, place.group_id, keeping.week)
        key = weekly_key(place.guild_id, OutboxScope.GROUP, place.group_id, OutboxKind.CHECKIN, keeping.week)
        return checkin_card(desk.texts, view, nonce_of(key))

    async def _edit(self, keeping: Keeping, card: Card) -> None:
        sent, nobody = keeping.message, discord.AllowedMentions.none()
        channel = self._client.get_partial_messageable(sent.channel_id, guild_id=keeping.place.guild_id)
        message = channel.get_partial_message(sent.message_id)
        await self._client.threads.taken_up(
            sent.channel_id,
            lambda: message.edit(view=card, attachments=card.uploads(), allowed_mentions=nobody),
        )

    def _what_is_gone(self, keeping: Keeping, gone: discord.NotFound) -> PlaceTrouble:
        if gone.code == UNKNOWN_MESSAGE:
            return PlaceTrouble.MESSAGE_GONE
        guild = self._client.get_guild(keeping.place.guild_id)
        has_channel = guild is not None and guild.get_channel(keeping.place.channel_id) is not None
        return PlaceTrouble.THREAD_GONE if has_channel else PlaceTrouble.CHANNEL_GONE
