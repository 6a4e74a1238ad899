"""From process start to the first answer of `badger advise` and of `/find`, and what each import costs.

`python -m tests.bench.start [--runs N]` prints one JSON line: milliseconds (min, median, max), MiB. `/find`
is asked at the door of `badger run --sandbox`, a new process with a new database each time, as soon as it
knows the command; `find_again_ms` is the same with a database that is there already.
"""

import argparse
import asyncio
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp

from tests.bench.answers import Asker, json_at

ANSWER = ["-m", "bot", "advise", "learn sql", "--time", "3h/week for 6 weeks"]
IMPORTS = (
    "argparse",
    "fluent.runtime",
    "pydantic",
    "rapidfuzz.distance.OSA",
    "bot.cli",
    "bot.app.catalogue",
    "rich.console",
    "bot.terminal.advice_view",
    "dateutil.parser",
    "bot.settings",
    "discord",
    "bot.discord_ui.client",
    "bot.storage.database",
    "bot.sandbox.server",
)
_REPOSITORY = Path(__file__).parents[2]
# Linux counts ru_maxrss in KiB, macOS in bytes.
_RSS_PER_MIB = 1024 * 1024 if sys.platform == "darwin" else 1024
_POLL_SECONDS = 0.01
_MEASURE_IMPORT = """
import importlib, json, resource, sys, time
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
importlib.import_module(sys.argv[1])
seconds = time.perf_counter() - start
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([seconds * 1000, after - before]))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    _milliseconds(ANSWER)  # compiles the bytecode and warms the disk
    figures = {
        "runs": runs,
        "credentials": _credentials(),
        "python_ms": _spread([_milliseconds(["-c", "pass"]) for _ in range(runs)]),
        "answer_ms": _spread([_milliseconds(ANSWER) for _ in range(runs)]),
        "answer_json_ms": _spread([_milliseconds([*ANSWER, "--json"]) for _ in range(runs)]),
        "find_ms": _spread([_find_milliseconds() for _ in range(runs)]),
        "find_again_ms": _spread(_find_again_milliseconds(runs)),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _RSS_PER_MIB, 1),
        "imports": {module: _import_cost(module, runs) for module in IMPORTS},
    }
    print(json.dumps(figures))


def _credentials() -> int:
    return sum(
        len(file.read_text(encoding="utf-8").splitlines())
        for file in (_REPOSITORY / "data" / "credentials").glob("*.jsonl")
    )


def _milliseconds(arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        check=True,
        cwd=_REPOSITORY,
        stdout=subprocess.DEVNULL,
        env=_environment(),
    )
    return (time.perf_counter() - start) * 1000


def _find_again_milliseconds(runs: int) -> list[float]:
    with TemporaryDirectory() as folder:
        settings = {"BADGER_DATABASE_URL": f"sqlite:///{folder}/badger.sqlite3"}
        _find_milliseconds(settings)
        return [_find_milliseconds(settings) for _ in range(runs)]


def _find_milliseconds(settings: dict[str, str] | None = None) -> float:
    return asyncio.run(_time_to_first_find(_environment() | (settings or {})))


async def _time_to_first_find(environment: dict[str, str]) -> float:
    start = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run", "--sandbox", "--port", "0"),
        cwd=_REPOSITORY,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        assert process.stdout is not None
        address = (await process.stdout.readline()).decode().strip()
        async with aiohttp.ClientSession() as session:
            asker = await _asker(session, address)
            await asker.ask(1, 1)
            return (time.perf_counter() - start) * 1000
    finally:
        process.terminate()
        await process.wait()


async def _asker(session: aiohttp.ClientSession, address: str) -> Asker:
    """A person who asks as soon as there is a command to ask with."""
    while True:
        world = await json_at(session, f"{address}/people/world")
        if world["bot"]["is_online"]:
            break
        await asyncio.sleep(_POLL_SECONDS)
    return await Asker.at_page(session, address, world)


def _import_cost(module: str, runs: int) -> dict[str, float]:
    """Each alone in a new process, so that what several share is counted with each."""
    costs = [
        json.loads(
            subprocess.run(
                [sys.executable, "-c", _MEASURE_IMPORT, module],
                check=True,
                cwd=_REPOSITORY,
                capture_output=True,
                env=_environment(),
            ).stdout
        )
        for _ in range(runs)
    ]
    return {
        "ms": round(statistics.median(cost[0] for cost in costs), 1),
        "memory_mb": round(statistics.median(cost[1] for cost in costs) / _RSS_PER_MIB, 1),
    }


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("BADGER_")}


def _spread(values: list[float]) -> dict[str, float]:
    return {
        "min": round(min(values), 1),
        "median": round(statistics.median(values), 1),
        "max": round(max(values), 1),
    }


if __name__ == "__main__":
    main()
