"""Looks at a server as Discord has it: what Badger may do where, and who sees its commands."""

import asyncio
from typing import TYPE_CHECKING, Any

import discord

from bot.discord_ui.moderator_places import places_of
from bot.domain.server_checks import ChannelAccess, Permission, ServerFacts

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient
    from bot.services.server_setup import ServerState

_FLAGS = {
    Permission.VIEW: "view_channel",
    Permission.SEND: "send_messages",
    Permission.ATTACH: "attach_files",
    Permission.HISTORY: "read_message_history",
}
_OF_THREADS = {
    Permission.PRIVATE_THREADS: "create_private_threads",
    Permission.PUBLIC_THREADS: "create_public_threads",
    Permission.IN_THREADS: "send_messages_in_threads",
}
_ROLE = 1


async def look_at(client: "BadgerClient", guild: discord.Guild, state: "ServerState") -> ServerFacts:
    """What there is to say of the server now."""
    hidden, places = await asyncio.gather(_hidden(client, guild), places_of(client, guild.id))
    held = guild.me.guild_permissions
    return ServerFacts(
        tuple(access_to(guild, each) for each in state.channels),
        state.settings.zone,
        state.settings.announce_channel_id is not None,
        guild.default_role.permissions.use_application_commands,
        hidden,
        bool(places),
        tuple(each for each, flag in _OF_THREADS.items() if not getattr(held, flag)),
        await client.desk.use_cases.groups.places.count_troubled(guild.id),
    )


def access_to(guild: discord.Guild, channel_id: int) -> ChannelAccess:
    """What Badger may do in a channel of the server."""
    channel: discord.abc.GuildChannel | discord.Thread | None = guild.get_channel_or_thread(channel_id)
    if channel is None:
        return ChannelAccess(channel_id, is_there=False)
    allowed = channel.permissions_for(guild.me)
    flags = _FLAGS | (
        {Permission.SEND: "send_messages_in_threads"} if isinstance(channel, discord.Thread) else {}
    )
    missing = [each for each, flag in flags.items() if not getattr(allowed, flag)]
    if Permission.SEND in missing:
        # Who may not write may not show anything either; Discord's settings do not list that as missing.
        missing = [each for each in missing if each is not Permission.ATTACH]
    return ChannelAccess(channel_id, is_there=True, missing=tuple(missing))


async def _hidden(client: "BadgerClient", guild: discord.Guild) -> tuple[str, ...] | None:
    """The members' commands that are hidden from everyone; None where Discord does not tell."""
    application_id = client.application_id or 0
    try:
        commands = await client.http.get_global_commands(application_id)
        ruled: list[Any] = await client.http.get_guild_application_command_permissions(
            application_id, guild.id
        )
    except discord.HTTPException:
        return None
    closed = {int(each["id"]) for each in ruled if _closes(each, guild.id)}
    if application_id in closed:
        return tuple(f"/{each['name']}" for each in commands if _is_for_members(each))
    return tuple(
        f"/{each['name']}" for each in commands if int(each["id"]) in closed and _is_for_members(each)
    )


def _closes(ruled: Any, guild_id: int) -> bool:  # noqa: ANN401 - JSON
    return any(
        rule["type"] == _ROLE and int(rule["id"]) == guild_id and not rule["permission"]
        for rule in ruled["permissions"]
    )


def _is_for_members(command: Any) -> bool:  # noqa: ANN401 - JSON
    return command.get("type", 1) == 1 and command.get("default_member_permissions") is None
