"""Forms that were sent in, routed by their id: discord.py drops one that it has not shown itself."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.discord_ui.answering import BadgerInteraction
from bot.discord_ui.custom_ids import IdShape
from bot.discord_ui.gate import Needs


@dataclass(frozen=True)
class FormRoute:
    """What is done with the forms of a shape; it is told the parts of the id.

    `needs` is what a member must be allowed to send one in.
    """

    shape: IdShape
    sent: Callable[[BadgerInteraction, dict[str, str]], Awaitable[None]]
    needs: Needs = Needs.NOTHING


def typed_in(interaction: BadgerInteraction, input_id: str) -> str:
    """What was typed into an input of the form; empty where it has none of that name."""
    data: Mapping[str, Any] = interaction.data or {}
    return next(
        (str(part.get("value", "")) for part in _inputs(data) if part.get("custom_id") == input_id), ""
    )


def chosen_in(interaction: BadgerInteraction, input_id: str) -> tuple[str, ...]:
    """What was chosen in a select of the form, which need not be one of its options; empty for nothing."""
    data: Mapping[str, Any] = interaction.data or {}
    found = (part.get("values") for part in _inputs(data) if part.get("custom_id") == input_id)
    return tuple(str(value) for value in next(found, None) or ())


def _inputs(part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The inputs at every depth: in a label each, or in a row."""
    inner = [*part.get("components", ()), *([part["component"]] if "component" in part else [])]
    if not inner:
        yield part
    for each in inner:
        yield from _inputs(each)
