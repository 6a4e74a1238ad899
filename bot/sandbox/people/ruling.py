"""The people's door: what those who run a server decide."""

from aiohttp import web

from bot.sandbox import command_permissions, refusals
from bot.sandbox.command_permissions import CHANNEL, MOST_RULES, ROLE, USER
from bot.sandbox.events import Events
from bot.sandbox.people.door import acting_person, body_of, shown, wrong
from bot.sandbox.permissions import MANAGE_GUILD, MANAGE_ROLES, in_guild
from bot.sandbox.refusals import RefusedError
from bot.sandbox.snowflakes import snowflake_or_none
from bot.sandbox.wire import Json
from bot.sandbox.world import Guild, Person, World


class Ruling:
    """Handlers with which a person says who may use the application's commands."""

    def __init__(self, world: World, events: Events) -> None:
        self._world = world
        self._events = events

    async def rule(self, request: web.Request) -> web.Response:
        """Replaces the rules of one command, or of all under the application's id; none clear them."""
        world = self._world
        guild = self._ruled_guild(acting_person(world, request), request.match_info["guild"])
        command_id = snowflake_or_none(request.match_info["command"]) or 0
        here = {world.application.id, *(int(command["id"]) for command in world.commands(guild.id))}
        if command_id not in here:
            raise RefusedError(refusals.UNKNOWN_COMMAND)
        rules = _rules((await body_of(request)).get("permissions"))
        guild.command_rules[command_id] = rules
        told = command_permissions.payload(world, guild, command_id)
        if told is None:
            del guild.command_rules[command_id]
            told = {"id": str(command_id), "application_id": str(world.application.id)}
            told |= {"guild_id": str(guild.id), "permissions": []}
        self._events.command_rules_changed(guild.id, told)
        return shown(told)

    def _ruled_guild(self, person: Person, guild_id: str) -> Guild:
        guild = self._world.guilds.get(snowflake_or_none(guild_id) or 0)
        if guild is None or person.id not in guild.members:
            raise RefusedError(refusals.UNKNOWN_GUILD)
        needed = MANAGE_GUILD | MANAGE_ROLES
        if in_guild(guild, guild.members[person.id]) & needed != needed:
            raise RefusedError(refusals.MISSING_PERMISSIONS)
        return guild


def _rules(given: object) -> list[Json]:
    if not isinstance(given, list) or len(given) > MOST_RULES:
        raise wrong("permissions", f"A list of at most {MOST_RULES} rules.")
    return [_rule(each) for each in given]


def _rule(given: object) -> Json:
    rule: Json = given if isinstance(given, dict) else {}
    target, kind, permission = (rule.get(name) for name in ("id", "type", "permission"))
    number = snowflake_or_none(target)
    if number is None or kind not in (ROLE, USER, CHANNEL) or not isinstance(permission, bool):
        raise wrong("permissions", "A rule has id, type (1 role, 2 user, 3 channel) and permission.")
    return {"id": str(number), "type": kind, "permission": permission}
