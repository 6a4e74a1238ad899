"""Components as a person's own client checks them before it sends a click, a choice or a modal."""

from collections.abc import Iterator

from bot.sandbox.interactions.client_refusals import client_refuses
from bot.sandbox.interactions.resolver import CHANNEL, MENTIONABLE, ROLE, USER, Resolver
from bot.sandbox.layouts import walk
from bot.sandbox.snowflakes import snowflake_or_none
from bot.sandbox.wire import Json
from bot.sandbox.world import Message

_STRING_SELECT, _TEXT_INPUT, _RADIO_GROUP = 3, 4, 21
_THINGS = {5: USER, 6: ROLE, 7: MENTIONABLE, 8: CHANNEL}
_LONGEST_INPUT = 4000


def component_data(message: Message, body: Json, resolver: Resolver) -> Json:
    """The data of a component's interaction. Raises RefusedError where it cannot be used like that."""
    custom_id = body.get("custom_id")
    parts = (part for part in walk(message.components) if part.get("custom_id"))
    part = next((part for part in parts if part["custom_id"] == custom_id), None)
    if part is None or body.get("component_type") not in (None, part["type"]):
        raise client_refuses("custom_id", "There is no such component in this message.")
    if part.get("disabled"):
        raise client_refuses("custom_id", "This component is disabled.")
    data: Json = {"custom_id": custom_id, "component_type": part["type"], "id": part.get("id", 0)}
    if part["type"] == _STRING_SELECT or part["type"] in _THINGS:
        data["values"] = _chosen(part, body.get("values"), resolver)
        if resolver.resolved:
            data["resolved"] = resolver.resolved
    return data


def modal_data(modal: Json, body: Json, resolver: Resolver) -> Json:
    """The data of a modal's submit. Raises RefusedError where something is missing or too long."""
    given_parts = body.get("components")
    components = given_parts if isinstance(given_parts, list) else []
    given = {part.get("custom_id"): part for part in _inputs(components)}
    for part in _inputs(modal["components"]):
        _check_input(part, given.pop(part["custom_id"], {}), resolver)
    if given:
        raise client_refuses("components", "There is no such input in this modal.")
    data: Json = {"custom_id": modal["custom_id"], "components": components}
    return data | ({"resolved": resolver.resolved} if resolver.resolved else {})


def _inputs(parts: list[Json]) -> Iterator[Json]:
    return (
        part for part in walk([part for part in parts if isinstance(part, dict)]) if part.get("custom_id")
    )


def _check_input(part: Json, given: Json, resolver: Resolver) -> None:
    name, kind, is_required = part["custom_id"], part["type"], part.get("required", True)
    if kind == _TEXT_INPUT:
        _check_text(part, given.get("value") or "", is_required=is_required)
    elif kind == _STRING_SELECT or kind in _THINGS:
        _chosen(part, given.get("values"), resolver)
    elif kind == _RADIO_GROUP:
        values = [option["value"] for option in part.get("options") or ()]
        if given.get("value") not in values and (is_required or given.get("value") is not None):
            raise client_refuses(name, "Choose one.")


def _check_text(part: Json, text: object, *, is_required: bool) -> None:
    if not isinstance(text, str):
        raise client_refuses(part["custom_id"], "Write a text.")
    if not text and not is_required:
        return
    least, most = part.get("min_length") or 0, part.get("max_length") or _LONGEST_INPUT
    if not max(least, 1 if is_required else 0) <= len(text) <= most:
        raise client_refuses(part["custom_id"], f"Write {max(least, 1)} to {most} characters.")


def _chosen(part: Json, values: object, resolver: Resolver) -> list[str]:
    given = [str(value) for value in values] if isinstance(values, list) else []
    least, most = part.get("min_values", 1), part.get("max_values", 1)
    least = 0 if part.get("required") is False and not given else least
    if not least <= len(given) <= most or len(set(given)) < len(given):
        raise client_refuses("values", f"Choose {least} to {most}.")
    known = {option["value"] for option in part.get("options") or ()}
    for value in given:
        if part["type"] == _STRING_SELECT:
            is_known = value in known
        else:
            is_known = resolver.resolve(_THINGS[part["type"]], snowflake_or_none(value) or 0)
        if not is_known:
            raise client_refuses("values", "This is none of the options.")
    return given
