"""Whom a server's people let use which command, beside what the command itself asks for."""

from collections.abc import Iterator

from bot.sandbox.wire import Json
from bot.sandbox.world import Channel, Guild, Member, World

ROLE, USER, CHANNEL = 1, 2, 3
MOST_RULES = 100


def payload(world: World, guild: Guild, command_id: int) -> Json | None:
    """The rules of a command (or, under the application's id, of all commands) in Discord's shape."""
    rules = guild.command_rules.get(command_id)
    if not rules:
        return None
    ids = {"id": command_id, "application_id": world.application.id, "guild_id": guild.id}
    return {name: str(number) for name, number in ids.items()} | {"permissions": rules}


def is_permitted(world: World, guild: Guild, member: Member, channel: Channel, command: Json) -> bool | None:
    """What the rules say to a member, who is no administrator, in a channel; None where they say nothing.

    What is said of the channel only ever forbids; of the member, what is said to them alone goes before
    what is said to their roles, and that before what is said to everyone.
    """
    own = guild.command_rules.get(int(command["id"]))
    rules = own if own is not None else guild.command_rules.get(world.application.id, [])
    for channels in ((channel.id,), (guild.id - 1,)):
        said = list(_said(rules, CHANNEL, channels))
        if said:
            if not any(said):
                return False
            break
    for kind, ids in ((USER, (member.user_id,)), (ROLE, tuple(member.role_ids)), (ROLE, (guild.id,))):
        said = list(_said(rules, kind, ids))
        if said:
            return any(said)
    return None


def _said(rules: list[Json], kind: int, ids: tuple[int, ...]) -> Iterator[bool]:
    for rule in rules:
        if rule["type"] == kind and int(rule["id"]) in ids:
            yield rule["permission"]
