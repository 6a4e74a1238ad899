"""The door of REST: who asks, what was asked, and how a refusal is answered and written down."""

import secrets
from collections import deque
from collections.abc import Awaitable, Callable
from typing import NamedTuple, TypeAlias

from aiohttp import web

from bot.sandbox import refusals
from bot.sandbox.refusals import RefusedError
from bot.sandbox.rest.call import Call, read_call
from bot.sandbox.rest.rate_limits import RateLimits, Taken
from bot.sandbox.violations import Violations
from bot.sandbox.wire import json_answer

BASE = "/api/v10"
_MOST_RECORDED = 5000

Endpoint: TypeAlias = Callable[[Call], object]
Hook: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse | None]]


class Recorded(NamedTuple):
    """A request of the bot."""

    method: str
    route: str
    path: str
    body: object


class RestDoor:
    """Turns endpoints into handlers. An endpoint returns what is answered as JSON; None answers 204."""

    def __init__(self, token: str, violations: Violations, limits: RateLimits | None = None) -> None:
        self._authorization = f"Bot {token}"
        self._violations = violations
        self._limits = limits
        self._hooks: list[Hook] = []
        self.requests: deque[Recorded] = deque(maxlen=_MOST_RECORDED)

    def before_request(self, hook: Hook) -> None:
        """Has `hook` look at each request first; it may answer instead, or cut the connection."""
        self._hooks.append(hook)

    def add(
        self, app: web.Application, method: str, route: str, endpoint: Endpoint, *, needs_token: bool = True
    ) -> None:
        """Puts an endpoint at its route."""

        async def handle(request: web.Request) -> web.StreamResponse:
            return await self._handle(request, route, endpoint, needs_token=needs_token)

        app.router.add_route(method, BASE + route, handle)

    def add_rest(self, app: web.Application) -> None:
        """Answers what is no route of Discord's, or none that the sandbox knows, with 404 or 405."""

        async def handle(request: web.Request) -> web.StreamResponse:
            why = refusals.METHOD_NOT_ALLOWED if await _is_known(request) else refusals.NOT_FOUND

            def unknown(_: Call) -> object:
                raise RefusedError(why)

            return await self._handle(request, request.path, unknown, needs_token=False)

        app.router.add_route("*", "/api{tail:.*}", handle)

    async def _handle(
        self, request: web.Request, route: str, endpoint: Endpoint, *, needs_token: bool
    ) -> web.StreamResponse:
        for hook in self._hooks:
            answer = await hook(request)
            if answer is not None:
                return answer
        call = Call(request.method, route, request.path_qs, {}, {})
        try:
            if needs_token:
                self._check_token(request)
            taken = self._limits.take(request.method, route, request.match_info) if self._limits else Taken()
            if taken.refused is not None:
                return taken.refused
            call = await read_call(request, route)
            self.requests.append(Recorded(call.method, route, call.path, call.body))
        except web.HTTPRequestEntityTooLarge:
            return self._refused(call, RefusedError(refusals.TOO_LARGE))
        except RefusedError as refused:
            return self._refused(call, refused)
        answer = self._answered(call, endpoint)
        answer.headers.update(taken.headers)
        return answer

    def _answered(self, call: Call, endpoint: Endpoint) -> web.Response:
        try:
            body = endpoint(call)
        except RefusedError as refused:
            return self._refused(call, refused)
        return web.Response(status=204) if body is None else json_answer(call.status, body)

    def _check_token(self, request: web.Request) -> None:
        given = request.headers.get("Authorization", "")
        if not secrets.compare_digest(given.encode(), self._authorization.encode()):
            raise RefusedError(refusals.UNAUTHORIZED)

    def _refused(self, call: Call, refused: RefusedError) -> web.Response:
        self._violations.add(refused.code, refused.message, call.where, refused.body.get("errors"), call.body)
        return json_answer(refused.status, refused.body)


async def _is_known(request: web.Request) -> bool:
    """Whether there is an endpoint at the path, for another method."""
    for resource in request.app.router.resources():
        _, methods = await resource.resolve(request)
        if methods - {"*"}:
            return True
    return False
