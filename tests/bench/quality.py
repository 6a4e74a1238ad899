"""How right Badger's answers are beside other searches, on judged queries.

`python -m tests.bench.quality [FILE ...]` answers the queries of the files (the dev queries, where none
is given) with Badger and its peers. Each stands behind the same adviser, so that budgets and filters,
also those in the words of a goal, are handled alike. Prints a table, and one JSON line last.
"""

import argparse
import json
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.catalogue.seed import read_seed, seed_folder
from bot.domain.ranking_measures import DEPTH, Judgement, Ranking, figures_of
from bot.search.index import CatalogueIndex
from bot.search.vocabulary import read_vocabulary
from bot.services.advice import Adviser
from bot.services.evaluation import JudgedQuery, rankings_of, read_queries
from tests.bench.peers import peers_of

DEV_QUERIES = Path(__file__).parents[1] / "queries" / "dev_queries.jsonl"
COLUMNS = {
    "ndcg_at_5": "nDCG@5",
    "hit_at_1": "hit@1",
    "hit_at_5": "hit@5",
    "no_match_recall": "hopeless refused",
    "false_no_match_rate": "good refused",
    "trapped_queries": "with a trap in 5",
    "ms_per_query": "ms a query",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=[DEV_QUERIES])
    files = parser.parse_args().files
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    queries = read_queries(lines, date.today)
    figures = figures_of_all(queries)
    _print_table(figures)
    badger, *peers = figures.items()
    traps = sum(bool(query.judgement.must_not) for query in queries)
    print(
        json.dumps(
            {"queries": len(queries), "with_traps": traps, badger[0]: badger[1], "peers": dict(peers)},
        )
    )


def figures_of_all(queries: Sequence[JudgedQuery]) -> dict[str, dict[str, float | None]]:
    """The figures of Badger, first, and of every peer, by name."""
    credentials = read_seed().credentials
    vocabulary = read_vocabulary(seed_folder())
    badger = CatalogueIndex(credentials, vocabulary.concepts, vocabulary.fillers)
    figures = {"badger": _figures(Adviser(credentials, badger, date.today), queries)}
    for name, peer in peers_of(credentials, vocabulary.fillers).items():
        figures[name] = _figures(Adviser(credentials, peer, date.today), queries)
    return figures


def _figures(adviser: Adviser, queries: Sequence[JudgedQuery]) -> dict[str, float | None]:
    rankings_of(adviser, queries[:1])  # what is loaded late is loaded now
    start = time.perf_counter()
    rankings = rankings_of(adviser, queries)
    seconds = time.perf_counter() - start
    judgements = [query.judgement for query in queries]
    figures = figures_of(rankings, judgements)
    return {
        "ndcg_at_5": _rounded(figures.ndcg_at_5),
        "hit_at_1": _rounded(figures.hit_at_1),
        "hit_at_5": _rounded(figures.hit_at_5),
        "no_match_recall": _rounded(figures.no_match_recall),
        "false_no_match_rate": _rounded(figures.false_no_match_rate),
        "trapped_queries": _trapped(rankings, judgements),
        "ms_per_query": round(1000 * seconds / max(1, len(queries)), 2),
    }


def _trapped(rankings: Sequence[Ranking], judgements: Sequence[Judgement]) -> int:
    """How many queries have a trap among the first five."""
    return sum(
        not judgement.must_not.isdisjoint(ranking.ids[:DEPTH])
        for ranking, judgement in zip(rankings, judgements, strict=True)
    )


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 4)


def _print_table(figures: dict[str, dict[str, float | None]]) -> None:
    table = Table("search", *COLUMNS.values())
    for name, of_search in figures.items():
        table.add_row(name, *("-" if of_search[key] is None else f"{of_search[key]:g}" for key in COLUMNS))
    Console(width=130).print(table)


if __name__ == "__main__":
    main()
