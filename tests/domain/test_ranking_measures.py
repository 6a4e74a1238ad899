from math import log2

import pytest

from bot.domain.hits import Certainty
from bot.domain.ranking_measures import Judgement, Ranking, figures_of, ndcg

NOTHING: frozenset[str] = frozenset()


def ranking(
    *ids: str, certainty: Certainty = Certainty.STRONG, over_budget: frozenset[str] = NOTHING
) -> Ranking:
    return Ranking("q", ids, certainty, over_budget)


def test_ndcg_is_one_for_the_best_order_and_less_for_others():
    grades = {"a": 3, "b": 1}
    assert ndcg(["a", "b"], grades) == 1
    best = 7 + 1 / log2(3)
    assert ndcg(["b", "a"], grades) == pytest.approx((1 + 7 / log2(3)) / best)
    assert ndcg(["x", "y"], grades) == 0
    assert ndcg(["x"] * 5 + ["a"], grades) == 0


def test_hits_count_grades_of_two_and_better():
    rankings = [ranking("weak", "good"), ranking("good")]
    judgements = [Judgement({"weak": 1, "good": 2}, NOTHING, False)] * 2
    figures = figures_of(rankings, judgements)
    assert (figures.hit_at_1, figures.hit_at_5) == (0.5, 1)


def test_traps_and_what_is_over_budget_are_counted_in_the_first_five():
    rankings = [ranking("a", "b", "c", "d", "e", "f", over_budget=frozenset("bf"))]
    figures = figures_of(rankings, [Judgement({}, frozenset("af"), None)])
    assert figures.over_budget_in_5 == 1
    assert figures.must_not_in_5 == 1


def test_refusals_are_told_apart():
    rankings = [ranking(certainty=Certainty.NONE), ranking("a"), ranking("a", certainty=Certainty.NONE)]
    hopeless = Judgement({}, NOTHING, True)
    figures = figures_of(rankings, [hopeless, hopeless, Judgement({"a": 3}, NOTHING, False)])
    assert (figures.no_match_recall, figures.false_no_match_rate) == (0.5, 1)


def test_what_nobody_judged_has_no_figure():
    figures = figures_of([ranking("a")], [Judgement({}, NOTHING, None)])
    assert (figures.queries, figures.judged) == (1, 0)
    assert figures.ndcg_at_5 is None
    assert figures.must_not_in_5 is None
    assert figures.no_match_recall is None
