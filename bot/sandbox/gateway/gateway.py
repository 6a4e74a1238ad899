"""The gateway v10: greets, identifies, beats, dispatches and resumes."""

import asyncio
import contextlib
import time
from collections.abc import Callable

from aiohttp import WSMsgType, web

from bot.sandbox.gateway import intents
from bot.sandbox.gateway.connection import Connection
from bot.sandbox.gateway.frames import ClosedError, check_version, is_shard, op_and_body
from bot.sandbox.gateway.greetings import asks_for_everyone, members_payload, ready_payload, shown_guilds
from bot.sandbox.gateway.pulse import HEARTBEAT_MS, Pulse
from bot.sandbox.gateway.session import Session
from bot.sandbox.payloads import guild_create_payload
from bot.sandbox.snowflakes import snowflake_or_none
from bot.sandbox.violations import Violations
from bot.sandbox.wire import Json, dumps
from bot.sandbox.world import World

_DISPATCH, _HEARTBEAT, _IDENTIFY, _PRESENCE, _VOICE, _RESUME = 0, 1, 2, 3, 4, 6
_RECONNECT, _MEMBERS, _INVALID_SESSION, _HELLO, _ACK = 7, 8, 9, 10, 11
_MOST_SESSIONS, _MOST_CONNECTIONS = 32, 100
_ENDS_SESSION = (1000, 1001)
_ACK_SECONDS = 0.05
"""As over a network: discord.py notes that it sent a heartbeat a little after it did."""


class Gateway:
    """All sessions of the bot. `tell_online` hears of it when the bot comes and goes."""

    def __init__(
        self, world: World, token: str, violations: Violations, tell_online: Callable[[], None]
    ) -> None:
        self._world = world
        self._token = token
        self._violations = violations
        self._tell_online = tell_online
        self._sessions: dict[str, Session] = {}
        self._connections: set[Connection] = set()
        self.url = ""

    @property
    def is_online(self) -> bool:
        """Whether the bot is there."""
        return any(session.connection is not None for session in self._sessions.values())

    def dispatch(self, name: str, intent: int, guild_id: int | None, data: Json) -> None:
        """Tells the bot of an event, where it asked for it (intent 0: in any case)."""
        text: str | None = None
        for session in self._sessions.values():
            if session.hears_of(guild_id) and (not intent or session.intents & intent):
                text = text or dumps(data)
                session.dispatch(name, text)

    def dispatch_message(self, name: str, guild_id: int | None, data: Json, closed: Json) -> None:
        """Tells of a message: those that may not read others' words get `closed`."""
        intent = intents.DIRECT_MESSAGES if guild_id is None else intents.GUILD_MESSAGES
        texts: dict[bool, str] = {}
        for session in self._sessions.values():
            if session.hears_of(guild_id) and session.intents & intent:
                reads = closed is data or session.reads_content
                if reads not in texts:
                    texts[reads] = dumps(data if reads else closed)
                session.dispatch(name, texts[reads])

    def end(self, action: str, *, is_resumable: bool) -> None:
        """Ends every connection: "drop" without a word, "reconnect" or "invalid_session" with theirs."""
        for session in list(self._sessions.values()):
            connection = session.connection
            if connection is None:
                continue
            if action == "reconnect":
                connection.send_op(_RECONNECT)
            elif action == "invalid_session":
                connection.send_op(_INVALID_SESSION, is_resumable)
            else:
                connection.drop()
            if not is_resumable:
                del self._sessions[session.id]
        if not self.is_online:
            self._tell_online()

    def close(self) -> None:
        """Closes every connection, as Discord does before it restarts."""
        for connection in list(self._connections):
            connection.close(1001)

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """The bot's websocket, for as long as it is open."""
        if len(self._connections) >= _MOST_CONNECTIONS:
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse(compress=False, max_msg_size=1 << 20)
        await socket.prepare(request)
        is_compressed = request.query.get("compress") == "zlib-stream"
        connection = Connection(socket, request, is_compressed=is_compressed)
        self._connections.add(connection)
        writing = asyncio.create_task(connection.write())
        connection.send_op(_HELLO, {"heartbeat_interval": HEARTBEAT_MS})
        code: int | None = None
        try:
            code = await self._listen(socket, connection)
        finally:
            self._connections.discard(connection)
            self._detach(connection, code)
            writing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writing
        return socket

    async def _listen(self, socket: web.WebSocketResponse, connection: Connection) -> int | None:
        """The code with which the bot itself ended the connection; None where it did not."""
        try:
            await self._hear_all(socket, connection)
        except ClosedError as closed:
            self._violations.add(closed.code, closed.why, "GATEWAY")
            await socket.close(code=closed.code, message=closed.why.encode())
            return None
        return socket.close_code

    async def _hear_all(self, socket: web.WebSocketResponse, connection: Connection) -> None:
        check_version(connection.query)
        pulse = Pulse(time.monotonic())
        while True:
            try:
                frame = await socket.receive(timeout=max(0.001, pulse.seconds_left(time.monotonic())))
            except TimeoutError as cause:
                raise ClosedError(4009) from cause
            if frame.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                return
            now = time.monotonic()
            if pulse.sends_too_much(now):
                raise ClosedError(4008)
            if self._hear(connection, frame.data) == _HEARTBEAT:
                pulse.beat(now)

    def _hear(self, connection: Connection, data: str | bytes) -> int:
        op, body = op_and_body(data)
        session = self._session_of(connection)
        if op == _HEARTBEAT:
            asyncio.get_running_loop().call_later(_ACK_SECONDS, connection.send_op, _ACK)
        elif op in (_IDENTIFY, _RESUME):
            if session is not None:
                raise ClosedError(4005)
            if not isinstance(body, dict):
                raise ClosedError(4002)
            self._identify(connection, body) if op == _IDENTIFY else self._resume(connection, body)
        elif session is None:
            raise ClosedError(4003)
        elif op == _MEMBERS and isinstance(body, dict):
            self._send_members(session, body)
        elif op not in (_PRESENCE, _VOICE):
            raise ClosedError(4001)
        return op

    def _identify(self, connection: Connection, body: Json) -> None:
        if body.get("token") != self._token:
            raise ClosedError(4004)
        if not isinstance(body.get("properties"), dict):
            raise ClosedError(4002)
        bits, shard = body.get("intents"), body.get("shard") or [0, 1]
        if type(bits) is not int or not intents.are_known(bits):
            raise ClosedError(4013)
        if not intents.are_granted(bits, self._world.application.flags):
            raise ClosedError(4014)
        if not is_shard(shard):
            raise ClosedError(4010)
        was_online = self.is_online
        session = Session(bits, (shard[0], shard[1]), connection)
        self._sessions[session.id] = session
        self._forget_oldest()
        session.dispatch("READY", dumps(ready_payload(self._world, session, self.url)))
        if bits & intents.GUILDS:
            with_members = bool(bits & intents.GUILD_MEMBERS)
            for guild in shown_guilds(self._world, session):
                data = guild_create_payload(self._world, guild, with_members=with_members)
                session.dispatch("GUILD_CREATE", dumps(data))
        if not was_online:
            self._tell_online()

    def _resume(self, connection: Connection, body: Json) -> None:
        if body.get("token") != self._token:
            raise ClosedError(4004)
        session = self._sessions.get(str(body.get("session_id")))
        after = body.get("seq")
        if session is None or type(after) is not int:
            connection.send_op(_INVALID_SESSION, False)  # noqa: FBT003  # Discord's own shape
            return
        if after > session.sequence:
            raise ClosedError(4007)
        was_online = self.is_online
        if session.connection is not None:
            session.connection.close(4000)
        session.connection = connection
        if not session.replay(after):
            del self._sessions[session.id]
            connection.send_op(_INVALID_SESSION, False)  # noqa: FBT003  # Discord's own shape
        elif not was_online:
            self._tell_online()

    def _send_members(self, session: Session, body: Json) -> None:
        guild = self._world.guilds.get(snowflake_or_none(body.get("guild_id")) or 0)
        if guild is None:
            return
        if not isinstance(body.get("limit") or 0, int):
            raise ClosedError(4002)
        if asks_for_everyone(body) and not session.intents & intents.GUILD_MEMBERS:
            raise ClosedError(4014)
        session.dispatch("GUILD_MEMBERS_CHUNK", dumps(members_payload(self._world, guild, body)))

    def _session_of(self, connection: Connection) -> Session | None:
        return next(
            (session for session in self._sessions.values() if session.connection is connection), None
        )

    def _forget_oldest(self) -> None:
        for session in list(self._sessions.values())[:-_MOST_SESSIONS]:
            if session.connection is None:
                del self._sessions[session.id]

    def _detach(self, connection: Connection, code: int | None) -> None:
        session = self._session_of(connection)
        if session is None:
            return
        session.connection = None
        if code in _ENDS_SESSION:
            del self._sessions[session.id]
        if not self.is_online:
            self._tell_online()
