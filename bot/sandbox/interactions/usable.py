"""Which commands a person may use in a channel."""

from collections.abc import Iterable

from bot.sandbox.command_permissions import is_permitted
from bot.sandbox.permissions import ALL, SEND_MESSAGES, USE_APPLICATION_COMMANDS
from bot.sandbox.wire import Json
from bot.sandbox.world import FORUM_CHANNEL, Channel, World

_GUILD_CONTEXT, _BOT_DIRECT_CONTEXT = 0, 1
_GUILD_INSTALL = 0
_CHAT_INPUT = 1  # is typed where one writes


def commands_here(world: World, _person_id: int, channel: Channel) -> list[Json]:
    """Every command that the application has here, by name: those that a picker hides included."""
    here = channel.recipient_ids if channel.guild_id is None else world.guilds[channel.guild_id].members
    return _by_name(world.commands(channel.guild_id) if world.bot.id in here else ())


def usable_commands(world: World, person_id: int, channel: Channel) -> list[Json]:
    """The commands, by name."""
    if channel.guild_id is None:
        found = _in_direct_channel(world, channel)
    else:
        found = _in_guild(world, person_id, channel, channel.guild_id)
    return _by_name(found)


def _by_name(commands: Iterable[Json]) -> list[Json]:
    return sorted(commands, key=lambda command: (command["name"], command["type"], int(command["id"])))


def _in_direct_channel(world: World, channel: Channel) -> list[Json]:
    if world.bot.id not in channel.recipient_ids:
        return []
    return [command for command in world.commands(None) if _is_for_direct_channels(command)]


def _in_guild(world: World, person_id: int, channel: Channel, guild_id: int) -> list[Json]:
    allowed, guild = world.permissions(person_id, channel), world.guilds[guild_id]
    if channel.type == FORUM_CHANNEL:
        return []
    if not allowed & USE_APPLICATION_COMMANDS or world.bot.id not in guild.members:
        return []
    member = guild.members[person_id]
    return [
        command
        for command in world.commands(guild_id)
        if _GUILD_CONTEXT in (command.get("contexts") or [_GUILD_CONTEXT])
        and _is_installed(command)
        and _is_permitted(command, allowed, is_permitted(world, guild, member, channel, command))
        and (command["type"] != _CHAT_INPUT or allowed & SEND_MESSAGES)
        and not command.get("nsfw")
    ]


def _is_for_direct_channels(command: Json) -> bool:
    contexts = command.get("contexts")
    if contexts is None:
        return bool(command.get("dm_permission", True)) and _is_installed(command)
    return _BOT_DIRECT_CONTEXT in contexts and _is_installed(command)


def _is_installed(command: Json) -> bool:
    return _GUILD_INSTALL in (command.get("integration_types") or [_GUILD_INSTALL])


def _is_permitted(command: Json, allowed: int, said: bool | None) -> bool:  # noqa: FBT001  # no flag: an answer
    needed = command.get("default_member_permissions")
    if allowed == ALL:
        return True
    if said is not None or needed is None:
        return said is not False
    bits = int(needed)
    return bits != 0 and allowed & bits == bits
