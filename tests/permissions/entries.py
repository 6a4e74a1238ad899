"""Every entry point that there is: what Discord was told of, and what Badger itself routes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.discord_ui.components.routing import COMPONENTS, FORMS
from tests.discord_ui.test_custom_ids import EXAMPLES

Json = dict[str, Any]
_CHAT, _USER_MENU, _MESSAGE_MENU = 1, 2, 3
_SUB_COMMAND, _GROUP = 1, 2
_STRING, _INTEGER, _BOOLEAN, _USER, _CHANNEL, _NUMBER, _ATTACHMENT = 3, 4, 5, 6, 7, 10, 11
_BUTTON, _SELECT = 2, 3
A_MEMBER, A_MESSAGE, A_CHANNEL = "a member", "a message", "a channel"
"""What whoever uses the entry point puts somebody or something of their own place for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry point by its name, and the body with which a person's client uses it.

    `suggests` are the bodies with which it asks for suggestions.
    """

    name: str
    body: Json
    suggests: tuple[Json, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    is_command: bool = False
    components: list[Json] = field(default_factory=list)


def entries_of(commands: list[Json], sample: Mapping[str, object]) -> list[Entry]:
    """All of them; `sample` holds what options of these names are filled with."""
    found = [entry for command in commands for entry in _of_command(command, sample)]
    found += [_of_component(shape.name) for shape in _COMPONENT_SHAPES]
    found += [_of_form(shape.name) for shape in _FORM_SHAPES]
    return found


def _of_command(command: Json, sample: Mapping[str, object]) -> list[Entry]:
    body = {"kind": "command", "command_id": command["id"], "options": [], "forced": True}
    if command["type"] != _CHAT:
        target = A_MEMBER if command["type"] == _USER_MENU else A_MESSAGE
        return [Entry(f"menu {command['name']}", body | {"target_id": target}, is_command=True)]
    return [
        Entry(
            name,
            body | {"options": _wrapped(path, _filled(required, sample))},
            tuple(
                body | {"kind": "autocomplete", "options": _wrapped(path, _typing(required, each, sample))}
                for each in options
                if each.get("autocomplete")
            ),
            tuple(("list.csv", b"id,title\n") for each in required if each["type"] == _ATTACHMENT),
            is_command=True,
        )
        for name, path, options in _leaves(f"/{command['name']}", (), command.get("options", []))
        for required in [[each for each in options if each.get("required")]]
    ]


def _leaves(
    name: str, path: tuple[Json, ...], options: list[Json]
) -> list[tuple[str, tuple[Json, ...], list[Json]]]:
    branches = [each for each in options if each["type"] in {_SUB_COMMAND, _GROUP}]
    if not branches:
        return [(name, path, options)]
    return [
        leaf
        for each in branches
        for leaf in _leaves(f"{name} {each['name']}", (*path, each), each.get("options", []))
    ]


def _wrapped(path: tuple[Json, ...], options: list[Json]) -> list[Json]:
    for each in reversed(path):
        options = [{"name": each["name"], "type": each["type"], "options": options}]
    return options


def _filled(options: list[Json], sample: Mapping[str, object]) -> list[Json]:
    return [{"name": each["name"], "type": each["type"], "value": _value(each, sample)} for each in options]


def _value(option: Json, sample: Mapping[str, object]) -> object:
    if option.get("choices"):
        return option["choices"][0]["value"]
    plain: dict[int, object] = {_INTEGER: 1, _NUMBER: 1, _BOOLEAN: True, _USER: A_MEMBER, _CHANNEL: A_CHANNEL}
    plain[_ATTACHMENT] = 0
    return plain.get(option["type"], sample.get(option["name"], "x"))


def _typing(required: list[Json], focused: Json, sample: Mapping[str, object]) -> list[Json]:
    """The options as they are while one of them is typed in."""
    before = [each for each in required if each["name"] != focused["name"]]
    typed = {"name": focused["name"], "type": focused["type"], "value": "", "focused": True}
    return [*(each for each in _filled(before, sample) if each["type"] != _ATTACHMENT), typed]


_COMPONENT_SHAPES = [component.shape for component in COMPONENTS]
_FORM_SHAPES = [form.shape for form in FORMS]


def _identity(name: str) -> str | None:
    shapes = {shape.name: shape for shape in (*_COMPONENT_SHAPES, *_FORM_SHAPES)}
    return shapes[name].of(*EXAMPLES[name]) if name in EXAMPLES else None


def _of_component(name: str) -> Entry:
    identity = _identity(name)
    button = {"type": _BUTTON, "style": 2, "label": "forged", "custom_id": identity}
    options = [{"label": "forged", "value": "forged"}]
    select = {"type": _SELECT, "placeholder": "forged", "custom_id": identity, "options": options}
    is_select = any(each.shape.name == name and "Select" in each.__name__ for each in COMPONENTS)
    body: Json = {"kind": "component", "custom_id": identity} | ({"values": ["forged"]} if is_select else {})
    row = {"type": 1, "components": [select if is_select else button]}
    return Entry(f"component {name}", body, components=[row])


def _of_form(name: str) -> Entry:
    return Entry(f"form {name}", {"kind": "modal", "custom_id": _identity(name), "components": []})
