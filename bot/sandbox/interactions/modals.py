"""Modals as a person's own client checks them, and as Discord sends on what was filled in."""

from collections.abc import Mapping

from bot.sandbox.interactions.client_refusals import client_refuses
from bot.sandbox.interactions.components import chosen, is_select
from bot.sandbox.interactions.resolver import Resolver
from bot.sandbox.rules.layout import walk
from bot.sandbox.wire import Json

_ROW, _TEXT_INPUT, _LABEL, _RADIOS, _BOXES, _BOX = 1, 4, 18, 21, 22, 23
_LONGEST_INPUT = 4000


def modal_data(modal: Json, body: Json, resolver: Resolver) -> Json:
    """The data of a modal's submit. Raises RefusedError where something is missing or too long."""
    found = (part for _, part in walk(body.get("components"), ()) if part.get("custom_id") is not None)
    given: dict[str, Mapping[str, object]] = {str(part["custom_id"]): part for part in found}
    components = [_filled(part, given, resolver) for part in modal["components"]]
    if given:
        raise client_refuses("components", "There is no such input in this modal.")
    data: Json = {"custom_id": modal["custom_id"], "components": components}
    return data | ({"resolved": resolver.resolved} if resolver.resolved else {})


def _filled(part: Json, given: dict[str, Mapping[str, object]], resolver: Resolver) -> Json:
    """A part with what was filled in; takes it out of `given`."""
    kept: Json = {"type": part["type"], "id": part.get("id", 0)}
    if part["type"] == _ROW:
        return kept | {"components": [_filled(inner, given, resolver) for inner in part["components"]]}
    if part["type"] == _LABEL:
        return kept | {"component": _filled(part["component"], given, resolver)}
    if "custom_id" not in part:
        return kept
    kept["custom_id"] = part["custom_id"]
    return kept | _value(part, given.pop(part["custom_id"], {}), resolver)


def _value(part: Json, given: Mapping[str, object], resolver: Resolver) -> Json:
    kind = part["type"]
    if kind == _TEXT_INPUT:
        return {"value": _text(part, given.get("value"))}
    if is_select(kind):
        return {"values": chosen(part, given.get("values"), resolver)}
    if kind == _RADIOS:
        return {"value": _radio(part, given.get("value"))}
    if kind == _BOXES:
        most = part.get("max_values") or len(part["options"])
        return {"values": chosen(part | {"max_values": most}, given.get("values"), resolver)}
    if kind == _BOX:
        return {"value": given.get("value") is True}
    return {"values": _uploads(part, given.get("values"), resolver)}


def _uploads(part: Json, given: object, resolver: Resolver) -> list[str]:
    """The ids of the files that were chosen; each is named by its place in the request."""
    places = given if isinstance(given, list) else []
    least, most = part.get("min_values", 1), part.get("max_values", 1)
    least = 0 if part.get("required") is False and not places else least
    if not least <= len(places) <= most:
        raise client_refuses(part["custom_id"], f"Choose {least} to {most} files.")
    found = [resolver.attachment(place) for place in places]
    if None in found:
        raise client_refuses(part["custom_id"], "Attach a file.")
    return [attachment_id for attachment_id in found if attachment_id is not None]


def _text(part: Json, given: object) -> str:
    text = "" if given is None else given
    if not isinstance(text, str):
        raise client_refuses(part["custom_id"], "Write a text.")
    is_required = part.get("required", True)
    if not text and not is_required:
        return text
    least, most = part.get("min_length") or 0, part.get("max_length") or _LONGEST_INPUT
    if not max(least, 1 if is_required else 0) <= len(text) <= most:
        raise client_refuses(part["custom_id"], f"Write {max(least, 1)} to {most} characters.")
    return text


def _radio(part: Json, given: object) -> str | None:
    if given is None and not part.get("required", True):
        return None
    if not isinstance(given, str) or given not in [option["value"] for option in part["options"]]:
        raise client_refuses(part["custom_id"], "Choose one.")
    return given
