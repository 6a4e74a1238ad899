"""What a modal asks with: text inputs, uploads, radio buttons and checkboxes."""

from collections.abc import Mapping

from bot.sandbox.rules.faults import Check, Fault, Faults, Path, required, wrong_length
from bot.sandbox.rules.selects import each_value_once, options_fit, range_fits, requirement_fits
from bot.sandbox.rules.shapes import array, as_whole, boolean, mappings, one_of, shape, text, whole

MAX_INPUT = 4000
_BASE: dict[str, Check] = {
    "type": whole(1, 100),
    "id": whole(0, 2**31 - 1),
    "custom_id": text(1, 100),
    "required": boolean,
}
_TEXT_INPUT = shape(
    _BASE
    | {
        "style": one_of(1, 2),
        "label": text(1, 45),
        "value": text(0, MAX_INPUT),
        "placeholder": text(0, 100),
        "min_length": whole(0, MAX_INPUT),
        "max_length": whole(1, MAX_INPUT),
    },
    "custom_id",
    "style",
)
_RANGE: dict[str, Check] = {"min_values": whole(0, 10), "max_values": whole(1, 10)}
_FILE_UPLOAD = shape(_BASE | _RANGE, "custom_id")
_OPTION = shape(
    {"label": text(1, 100), "value": text(1, 100), "description": text(0, 100), "default": boolean},
    "label",
    "value",
)
_RADIO_GROUP = shape(_BASE | {"options": array(_OPTION, 2, 10)}, "custom_id", "options")
_CHECKBOX_GROUP = shape(_BASE | _RANGE | {"options": array(_OPTION, 1, 10)}, "custom_id", "options")
CHECKBOX = shape(
    {"type": whole(1, 100), "id": whole(0, 2**31 - 1), "custom_id": text(1, 100), "default": boolean},
    "custom_id",
)


def text_input(value: object, path: Path, *, is_labelled: bool) -> Faults:
    """A text input, which names itself unless a label does; what stands in it keeps to its lengths."""
    yield from _TEXT_INPUT(value, path)
    if not isinstance(value, Mapping):
        return
    if not is_labelled and value.get("label") is None:
        yield required((*path, "label"))
    if is_labelled and value.get("label") is not None:
        yield Fault(
            (*path, "label"),
            "TEXT_INPUT_LABEL_IN_LABEL",
            "A text input in a label has no label of its own",
        )
    yield from _lengths_fit(value, path)


def _lengths_fit(value: Mapping[str, object], path: Path) -> Faults:
    least = min(as_whole(value.get("min_length")) or 0, MAX_INPUT)
    most = as_whole(value.get("max_length"))
    most = MAX_INPUT if most is None else max(most, 1)
    if least > most:
        yield Fault(
            (*path, "min_length"),
            "TEXT_INPUT_MIN_LENGTH_EXCEEDS_MAX_LENGTH",
            f"min_length must be equal to or less than {most}.",
        )
    written = value.get("value")
    is_short = isinstance(written, str) and 0 < len(written) <= MAX_INPUT
    if is_short and not least <= len(str(written)) <= most:
        yield wrong_length((*path, "value"), least, most)


def file_upload(value: object, path: Path) -> Faults:
    """A field for files."""
    yield from _FILE_UPLOAD(value, path)
    if isinstance(value, Mapping):
        yield from range_fits(value, path)
        yield from requirement_fits(value, path)


def radio_group(value: object, path: Path) -> Faults:
    """One choice of two to ten."""
    yield from _RADIO_GROUP(value, path)
    if isinstance(value, Mapping):
        options = mappings(value.get("options"))
        yield from each_value_once(options, path)
        if sum(option.get("default") is True for _, option in options) > 1:
            yield Fault(
                (*path, "options"),
                "SELECT_COMPONENT_TOO_MANY_DEFAULTS",
                "At most 1 may be chosen from the start",
            )


def checkbox_group(value: object, path: Path) -> Faults:
    """Some choices of up to ten."""
    yield from _CHECKBOX_GROUP(value, path)
    if isinstance(value, Mapping):
        most = value.get("max_values")
        options = mappings(value.get("options"))
        # Unlike a select's, this default is all of them.
        yield from options_fit({**value, "max_values": len(options) or 1} if most is None else value, path)
        yield from requirement_fits(value, path)
