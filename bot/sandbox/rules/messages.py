"""Messages, from a bot to a channel or as the answer to an interaction."""

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from bot.sandbox.rules.attachments import Sent, as_sent, attachment_faults, reference_faults
from bot.sandbox.rules.embeds import embeds
from bot.sandbox.rules.faults import Check, Fault, Faults, Path, wrong_length
from bot.sandbox.rules.layout import layout_faults, plain_faults
from bot.sandbox.rules.mentions import allowed_mentions
from bot.sandbox.rules.polls import poll
from bot.sandbox.rules.shapes import (
    array,
    as_whole,
    boolean,
    mappings,
    one_of,
    shape,
    snowflake,
    text,
    whole,
)

Place: TypeAlias = Literal["channel", "interaction"]

MAX_CONTENT = 2000
MAX_NONCE = 25
SUPPRESS_EMBEDS, EPHEMERAL, SUPPRESS_NOTIFICATIONS, IS_COMPONENTS_V2 = 1 << 2, 1 << 6, 1 << 12, 1 << 15
_REPLY, _FORWARD = 0, 1
_LEGACY_FIELDS = ("content", "embeds", "poll", "sticker_ids")


def _any(_value: object, _path: Path) -> Faults:
    """What another rule looks into."""
    yield from ()


def _nonce(value: object, path: Path) -> Faults:
    if isinstance(value, str) and len(value) > MAX_NONCE:
        yield wrong_length(path, 0, MAX_NONCE)
    elif isinstance(value, bool) or not isinstance(value, str | int):
        yield Fault(path, "NONCE_TYPE_INVALID_TYPE", "This field must be a string or integer.")


_ANYWHERE: dict[str, Check] = {
    "content": text(0, MAX_CONTENT),
    "embeds": embeds,
    "allowed_mentions": allowed_mentions,
    "components": _any,
    "attachments": _any,
    "flags": whole(0, 2**31 - 1),
    "poll": poll,
    "tts": boolean,
}
_REFERENCE = shape(
    {
        "type": one_of(_REPLY, _FORWARD),
        "message_id": snowflake,
        "channel_id": snowflake,
        "guild_id": snowflake,
        "fail_if_not_exists": boolean,
    },
    "message_id",
)
_CHANNEL: dict[str, Check] = _ANYWHERE | {
    "nonce": _nonce,
    "enforce_nonce": boolean,
    "sticker_ids": array(snowflake, 0, 3),
    "message_reference": _REFERENCE,
}
_FIELDS: dict[Place | None, Check] = {
    None: shape(_CHANNEL),
    "channel": shape(_CHANNEL),
    "interaction": shape(_ANYWHERE),
}


def message_faults(
    body: object,
    *,
    is_edit: bool = False,
    files: Sent = 0,
    before: Mapping[str, Any] | None = None,
    place: Place | None = None,
) -> list[Fault]:
    """What Discord refuses in a message with these files.

    `before` is the message as it stands before an edit: with it, what the edit leaves in place is judged
    too. `place` says what it goes to; without it, what either place allows is allowed.
    """
    return list(_faults(body, is_edit=is_edit, files=as_sent(files), before=before, place=place))


def _faults(
    body: object,
    *,
    is_edit: bool,
    files: Mapping[int, str | None],
    before: Mapping[str, Any] | None,
    place: Place | None,
) -> Faults:
    yield from _FIELDS[place](body, ())
    if not isinstance(body, Mapping):
        return
    yield from _flag_faults(body, is_edit=is_edit, before=before, place=place)
    was_layout = before is not None and _has_layout_flag(before)
    is_layout = was_layout or _has_layout_flag(body)
    if body.get("components") is not None:
        check = layout_faults if is_layout else plain_faults
        yield from check(body["components"], ("components",))
    if is_layout:
        yield from _legacy_faults(body, before or {})
    yield from _file_faults(body, is_edit=is_edit, files=files, before=before)
    if is_edit and before is None:
        return
    is_empty = _is_empty({**(before or {}), **body}, len(files), is_layout=is_layout)
    if _is_forward(body):
        if not is_empty:
            yield Fault((), "FORWARD_WITH_CONTENT", "Forward messages cannot have additional content")
    elif is_empty:
        yield Fault((), "EMPTY_MESSAGE", "Cannot send an empty message")


def _is_forward(body: Mapping[str, Any]) -> bool:
    reference = body.get("message_reference")
    return isinstance(reference, Mapping) and reference.get("type") == _FORWARD


def _has_layout_flag(message: Mapping[str, Any]) -> bool:
    return bool((as_whole(message.get("flags")) or 0) & IS_COMPONENTS_V2)


def _flag_faults(
    body: Mapping[str, Any], *, is_edit: bool, before: Mapping[str, Any] | None, place: Place | None
) -> Faults:
    flags = as_whole(body.get("flags"))
    if flags is None:
        return
    settable = SUPPRESS_EMBEDS | IS_COMPONENTS_V2
    if not is_edit:
        settable |= SUPPRESS_NOTIFICATIONS
        settable |= 0 if place == "channel" else EPHEMERAL
    if is_edit and before is not None:
        # An edit may carry what the message has already.
        settable |= as_whole(before.get("flags")) or 0
        if _has_layout_flag(before) and not flags & IS_COMPONENTS_V2:
            yield Fault(
                ("flags",),
                "MESSAGE_COMPONENTS_V2_FLAG_NOT_REMOVABLE",
                "The IS_COMPONENTS_V2 flag cannot be removed from a message",
            )
    if flags & ~settable:
        yield Fault(("flags",), "MESSAGE_FLAGS_NOT_SETTABLE", f"A bot may not set {flags & ~settable} here.")


def _legacy_faults(body: Mapping[str, Any], before: Mapping[str, Any]) -> Faults:
    for name in _LEGACY_FIELDS:
        if body[name] if name in body else before.get(name):
            yield Fault(
                (name,),
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )


def _file_faults(
    body: Mapping[str, Any],
    *,
    is_edit: bool,
    files: Mapping[int, str | None],
    before: Mapping[str, Any] | None,
) -> Faults:
    old = {str(each.get("id")): each for _, each in mappings((before or {}).get("attachments"))}
    is_known = before is not None or not is_edit
    yield from attachment_faults(body, (), files=files, kept=set(old) if is_known else None)
    if body.get("attachments") is not None:
        named = {as_whole(each.get("id")) for _, each in mappings(body["attachments"])}
        old = {number: each for number, each in old.items() if as_whole(number) in named}
    names = {str(each.get("filename")) for each in old.values()} if is_known else None
    yield from reference_faults(body, (), files=files, kept_names=names)


def _is_empty(message: Mapping[str, Any], files: int, *, is_layout: bool) -> bool:
    if is_layout:
        return not message.get("components")
    content = message.get("content")
    is_written = bool(content.strip()) if isinstance(content, str) else content is not None
    rest = ("embeds", "components", "poll", "sticker_ids", "attachments")
    return not (is_written or files or any(message.get(name) for name in rest))
