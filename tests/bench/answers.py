"""How many `/find` a second are answered through the sandbox, and how soon the first answer comes.

`python -m tests.bench.answers [--interactions N] [--at-once N]` prints one JSON line. The sandbox, the bot
and the people are three processes. In the same run a bot that only says "pong" shows what discord.py and the
sandbox cost by themselves; the two take turns, so that a slow minute of the machine hits both. Goals are the
judged queries of tests/queries, each asked again only after all others: no cache answers them.
"""

import argparse
import asyncio
import contextlib
import itertools
import json
import statistics
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp

REPOSITORY = Path(__file__).parents[2]
TIMES = (None, "3h/week for 6 weeks", "20h", "30 min a day until 15 March", "6 weeks")
ROUNDS = 3
_FIND, _STRING = "find", 3
_WARM_UP = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--interactions", type=int, default=1500, help="of each bot, over all rounds")
    parser.add_argument("--at-once", type=int, default=16, help="people who wait for an answer at a time")
    options = parser.parse_args()
    print(json.dumps(asyncio.run(figures(options.interactions, options.at_once))))


async def figures(interactions: int, at_once: int) -> dict[str, object]:
    milliseconds: dict[str, list[float]] = {"badger": [], "pong": []}
    rates: dict[str, list[float]] = {"badger": [], "pong": []}
    with TemporaryDirectory() as folder:
        async with AsyncExitStack() as stack:
            askers = {
                kind: await stack.enter_async_context(asking(kind, Path(folder))) for kind in milliseconds
            }
            for asker in askers.values():
                await asker.ask(_WARM_UP, at_once)
            for _ in range(ROUNDS):
                for kind, asker in askers.items():
                    start = time.perf_counter()
                    milliseconds[kind] += await asker.ask(interactions // ROUNDS, at_once)
                    rates[kind].append(interactions // ROUNDS / (time.perf_counter() - start))
            failed = sum(asker.failed for asker in askers.values())
    rate, pong_rate = (statistics.median(rates[kind]) for kind in ("badger", "pong"))
    return {
        "interactions": interactions,
        "at_once": at_once,
        "rate": round(rate, 1),
        "pong_rate": round(pong_rate, 1),
        "ratio": round(rate / pong_rate, 3),
        "p50_ms": round(statistics.median(milliseconds["badger"]), 1),
        "p99_ms": round(statistics.quantiles(milliseconds["badger"], n=100)[98], 1),
        "pong_p50_ms": round(statistics.median(milliseconds["pong"]), 1),
        "pong_p99_ms": round(statistics.quantiles(milliseconds["pong"], n=100)[98], 1),
        "failed": failed,
    }


class Asker:
    """A person at the page of one bot's sandbox, who asks many times at once."""

    def __init__(self, session: aiohttp.ClientSession, url: str, channel: str, command: str) -> None:
        self._session = session
        self._url = url
        self._channel = channel
        self._command = command
        self._waiting: dict[str, asyncio.Future[bool]] = {}
        self._goals = itertools.cycle(list(_goals()))
        self.failed = 0
        self.address = ""
        self.listening: asyncio.Task[None]

    @classmethod
    async def at_page(cls, session: aiohttp.ClientSession, address: str, world: Any) -> "Asker":  # noqa: ANN401
        """The first learner at the page of a sandbox whose bot is there."""
        channel, person = world["guilds"][0]["channels"][0]["id"], world["person"]["id"]
        commands = await json_at(session, f"{address}/people/channels/{channel}/commands?person={person}")
        command = next(command["id"] for command in commands if command["name"] == _FIND)
        asker = cls(session, f"{address}/people/interactions?person={person}", channel, command)
        asker.address = address
        socket = await session.ws_connect(f"{address}/people/events?person={person}")
        asker.listening = asyncio.create_task(asker.listen(socket))
        return asker

    async def ask(self, interactions: int, at_once: int) -> list[float]:
        """Asks so many times, and returns the milliseconds from each question to its first answer."""
        taken: list[float] = []
        left = iter(range(interactions))

        async def one_after_another() -> None:
            taken.extend([await self._ask_once() for _ in left])

        await asyncio.gather(*(one_after_another() for _ in range(at_once)))
        return taken

    async def listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        """Hears which interactions are answered."""
        async for frame in socket:
            if '"interaction"' not in frame.data[:80]:
                continue
            event = json.loads(frame.data)
            if event["type"] == "interaction" and event["state"] != "acknowledged":
                self._answered(event["interaction_id"]).set_result(event["state"] == "answered")

    async def _ask_once(self) -> float:
        goal, spare_time = next(self._goals)
        options = [{"name": "goal", "type": _STRING, "value": goal}]
        if spare_time:
            options.append({"name": "time", "type": _STRING, "value": spare_time})
        body = {"kind": "command", "channel_id": self._channel, "command_id": self._command}
        start = time.perf_counter()
        async with self._session.post(self._url, json=body | {"options": options}) as answer:
            interaction = (await answer.json())["interaction_id"]
        if not await self._answered(interaction):
            self.failed += 1
        del self._waiting[interaction]
        return (time.perf_counter() - start) * 1000

    def _answered(self, interaction: str) -> asyncio.Future[bool]:
        """The answer may be heard of before the interaction's own id is."""
        loop = asyncio.get_running_loop()
        return self._waiting.setdefault(interaction, loop.create_future())


@asynccontextmanager
async def asking(kind: str, folder: Path) -> AsyncIterator[Asker]:
    """A sandbox and a bot, each a process, and a person at the page."""
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(running("bot.sandbox", "--port", "0"))
        where = json.loads(await _line_of(sandbox))
        address, token = where["address"], where["bot_token"]
        bot = await stack.enter_async_context(
            running("tests.bench.answering_bot", kind, address, token, str(folder))
        )
        await _line_of(bot)
        session = await stack.enter_async_context(aiohttp.ClientSession())
        world = await json_at(session, f"{address}/people/world")
        asker = await Asker.at_page(session, address, world)
        stack.callback(asker.listening.cancel)
        yield asker


@asynccontextmanager
async def running(
    module: str, *arguments: str, stdin: int | None = None
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A Python process that ends with the context."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *arguments,
        cwd=REPOSITORY,
        stdin=stdin,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


async def _line_of(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    return (await process.stdout.readline()).decode()


async def json_at(session: aiohttp.ClientSession, url: str) -> Any:  # noqa: ANN401  # JSON
    async with session.get(url) as answer:
        return await answer.json()


def _goals() -> Iterator[tuple[str, str | None]]:
    times = itertools.cycle(TIMES)
    for name in ("dev_queries", "own_queries"):
        lines = (REPOSITORY / "tests" / "queries" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        for line in lines:
            yield json.loads(line)["query"], next(times)


if __name__ == "__main__":
    main()
