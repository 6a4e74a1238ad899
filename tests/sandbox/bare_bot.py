"""The bot's bare hands on the REST door and the gateway, without a library that would hide anything."""

import json
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, TypeAlias

import aiohttp

from bot.sandbox.server import Sandbox
from tests.e2e.person import Refused

Json: TypeAlias = dict[str, Any]
USUAL_INTENTS = 1 << 0 | 1 << 9 | 1 << 12
_TAIL = b"\x00\x00\xff\xff"


class Rest:
    """The bot's REST client, without a library that would hide anything."""

    def __init__(self, session: aiohttp.ClientSession, sandbox: Sandbox) -> None:
        self._session = session
        self._sandbox = sandbox

    async def __call__(
        self, method: str, path: str, body: object = None, *, token: str | None = None, **form: object
    ) -> tuple[int, Any]:
        """The status and the body of the answer."""
        headers = {"Authorization": token if token is not None else f"Bot {self._sandbox.bot_token}"}
        given: dict[str, Any] = dict(form) if form else {"json": body} if body is not None else {}
        url = self._sandbox.api_base + path
        async with self._session.request(method, url, headers=headers, **given) as answer:
            return answer.status, await answer.json() if answer.status != 204 else None


class PeopleDoor:
    """The first learner's requests to the people's door, word by word."""

    def __init__(self, session: aiohttp.ClientSession, sandbox: Sandbox) -> None:
        self._session = session
        self._sandbox = sandbox

    async def get(self, path: str) -> Any:  # noqa: ANN401  # JSON
        """What is shown. Raises Refused."""
        return await self._asked("GET", path, None)

    async def post(self, path: str, body: object) -> Json:
        """What is answered. Raises Refused."""
        return dict(await self._asked("POST", path, body) or {})

    async def _asked(self, method: str, path: str, body: object) -> Any:  # noqa: ANN401  # JSON
        params = {"person": str(self._sandbox.world.learner.id)}
        url = f"{self._sandbox.address}/people{path}"
        async with self._session.request(method, url, params=params, json=body) as answer:
            shown: Any = await answer.json() if answer.status != 204 else None
            if answer.status >= 400:
                raise Refused(answer.status, shown["error"])
            return shown


class RawGateway:
    """The bot's gateway websocket."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, *, is_compressed: bool = False) -> None:
        self.socket = socket
        self._inflator = zlib.decompressobj() if is_compressed else None
        self.sequence = 0

    async def send(self, op: object, data: object) -> None:
        await self.socket.send_str(json.dumps({"op": op, "d": data}))

    async def next(self) -> Json:
        """The next payload; the sequence is remembered."""
        frame = await self.socket.receive(timeout=5)
        if frame.type is aiohttp.WSMsgType.BINARY:
            assert self._inflator is not None
            assert frame.data.endswith(_TAIL)
            payload: Json = json.loads(self._inflator.decompress(frame.data))
        else:
            assert frame.type is aiohttp.WSMsgType.TEXT, frame
            payload = json.loads(frame.data)
        self.sequence = payload["s"] or self.sequence
        return payload

    async def event(self, name: str) -> Json:
        """The data of the next event of that name; others before it are passed over."""
        while True:
            payload = await self.next()
            if payload["t"] == name:
                return dict(payload["d"])

    async def identify(self, token: str, intents: int = USUAL_INTENTS, **more: object) -> Json:
        """HELLO, IDENTIFY, and the data of READY."""
        assert (await self.next())["op"] == 10
        await self.send(2, {"token": token, "intents": intents, "properties": {}} | more)
        return await self.event("READY")


class RawBot:
    """A bot that is online, and does what a test tells it to."""

    def __init__(self, sandbox: Sandbox, rest: Rest, gateway: RawGateway) -> None:
        self.rest = rest
        self.gateway = gateway
        self._application = f"/applications/{sandbox.world.application.id}"
        self._webhook = f"/webhooks/{sandbox.world.application.id}"

    async def registers(self, *commands: Json, guild: int | None = None) -> list[Json]:
        """Replaces all commands."""
        where = "" if guild is None else f"/guilds/{guild}"
        status, body = await self.rest("PUT", f"{self._application}{where}/commands", list(commands))
        assert status == 200, body
        return list(body)

    async def interaction(self) -> Json:
        """The next interaction that it hears of."""
        return await self.gateway.event("INTERACTION_CREATE")

    async def answers(self, interaction: Json, kind: int, **data: object) -> tuple[int, Any]:
        """The first answer."""
        path = f"/interactions/{interaction['id']}/{interaction['token']}/callback?with_response=1"
        return await self.rest("POST", path, {"type": kind} | ({"data": data} if data else {}), token="")

    async def follows_up(self, interaction: Json, **body: object) -> tuple[int, Any]:
        """A further message."""
        return await self.rest("POST", f"{self._webhook}/{interaction['token']}", body, token="")

    async def original(self, method: str, interaction: Json, **body: object) -> tuple[int, Any]:
        """Asks for, edits or deletes the first answer."""
        path = f"{self._webhook}/{interaction['token']}/messages/@original"
        return await self.rest(method, path, body or None, token="")


@asynccontextmanager
async def gateway_at(
    session: aiohttp.ClientSession, sandbox: Sandbox, query: str = ""
) -> AsyncIterator[RawGateway]:
    """A connection to the gateway."""
    async with session.ws_connect(f"{sandbox.gateway_url}?v=10&encoding=json{query}") as socket:
        yield RawGateway(socket, is_compressed="zlib" in query)


GatewayOf: TypeAlias = Callable[..., AbstractAsyncContextManager[RawGateway]]
