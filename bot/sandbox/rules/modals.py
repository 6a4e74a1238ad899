"""Modals: a title, an id and up to five parts."""

from collections.abc import Mapping

from bot.sandbox.rules.components import in_modal
from bot.sandbox.rules.faults import Faults, Path
from bot.sandbox.rules.layout import each_id_once
from bot.sandbox.rules.shapes import array, shape, text

_MODAL = shape(
    {"custom_id": text(1, 100), "title": text(1, 45), "components": array(in_modal, 1, 5)},
    "custom_id",
    "title",
    "components",
)


def modal(value: object, path: Path) -> Faults:
    """A modal in which every part has an id of its own."""
    yield from _MODAL(value, path)
    if isinstance(value, Mapping):
        yield from each_id_once(value.get("components"), (*path, "components"))
