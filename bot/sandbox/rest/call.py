"""One call of the bot: what it asks, with whose token, and which body and files it brings."""

from dataclasses import dataclass, field

from aiohttp import web

from bot.sandbox import refusals
from bot.sandbox.files import Upload
from bot.sandbox.multipart import has_parts, read_parts
from bot.sandbox.refusals import RefusedError, field_refused
from bot.sandbox.snowflakes import snowflake_or_none
from bot.sandbox.wire import Json, loads

_LARGEST_JSON = 8 * 1024 * 1024


@dataclass(slots=True)
class Call:
    """A request to an endpoint; `status` is that of its answer."""

    method: str
    route: str
    path: str
    ids: dict[str, str]
    query: dict[str, str]
    body: object = None
    files: dict[int, Upload] = field(default_factory=dict)
    status: int = 200

    @property
    def where(self) -> str:
        """The method and the route."""
        return f"{self.method} {self.route}"

    @property
    def file_names(self) -> dict[int, str | None]:
        """The names under which its files are kept, by their places."""
        return {place: upload.name for place, upload in self.files.items()}

    def id(self, name: str) -> int:
        """An id of the path. Raises RefusedError where it is none."""
        number = snowflake_or_none(self.ids[name])
        if number is None:
            text = f'Value "{self.ids[name]}" is not snowflake.'
            raise field_refused(name, code="NUMBER_TYPE_COERCE", message=text)
        return number

    def query_id(self, name: str) -> int | None:
        """An id of the query. Raises RefusedError where it is none."""
        if name not in self.query:
            return None
        number = snowflake_or_none(self.query[name])
        if number is None:
            text = f'Value "{self.query[name]}" is not snowflake.'
            raise field_refused(name, code="NUMBER_TYPE_COERCE", message=text)
        return number

    def object(self) -> Json:
        """The body as an object. Raises RefusedError where it is none."""
        if not isinstance(self.body, dict):
            raise RefusedError(refusals.INVALID_JSON)
        return self.body


async def read_call(request: web.Request, route: str) -> Call:
    """The call that a request makes. Raises RefusedError on a body that cannot be read."""
    call = Call(request.method, route, request.path_qs, dict(request.match_info), dict(request.query))
    if has_parts(request):
        parts = await read_parts(request)
        call.body = {} if parts.json is None else _parsed(parts.json)
        call.files = parts.files
    elif request.can_read_body:
        call.body = _parsed(await request.read())
    return call


def _parsed(content: bytes) -> object:
    if len(content) > _LARGEST_JSON:
        raise RefusedError(refusals.TOO_LARGE)
    try:
        return loads(content) if content else None
    except ValueError as cause:
        raise RefusedError(refusals.INVALID_JSON) from cause
