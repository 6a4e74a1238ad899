"""Pictures and files that components show, as Discord gives them back: with addresses and sizes."""

from collections.abc import Sequence

from bot.sandbox.layouts import walk
from bot.sandbox.wire import Json

_SCHEME = "attachment://"
_THUMBNAIL, _GALLERY, _FILE = 11, 12, 13
_LOADED = 2


class Media:
    """Resolves what components refer to among a message's attachments."""

    def __init__(self, message_id: int, attachments: Sequence[Json]) -> None:
        self._message_id = message_id
        self._known = {f"{_SCHEME}{each['filename']}": each for each in attachments}
        self._known |= {each["url"]: each for each in attachments}

    def resolve(self, components: list[Json]) -> None:
        """Fills in each picture and file of the components, in place."""
        for part in walk(components):
            if part["type"] == _THUMBNAIL:
                part["media"] = self._media(part["media"])
            elif part["type"] == _GALLERY:
                part["items"] = [self._item(item) for item in part["items"]]
            elif part["type"] == _FILE:
                attachment = self._known.get(part["file"]["url"], {})
                part["file"] = self._media(part["file"])
                part["name"] = attachment.get("filename", part.get("name"))
                part["size"] = attachment.get("size", part.get("size"))

    def _item(self, item: Json) -> Json:
        said = {name: value for name, value in item.items() if value is not None}
        return {"description": None, "spoiler": False} | said | {"media": self._media(item["media"])}

    def _media(self, media: Json) -> Json:
        attachment = self._known.get(media["url"])
        if attachment is None:
            return {"id": str(self._message_id), "proxy_url": media["url"]} | media
        shown = {name: attachment[name] for name in ("url", "proxy_url", "content_type")}
        size = {name: attachment.get(name) for name in ("width", "height")}
        number = attachment["id"]
        return {"id": number, "attachment_id": number, "loading_state": _LOADED, **shown, **size}
