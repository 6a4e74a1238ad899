"""How soon `/find` is answered while ten thousand rows are imported into the same database.

`python -m tests.bench.answers_during_import [--rows N] [--at-once N]` prints one JSON line: p50 and p99
before the import, from its start until the bot has found what is new, and afterwards, when there is that
much more to search.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.answers import REPOSITORY, Asker, asking
from tests.bench.import_csv import write_long_csv

_WARM_UP = 60
_QUIET_ASKS = 300
_ASKS_AT_A_TIME = 16
_REBUILD_SECONDS = 5.0
"""How long the bot is watched after the import: it looks once a second, and takes in what is new."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--at-once", type=int, default=4, help="people who wait for an answer at a time")
    options = parser.parse_args()
    print(json.dumps(asyncio.run(figures(options.rows, options.at_once))))


async def figures(rows: int, at_once: int) -> dict[str, object]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "long.csv"
        write_long_csv(file, rows)
        async with asking("badger", folder) as asker:
            await asker.ask(_WARM_UP, at_once)
            before = await asker.ask(_QUIET_ASKS, at_once)
            start = time.perf_counter()
            importing = asyncio.create_task(_import(file, folder))
            during = await _ask_until(asker, importing, at_once)
            seconds = time.perf_counter() - start
            after = await asker.ask(_QUIET_ASKS, at_once)
            failed = asker.failed
    return {
        "rows": rows,
        "at_once": at_once,
        "import_seconds": await importing,
        "watched_seconds": round(seconds, 1),
        "asked_during": len(during),
        "failed": failed,
        **_spread("before", before),
        **_spread("during", during),
        **_spread("after", after),
        "load": os.getloadavg()[0],
    }


async def _import(file: Path, folder: Path) -> float:
    """The seconds that the import took."""
    start = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "catalogue", "import", str(file)),
        cwd=REPOSITORY,
        env={**os.environ, "BADGER_DATABASE_URL": f"sqlite:///{folder / 'badger.sqlite3'}"},
        stdout=asyncio.subprocess.DEVNULL,
    )
    assert await process.wait() == 0
    return round(time.perf_counter() - start, 2)


async def _ask_until(asker: Asker, importing: "asyncio.Task[float]", at_once: int) -> list[float]:
    """Asks until the import is over and the bot has had its time to take in what is new."""
    taken: list[float] = []
    end: float | None = None
    while end is None or time.perf_counter() < end:
        taken += await asker.ask(_ASKS_AT_A_TIME, at_once)
        if importing.done() and end is None:
            end = time.perf_counter() + _REBUILD_SECONDS
    return taken


def _spread(name: str, milliseconds: list[float]) -> dict[str, float]:
    return {
        f"{name}_p50_ms": round(statistics.median(milliseconds), 1),
        f"{name}_p99_ms": round(statistics.quantiles(milliseconds, n=100)[98], 1),
        f"{name}_max_ms": round(max(milliseconds), 1),
    }


if __name__ == "__main__":
    main()
