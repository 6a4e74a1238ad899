"""What else is asked of the index than goals: conditions, suggestions, changes."""

import time
from collections.abc import Callable, Sequence
from functools import partial

from bot.domain.credential import Level
from bot.domain.filters import Filters
from bot.search.index import CatalogueIndex
from tests.bench import registry
from tests.bench.spread import at, spread
from tests.bench.typed_queries import TypedQuery

SHOWN = 5
_SUGGESTED = 25
_TIMES = 200
_MINUTES = 20 * 60
_BEGINNERS = Filters(level=Level.BEGINNER)


def filtered(index: CatalogueIndex, queries: Sequence[TypedQuery]) -> dict[str, float]:
    """Goals within 20 hours for beginners, and how many of them still find five."""
    spent, full = [], 0
    for query in queries[:_TIMES]:
        start = time.perf_counter()
        hits = index.search(query.text, limit=SHOWN, filters=_BEGINNERS, within_minutes=_MINUTES).hits
        spent.append((time.perf_counter() - start) * 1000)
        full += len(hits) == SHOWN
    return {"filtered_p50_ms": at(spent, 0.5), "filtered_full_share": full / max(1, len(spent))}


def suggested(index: CatalogueIndex, queries: Sequence[TypedQuery]) -> dict[str, float]:
    """Suggestions for a little more than the first half of what was typed."""
    spent = []
    for query in queries[:_TIMES]:
        start = time.perf_counter()
        index.suggest_credentials(query.text[: 3 + len(query.text) // 2], limit=_SUGGESTED)
        spent.append((time.perf_counter() - start) * 1000)
    return spread("suggest_", spent)


def changed(index: CatalogueIndex) -> dict[str, float]:
    """What a change takes, and the goal after it, which must find what was changed."""
    spent: dict[str, list[float]] = {}

    def timed(name: str, act: Callable[[], object]) -> None:
        start = time.perf_counter()
        act()
        spent.setdefault(name, []).append((time.perf_counter() - start) * 1000)

    def finds(goal: str, identity: str) -> bool:
        return any(hit.credential_id == identity for hit in index.search(goal, limit=SHOWN).hits)

    for number in range(_TIMES):
        identity, word = f"new-{number}", f"zq{chr(97 + number % 26)}{chr(97 + number // 26)}wx"
        added = registry.credential(identity, f"Xylographic {word} Restoration")
        edited = registry.credential(identity, f"Campanological {word} Restoration")
        timed("add", partial(index.put, added))
        timed("next_query", partial(finds, f"{word} restoration", identity))
        assert finds(f"xylographc {word}", identity)
        timed("edit", partial(index.put, edited))
        assert finds(f"campanological {word}", identity)
        timed("retire", partial(index.retire, identity))
        assert not finds(f"campanological {word}", identity)
        timed("restore", partial(index.restore, identity))
        assert finds(f"campanological {word}", identity)
    return {f"{name}_ms": at(times, 0.5) for name, times in spent.items()} | {
        "add_p99_ms": at(spent["add"], 0.99)
    }
