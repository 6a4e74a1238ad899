"""A process that delivers to the counting Discord, and kills itself at a failpoint if it is told to."""

import asyncio
import os
import signal
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from multiprocessing.connection import Connection
from typing import Any

import aiohttp

from bot.domain.delivery import Delivery, RetryError, SentMessage, UnknownError
from bot.domain.ports import Turn
from bot.ops.system_clock import SystemClock
from bot.scheduling.dispatching import Dispatcher, Pace
from bot.services.deliveries import Deliveries
from bot.services.group_checkins import GroupCheckins
from bot.storage.database import Database
from tests.crash.small_club import catalogue_of

COMMITS = ("make_all_due", "_claim", "_sent", "put_off", "claim_amendments", "mark_amended")
CALLS = ("send", "find_sent", "amend")
FAILPOINTS = tuple(f"{when} {what}" for what in COMMITS + CALLS for when in ("before", "after"))
"""Before the commit of a transaction that has done all its work, and after it; before and after a call."""

_TICK_SECONDS = 0.02
_TOO_MANY, _UNAVAILABLE = 429, 503


class Failpoints:
    """Kills the process when a point is reached for the nth time."""

    def __init__(self, name: str | None, nth: int) -> None:
        self._name = name
        self._nth = nth
        self._reached: Counter[str] = Counter()

    def reach(self, name: str) -> None:
        self._reached[name] += 1
        if name == self._name and self._reached[name] >= self._nth:
            os.kill(os.getpid(), signal.SIGKILL)


class MortalDatabase:
    """A database whose process may die at each commit."""

    def __init__(self, database: Database, failpoints: Failpoints) -> None:
        self._database = database
        self._failpoints = failpoints
        self.read = database.read

    async def write(self, query: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the query has it
        name = query.__name__

        def mortal(session: Any) -> Any:  # noqa: ANN401 - same
            value = query(session, *args, **kwargs)
            session.flush()
            self._failpoints.reach(f"before {name}")
            return value

        value = await self._database.write(mortal)
        if name != "_claim" or value[0]:
            self._failpoints.reach(f"after {name}")
        return value


class HttpPort:
    """The delivery port over HTTP, with the failpoints around each call."""

    def __init__(self, address: str, session: aiohttp.ClientSession, failpoints: Failpoints) -> None:
        self._address = address
        self._session = session
        self._failpoints = failpoints

    async def send(self, delivery: Delivery, turn: Turn) -> SentMessage:
        await turn()
        body = {"nonce": delivery.nonce}
        found = await self._call("send", "POST", self._channel(delivery), json=body)
        return SentMessage(delivery.channel_id or 0, int(found["id"]))

    async def find_sent(self, delivery: Delivery, turn: Turn) -> SentMessage | None:
        await turn()
        since = delivery.first_tried_at.timestamp() - 60 if delivery.first_tried_at else 0.0
        query = {"since": str(since)}
        found = await self._call("find_sent", "GET", self._channel(delivery), params=query)
        marked = [each for each in found if each["mark"] == delivery.nonce]
        return SentMessage(delivery.channel_id or 0, int(marked[0]["id"])) if marked else None

    async def amend(self, delivery: Delivery, turn: Turn) -> None:
        await turn()
        message = delivery.sent.message_id if delivery.sent else 0
        await self._call("amend", "PATCH", f"{self._channel(delivery)}/{message}")

    def _channel(self, delivery: Delivery) -> str:
        return f"{self._address}/channels/{delivery.channel_id}/messages"

    async def _call(self, name: str, method: str, url: str, **options: Any) -> Any:  # noqa: ANN401 - JSON
        self._failpoints.reach(f"before {name}")
        try:
            async with self._session.request(method, url, **options) as answer:
                body = await answer.json()
        except aiohttp.ClientError as cause:
            raise UnknownError from cause
        self._failpoints.reach(f"after {name}")
        if answer.status == _TOO_MANY:
            raise RetryError(body["retry_after"])
        if answer.status == _UNAVAILABLE:
            raise UnknownError
        return body


def deliver(
    told: Connection, url: str, address: str, lease_seconds: float, point: str | None, nth: int
) -> None:
    """Says that it begins, and delivers until it dies or is asked to end (SIGTERM)."""
    asyncio.run(_deliver(told, url, address, lease_seconds, Failpoints(point, nth)))


async def _deliver(
    told: Connection, url: str, address: str, lease_seconds: float, failpoints: Failpoints
) -> None:
    database = await Database.open(url)
    mortal: Any = MortalDatabase(database, failpoints)
    calendar = SystemClock()
    opening = GroupCheckins(catalogue_of, mortal, calendar, lambda: None).open
    deliveries = Deliveries(mortal, calendar, lease=timedelta(seconds=lease_seconds), opening=opening)
    async with aiohttp.ClientSession() as session:
        port = HttpPort(address, session, failpoints)
        dispatcher = Dispatcher(deliveries, port, pace=Pace(per_second=2000.0, workers=8, batch=40))
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, dispatcher.stop)
        running = asyncio.create_task(dispatcher.run())
        told.send("ready")
        while not running.done():
            dispatcher.wake()
            await asyncio.wait({running}, timeout=_TICK_SECONDS)
        await running
    await database.close()
