"""Selects: of the bot's own options, or of users, roles and channels."""

from collections.abc import Mapping

from bot.sandbox.rules.emoji import emoji
from bot.sandbox.rules.faults import Check, Fault, Faults, Path, wrong_length
from bot.sandbox.rules.kinds import Kind
from bot.sandbox.rules.shapes import (
    array,
    as_whole,
    boolean,
    mappings,
    one_of,
    shape,
    snowflake,
    text,
    whole,
)

MAX_OPTIONS = 25
_CHANNEL_TYPES = (0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16)

_OPTION = shape(
    {
        "label": text(1, 100),
        "value": text(1, 100),
        "description": text(0, 100),
        "emoji": emoji,
        "default": boolean,
    },
    "label",
    "value",
)
_BASE: dict[str, Check] = {
    "type": whole(1, 100),
    "id": whole(0, 2**31 - 1),
    "custom_id": text(1, 100),
    "placeholder": text(0, 150),
    "min_values": whole(0, MAX_OPTIONS),
    "max_values": whole(1, MAX_OPTIONS),
    "disabled": boolean,
    "required": boolean,
}
_STRING = shape(_BASE | {"options": array(_OPTION, 1, MAX_OPTIONS)}, "custom_id", "options")


def _of_entities(*names: str) -> dict[str, Check]:
    one = shape({"id": snowflake, "type": one_of(*names)}, "id", "type")
    return _BASE | {"default_values": array(one, 0, MAX_OPTIONS)}


ENTITY_SELECTS: dict[Kind, Check] = {
    Kind.USER_SELECT: shape(_of_entities("user"), "custom_id"),
    Kind.ROLE_SELECT: shape(_of_entities("role"), "custom_id"),
    Kind.MENTIONABLE_SELECT: shape(_of_entities("user", "role"), "custom_id"),
    Kind.CHANNEL_SELECT: shape(
        _of_entities("channel") | {"channel_types": array(one_of(*_CHANNEL_TYPES), 0, 25, is_set=True)},
        "custom_id",
    ),
}


def string_select(value: object, path: Path, *, in_modal: bool) -> Faults:
    """A select of the bot's own options, each value once, no more defaults than may be chosen."""
    yield from _STRING(value, path)
    if isinstance(value, Mapping):
        yield from _standing(value, path, in_modal=in_modal)
        yield from options_fit(value, path)


def entity_select(value: object, path: Path, *, in_modal: bool) -> Faults:
    """A select of users, roles or channels."""
    if not isinstance(value, Mapping):
        return
    yield from ENTITY_SELECTS[Kind(value["type"])](value, path)
    yield from _standing(value, path, in_modal=in_modal)
    yield from range_fits(value, path)
    chosen = value.get("default_values")
    if isinstance(chosen, list) and chosen:
        yield from _defaults_fit(value, (*path, "default_values"), len(chosen))


def _standing(value: Mapping[str, object], path: Path, *, in_modal: bool) -> Faults:
    if not in_modal:
        return
    if value.get("disabled") is True:
        yield Fault(
            (*path, "disabled"), "COMPONENT_DISABLED_IN_MODAL", "A component of a modal cannot be disabled"
        )
    yield from requirement_fits(value, path)


def requirement_fits(value: Mapping[str, object], path: Path) -> Faults:
    """In a modal, what is required cannot be left empty."""
    if value.get("required") is not False and value.get("min_values") == 0:
        yield Fault(
            (*path, "min_values"),
            "COMPONENT_REQUIRED_MIN_VALUES",
            "min_values must be at least 1 where the component is required",
        )


def range_fits(value: Mapping[str, object], path: Path) -> Faults:
    """At least as many may be chosen as must be."""
    least, most = _bounds(value)
    if least > most:
        yield Fault(
            (*path, "min_values"),
            "COMPONENT_MIN_VALUES_EXCEED_MAX_VALUES",
            f"min_values must be equal to or less than {most}.",
        )


def options_fit(value: Mapping[str, object], path: Path) -> Faults:
    """As many options as may be chosen, each value once, no more defaults than may be chosen."""
    yield from range_fits(value, path)
    options = mappings(value.get("options"))
    needed = max(_bounds(value))
    if 0 < len(options) < needed <= MAX_OPTIONS:
        yield wrong_length((*path, "options"), needed, MAX_OPTIONS)
    yield from each_value_once(options, path)
    yield from _defaults_fit(
        value, (*path, "options"), sum(option.get("default") is True for _, option in options)
    )


def each_value_once(options: list[tuple[int, Mapping[str, object]]], path: Path) -> Faults:
    """No two options of one component have the same value."""
    seen: set[object] = set()
    for place, option in options:
        value = option.get("value")
        if isinstance(value, str):
            if value in seen:
                yield Fault(
                    (*path, "options", place, "value"),
                    "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                    "The specified option value is already used",
                )
            seen.add(value)


def _defaults_fit(value: Mapping[str, object], path: Path, chosen: int) -> Faults:
    least, most = _bounds(value)
    if chosen > most:
        yield Fault(
            path, "SELECT_COMPONENT_TOO_MANY_DEFAULTS", f"At most {most} may be chosen from the start"
        )
    elif 0 < chosen < least and "default_values" in value:
        yield wrong_length(path, least, most)


def _bounds(value: Mapping[str, object]) -> tuple[int, int]:
    least, most = as_whole(value.get("min_values")), as_whole(value.get("max_values"))
    # Kept within what either may be: a bound beyond it is a fault of its own.
    return (1 if least is None else min(least, MAX_OPTIONS), 1 if most is None else max(most, 1))
