"""Components as Discord keeps them: each with an id, and with the addresses of the message's files."""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.wire import Json

_SCHEME = "attachment://"
_SELECT: Json = {"min_values": 1, "max_values": 1, "disabled": False}
_NOT_SPOILT: Json = {"spoiler": False}
# What Discord adds where the bot said nothing, by the component's type.
_DEFAULTS: dict[int, Json] = {
    **dict.fromkeys((3, 5, 6, 7, 8), _SELECT),
    11: {"description": None, **_NOT_SPOILT},
    13: _NOT_SPOILT,
    14: {"spacing": 1, "divider": True},
    17: {"accent_color": None, **_NOT_SPOILT},
}


def numbered(parts: list[Json]) -> list[Json]:
    """Copies of the components, each with Discord's defaults and an id that no other of them has."""
    taken = {part["id"] for part in walk(parts) if part.get("id")}
    free = (number for number in range(1, 2**31) if number not in taken)
    return [_numbered(part, free) for part in parts]


def _numbered(part: Json, free: Iterator[int]) -> Json:
    said = {name: value for name, value in part.items() if value is not None}
    kept = _DEFAULTS.get(part["type"], {}) | said
    kept["id"] = part.get("id") or next(free)
    if kept.get("default_values"):
        # A bot may send numbers, which no browser could read whole.
        kept["default_values"] = [each | {"id": str(each["id"])} for each in kept["default_values"]]
    if part.get("components"):
        kept["components"] = [_numbered(inner, free) for inner in part["components"]]
    for name in ("accessory", "component"):
        if part.get(name):
            kept[name] = _numbered(part[name], free)
    return kept


def walk(parts: list[Json]) -> Iterator[Json]:
    """Every component, inner ones after the one that holds them."""
    for part in parts:
        yield part
        yield from walk(part.get("components") or [])
        for name in ("accessory", "component"):
            if part.get(name):
                yield from walk([part[name]])


def with_addresses(value: Any, addresses: dict[str, str]) -> Any:  # noqa: ANN401  # JSON
    """A copy of an embed in which `attachment://name` became the file's address."""
    if isinstance(value, list):
        return [with_addresses(inner, addresses) for inner in value]
    if isinstance(value, dict):
        return {name: with_addresses(inner, addresses) for name, inner in value.items()}
    if isinstance(value, str) and value.startswith(_SCHEME):
        return addresses.get(value.removeprefix(_SCHEME), value)
    return value
