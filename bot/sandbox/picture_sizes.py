"""How wide and high a picture is, read from its first bytes."""

import struct

_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # JPEG segments that begin with the picture's size
_MARK = 0xFF
_BARE = {0x01, *range(0xD0, 0xD9)}  # JPEG markers without a length


def size_of(content: bytes) -> tuple[int, int] | None:
    """The width and the height in pixels of a PNG, GIF or JPEG; None of anything else."""
    try:
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            width, height = struct.unpack_from(">II", content, 16)
            return width, height
        if content[:6] in (b"GIF87a", b"GIF89a"):
            width, height = struct.unpack_from("<HH", content, 6)
            return width, height
        return _size_of_jpeg(content) if content.startswith(b"\xff\xd8") else None
    except struct.error:  # it ends too soon
        return None


def _size_of_jpeg(content: bytes) -> tuple[int, int] | None:
    place = 2
    while True:
        start, marker = struct.unpack_from(">BB", content, place)
        if start != _MARK:
            return None
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", content, place + 5)
            return width, height
        if marker == _MARK:  # filled up
            place += 1
        elif marker in _BARE:
            place += 2
        else:
            place += 2 + struct.unpack_from(">H", content, place + 2)[0]
