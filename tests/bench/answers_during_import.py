"""How soon `/find` is answered while ten thousand rows are imported with `/catalog import`.

`python -m tests.bench.answers_during_import [--rows N] [--at-once N]` prints one JSON line: p50 and p99
before the import, from the moment a moderator sends the file until it is imported and found (the report, the
click on *Import these rows*, and the import itself), and afterwards, when there is that much more to search.
The rows are short ones, as ten thousand of them must fit into an attachment of 8 MiB.
"""

import argparse
import asyncio
import json
import os
import statistics
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp

from bot.catalogue.documents import MAX_ATTACHMENT_BYTES
from bot.catalogue.exporting import ExportFormat, exported
from bot.domain.credential import Credential
from tests.bench.answers import Asker, asking, json_at
from tests.bench.import_csv import long_catalogue
from tests.e2e.person import Json, Person, person_at, text_of

_WARM_UP = 60
_QUIET_ASKS = 300
_ASKS_AT_A_TIME = 16
_LOOK_SECONDS = 0.2
_REBUILD_SECONDS = 5.0
"""How long the bot is watched after the import."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--at-once", type=int, default=4, help="people who wait for an answer at a time")
    options = parser.parse_args()
    print(json.dumps(asyncio.run(figures(options.rows, options.at_once))))


async def figures(rows: int, at_once: int) -> dict[str, object]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        content = short_csv(rows)
        async with asking("badger", folder) as asker:
            await asker.ask(_WARM_UP, at_once)
            before = await asker.ask(_QUIET_ASKS, at_once)
            start = time.perf_counter()
            importing = asyncio.create_task(_import(asker.address, content))
            during = await _ask_until(asker, importing, at_once)
            seconds = time.perf_counter() - start
            after = await asker.ask(_QUIET_ASKS, at_once)
            failed = asker.failed
    return {
        "rows": rows,
        "file_mib": round(len(content) / 2**20, 1),
        "at_once": at_once,
        **importing.result(),
        "watched_seconds": round(seconds, 1),
        "asked_during": len(during),
        "failed": failed,
        **_spread("before", before),
        **_spread("during", during),
        **_spread("after", after),
        "load": os.getloadavg()[0],
    }


def short_csv(rows: int) -> bytes:
    """A CSV of so many credentials, each shorter than most."""
    credentials = (_shortened(each) for each in long_catalogue(rows))
    content = "".join(exported(credentials, ExportFormat.CSV)).encode()
    assert len(content) <= MAX_ATTACHMENT_BYTES, len(content)
    return content


def _shortened(credential: Credential) -> Credential:
    requirements = tuple(replace(each, tasks=each.tasks[:1]) for each in credential.requirements[:2])
    source = replace(credential.source, reference="the issuer's page")
    return replace(
        credential, summary=credential.title, requirements=requirements, source=source, skills_basis=""
    )


async def _import(address: str, content: bytes) -> dict[str, float]:
    """The seconds that the report and the import took, as the moderator waits for them."""
    async with aiohttp.ClientSession() as session:
        world = await json_at(session, f"{address}/people/world")
    moderator = next(each["user"]["id"] for each in world["people"] if each["role"] == "moderator")
    async with person_at(address, moderator) as person:
        channel = world["guilds"][0]["channels"][0]["id"]
        start = time.perf_counter()
        await person.uses(channel, "catalog import", file=("long.csv", content))
        report = await _said(person, channel, "Nothing is changed yet")
        reported = time.perf_counter()
        label = next(part["label"] for part in report["components"][-1]["components"])
        await person.clicks(report, label)
        await _said(person, channel, "Imported.")
        end = time.perf_counter()
    return {"report_seconds": round(reported - start, 2), "import_seconds": round(end - reported, 2)}


async def _said(person: Person, channel: str, words: str) -> Json:
    """The newest message, once it says so: until then it tells how far the work is."""
    while words not in text_of(message := await person.last(channel)):
        assert "percent done" in text_of(message), text_of(message)
        await asyncio.sleep(_LOOK_SECONDS)
    return message


async def _ask_until(asker: Asker, importing: "asyncio.Task[dict[str, float]]", at_once: int) -> list[float]:
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
