"""Requests that bring files: one part of JSON, `payload_json`, and parts named `files[n]`."""

import re
from dataclasses import dataclass, field
from pathlib import PurePath

from aiohttp import web
from aiohttp.multipart import BodyPartReader

from bot.sandbox import refusals
from bot.sandbox.files import LARGEST_BYTES, Upload
from bot.sandbox.refusals import RefusedError

LARGEST_REQUEST = 25 * 1024 * 1024  # Discord's, whatever the number of its files
_FILE = re.compile(r"files\[(\d{1,4})\]")


@dataclass(slots=True)
class Parts:
    """What a request brought; `json` is None where it had no such part."""

    json: bytes | None = None
    files: dict[int, Upload] = field(default_factory=dict)


def has_parts(request: web.Request) -> bool:
    """Whether the request brings more than one thing."""
    return request.content_type == "multipart/form-data"


async def read_parts(request: web.Request) -> Parts:
    """The parts of a request. Raises RefusedError on what cannot be read or is too large."""
    parts = Parts()
    try:
        await _read(request, parts)
    except ValueError as cause:  # no boundary, or the end is missing
        raise RefusedError(refusals.INVALID_JSON) from cause
    return parts


async def _read(request: web.Request, parts: Parts) -> None:
    room = LARGEST_REQUEST
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        content = await _content(part)
        room -= len(content)
        if room < 0:
            raise RefusedError(refusals.TOO_LARGE)
        if part.name == "payload_json":
            parts.json = content
        elif found := _FILE.fullmatch(part.name or ""):
            parts.files[int(found[1])] = Upload(PurePath(part.filename or "file").name, content)


async def _content(part: BodyPartReader) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk():
        content += chunk
        if len(content) > LARGEST_BYTES:
            raise RefusedError(refusals.TOO_LARGE)
    return bytes(content)
