"""REST about the application's commands, in all servers or in one."""

from bot.sandbox import command_permissions, refusals
from bot.sandbox.events import Events
from bot.sandbox.refusals import RefusedError, refuse_faults
from bot.sandbox.rest.access import guild_or_refuse
from bot.sandbox.rest.call import Call
from bot.sandbox.rules import command_faults, commands_faults
from bot.sandbox.wire import Json
from bot.sandbox.world import Guild, World

_CHAT_INPUT = 1
_DEFAULTS: Json = {
    "type": _CHAT_INPUT,
    "description": "",
    "options": [],
    "name_localizations": None,
    "description_localizations": None,
    "default_member_permissions": None,
    "nsfw": False,
}


class Commands:
    """Endpoints that list and change commands."""

    def __init__(self, world: World, events: Events) -> None:
        self._world = world
        self._events = events

    def every(self, call: Call) -> list[Json]:
        """All commands."""
        return list(self._kept(call).values())

    def command(self, call: Call) -> Json:
        """One command."""
        found = self._kept(call).get(call.id("command_id"))
        if found is None:
            raise RefusedError(refusals.UNKNOWN_COMMAND)
        return found

    def replace_all(self, call: Call) -> list[Json]:
        """These commands and no others; those of the same name and type keep their ids."""
        kept = self._kept(call)
        bodies = call.body if isinstance(call.body, list) else None
        if bodies is None:
            raise RefusedError(refusals.INVALID_JSON)
        refuse_faults(commands_faults(bodies))
        old = {_key(command): command for command in kept.values()}
        new = [self._command(call, body, old.get(_key(body))) for body in bodies]
        kept.clear()
        kept.update((int(command["id"]), command) for command in new)
        self._events.commands_changed()
        return new

    def create(self, call: Call) -> Json:
        """A command; one of the same name and type is replaced (200 in place of 201)."""
        kept, body = self._kept(call), call.object()
        refuse_faults(command_faults(body))
        old = {_key(command): command for command in kept.values()}.get(_key(body))
        others = [command for command in kept.values() if command is not old]
        refuse_faults(commands_faults([*map(_as_body, others), body]))
        command = self._command(call, body, old)
        kept[int(command["id"])] = command
        call.status = 200 if old else 201
        self._events.commands_changed()
        return command

    def edit(self, call: Call) -> Json:
        """A command with some things changed."""
        old = self.command(call)
        body = _as_body(old) | call.object()
        refuse_faults(command_faults(body))
        command = self._command(call, body, old)
        self._kept(call)[int(command["id"])] = command
        self._events.commands_changed()
        return command

    def delete(self, call: Call) -> None:
        """A command is gone."""
        command = self.command(call)
        del self._kept(call)[int(command["id"])]
        self._events.commands_changed()

    def rules(self, call: Call) -> Json:
        """Whom the server lets use a command, or under the application's id all of them."""
        guild = self._guild(call)
        found = command_permissions.payload(self._world, guild, call.id("command_id"))
        if found is None:
            raise RefusedError(refusals.UNKNOWN_COMMAND_PERMISSIONS)
        return found

    def every_rule(self, call: Call) -> list[Json]:
        """Whom the server lets use which commands, where it says anything of it."""
        guild = self._guild(call)
        found = (command_permissions.payload(self._world, guild, number) for number in guild.command_rules)
        return [rules for rules in found if rules]

    def _guild(self, call: Call) -> Guild:
        if call.id("application_id") != self._world.application.id:
            raise RefusedError(refusals.UNKNOWN_APPLICATION)
        return guild_or_refuse(self._world, call.id("guild_id"))

    def _kept(self, call: Call) -> dict[int, Json]:
        if call.id("application_id") != self._world.application.id:
            raise RefusedError(refusals.UNKNOWN_APPLICATION)
        if "guild_id" not in call.ids:
            return self._world.global_commands
        guild = guild_or_refuse(self._world, call.id("guild_id"))
        return self._world.guild_commands.setdefault(guild.id, {})

    def _command(self, call: Call, body: Json, old: Json | None) -> Json:
        command: Json = _DEFAULTS | body
        command["id"] = old["id"] if old else str(self._world.snowflakes.next())
        command["application_id"] = str(self._world.application.id)
        command["version"] = str(self._world.snowflakes.next())
        if command["default_member_permissions"] is not None:
            command["default_member_permissions"] = str(command["default_member_permissions"])
        if "guild_id" in call.ids:
            return command | {"guild_id": call.ids["guild_id"]}
        defaults: Json = {"dm_permission": True, "contexts": None, "integration_types": [0]}
        return defaults | command


def _key(command: Json) -> tuple[int, str]:
    return command.get("type", _CHAT_INPUT), command["name"]


def _as_body(command: Json) -> Json:
    kept = {"id", "application_id", "version", "guild_id", "dm_permission"}
    body = {name: value for name, value in command.items() if name not in kept}
    if body["type"] != _CHAT_INPUT:
        del body["options"], body["description"]
    return body
