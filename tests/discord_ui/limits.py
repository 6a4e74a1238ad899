"""Whether Discord would take a card, and whether anything in it is active that the card did not write."""

import re
from typing import Any

from bot.discord_ui.cards.card import Card
from bot.sandbox.rules import message_faults
from tests.discord_ui.fakes import Json, body_of, custom_ids_in

COMPONENTS_V2 = 1 << 15
_ESCAPED = re.compile(r"\\[^0-9A-Za-z\s]")
_MOMENT = re.compile(r"<t:\d+:[fR]>|<#\d+>")
"""A card writes these itself, of a moment or a channel that it knows."""
_FOREIGN = re.compile(r"[<\[\]@`|_~]|://")
"""No card writes any of these itself."""


def faults_of(card: Card) -> list[Any]:
    components = body_of(card)
    attachments = [each.to_dict(place) for place, each in enumerate(card.uploads())]
    body = {"components": components, "flags": COMPONENTS_V2, "attachments": attachments}
    faults: list[Any] = list(message_faults(body, files=len(attachments)))
    identities = custom_ids_in(components)
    faults += [identity for identity in identities if identities.count(identity) > 1]
    faults += [
        text for text in texts_in(components) if _FOREIGN.search(_ESCAPED.sub("x", _MOMENT.sub("", text)))
    ]
    if card.content_length() > 4000:
        faults.append(card.content_length())
    return faults


def texts_in(components: list[Json]) -> list[str]:
    found = [component["content"] for component in components if component["type"] == 10]
    for component in components:
        found += texts_in(component.get("components", []))
    return found
