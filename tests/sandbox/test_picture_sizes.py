import struct

import pytest

from bot.sandbox.files import Files, Upload
from bot.sandbox.picture_sizes import size_of

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 480)
GIF = b"GIF89a" + struct.pack("<HH", 20, 10)
SEGMENT = b"\xff\xe0" + struct.pack(">H", 6) + b"JFIF"
FRAME = b"\xff\xc0" + struct.pack(">HBHH", 17, 8, 300, 200)
JPEG = b"\xff\xd8" + SEGMENT + b"\xff" + FRAME


@pytest.mark.parametrize(("content", "size"), [(PNG, (640, 480)), (GIF, (20, 10)), (JPEG, (200, 300))])
def test_a_picture_says_how_large_it_is(content: bytes, size: tuple[int, int]):
    assert size_of(content) == size


@pytest.mark.parametrize(
    "content", [b"", PNG[:20], GIF[:7], JPEG[:12], b"\xff\xd8xx", b"\xff\xd8\xff\xd9", b"<svg/>"]
)
def test_what_is_no_whole_picture_says_nothing(content: bytes):
    assert size_of(content) is None


def test_an_attachment_that_is_a_picture_has_its_size():
    described = Files().described(1, 2, Upload("board.png", PNG))
    assert (described["width"], described["height"]) == (640, 480)
    assert "width" not in Files().described(1, 2, Upload("board.csv", PNG))
