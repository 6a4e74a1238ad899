"""Files that somebody sent, kept in memory and served to whoever knows their address."""

import mimetypes
from dataclasses import dataclass
from urllib.parse import quote

from bot.sandbox.wire import Json

LARGEST_BYTES = 10 * 1024 * 1024
_MOST_BYTES_KEPT = 256 * 1024 * 1024
_IMAGES = ("image/png", "image/jpeg", "image/gif", "image/webp")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a request."""

    name: str
    content: bytes

    @property
    def content_type(self) -> str:
        """What the name says that it is."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    @property
    def is_shown_inline(self) -> bool:
        """Whether a page may show it; everything else is downloaded."""
        return self.content_type in _IMAGES


class Files:
    """The newest files; older ones are forgotten where there is too much."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int], Upload] = {}
        self._bytes = 0
        self.address = ""

    def keep(self, channel_id: int, attachment_id: int, upload: Upload, description: str | None) -> Json:
        """Keeps a file; the attachment in Discord's shape."""
        self._kept[channel_id, attachment_id] = upload
        self._bytes += len(upload.content)
        while self._bytes > _MOST_BYTES_KEPT:
            self._bytes -= len(self._kept.pop(next(iter(self._kept))).content)
        name = quote(upload.name, safe="", errors="replace")
        url = f"{self.address}/cdn/attachments/{channel_id}/{attachment_id}/{name}"
        payload: Json = {
            "id": str(attachment_id),
            "filename": upload.name,
            "size": len(upload.content),
            "url": url,
            "proxy_url": url,
            "content_type": upload.content_type,
        }
        return payload if description is None else payload | {"description": description}

    def find(self, channel_id: int, attachment_id: int) -> Upload | None:
        """A kept file."""
        return self._kept.get((channel_id, attachment_id))
