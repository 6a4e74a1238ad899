"""Single components of messages and modals: their fields, and what stands inside which."""

from collections.abc import Mapping
from functools import partial

from bot.sandbox.rules.buttons import button
from bot.sandbox.rules.faults import Check, Fault, Faults, Path, required
from bot.sandbox.rules.inputs import CHECKBOX, checkbox_group, file_upload, radio_group, text_input
from bot.sandbox.rules.kinds import Kind
from bot.sandbox.rules.selects import ENTITY_SELECTS, entity_select, string_select
from bot.sandbox.rules.shapes import WEB, array, boolean, one_of, shape, text, url, whole

MAX_COMPONENTS = 40  # of a whole message, counted through every level
MAX_TEXT = 4000  # of all text displays of a message together
_ROW_WIDTH = 5

_TYPE = whole(1, 100)
_ID = whole(0, 2**31 - 1)
_BASE = {"type": _TYPE, "id": _ID}
_MEDIA = shape({"url": url(2048, *WEB, "attachment")}, "url")
_FILE = shape({"url": url(2048, "attachment")}, "url")


def placed(kinds: Mapping[Kind, Check]) -> Check:
    """A component where only these kinds may stand."""
    known = ", ".join(str(int(kind)) for kind in sorted(kinds))

    def check(value: object, path: Path) -> Faults:
        if not isinstance(value, Mapping):
            yield Fault(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType.")
            return
        kind = value.get("type")
        if kind is None:
            yield required((*path, "type"))
        elif isinstance(kind, int) and kind in kinds:
            yield from kinds[Kind(kind)](value, path)
        else:
            yield Fault(path, "UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({known}).')

    return check


def _row(children: Mapping[Kind, Check]) -> Check:
    """An action row: one to five buttons, or one select or text input alone."""
    fields = shape(_BASE | {"components": array(placed(children), 1, _ROW_WIDTH)}, "components")

    def check(value: object, path: Path) -> Faults:
        yield from fields(value, path)
        inside = value.get("components") if isinstance(value, Mapping) else None
        width = 0
        for place, child in enumerate(inside if isinstance(inside, list) else []):
            is_button = isinstance(child, Mapping) and child.get("type") == Kind.BUTTON
            width += 1 if is_button else _ROW_WIDTH
            if place < _ROW_WIDTH < width:
                yield Fault(
                    (*path, "components", place),
                    "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                    "The specified component exceeds the maximum width",
                )

    return check


_SELECTS: dict[Kind, Check] = {
    Kind.STRING_SELECT: partial(string_select, in_modal=False),
    **{kind: partial(entity_select, in_modal=False) for kind in ENTITY_SELECTS},
}
_MODAL_SELECTS: dict[Kind, Check] = {
    Kind.STRING_SELECT: partial(string_select, in_modal=True),
    **{kind: partial(entity_select, in_modal=True) for kind in ENTITY_SELECTS},
}

text_display = shape(_BASE | {"content": text(1, MAX_TEXT)}, "content")
_THUMBNAIL = shape(
    _BASE | {"media": _MEDIA, "description": text(1, 1024), "spoiler": boolean},
    "media",
)
_GALLERY_ITEM = shape({"media": _MEDIA, "description": text(1, 1024), "spoiler": boolean}, "media")

action_row = _row({Kind.BUTTON: button, **_SELECTS})
_SECTION = shape(
    _BASE
    | {
        "components": array(placed({Kind.TEXT_DISPLAY: text_display}), 1, 3),
        "accessory": placed({Kind.BUTTON: button, Kind.THUMBNAIL: _THUMBNAIL}),
    },
    "components",
    "accessory",
)
_INSIDE_CONTAINER: dict[Kind, Check] = {
    Kind.ACTION_ROW: action_row,
    Kind.SECTION: _SECTION,
    Kind.TEXT_DISPLAY: text_display,
    Kind.MEDIA_GALLERY: shape(_BASE | {"items": array(_GALLERY_ITEM, 1, 10)}, "items"),
    Kind.FILE: shape(
        # Discord sends name and size back; what a client got it may send again.
        _BASE | {"file": _FILE, "spoiler": boolean, "name": text(0, 1024), "size": whole(0, 2**53)},
        "file",
    ),
    Kind.SEPARATOR: shape(_BASE | {"divider": boolean, "spacing": one_of(1, 2)}),
}
_CONTAINER = shape(
    _BASE
    | {
        "components": array(placed(_INSIDE_CONTAINER), 1, MAX_COMPONENTS),
        "accent_color": whole(0, 0xFFFFFF),
        "spoiler": boolean,
    },
    "components",
)

_LABEL = shape(
    _BASE
    | {
        "label": text(1, 45),
        "description": text(0, 100),
        "component": placed(
            {
                Kind.TEXT_INPUT: partial(text_input, is_labelled=True),
                Kind.FILE_UPLOAD: file_upload,
                Kind.RADIO_GROUP: radio_group,
                Kind.CHECKBOX_GROUP: checkbox_group,
                Kind.CHECKBOX: CHECKBOX,
                **_MODAL_SELECTS,
            }
        ),
    },
    "label",
    "component",
)

in_plain_message = placed({Kind.ACTION_ROW: action_row})
in_layout = placed({**_INSIDE_CONTAINER, Kind.CONTAINER: _CONTAINER})
in_modal = placed(
    {
        Kind.ACTION_ROW: _row({Kind.TEXT_INPUT: partial(text_input, is_labelled=False)}),
        Kind.TEXT_DISPLAY: text_display,
        Kind.LABEL: _LABEL,
    }
)
