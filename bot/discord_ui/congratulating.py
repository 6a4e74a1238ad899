"""The count under what the server was told, changed in the message no more often than every few seconds."""

import asyncio
import logging
from typing import TYPE_CHECKING

import discord
from aiohttp import ClientError
from discord import ui

from bot.discord_ui.cards.announcement import (
    PICTURE_NAME,
    Achiever,
    Marks,
    announcement_card,
    picture_description,
)
from bot.discord_ui.cards.card import Card, Item
from bot.discord_ui.draining import TELLING
from bot.discord_ui.markdown import Markup
from bot.discord_ui.people import names_of
from bot.services.announcements import Congratulated

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient

EDIT_SECONDS = 3.0
"""Between two changes of a message: a whole server may click at once, and the count catches up."""
_log = logging.getLogger(__name__)


class CountKeeper:
    """Changes the counts; a click while a change waits is in that change already."""

    def __init__(self, client: "BadgerClient") -> None:
        self._client = client
        self._waiting: set[int] = set()
        self._resting: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def count_soon(self, guild_id: int, announcement_id: int, message: discord.Message, mark: str) -> None:
        """Has the message say how many have congratulated: at once, or when the last change is old enough."""
        if announcement_id in self._waiting:
            return
        self._waiting.add(announcement_id)
        task = asyncio.create_task(self._count(guild_id, announcement_id, message, mark), name=TELLING)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _count(self, guild_id: int, announcement_id: int, message: discord.Message, mark: str) -> None:
        if announcement_id in self._resting:
            await asyncio.sleep(EDIT_SECONDS)
        self._waiting.discard(announcement_id)
        self._resting.add(announcement_id)
        asyncio.get_running_loop().call_later(EDIT_SECONDS, self._resting.discard, announcement_id)
        try:
            seen = await self._client.desk.use_cases.announcements.seen(guild_id, announcement_id)
            if seen is not None and seen.message_id == message.id:
                card = await self._card(guild_id, seen, message, Marks(announcement_id, mark))
                await message.edit(view=card)
        except (discord.HTTPException, ClientError, TimeoutError) as refused:
            _log.info("A count of congratulations was not shown: %s", refused)

    async def _card(self, guild_id: int, seen: Congratulated, message: discord.Message, marks: Marks) -> Card:
        texts, told = self._client.desk.texts, seen.announcement
        name = (await names_of(self._client, guild_id, [seen.user_id]))[seen.user_id]
        mention = Markup(f"<@{seen.user_id}>") if message.raw_mentions else None
        shown: Item | None = None
        if message.attachments:
            address = f"attachment://{PICTURE_NAME}"
            described = picture_description(texts, told)
            shown = ui.MediaGallery(discord.MediaGalleryItem(address, description=described))
        return announcement_card(
            texts,
            told,
            Achiever(name, mention),
            tone=seen.settings.tone,
            marks=marks,
            shown=shown,
            congratulations=seen.count,
        )
