"""First answers to interactions."""

from collections.abc import Mapping
from typing import Any

from bot.sandbox.rules.attachments import Sent
from bot.sandbox.rules.command_options import INTEGER, NUMBER, SAFE, STRING
from bot.sandbox.rules.faults import (
    Check,
    Fault,
    Faults,
    Path,
    below,
    not_one_of,
    required,
)
from bot.sandbox.rules.messages import EPHEMERAL, SUPPRESS_EMBEDS, message_faults
from bot.sandbox.rules.modals import modal
from bot.sandbox.rules.shapes import array, localizations, number, shape, text, unknown_key, whole

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9

_ALLOWED: dict[int, tuple[int, ...]] = {
    COMMAND: (MESSAGE, DEFERRED_MESSAGE, MODAL),
    COMPONENT: (MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL),
    AUTOCOMPLETE: (CHOICES,),
    MODAL_SUBMIT: (MESSAGE, DEFERRED_MESSAGE),
}
_UPDATES = (DEFERRED_UPDATE, UPDATE)
_CHOICE_TEXT = text(0, 100)


def _choice_value(value: object, path: Path) -> Faults:
    if isinstance(value, str):
        yield from _CHOICE_TEXT(value, path)
    else:
        yield from number(value, path)


def _choices(value: Check) -> Check:
    fields = {"name": text(1, 100), "name_localizations": localizations(100), "value": value}
    return shape({"choices": array(shape(fields, "name", "value"), 0, 25)}, "choices")


_AUTOCOMPLETE = _choices(_choice_value)
# By the type of the option that autocompletes.
_AUTOCOMPLETES: dict[int | None, Check] = {
    STRING: _choices(_CHOICE_TEXT),
    INTEGER: _choices(whole(-SAFE, SAFE)),
    NUMBER: _choices(number),
}
_DEFERRED = shape({"flags": whole(0, 2**31 - 1)})
_RESPONSE: dict[str, Check] = {"type": whole(1, 100), "data": lambda _value, _path: iter(())}
_OUTSIDE = shape(_RESPONSE, "type")


def interaction_response_faults(
    body: object,
    *,
    interaction_type: int,
    files: Sent = 0,
    before: Mapping[str, Any] | None = None,
    is_from_message: bool = False,
    choice_type: int | None = None,
) -> list[Fault]:
    """What Discord refuses in the first answer to an interaction of this type.

    `before` is the message that an update would change; `is_from_message` says of a modal's submit that
    a component of a message opened it, so that the answer may update that message; `choice_type` is the type
    of the option that autocompletes.
    """
    faults = list(_OUTSIDE(body, ()))
    if not isinstance(body, Mapping) or faults:
        return faults
    allowed = _ALLOWED.get(interaction_type, ())
    if interaction_type == MODAL_SUBMIT and is_from_message:
        allowed = tuple(sorted(allowed + _UPDATES))
    if body["type"] not in allowed:
        return [not_one_of(("type",), allowed)]
    return list(_data_faults(body, files=files, before=before, choice_type=choice_type))


def _data_faults(
    body: Mapping[str, Any], *, files: Sent, before: Mapping[str, Any] | None, choice_type: int | None
) -> Faults:
    kind, data = body["type"], body.get("data")
    if kind in (MESSAGE, UPDATE):
        is_edit = kind == UPDATE
        message = {} if data is None else data
        yield from below(
            message_faults(message, is_edit=is_edit, files=files, before=before, place="interaction"), "data"
        )
    elif data is None:
        if kind in (CHOICES, MODAL):
            yield required(("data",))
    elif kind == CHOICES:
        yield from _AUTOCOMPLETES.get(choice_type, _AUTOCOMPLETE)(data, ("data",))
    elif kind == MODAL:
        yield from modal(data, ("data",))
    else:
        yield from _deferred_faults(kind, data)


def _deferred_faults(kind: int, data: object) -> Faults:
    yield from _DEFERRED(data, ("data",))
    if not isinstance(data, Mapping):
        return
    if kind == DEFERRED_UPDATE and data:
        yield from (unknown_key(("data",), str(name)) for name in data)
    flags = data.get("flags")
    if isinstance(flags, int) and flags & ~(EPHEMERAL | SUPPRESS_EMBEDS):
        yield Fault(
            ("data", "flags"),
            "MESSAGE_FLAGS_NOT_SETTABLE",
            f"A deferred answer may not set {flags & ~(EPHEMERAL | SUPPRESS_EMBEDS)}.",
        )
