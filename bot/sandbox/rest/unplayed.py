"""What a sound body refers to and this world does not have, or what the sandbox does not play."""

from collections.abc import Mapping

from bot.sandbox.rules.faults import Fault, Faults
from bot.sandbox.rules.layout import walk
from bot.sandbox.rules.shapes import as_whole, mappings
from bot.sandbox.world import World

_FORWARD = 1
_NOT_PLAYED = "SANDBOX_NOT_SUPPORTED"


def unplayed_faults(world: World, body: object) -> list[Fault]:
    """Emoji and stickers that there are not; polls and forwards, of which nobody would see anything."""
    return list(_faults(world, body)) if isinstance(body, Mapping) else []


def _faults(world: World, body: Mapping[str, object]) -> Faults:
    for here, component in walk(body.get("components"), ("components",)):
        parts = [(here, component)]
        parts += [((*here, "options", place), each) for place, each in mappings(component.get("options"))]
        for place, part in parts:
            emoji = part.get("emoji")
            number = as_whole(emoji.get("id")) if isinstance(emoji, Mapping) else None
            if number is not None and number not in world.emoji_ids:
                yield Fault((*place, "emoji", "id"), "COMPONENT_INVALID_EMOJI", "Invalid emoji")
    if body.get("sticker_ids"):
        yield Fault((), "STICKER_INVALID", "Invalid sticker sent")
    if body.get("poll"):
        yield Fault(("poll",), _NOT_PLAYED, "The sandbox has no polls.")
    reference = body.get("message_reference")
    if isinstance(reference, Mapping) and reference.get("type") == _FORWARD:
        yield Fault(("message_reference", "type"), _NOT_PLAYED, "The sandbox forwards no messages.")
