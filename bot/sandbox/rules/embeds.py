"""Embeds: each for itself, and the text of all together."""

from collections.abc import Mapping

from bot.sandbox.rules.faults import Check, Fault, Faults, Path, required
from bot.sandbox.rules.shapes import WEB, array, boolean, mappings, moment, shape, text, url, whole

MAX_EMBEDS = 10
MAX_TEXT_OF_ALL = 6000
_WEB_URL = url(2048, *WEB)
_MEDIA_URL = url(2048, *WEB, "attachment")
# Width, height and the like come with what Discord sends; a bot that sends an embed on has them in it.
_MEDIA = shape(
    {
        "url": _MEDIA_URL,
        "proxy_url": text(0, 2048),
        "width": whole(0, 2**31 - 1),
        "height": whole(0, 2**31 - 1),
        "content_type": text(0, 256),
        "placeholder": text(0, 64),
        "placeholder_version": whole(0, 2**31 - 1),
        "flags": whole(0, 2**53),
        "description": text(0, 4096),
    }
)
_EMBED: dict[str, Check] = {
    "type": text(0, 100),
    "flags": whole(0, 2**53),
    "url": _WEB_URL,
    "title": text(0, 256),
    "description": text(0, 4096),
    "color": whole(0, 0xFFFFFF),
    "timestamp": moment,
    "author": shape(
        {
            "name": text(1, 256),
            "url": _WEB_URL,
            "icon_url": _MEDIA_URL,
            "proxy_icon_url": text(0, 2048),
        },
        "name",
    ),
    "footer": shape({"text": text(1, 2048), "icon_url": _MEDIA_URL, "proxy_icon_url": text(0, 2048)}, "text"),
    "image": _MEDIA,
    "thumbnail": _MEDIA,
    "video": _MEDIA,
    "provider": shape({"name": text(0, 256), "url": _WEB_URL}),
    "fields": array(
        shape({"name": text(1, 256), "value": text(1, 1024), "inline": boolean}, "name", "value"), 0, 25
    ),
}
_CONTENT = ("title", "description", "fields", "author", "footer", "image", "thumbnail", "video", "timestamp")
_EMBEDS = array(shape(_EMBED), 0, MAX_EMBEDS)


def embeds(value: object, path: Path) -> Faults:
    """A message's embeds: each with something in it, no more than 6,000 characters in all."""
    yield from _EMBEDS(value, path)
    every = mappings(value)
    for place, embed in every:
        if not any(embed.get(name) for name in _CONTENT):
            yield required((*path, place, "description"))
    if sum(_characters(embed) for _, embed in every) > MAX_TEXT_OF_ALL:
        yield Fault(path, "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {MAX_TEXT_OF_ALL}")


def _characters(embed: Mapping[str, object]) -> int:
    texts = [embed.get("title"), embed.get("description")]
    for name, inner in (("author", "name"), ("footer", "text")):
        part = embed.get(name)
        if isinstance(part, Mapping):
            texts.append(part.get(inner))
    for _, field in mappings(embed.get("fields")):
        texts += [field.get("name"), field.get("value")]
    return sum(len(each) for each in texts if isinstance(each, str))
