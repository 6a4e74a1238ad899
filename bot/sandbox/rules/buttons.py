"""Buttons: five that call the bot, one that opens a link, one that sells."""

from collections.abc import Mapping

from bot.sandbox.rules.emoji import emoji
from bot.sandbox.rules.faults import Fault, Faults, Path, required
from bot.sandbox.rules.shapes import WEB, boolean, one_of, shape, snowflake, text, url, whole

_LINK, _PREMIUM = 5, 6
_FIELDS = shape(
    {
        "type": whole(1, 100),
        "id": whole(0, 2**31 - 1),
        "style": one_of(1, 2, 3, 4, _LINK, _PREMIUM),
        "label": text(0, 80),
        "emoji": emoji,
        "custom_id": text(1, 100),
        "url": url(512, *WEB, "discord"),
        "sku_id": snowflake,
        "disabled": boolean,
    },
    "style",
)
# What names the button's deed, by style; the others may not stand beside it.
_DEEDS = {_LINK: "url", _PREMIUM: "sku_id"}


def button(value: object, path: Path) -> Faults:
    """A button with exactly the deed of its style, and something to read on it."""
    yield from _FIELDS(value, path)
    if not isinstance(value, Mapping):
        return
    style = value.get("style")
    deed = _DEEDS.get(style, "custom_id") if isinstance(style, int) else "custom_id"
    if value.get(deed) is None:
        yield required((*path, deed))
    for other in ("custom_id", "url", "sku_id"):
        if other != deed and value.get(other) is not None:
            yield Fault(
                (*path, other),
                "BUTTON_COMPONENT_FIELDS_MUTUALLY_EXCLUSIVE",
                f"A button of this style has a {deed} and no {other}",
            )
    yield from _reading(value, path)


def _reading(value: Mapping[str, object], path: Path) -> Faults:
    label = value.get("label")
    is_read = value.get("emoji") is not None or (isinstance(label, str) and bool(label.strip()))
    if value.get("style") == _PREMIUM:
        if is_read:
            yield Fault(path, "BUTTON_COMPONENT_PREMIUM_LABEL", "A premium button has no label and no emoji")
    elif not is_read:
        yield Fault(path, "BUTTON_COMPONENT_LABEL_REQUIRED", "A button must have a label or an emoji")
