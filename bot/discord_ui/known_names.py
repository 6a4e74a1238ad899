"""Names that were asked for before: a board names many, and is shown again and again."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient

ASKED_EVERY_SECONDS = 24 * 3600.0
"""Who changes their name is asked for the next day."""
_MOST_ASKED = 10
"""At once: the others are named the next time."""
_MOST_KEPT = 20_000


class KnownNames:
    """Keeps in memory under which names members go; of who is not in the server, that they are not."""

    def __init__(self, client: "BadgerClient", seconds: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._seconds = seconds
        self._kept: OrderedDict[tuple[int, int], tuple[float, str | None]] = OrderedDict()

    async def of(self, guild_id: int, user_ids: Iterable[int]) -> dict[int, str]:
        """Those of the names that are known, or are known after a few questions."""
        wanted = list(dict.fromkeys(user_ids))
        unknown = [each for each in wanted if not self._knows(guild_id, each)][:_MOST_ASKED]
        await asyncio.gather(*(self._ask(guild_id, each) for each in unknown))
        found = ((each, self._kept.get((guild_id, each))) for each in wanted)
        return {each: kept[1] for each, kept in found if kept is not None and kept[1] is not None}

    def _knows(self, guild_id: int, user_id: int) -> bool:
        kept = self._kept.get((guild_id, user_id))
        return kept is not None and self._seconds() - kept[0] < ASKED_EVERY_SECONDS

    async def _ask(self, guild_id: int, user_id: int) -> None:
        guild = self._client.get_guild(guild_id)
        if guild is None:
            return
        try:
            name: str | None = (await guild.fetch_member(user_id)).display_name
        except discord.NotFound:
            name = None
        except discord.HTTPException:
            return
        self._kept[guild_id, user_id] = self._seconds(), name
        self._kept.move_to_end((guild_id, user_id))
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
