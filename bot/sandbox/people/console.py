"""The people's door: the calendar, the violations, and the gateway's ends."""

from datetime import UTC, datetime

from aiohttp import web

from bot.sandbox.clock import Clock, ClockRefusesError
from bot.sandbox.gateway.gateway import Gateway
from bot.sandbox.people.door import body_of, done, shown, wrong
from bot.sandbox.people.viewing import clock_payload
from bot.sandbox.snowflakes import snowflake_or_none
from bot.sandbox.violations import Violations

_ENDS = ("drop", "reconnect", "invalid_session")


class Console:
    """Handlers for what no Discord has."""

    def __init__(self, clock: Clock, violations: Violations, gateway: Gateway) -> None:
        self._clock = clock
        self._violations = violations
        self._gateway = gateway

    async def move_clock(self, request: web.Request) -> web.Response:
        """Moves the calendar forward."""
        body = await body_of(request)
        seconds, to, to_next = (body.get(name) for name in ("advance_seconds", "to", "to_next"))
        if isinstance(seconds, int) and not isinstance(seconds, bool):
            self._clock.advance(seconds)
        elif isinstance(to, str):
            self._clock.move_to(_moment(to))
        elif isinstance(to_next, str):
            self._clock.move_to_next(to_next)
        else:
            raise wrong("advance_seconds", "Say advance_seconds, to or to_next.")
        return shown(clock_payload(self._clock))

    async def violations(self, request: web.Request) -> web.Response:
        """The violations after a number."""
        after = snowflake_or_none(request.query.get("after", "0")) or 0
        return shown([violation.payload() for violation in self._violations.after(after)])

    async def forget_violations(self, _: web.Request) -> web.Response:
        """Clears the list."""
        self._violations.entries.clear()
        return done()

    async def end_gateway(self, request: web.Request) -> web.Response:
        """Ends the bot's gateway connection."""
        body = await body_of(request)
        if body.get("action") not in _ENDS:
            raise wrong("action", f"One of {', '.join(_ENDS)}.")
        self._gateway.end(body["action"], is_resumable=body.get("resumable") is not False)
        return done()


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as cause:
        raise ClockRefusesError("This is no time in ISO 8601.") from cause
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
