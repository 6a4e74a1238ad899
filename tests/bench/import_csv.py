"""`badger catalogue import` of a long CSV file: seconds, memory, and that all of it is there afterwards.

`python -m tests.bench.import_csv [--rows N] [--runs N]` prints one JSON line. Memory is the most that any one
process holds, and the most that all of them hold at one moment.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from bot.catalogue.exporting import ExportFormat, exported
from bot.catalogue.seed import read_seed
from bot.domain.credential import Credential

_REPOSITORY = Path(__file__).parents[2]
_POLL_SECONDS = 0.02


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "long.csv"
        write_long_csv(file, options.rows)
        runs = [_run(folder / f"{number}.sqlite3", file) for number in range(options.runs)]
        counts = _counts(folder / "0.sqlite3", file)
    figures = {
        "rows": options.rows,
        "file_mib": round(runs[0]["file_mib"], 1),
        "seconds": [run["seconds"] for run in runs],
        "largest_process_mib": max(run["process_mib"] for run in runs),
        "all_processes_mib": max(run["all_mib"] for run in runs),
        "unchanged_when_imported_again": counts["unchanged"],
        "load": os.getloadavg()[0],
    }
    print(json.dumps(figures))


def write_long_csv(file: Path, rows: int) -> None:
    """A CSV of so many credentials like those of the seed pack."""
    with file.open("w", encoding="utf-8", newline="") as out:
        out.writelines(exported(long_catalogue(rows), ExportFormat.CSV))


def long_catalogue(rows: int) -> list[Credential]:
    """So many credentials like those of the seed pack, under ids of their own."""
    seed = read_seed().credentials
    return [_numbered(seed[number % len(seed)], number) for number in range(rows)]


def _numbered(credential: Credential, number: int) -> Credential:
    """A credential like this one, under ids of its own."""
    identity = f"long-{number}"
    counted = iter(range(1, 10_000))
    requirements = tuple(
        replace(
            requirement,
            credential_id=None,
            tasks=tuple(replace(task, id=f"{identity}.{next(counted)}") for task in requirement.tasks),
        )
        for requirement in credential.requirements
    )
    title = f"{credential.title[:150]} {number}"
    return replace(credential, id=identity, title=title, requirements=requirements, twins=())


def _run(database: Path, file: Path) -> dict[str, float]:
    start = time.perf_counter()
    process = subprocess.Popen(
        _command(file), cwd=_REPOSITORY, env=_environment(database), stdout=subprocess.DEVNULL
    )
    watched = psutil.Process(process.pid)
    largest = together = 0
    while process.poll() is None:
        sizes = _sizes(watched)
        largest, together = max([largest, *sizes]), max(together, sum(sizes))
        time.sleep(_POLL_SECONDS)
    assert process.returncode == 0
    return {
        "seconds": round(time.perf_counter() - start, 2),
        "process_mib": round(largest / 2**20, 1),
        "all_mib": round(together / 2**20, 1),
        "file_mib": file.stat().st_size / 2**20,
    }


def _sizes(watched: psutil.Process) -> list[int]:
    """What each process holds at this moment."""
    try:
        return [process.memory_info().rss for process in (watched, *watched.children(recursive=True))]
    except psutil.Error:
        return []


def _counts(database: Path, file: Path) -> dict[str, int]:
    done = subprocess.run(
        [*_command(file), "--json"],
        cwd=_REPOSITORY,
        env=_environment(database),
        capture_output=True,
        check=True,
    )
    counts: dict[str, int] = json.loads(done.stdout)["counts"]
    return counts


def _command(file: Path) -> list[str]:
    return [sys.executable, "-m", "bot", "catalogue", "import", str(file)]


def _environment(database: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BADGER_")}
    return kept | {"BADGER_DATABASE_URL": f"sqlite:///{database}"}


if __name__ == "__main__":
    main()
