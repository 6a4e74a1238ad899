"""Where those who can mend a server's channels are told: where they set Badger up, else its own channel."""

from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient


async def places_of(client: "BadgerClient", guild_id: int, *, but: str = "") -> list[discord.TextChannel]:
    """The channels in which Badger may write, the best first, without the one whose id is `but`."""
    guild = client.get_guild(guild_id)
    if guild is None:
        return []
    settings = (await client.desk.use_cases.setup.state(guild_id)).settings
    set_up_in = guild.get_channel(settings.setup_channel_id or 0)
    found = [each for each in (set_up_in, guild.system_channel) if isinstance(each, discord.TextChannel)]
    return [each for each in dict.fromkeys(found) if str(each.id) != but and _may_write(each, guild)]


def _may_write(channel: discord.TextChannel, guild: discord.Guild) -> bool:
    allowed = channel.permissions_for(guild.me)
    return allowed.view_channel and allowed.send_messages
