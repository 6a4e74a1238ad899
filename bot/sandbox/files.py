"""Files that somebody sent, kept in memory and served to whoever knows their address."""

import mimetypes
import re
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

from bot.sandbox.picture_sizes import size_of
from bot.sandbox.wire import Json

LARGEST_BYTES = 10 * 1024 * 1024
ATTACHMENT_FOLDER, EPHEMERAL_FOLDER = "attachments", "ephemeral-attachments"
_MOST_BYTES_KEPT = 256 * 1024 * 1024
_MOST_FILES_KEPT = 20_000
_IMAGES = ("image/png", "image/jpeg", "image/gif", "image/webp")
_TYPES = mimetypes.MimeTypes()  # what Python knows, whatever this machine has installed
_TEXTS = ("text/", "application/json")
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_.-]+")
_UNNAMED = "unknown"
_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a request, with the name that it was sent under."""

    sent_name: str
    content: bytes

    @property
    def name(self) -> str:
        """The name under which Discord keeps it: no spaces, and no letters beyond ASCII."""
        path = PurePath(self.sent_name)
        ending = _plain(path.suffix)
        stem = _plain(path.stem).strip(".")
        return (stem or _UNNAMED)[: _LONGEST_NAME - len(ending)] + ending

    @property
    def title(self) -> str | None:
        """The name as it was sent, without its ending, where it is kept under another."""
        return None if self.name == self.sent_name else PurePath(self.sent_name).stem

    @property
    def content_type(self) -> str:
        """What the name says that it is."""
        found = _TYPES.guess_type(self.name, strict=False)[0] or "application/octet-stream"
        return f"{found}; charset=utf-8" if found.startswith(_TEXTS) else found

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

    def keep(self, owner_id: int, attachment_id: int, upload: Upload) -> None:
        """Keeps a file of a channel's, or of an application's (`owner_id`), and makes room for it."""
        self._kept[owner_id, attachment_id] = upload
        self._bytes += len(upload.content)
        while self._bytes > _MOST_BYTES_KEPT or len(self._kept) > _MOST_FILES_KEPT:
            self._bytes -= len(self._kept.pop(next(iter(self._kept))).content)

    def described(
        self, owner_id: int, attachment_id: int, upload: Upload, folder: str = ATTACHMENT_FOLDER
    ) -> Json:
        """The attachment in Discord's shape."""
        name = quote(upload.name, safe="")
        url = f"{self.address}/cdn/{folder}/{owner_id}/{attachment_id}/{name}"
        payload: Json = {
            "id": str(attachment_id),
            "filename": upload.name,
            "size": len(upload.content),
            "url": url,
            "proxy_url": url,
            "content_type": upload.content_type,
        }
        size = size_of(upload.content) if upload.is_shown_inline else None
        if size is not None:
            payload["width"], payload["height"] = size
        return payload if upload.title is None else payload | {"title": upload.title}

    def find(self, owner_id: int, attachment_id: int) -> Upload | None:
        """A kept file."""
        return self._kept.get((owner_id, attachment_id))


def _plain(name: str) -> str:
    return _NOT_IN_NAMES.sub("", re.sub(r"\s", "_", name))
