"""Application commands: each for itself, and a whole list of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.sandbox.rules.command_options import chat_name, option_list_faults
from bot.sandbox.rules.faults import Check, Fault, Faults, Path, below, required
from bot.sandbox.rules.shapes import (
    array,
    bit_set,
    boolean,
    localizations,
    mappings,
    one_of,
    shape,
    snowflake,
    text,
)

CHAT_INPUT, USER, MESSAGE = 1, 2, 3
MOST_OF_TYPE = {CHAT_INPUT: 100, USER: 15, MESSAGE: 15}
MAX_CHARACTERS = 8000
_PERMISSION_BITS = 54

_FIELDS: dict[str, Check] = {
    "id": snowflake,
    "type": one_of(CHAT_INPUT, USER, MESSAGE),
    "name": text(1, 32),
    "name_localizations": localizations(32),
    "description": text(0, 100),
    "description_localizations": localizations(100),
    "options": lambda _value, _path: iter(()),
    "default_member_permissions": bit_set(_PERMISSION_BITS),
    "dm_permission": boolean,
    "contexts": array(one_of(0, 1, 2), 1, 3, is_set=True),
    "integration_types": array(one_of(0, 1), 1, 2, is_set=True),
    "nsfw": boolean,
}
_COMMAND = shape(_FIELDS, "name")
# A command that came from Discord and is sent back has these too.
_IGNORED = ("application_id", "version", "guild_id")


def command_faults(body: object) -> list[Fault]:
    """What Discord refuses in one application command."""
    if isinstance(body, Mapping):
        body = {name: value for name, value in body.items() if name not in _IGNORED}
    return list(_command(body, ()))


def commands_faults(bodies: object) -> list[Fault]:
    """What Discord refuses in the list that replaces all commands."""
    if not isinstance(bodies, list):
        return [Fault((), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType.")]
    faults = [fault for place, body in enumerate(bodies) for fault in below(command_faults(body), place)]
    return [*faults, *_list_faults(mappings(bodies))]


def _list_faults(commands: list[tuple[int, Mapping[str, Any]]]) -> Faults:
    names: set[tuple[int, str]] = set()
    counts = dict.fromkeys(MOST_OF_TYPE, 0)
    for place, command in commands:
        kind, name = command.get("type") or CHAT_INPUT, command.get("name")
        if not isinstance(kind, int) or kind not in counts or not isinstance(name, str):
            continue
        counts[kind] += 1
        if (kind, name) in names:
            yield Fault(
                (place,), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique"
            )
        names.add((kind, name))
    for kind, most in MOST_OF_TYPE.items():
        if counts[kind] > most:
            yield Fault((), "TOO_MANY_COMMANDS", f"Maximum number of application commands reached ({most}).")


def _command(body: object, path: Path) -> Faults:
    yield from _COMMAND(body, path)
    if not isinstance(body, Mapping):
        return
    if body.get("type") in (None, CHAT_INPUT):
        yield from _chat_faults(body, path)
    elif body["type"] in (USER, MESSAGE):
        yield from _menu_faults(body, path)


def _chat_faults(body: Mapping[str, Any], path: Path) -> Faults:
    yield from chat_name(body, path)
    description = body.get("description")
    if not (isinstance(description, str) and description.strip()):
        yield required((*path, "description"))
    yield from option_list_faults(body.get("options"), (*path, "options"))
    if sum(_characters(body)) > MAX_CHARACTERS:
        yield Fault(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({MAX_CHARACTERS})")


def _menu_faults(body: Mapping[str, Any], path: Path) -> Faults:
    for name in ("description", "description_localizations", "options"):
        if body.get(name):
            yield Fault(
                (*path, name),
                "APPLICATION_COMMAND_CONTEXT_MENU_FIELD",
                f"Context menu commands cannot have {name}",
            )


def _characters(command: Mapping[str, Any]) -> Iterator[int]:
    """The lengths of what counts towards the size of a command; of localised texts the longest counts."""
    waiting = [command]
    while waiting:
        part = waiting.pop()
        for name in ("name", "description"):
            texts = [part.get(name)]
            localized = part.get(f"{name}_localizations")
            if isinstance(localized, Mapping):
                texts += localized.values()
            yield max((len(each) for each in texts if isinstance(each, str)), default=0)
        value = part.get("value")
        yield len(value) if isinstance(value, str) else 0
        for name in ("options", "choices"):
            waiting += [inner for _, inner in mappings(part.get(name))]
