"""People by name: Badger keeps no members in memory, and asks Discord for whom it has to name."""

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient


async def names_of(
    client: "BadgerClient", guild_id: int | None, user_ids: Iterable[int | None]
) -> dict[int | None, str]:
    """The names under which people go in the server; general ones for who left, and (None) was erased."""
    texts = client.desk.texts
    wanted = sorted({each for each in user_ids if each is not None})
    found = await asyncio.gather(*(_name_of(client, guild_id, each) for each in wanted))
    named: dict[int | None, str] = {None: texts("member-erased")}
    named.update((user_id, name or texts("member-gone")) for user_id, name in zip(wanted, found, strict=True))
    return named


async def present_names(client: "BadgerClient", guild_id: int, user_ids: Iterable[int]) -> dict[int, str]:
    """The names of those who are in the server now, as far as Discord shows them."""
    wanted = sorted(set(user_ids))
    found = await asyncio.gather(*(_name_of(client, guild_id, each) for each in wanted))
    return {user_id: name for user_id, name in zip(wanted, found, strict=True) if name}


async def _name_of(client: "BadgerClient", guild_id: int | None, user_id: int) -> str | None:
    """None for who left, and for whom Discord does not show now: a name is never worth an error."""
    guild = client.get_guild(guild_id or 0)
    if guild is None:
        return None
    try:
        member = await guild.fetch_member(user_id)
    except discord.HTTPException:
        return None
    return member.display_name


async def is_member(client: "BadgerClient", guild_id: int, user_id: int) -> bool:
    """Whether the person is in the server now; where Discord does not say, they are taken for one."""
    guild = client.get_guild(guild_id)
    if guild is None:
        return False
    try:
        await guild.fetch_member(user_id)
    except discord.NotFound:
        return False
    except discord.HTTPException:
        return True
    return True
