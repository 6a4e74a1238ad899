"""Deliveries on the real way: outbox, dispatcher, discord.py, a proxy that breaks things, the sandbox."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from itertools import count
from typing import Any, Self

from sqlalchemy import text
from sqlmodel import Session

from bot.app.catalogue import build_index
from bot.app.parts import Parts, built
from bot.app.surroundings import Surroundings
from bot.discord_ui.address import DiscordAddress
from bot.discord_ui.connection import connect, disconnect
from bot.discord_ui.delivering import Delivering
from bot.discord_ui.tellings import TELLINGS
from bot.domain.errors import UserError
from bot.domain.occurrence import nonce_of
from bot.domain.outbox import OutboxEntry, OutboxKey, OutboxKind, OutboxScope
from bot.domain.visibility import Announcing
from bot.sandbox.server import Sandbox
from bot.sandbox.world import Channel, Guild, Message
from bot.scheduling.dispatching import Dispatcher, Pace
from bot.services.deliveries import Deliveries
from bot.storage import member_settings, outbox, server_settings
from bot.wording.texts import load_texts
from tests.e2e.breaking_proxy import BreakingProxy
from tests.e2e.person import parts_of
from tests.scheduling.delivery_club import SteppedTime
from tests.set_clock import SetClock

_MOST_ROUNDS = 60
_TEXTS = load_texts("en")


class StageTime(SteppedTime):
    """`on_sleep` is awaited at each sleep: what goes on while Badger waits."""

    def __init__(self) -> None:
        super().__init__()
        self.on_sleep: Callable[[], Awaitable[None]] | None = None

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds)
        if self.on_sleep is not None:
            await self.on_sleep()


class Patience:
    """In place of the port's: a call is cut off when somebody says so, not when a clock does."""

    def __init__(self) -> None:
        self._calls: list[asyncio.Timeout] = []

    def __call__(self) -> asyncio.Timeout:
        self._calls.append(asyncio.timeout(None))
        return self._calls[-1]

    def end(self) -> None:
        """Cuts off the newest call."""
        self._calls[-1].reschedule(asyncio.get_running_loop().time())


class DeliveryStage:
    """A server whose completions are told in one channel. Time passes when it is told to."""

    def __init__(
        self, sandbox: Sandbox, proxy: BreakingProxy, address: DiscordAddress, parts: Parts, clock: SetClock
    ) -> None:
        self._address = address
        self.sandbox = sandbox
        self.proxy = proxy
        self.database = parts.database
        self.client = parts.client
        self.clock = clock
        self.time = StageTime()
        self.deliveries = Deliveries(parts.database, clock)
        self.guild: Guild = sandbox.world.guild
        self.channel = next(each for each in self.guild.channels.values() if each.name == "study-hall")
        self.member = sandbox.world.people[0].id
        self.expected: set[str] = set()
        self.subjects: list[str] = []
        self._numbers = count()
        self._port = Delivering(parts.client, TELLINGS)

    @classmethod
    @asynccontextmanager
    async def opened(cls, url: str) -> AsyncIterator[Self]:
        """The stage on a database, with Badger connected."""
        async with AsyncExitStack() as stack:
            sandbox = await stack.enter_async_context(Sandbox.started())
            proxy = await stack.enter_async_context(BreakingProxy.started(sandbox.address))
            clock = SetClock()
            address = DiscordAddress(f"{proxy.address}/api/v10", sandbox.gateway_url)
            surroundings = Surroundings(sandbox.bot_token, url, clock, address)
            parts = await built(stack, surroundings, _TEXTS, *await asyncio.to_thread(build_index, None))
            stack.push_async_callback(disconnect, parts.client)
            await connect(parts.client, sandbox.bot_token)
            stage = cls(sandbox, proxy, address, parts, clock)
            await stage.set_channel(stage.channel.id)
            yield stage

    def begin(self) -> None:
        """Nothing is expected, nothing is broken, and no time has passed."""
        # discord.py knows one address at a time.
        self._address.point_there()
        self.expected.clear()
        self.subjects.clear()
        self.proxy.forget()
        self.time = StageTime()
        self.sandbox.violations.clear()

    async def set_channel(self, channel_id: int | None) -> None:
        """Where completions are told, in words alone."""

        def put(session: Session) -> None:
            values = {"announce_channel_id": channel_id, "style": "text"}
            server_settings.put(session, self.guild.id, values, now=self.clock.now())

        await self.database.write(put)

    async def forget_faults(self) -> None:
        """Every channel is in order again."""
        await self.database.write(lambda session: session.connection().execute(_MENDED))

    @contextmanager
    def hearing(self, event: str) -> Iterator["asyncio.Future[None]"]:
        """What is done once the client has heard of an event (its name without "on_")."""
        heard: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        async def hear(*_: object) -> None:
            if not heard.done():
                heard.set_result(None)

        self.client.add_listener(hear, f"on_{event}")
        yield heard
        self.client.remove_listener(hear, f"on_{event}")

    async def put(self, number: int) -> None:
        """So many members' completions wait in the outbox."""

        def put(session: Session) -> None:
            now = self.clock.now()
            member_settings.set_announcing(session, self.guild.id, self.member, Announcing.QUIET, now=now)
            for subject in (f"e{next(self._numbers)}" for _ in range(number)):
                key = OutboxKey(
                    self.guild.id,
                    OutboxScope.MEMBER,
                    self.member,
                    OutboxKind.COMPLETION,
                    subject,
                    "2026-11-24",
                )
                outbox.put(session, OutboxEntry(key, _PAYLOAD, created_at=now, due_at=now))
                self.expected.add(nonce_of(key))
                self.subjects.append(subject)

        await self.database.write(put)

    async def take_back(self) -> None:
        """None of the completions holds any more."""

        def withdraw(session: Session) -> None:
            for subject in self.subjects:
                outbox.withdraw(session, self.guild.id, OutboxKind.COMPLETION, subject, now=self.clock.now())

        await self.database.write(withdraw)

    async def deliver(self, workers: int = 4) -> None:
        """Looks once for what is due, and sends it."""
        dispatcher = Dispatcher(
            self.deliveries,
            self._port,
            pace=Pace(workers=workers),
            seconds=lambda: self.time.seconds,
            sleep=self.time.sleep,
            chance=lambda: 0.0,
        )
        try:
            await dispatcher.drain()
        except UserError as refused:
            # As the dispatcher does when it runs: the database comes back.
            assert refused.message_id.startswith("database-"), refused  # noqa: PT017 - all else is a fault

    async def deliver_all(self, workers: int = 4) -> None:
        """Until nothing waits any more; leases and waits end in between."""
        for _ in range(_MOST_ROUNDS):
            await self.deliver(workers)
            if not await self.waiting():
                return
            await self.let_time_pass()
        raise AssertionError(await self.rows())

    async def waiting(self) -> int:
        """How much is still to be sent or changed."""
        return int(await self.database.read(lambda session: session.connection().scalar(_WAITING) or 0))

    async def let_time_pass(self) -> None:
        """Every lease and every wait ends, as after hours."""
        await self.database.write(lambda session: [session.connection().execute(each) for each in _ENDED])

    async def rows(self) -> Counter[tuple[Any, ...]]:
        """How many rows of the outbox have each status and verdict, of what is expected now."""
        query = text("SELECT subject, status, verdict FROM outbox")
        rows = await self.database.read(lambda session: list(session.connection().execute(query)))
        return Counter((status, verdict) for subject, status, verdict in rows if subject in self.subjects)

    def lost_and_doubled(self) -> tuple[int, int]:
        """Of what is expected, as the channels show it."""
        found = Counter(mark for message in self.messages() for mark in self._marks(message))
        return len(self.expected - set(found)), sum(found.values()) - len(found)

    def messages(self) -> list[Message]:
        """Badger's messages of what is expected, in all channels."""
        channels: list[Channel] = [*self.guild.channels.values(), *self.guild.threads.values()]
        found = [message for channel in channels for message in channel.messages.values()]
        return [message for message in found if self._marks(message)]

    def _marks(self, message: Message) -> set[str]:
        shown = {"components": message.components}
        ids = [part["custom_id"] for part in parts_of(shown) if part.get("custom_id")]
        return {nonce for nonce in self.expected if any(nonce in each for each in ids)}


_WAITING = text(
    "SELECT count(*) FROM outbox WHERE status IN ('pending', 'leased') "
    "OR status = 'sent' AND (withdrawn_at IS NOT NULL) <> says_withdrawn"
)
_MENDED = text("DELETE FROM channel_fault")
_PAST = "'2026-01-01 00:00:00.000000'"
_ENDED = [
    text(f"UPDATE outbox SET {name} = {_PAST} WHERE {name} IS NOT NULL")  # noqa: S608 - ours
    for name in ("lease_until", "not_before")
]


_PAYLOAD: dict[str, str | int | None] = {
    "credential_id": "newpaltz-science-of-reading",
    "title": "The science of reading",
    "issuer_line": "An issuer",
    "tasks": 3,
    "minutes": 90,
    "started_on": "2026-11-01",
    "completed_on": "2026-11-24",
}
