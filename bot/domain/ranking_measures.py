"""How good rankings are against judgements: the figures of information retrieval.

nDCG after Järvelin and Kekäläinen (2002) with gain 2^grade - 1 and a logarithmic discount.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

from bot.domain.hits import Certainty

DEPTH = 5
GOOD_GRADE = 2


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a judge said of one query: grades 1 to 3 by id, traps, and whether nothing should be found."""

    relevant: Mapping[str, int]
    must_not: frozenset[str]
    no_match: bool | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """What was answered to one query, best first; `over_budget` are ids that the answer labels so."""

    query_id: str
    ids: tuple[str, ...]
    certainty: Certainty
    over_budget: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures over all queries; None where no query has the judgement it needs."""

    queries: int
    judged: int
    ndcg_at_5: float | None
    hit_at_1: float | None
    hit_at_5: float | None
    over_budget_in_5: int
    must_not_in_5: int | None
    no_match_recall: float | None
    false_no_match_rate: float | None


def figures_of(rankings: Sequence[Ranking], judgements: Sequence[Judgement]) -> Figures:
    """The figures of rankings and their judgements, given in the same order."""
    pairs = list(zip(rankings, judgements, strict=True))
    good = [(ranking, judgement) for ranking, judgement in pairs if judgement.relevant]
    hopeless = [ranking for ranking, judgement in pairs if judgement.no_match]
    trapped = [(ranking, judgement) for ranking, judgement in pairs if judgement.must_not]
    return Figures(
        queries=len(pairs),
        judged=len(good) + len(hopeless),
        ndcg_at_5=_mean([ndcg(ranking.ids, judgement.relevant) for ranking, judgement in good]),
        hit_at_1=_mean([_is_hit(ranking, judgement, 1) for ranking, judgement in good]),
        hit_at_5=_mean([_is_hit(ranking, judgement, DEPTH) for ranking, judgement in good]),
        over_budget_in_5=sum(len(ranking.over_budget & set(ranking.ids[:DEPTH])) for ranking in rankings),
        must_not_in_5=sum(
            len(judgement.must_not & set(ranking.ids[:DEPTH])) for ranking, judgement in trapped
        )
        if trapped
        else None,
        no_match_recall=_mean([ranking.certainty is Certainty.NONE for ranking in hopeless]),
        false_no_match_rate=_mean([ranking.certainty is Certainty.NONE for ranking, _ in good]),
    )


def ndcg(ids: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain of the first `depth` ids, from 0 to 1."""
    best = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(found, 0) for found in ids[:depth]]) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


def _is_hit(ranking: Ranking, judgement: Judgement, depth: int) -> bool:
    return any(judgement.relevant.get(found, 0) >= GOOD_GRADE for found in ranking.ids[:depth])


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
