"""How fast, how right and how large the index is at any size, against tantivy and FTS5 in one run.

`python -m tests.bench.search [--rows N] [--folder F]` builds a registry of N rows in shuffled order,
saves it, maps it in a new process, asks it a thousand queries of six kinds, changes it, and then asks
Badger and its peers in turns. A table goes to standard error, one JSON line to standard output.
Milliseconds are wall-clock time unless the name says `cpu`; memory is what the process grew by.
"""

import argparse
import gc
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import psutil

from bot.catalogue.seed import seed_folder
from bot.domain.credential import Credential
from bot.domain.filters import Filters
from bot.search.index import CatalogueIndex, build
from bot.search.vocabulary import read_vocabulary
from tests.bench import registry
from tests.bench.typed_queries import TypedQuery, typed_queries

SHOWN = 5
_CHANGES = 200
_SLOW_PEER_SECONDS = 20
_MIB = 1 << 20
_STEPS = ("build", "ask", "race")


class Engine(Protocol):
    """Something that finds titles."""

    def search(self, query: str, limit: int) -> list[str]:
        """The titles found, best first."""
        ...


class Badger:
    """The index of this project, giving titles."""

    def __init__(self, folder: Path, titles: Sequence[str]) -> None:
        vocabulary = read_vocabulary(seed_folder())
        self.index = CatalogueIndex.open(folder, vocabulary.concepts, vocabulary.fillers)
        self._titles = titles

    def search(self, query: str, limit: int) -> list[str]:
        """The titles found, best first."""
        hits = self.index.search(query, limit=limit).hits
        return [self._titles[int(hit.credential_id.removeprefix("row-"))] for hit in hits]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where the indexes are kept; a temporary one else")
    parser.add_argument("--step", choices=_STEPS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.step:
        steps: dict[str, Callable[[int, Path], dict[str, Any]]] = dict(
            zip(_STEPS, (_build, _ask, _race), strict=True)
        )
        print(json.dumps(steps[arguments.step](arguments.rows, arguments.folder)))
        return
    folder = arguments.folder or Path(tempfile.mkdtemp())
    try:
        figures = {"rows": arguments.rows}
        for step in _STEPS:
            figures |= _in_new_process(step, arguments.rows, folder)
    finally:
        if arguments.folder is None:
            shutil.rmtree(folder)
    _show(figures)
    print(json.dumps(figures))


def _in_new_process(step: str, rows: int, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.search", "--step", step, "--rows", str(rows)]
    done = subprocess.run([*command, "--folder", str(folder)], check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _build(rows: int, folder: Path) -> dict[str, Any]:
    from tests.bench.search_peers import build_fts5, build_tantivy

    making = Stopwatch()
    start = time.perf_counter()
    build(making.timed(registry.credentials(rows)), folder / "badger")
    seconds = {"build_s": time.perf_counter() - start - making.seconds}
    titles = [(number, title) for number, title in registry.shuffled(registry.titles(rows))]
    for name, make, place in (
        ("tantivy", build_tantivy, folder / "tantivy"),
        ("fts5", build_fts5, folder / "fts5.sqlite"),
    ):
        start = time.perf_counter()
        make(titles, place)
        seconds[f"{name}_build_s"] = time.perf_counter() - start
    sizes = {
        "disk_mb": _size(folder / "badger"),
        "tantivy_disk_mb": _size(folder / "tantivy"),
        "fts5_disk_mb": _size(folder / "fts5.sqlite"),
    }
    return _rounded(seconds | sizes)


class Stopwatch:
    """Counts the seconds that somebody else's iterator takes."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def timed(self, credentials: Iterable[Credential]) -> Iterator[Credential]:
        """The same credentials."""
        iterator = iter(credentials)
        while True:
            start = time.perf_counter()
            found = next(iterator, None)
            self.seconds += time.perf_counter() - start
            if found is None:
                return
            yield found


def _ask(rows: int, folder: Path) -> dict[str, Any]:
    """Everything about Badger alone: the memory must not be anybody else's."""
    titles = registry.titles(rows)
    queries = typed_queries(titles)
    vocabulary = read_vocabulary(seed_folder())

    gc.collect()
    before = psutil.Process().memory_info().rss
    start = time.perf_counter()
    index = CatalogueIndex.open(folder / "badger", vocabulary.concepts, vocabulary.fillers)
    mapped = time.perf_counter()
    index.search("welding", limit=SHOWN)
    first = time.perf_counter()
    gc.collect()
    gc.freeze()
    badger = Badger.__new__(Badger)
    badger.index, badger._titles = index, titles
    wall, cpu, right, exact = _asked(badger, queries)
    memory = (psutil.Process().memory_info().rss - before) / _MIB
    return _rounded(
        {
            "queries": len(queries),
            **_spread("", wall),
            **_spread("cpu_", cpu),
            "recall_at_5": sum(right.values()) / len(queries),
            "same_title_at_5": exact / len(queries),
            "recall_by_kind": _by_kind(right, queries),
            "map_s": mapped - start,
            "first_query_ms": (first - mapped) * 1000,
            "memory_mb": memory,
            **_filtered(index, rows),
            **_suggested(index, queries),
            **_changed(index),
        }
    )


def _asked(
    engine: Engine, queries: Sequence[TypedQuery]
) -> tuple[list[float], list[float], Counter[str], int]:
    wall, cpu, right, exact = [], [], Counter[str](), 0
    for query in queries:
        start, start_cpu = time.perf_counter(), time.process_time()
        found = engine.search(query.text, SHOWN)
        wall.append((time.perf_counter() - start) * 1000)
        cpu.append((time.process_time() - start_cpu) * 1000)
        right[query.kind] += query.is_answered_by(found)
        exact += query.title in found
    return wall, cpu, right, exact


def _filtered(index: CatalogueIndex, rows: int) -> dict[str, float]:
    """Queries with a tight time and a level, and whether they still find their five."""
    wall, full = [], 0
    queries = typed_queries(registry.titles(rows))[:_CHANGES]
    filters = Filters(level=tuple(registry.LEVELS)[0])
    for query in queries:
        start = time.perf_counter()
        hits = index.search(query.text, limit=SHOWN, filters=filters, within_minutes=20 * 60).hits
        wall.append((time.perf_counter() - start) * 1000)
        full += len(hits) == SHOWN
    return {"filtered_p50_ms": _at(wall, 0.5), "filtered_full_share": full / max(1, len(queries))}


def _suggested(index: CatalogueIndex, queries: Sequence[TypedQuery]) -> dict[str, float]:
    wall = []
    for query in queries[:_CHANGES]:
        start = time.perf_counter()
        index.suggest_credentials(query.text[: 3 + len(query.text) // 2], limit=25)
        wall.append((time.perf_counter() - start) * 1000)
    return _spread("suggest_", wall)


def _changed(index: CatalogueIndex) -> dict[str, float]:
    """What a change takes, and the query after it, which must find what was changed."""
    times: dict[str, list[float]] = {}

    def timed(name: str, act: Callable[[], object]) -> None:
        start = time.perf_counter()
        act()
        times.setdefault(name, []).append((time.perf_counter() - start) * 1000)

    def finds(goal: str, identity: str) -> bool:
        return any(hit.credential_id == identity for hit in index.search(goal, limit=SHOWN).hits)

    for number in range(_CHANGES):
        identity, word = (
            f"new-{number}",
            f"zq{'abcdefghij'[number % 10]}{'klmnopqrst'[number // 10 % 10]}{number}x",
        )
        added = registry.credential(identity, f"Xylographic {word} Restoration")
        timed("add", partial(index.put, added))
        timed("next_query", partial(finds, f"{word} restoration", identity))
        assert finds(f"xylographc {word}", identity)
        edited = registry.credential(identity, f"Campanological {word} Restoration")
        timed("edit", partial(index.put, edited))
        assert finds(f"campanological {word}", identity)
        timed("retire", partial(index.retire, identity))
        assert not finds(f"campanological {word}", identity)
        timed("restore", partial(index.restore, identity))
        assert finds(f"campanological {word}", identity)
    return {f"{name}_ms": _at(spent, 0.5) for name, spent in times.items()} | {
        "add_p99_ms": _at(times["add"], 0.99)
    }


def _race(rows: int, folder: Path) -> dict[str, Any]:
    """The engines in turns, so that whatever else the machine does meets all of them."""
    from tests.bench.search_peers import Fts5, Tantivy

    titles = registry.titles(rows)
    queries = typed_queries(titles)
    engines: dict[str, Engine] = {
        "badger": Badger(folder / "badger", titles),
        "tantivy": Tantivy(folder / "tantivy"),
        "fts5": Fts5(folder / "fts5.sqlite"),
    }
    gc.collect()
    gc.freeze()
    times: dict[str, list[float]] = {name: [] for name in engines}
    right, exact = Counter[str](), Counter[str]()
    for query in queries:
        for name, engine in engines.items():
            if sum(times[name]) > _SLOW_PEER_SECONDS * 1000:
                continue
            start = time.perf_counter()
            found = engine.search(query.text, SHOWN)
            times[name].append((time.perf_counter() - start) * 1000)
            right[name] += query.is_answered_by(found)
            exact[name] += query.title in found
    figures: dict[str, Any] = {}
    for name, spent in times.items():
        prefix = "race_" if name == "badger" else f"{name}_"
        figures |= _spread(prefix, spent)
        figures[f"{prefix}recall_at_5"] = right[name] / len(spent)
        figures[f"{prefix}same_title_at_5"] = exact[name] / len(spent)
        figures[f"{prefix}queries"] = len(spent)
    for name in ("tantivy", "fts5"):
        for place in ("p50", "p99"):
            figures[f"{name}_{place}_ratio"] = figures[f"{name}_{place}_ms"] / figures[f"race_{place}_ms"]
    return _rounded(figures)


def _by_kind(right: Counter[str], queries: Sequence[TypedQuery]) -> dict[str, float]:
    asked = Counter(query.kind for query in queries)
    return {kind: round(right[kind] / count, 3) for kind, count in sorted(asked.items())}


def _spread(prefix: str, values: Sequence[float]) -> dict[str, float]:
    return {f"{prefix}p{round(share * 100)}_ms": _at(values, share) for share in (0.5, 0.95, 0.99)}


def _at(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def _size(place: Path) -> float:
    files = place.iterdir() if place.is_dir() else [place]
    return sum(file.stat().st_size for file in files) / _MIB


def _rounded(figures: dict[str, Any]) -> dict[str, Any]:
    return {name: round(value, 3) if isinstance(value, float) else value for name, value in figures.items()}


def _show(figures: dict[str, Any]) -> None:
    lines = [f"{figures['rows']:,} rows, {figures['queries']} queries", ""]
    head = ("", "p50 ms", "p95 ms", "p99 ms", "recall@5", "same title", "queries", "build s", "disk MB")
    lines.append(_line(head))
    for name, prefix, kept in (
        ("badger", "race_", ""),
        ("tantivy", "tantivy_", "tantivy_"),
        ("fts5", "fts5_", "fts5_"),
    ):
        asked = [
            figures[f"{prefix}{key}"]
            for key in ("p50_ms", "p95_ms", "p99_ms", "recall_at_5", "same_title_at_5")
        ]
        rest = [figures[f"{prefix}queries"], figures[f"{kept}build_s"], figures[f"{kept}disk_mb"]]
        lines.append(_line((name, *asked, *rest)))
    lines += ["", "Badger alone:"]
    lines += [
        f"  {name} {value}"
        for name, value in figures.items()
        if not name.startswith(("race", "tantivy", "fts5"))
    ]
    print("\n".join(lines), file=sys.stderr)


def _line(cells: Sequence[object]) -> str:
    return "".join(f"{cell!s:>12}" for cell in cells)


if __name__ == "__main__":
    main()
