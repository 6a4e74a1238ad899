"""Bad files against the import: none of them is taken in part, and each is answered by a sentence.

`python -m tests.bench.fuzz_import [--files N] [--seed N] [--workers N]` prints one JSON line. Files come from
sound ones in all formats, spoilt in one to four ways. After each the database is compared with what the
report says: a refused file has changed nothing, an applied one all its rows and no more.
"""

import argparse
import asyncio
import json
import random
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil

from bot.catalogue.base_records import BaseRecords
from bot.catalogue.documents import MAX_COMMAND_LINE_BYTES, Document
from bot.catalogue.parsing_worker import ParsingWorker
from bot.catalogue.seed import read_seed, read_topics, seed_folder
from bot.domain.catalogue_layers import Entry, Origin
from bot.domain.errors import UserError
from bot.services.catalogue_import import CatalogueImport, ImportReport, ImportRequest
from bot.storage import catalogue_entries
from bot.storage.database import Database
from bot.wording.texts import error_text, load_texts
from tests.bench.spoilt_files import spoilt_file

MOST_SECONDS = 5.0
MOST_MIB = 200
_SERVER = 1
_FILES_TO_A_LAYER = 400
"""Then another server's: a layer that grew through all files would be what is measured."""
_TEXTS = load_texts("en")


class _Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class Figures:
    """What happened to a share of the files."""

    outcomes: Counter[str] = field(default_factory=Counter)
    sentences: Counter[str] = field(default_factory=Counter)
    partial_commits: int = 0
    unhandled_errors: int = 0
    slowest_seconds: float = 0.0
    largest_mib: float = 0.0
    examples: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    start = time.perf_counter()
    share = -(-options.files // options.workers)
    with ProcessPoolExecutor(options.workers) as pool:
        jobs = [
            pool.submit(_fuzz_share, options.seed * 1000 + number, share) for number in range(options.workers)
        ]
        shares = [job.result() for job in jobs]
    total = _joined(shares)
    figures = {
        "files": share * options.workers,
        "refused": total.outcomes["refused"],
        "rows_refused": total.outcomes["rows refused"],
        "applied": total.outcomes["applied"],
        "unchanged": total.outcomes["unchanged"],
        "partial_commits": total.partial_commits,
        "unhandled_errors": total.unhandled_errors,
        "slowest_seconds": round(total.slowest_seconds, 2),
        "over_5_seconds": total.outcomes["slow"],
        "largest_mib": round(total.largest_mib, 1),
        "sentences": len(total.sentences),
        "minutes": round((time.perf_counter() - start) / 60, 1),
    }
    for example in total.examples[:10]:
        print(example, file=sys.stderr)
    print(json.dumps(figures))
    is_good = not (total.partial_commits or total.unhandled_errors or total.outcomes["slow"])
    sys.exit(0 if is_good and total.largest_mib < MOST_MIB else 1)


def _joined(shares: list[Figures]) -> Figures:
    total = Figures()
    for each in shares:
        total.outcomes += each.outcomes
        total.sentences += each.sentences
        total.partial_commits += each.partial_commits
        total.unhandled_errors += each.unhandled_errors
        total.slowest_seconds = max(total.slowest_seconds, each.slowest_seconds)
        total.largest_mib = max(total.largest_mib, each.largest_mib)
        total.examples += each.examples
    return total


def _fuzz_share(seed: int, files: int) -> Figures:
    return asyncio.run(_fuzz(random.Random(seed), files))  # noqa: S311 - chance that can be repeated


async def _fuzz(chance: random.Random, files: int) -> Figures:
    figures = Figures()
    with TemporaryDirectory() as folder:
        database = await Database.open(f"sqlite:///{Path(folder)}/fuzz.sqlite3")
        importing = CatalogueImport(
            database, BaseRecords(read_seed().credentials), _Clock(), read_topics(seed_folder())
        )
        async with ParsingWorker() as worker:
            for number in range(files):
                document = spoilt_file(chance)
                guild_id = _SERVER + number // _FILES_TO_A_LAYER
                await _try(importing, worker, database, document, guild_id, figures)
        await database.close()
    return figures


async def _try(
    importing: CatalogueImport,
    worker: ParsingWorker,
    database: Database,
    document: Document,
    guild_id: int,
    figures: Figures,
) -> None:
    before = await _state(database, guild_id)
    start = time.perf_counter()
    report: ImportReport | None = None
    try:
        request = ImportRequest(document, guild_id, Origin.COMMAND_LINE, MAX_COMMAND_LINE_BYTES)
        report = await importing.run(request, worker=worker)
        _say_all(report, figures)
    except UserError as error:
        error_text(_TEXTS, error)
        figures.sentences[error.message_id] += 1
        figures.outcomes["refused"] += 1
    except Exception as error:  # noqa: BLE001 - that is what is counted
        figures.unhandled_errors += 1
        figures.examples.append(f"{document.name} {error!r:.1500} {document.content[:300]!r}")
    seconds = time.perf_counter() - start
    figures.slowest_seconds = max(figures.slowest_seconds, seconds)
    figures.outcomes["slow"] += seconds > MOST_SECONDS
    figures.largest_mib = max(figures.largest_mib, _mib(worker))
    if not _is_whole(report, before, await _state(database, guild_id)):
        figures.partial_commits += 1
        figures.examples.append(f"in part: {document.name} {document.content[:300]!r}")


def _say_all(report: ImportReport, figures: Figures) -> None:
    """Counts the report; every problem has its sentence, with all its arguments."""
    for row in report.plan.rows:
        for problem in (*row.problems, *row.notes):
            _TEXTS(problem.message_id, **problem.arguments)
            figures.sentences[problem.message_id] += 1
    if report.plan.is_refused:
        figures.outcomes["rows refused"] += 1
    else:
        figures.outcomes["applied" if report.plan.changes else "unchanged"] += 1


async def _state(database: Database, guild_id: int) -> tuple[dict[str, Entry], int, int]:
    return await database.read(_read_state, guild_id)


def _read_state(session: Any, guild_id: int) -> tuple[dict[str, Entry], int, int]:  # noqa: ANN401 - storage's own
    entries = {entry.credential_id: entry for entry in catalogue_entries.entries_of(session, guild_id)}
    versions = sum(entry.version for entry in entries.values())
    return entries, versions, catalogue_entries.layer_version(session, guild_id)


def _is_whole(
    report: ImportReport | None,
    before: tuple[dict[str, Entry], int, int],
    after: tuple[dict[str, Entry], int, int],
) -> bool:
    """Whether the database holds all of what the report says was done, and nothing else."""
    changes = () if report is None or report.plan.is_refused else report.plan.changes
    if not changes:
        return before == after
    expected = before[0] | {change.after.credential_id: change.after for change in changes}
    return after[0] == expected and after[1] == before[1] + len(changes) and after[2] > before[2]


def _mib(worker: ParsingWorker) -> float:
    """The memory of the process that parses."""
    if worker.process_id is None:
        return 0.0
    try:
        return float(psutil.Process(worker.process_id).memory_info().rss) / 2**20
    except psutil.Error:
        return 0.0


if __name__ == "__main__":
    main()
