"""The people's door: who acts, what they ask, and how a refusal is told to them."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from aiohttp import web

from bot.sandbox import refusals
from bot.sandbox.clock import ClockRefusesError
from bot.sandbox.files import Upload
from bot.sandbox.multipart import has_parts, read_parts
from bot.sandbox.refusals import RefusedError, field_refused
from bot.sandbox.snowflakes import snowflake_or_none
from bot.sandbox.wire import Json, json_answer, loads
from bot.sandbox.world import Channel, Person, World

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]
CREATED, ACCEPTED = 201, 202
_LARGEST_BODY = 256 * 1024


def shown(body: object, status: int = 200) -> web.Response:
    """An answer in JSON."""
    return json_answer(status, body)


def done() -> web.Response:
    """An answer without a body."""
    return web.Response(status=204)


def telling_refusals(handler: Handler) -> Handler:
    """The handler, with refusals answered as this door answers them."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except RefusedError as refused:
            return _error(refused.status, refused.code, refused.message)
        except ClockRefusesError as refused:
            return _error(400, 0, str(refused))

    return handle


def acting_person(world: World, request: web.Request) -> Person:
    """The person that the request names. Raises RefusedError."""
    person = world.person(snowflake_or_none(request.query.get("person")) or 0)
    if person is None:
        raise RefusedError(refusals.UNKNOWN_USER)
    return person


def seen_channel(world: World, person: Person, channel_id: object) -> Channel:
    """The channel, which the person sees. Raises RefusedError."""
    channel = world.channel(snowflake_or_none(channel_id))
    if channel is None:
        raise RefusedError(refusals.UNKNOWN_CHANNEL)
    if not world.sees(person.id, channel):
        raise RefusedError(refusals.MISSING_ACCESS)
    return channel


async def form_of(request: web.Request) -> tuple[Json, dict[int, Upload]]:
    """The request's JSON object and the files that it brings. Raises RefusedError as `body_of` does."""
    if not has_parts(request):
        return await body_of(request), {}
    parts = await read_parts(request)
    if len(parts.json or b"") > _LARGEST_BODY:
        raise RefusedError(refusals.TOO_LARGE)
    return _object(parts.json or b"{}"), parts.files


async def body_of(request: web.Request) -> Json:
    """The request's JSON object. Raises RefusedError where it is none."""
    return _object(await _content(request))


def _object(content: bytes) -> Json:
    try:
        body = loads(content)
    except ValueError as cause:
        raise RefusedError(refusals.INVALID_JSON) from cause
    if not isinstance(body, dict):
        raise RefusedError(refusals.INVALID_JSON)
    return body


async def _content(request: web.Request) -> bytes:
    content = bytearray()
    async for chunk in request.content.iter_chunked(_LARGEST_BODY):
        content += chunk
        if len(content) > _LARGEST_BODY:
            raise RefusedError(refusals.TOO_LARGE)
    return bytes(content)


def wrong(name: str, message: str) -> RefusedError:
    """The refusal of one field of a request."""
    refused = field_refused(name, code="PEOPLE_DOOR", message=message)
    refused.message = f"{name}: {message}"
    return refused


def _error(status: int, code: int, message: str) -> web.Response:
    return shown({"error": {"code": code, "message": message}}, status)
