"""The files of a message: what says which is which, and what refers to them."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import TypeAlias

from bot.sandbox.rules.faults import Fault, Faults, Path, wrong_length
from bot.sandbox.rules.layout import walk
from bot.sandbox.rules.shapes import array, as_whole, boolean, mappings, shape, snowflake, text

Sent: TypeAlias = int | Mapping[int, str | None]
"""The files of a request: their names by their places, or only how many they are."""

MAX_FILES = 10
_SCHEME = "attachment://"
_FIRST_SNOWFLAKE = 1 << 22  # smaller ids are places among the request's own files
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_.-]+")  # Discord renames files that are called otherwise
# What Discord adds to a kept file, which discord.py sends back whole.
_KEPT = {
    name: text(0, 4096) for name in ("url", "proxy_url", "content_type", "waveform", "title", "placeholder")
}
_ATTACHMENT = shape(
    {
        **_KEPT,
        "id": snowflake,
        "filename": text(1, 1024),
        "description": text(0, 1024),
        "size": snowflake,
        "width": snowflake,
        "height": snowflake,
        "flags": snowflake,
        "spoiler": boolean,
        "is_spoiler": boolean,
    },
    "id",
)
_ATTACHMENTS = array(_ATTACHMENT, 0, MAX_FILES)


def as_sent(files: Sent) -> Mapping[int, str | None]:
    """The names of a request's files by their places; of so many files that are not named, None each."""
    return dict.fromkeys(range(files)) if isinstance(files, int) else files


def attachment_faults(
    body: Mapping[str, object], path: Path, *, files: Mapping[int, str | None], kept: Collection[str] | None
) -> Faults:
    """Attachments of which each is a file of the request, or one that the message has (`kept`, ids)."""
    value = body.get("attachments")
    if len(files) > MAX_FILES:
        yield wrong_length((*path, "files"), 0, MAX_FILES)
    if value is None:
        return
    yield from _ATTACHMENTS(value, (*path, "attachments"))
    seen: set[int] = set()
    for place, attachment in mappings(value):
        number = as_whole(attachment.get("id"))
        if number is None:
            continue
        is_own = number < _FIRST_SNOWFLAKE
        is_there = number in files if is_own else kept is None or str(number) in kept
        if not is_there or number in seen:
            yield Fault((*path, "attachments", place, "id"), "ATTACHMENT_NOT_FOUND", "Attachment not found")
        seen.add(number)


def reference_faults(
    body: Mapping[str, object],
    path: Path,
    *,
    files: Mapping[int, str | None],
    kept_names: Collection[str] | None,
) -> Faults:
    """`attachment://` names a file that is there."""
    known = {name for name in _new_names(body, files).values() if name and _PLAIN_NAME.fullmatch(name)}
    for here, name in _references(body, path):
        if name not in known and (kept_names is not None and name not in kept_names):
            yield Fault(
                here,
                "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
                "The referenced attachment was not found",
            )


def hidden_files(body: Mapping[str, object], files: Sent) -> list[str]:
    """The names of a layout's new files that no component names: Discord takes them, and nobody sees them."""
    used = {name for _, name in _references(body, ())}
    names = _new_names(body, as_sent(files))
    return [name or str(place) for place, name in sorted(names.items()) if name not in used]


def _new_names(body: Mapping[str, object], files: Mapping[int, str | None]) -> dict[int, str | None]:
    names = dict(files)
    for _, each in mappings(body.get("attachments")):
        number, name = as_whole(each.get("id")), each.get("filename")
        if number is not None and number < _FIRST_SNOWFLAKE and isinstance(name, str):
            names[number] = name
    return names


def _references(body: Mapping[str, object], path: Path) -> Iterator[tuple[Path, str]]:
    for here, url in _urls(body, path):
        if isinstance(url, str) and url.startswith(_SCHEME):
            yield here, url.removeprefix(_SCHEME)


def _urls(body: Mapping[str, object], path: Path) -> Iterator[tuple[Path, object]]:
    for place, embed in mappings(body.get("embeds")):
        for part, name in (
            ("image", "url"),
            ("thumbnail", "url"),
            ("author", "icon_url"),
            ("footer", "icon_url"),
        ):
            yield from _url_of(embed.get(part), (*path, "embeds", place, part), name)
    for here, component in walk(body.get("components"), (*path, "components")):
        for part in ("media", "file"):
            yield from _url_of(component.get(part), (*here, part), "url")
        for place, item in mappings(component.get("items")):
            yield from _url_of(item.get("media"), (*here, "items", place, "media"), "url")


def _url_of(holder: object, path: Path, name: str) -> Iterator[tuple[Path, object]]:
    if isinstance(holder, Mapping):
        yield (*path, name), holder.get(name)
