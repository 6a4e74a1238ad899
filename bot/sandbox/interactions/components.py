"""Components as a person's own client checks them before it sends a click or a choice."""

from bot.sandbox.interactions.client_refusals import client_refuses
from bot.sandbox.interactions.resolver import CHANNEL, MENTIONABLE, ROLE, USER, Resolver
from bot.sandbox.layouts import walk
from bot.sandbox.snowflakes import snowflake_or_none
from bot.sandbox.wire import Json
from bot.sandbox.world import Message

_STRING_SELECT = 3
_THINGS = {5: USER, 6: ROLE, 7: MENTIONABLE, 8: CHANNEL}


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
    if is_select(part["type"]):
        data["values"] = chosen(part, body.get("values"), resolver)
        if resolver.resolved:
            data["resolved"] = resolver.resolved
    return data


def is_select(kind: int) -> bool:
    """Whether a component of this type is a select."""
    return kind == _STRING_SELECT or kind in _THINGS


def chosen(part: Json, values: object, resolver: Resolver) -> list[str]:
    """The values that are chosen of a component's. Raises RefusedError where they cannot be."""
    given = [str(value) for value in values] if isinstance(values, list) else []
    least, most = part.get("min_values", 1), part.get("max_values", 1)
    least = 0 if part.get("required") is False and not given else least
    if not least <= len(given) <= most or len(set(given)) < len(given):
        raise client_refuses("values", f"Choose {least} to {most}.")
    known = {option["value"] for option in part.get("options") or ()}
    for value in given:
        if part["type"] in _THINGS:
            number = snowflake_or_none(value) or 0
            is_known = resolver.is_channel_of(part.get("channel_types"), number)
            is_known = is_known and resolver.resolve(_THINGS[part["type"]], number)
        else:
            is_known = value in known
        if not is_known:
            raise client_refuses("values", "This is none of the options.")
    return given
