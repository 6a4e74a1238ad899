"""The options of a chat command: their names, order, nesting, choices and bounds."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from bot.sandbox.rules.faults import Check, Fault, Faults, Path, not_one_of, required
from bot.sandbox.rules.shapes import (
    array,
    boolean,
    localizations,
    mappings,
    number,
    one_of,
    shape,
    shown,
    text,
    whole,
)

SUB_COMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(
    1, 12
)
MAX_OPTIONS = 25
_MAX_NAME, _MAX_CHOICE = 32, 100
SAFE = 2**53
_CHANNEL_TYPES = (0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16)
# Devanagari and Thai have vowel signs that are neither letters nor digits.
_SIGNED_SCRIPTS = (range(0x0900, 0x0980), range(0xA8E0, 0xA900), range(0x0E00, 0x0E80))


def _any(_value: object, _path: Path) -> Faults:
    """What another rule looks into."""
    yield from ()


def _mapping(value: object, path: Path) -> Faults:
    if not isinstance(value, Mapping):
        yield Fault(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType.")


_LIST = array(_mapping, 0, MAX_OPTIONS)
_BASE: dict[str, Check] = {
    "type": whole(1, 100),
    "name": text(1, _MAX_NAME),
    "name_localizations": localizations(_MAX_NAME),
    "description": text(1, 100),
    "description_localizations": localizations(100),
}


def _choice(value: Check) -> Check:
    fields = {"name": text(1, _MAX_CHOICE), "name_localizations": localizations(_MAX_CHOICE), "value": value}
    return array(shape(fields, "name", "value"), 0, MAX_OPTIONS)


def _option(**fields: Check) -> Check:
    return shape(_BASE | {"required": boolean} | fields, "name", "description")


_NUMBER = {"min_value": number, "max_value": number, "autocomplete": boolean}
_WHOLE = {"min_value": whole(-SAFE, SAFE), "max_value": whole(-SAFE, SAFE), "autocomplete": boolean}
_STRING = {"min_length": whole(0, 6000), "max_length": whole(1, 6000), "autocomplete": boolean}
_NESTED = shape(_BASE | {"required": boolean, "options": _any}, "name", "description")
_OPTIONS: dict[int, Check] = {
    SUB_COMMAND: _NESTED,
    GROUP: _NESTED,
    STRING: _option(choices=_choice(text(1, _MAX_CHOICE)), **_STRING),
    INTEGER: _option(choices=_choice(whole(-SAFE, SAFE)), **_WHOLE),
    BOOLEAN: _option(),
    USER: _option(),
    CHANNEL: _option(channel_types=array(one_of(*_CHANNEL_TYPES), 0, 25, is_set=True)),
    ROLE: _option(),
    MENTIONABLE: _option(),
    NUMBER: _option(choices=_choice(number), **_NUMBER),
    ATTACHMENT: _option(),
}
_PLAIN = tuple(kind for kind in _OPTIONS if kind not in (SUB_COMMAND, GROUP))
_EVERY = tuple(_OPTIONS)
# Which options may stand in a command, in a group and in a sub-command.
_INSIDE: dict[int | None, tuple[int, ...]] = {None: _EVERY, GROUP: (SUB_COMMAND,), SUB_COMMAND: _PLAIN}


def option_list_faults(value: object, path: Path, *, inside: int | None = None) -> Faults:
    """The options of a command, of a group or of a sub-command (`inside`: its type)."""
    if value is None:
        return
    yield from _LIST(value, path)
    options = mappings(value)
    for place, option in options:
        yield from _option_faults(option, (*path, place), _INSIDE[inside])
    yield from _names_once(options, path)
    yield from _order(options, path)
    nested = [option.get("type") in (SUB_COMMAND, GROUP) for _, option in options]
    if inside is None and any(nested) and not all(nested):
        yield Fault(
            path,
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-command and sub-command group option types are mutually exclusive to all other types",
        )


def _option_faults(option: Mapping[str, Any], path: Path, allowed: tuple[int, ...]) -> Faults:
    kind = option.get("type")
    if kind is None:
        yield required((*path, "type"))
        return
    if kind not in allowed:
        yield not_one_of((*path, "type"), allowed)
        return
    yield from _OPTIONS[kind](_said(option), path)
    yield from chat_name(option, path)
    if kind in (SUB_COMMAND, GROUP):
        if option.get("required"):
            yield Fault(
                (*path, "required"),
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "A sub-command is optional",
            )
        if kind == GROUP and not option.get("options"):
            yield required((*path, "options"))
        yield from option_list_faults(option.get("options"), (*path, "options"), inside=kind)
    else:
        yield from _choice_faults(option, path)
        yield from _bounds(option, path)


def _said(option: Mapping[str, Any]) -> dict[str, Any]:
    """The option without what says nothing: libraries send the keys of other types too, but empty."""
    return {name: value for name, value in option.items() if not _is_silent(name, value)}


def _is_silent(name: str, value: object) -> bool:
    if name in _BASE:
        return False
    return value is None or value == [] or (name == "autocomplete" and value is False)


def _choice_faults(option: Mapping[str, Any], path: Path) -> Faults:
    choices = mappings(option.get("choices"))
    if choices and option.get("autocomplete"):
        yield Fault(
            (*path, "autocomplete"),
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID",
            "Autocomplete cannot be set where there are choices",
        )
    names: set[str] = set()
    for place, choice in choices:
        name = shown(choice.get("name"))
        if name in names:
            yield Fault(
                (*path, "choices", place, "name"),
                "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
                "Option choice name already exists",
            )
        names.add(name)


def _bounds(option: Mapping[str, Any], path: Path) -> Faults:
    for least, most in (("min_length", "max_length"), ("min_value", "max_value")):
        low, high = option.get(least), option.get(most)
        if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
            yield Fault(
                (*path, least),
                "APPLICATION_COMMAND_OPTIONS_RANGE_INVALID",
                f"{least} must be equal to or less than {most}",
            )


def _names_once(options: list[tuple[int, Mapping[str, Any]]], path: Path) -> Faults:
    names: set[object] = set()
    for place, option in options:
        name = option.get("name")
        if isinstance(name, str) and name in names:
            yield Fault(
                (*path, place),
                "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                "Option name already exists",
            )
        names.add(shown(name))


def _order(options: list[tuple[int, Mapping[str, Any]]], path: Path) -> Faults:
    optional = False
    for place, option in options:
        if option.get("type") in (SUB_COMMAND, GROUP):
            continue
        if option.get("required") and optional:
            yield Fault(
                (*path, place),
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        optional = optional or not option.get("required")


def chat_name(part: Mapping[str, Any], path: Path) -> Faults:
    """The name of a chat command or option, in every language: letters in lower case, digits, - and _."""
    names = {(*path, "name"): part.get("name")}
    localized = part.get("name_localizations")
    if isinstance(localized, Mapping):
        names |= {(*path, "name_localizations", str(locale)): name for locale, name in localized.items()}
    for here, name in names.items():
        if isinstance(name, str) and 0 < len(name) <= _MAX_NAME and not _is_chat_name(name):
            yield Fault(here, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _is_chat_name(name: str) -> bool:
    return name == name.lower() and all(_is_name_character(each) for each in name)


def _is_name_character(character: str) -> bool:
    return (
        character in "-_'"
        or unicodedata.category(character)[0] in "LN"
        or any(ord(character) in script for script in _SIGNED_SCRIPTS)
    )
