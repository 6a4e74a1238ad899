"""The use case of `badger evaluate`: every query of a file is answered as `/find` would answer it."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.domain.advice import Advised
from bot.domain.budget import MINUTES_PER_HOUR, Budget, budget_of
from bot.domain.errors import UserError
from bot.domain.filters import Filters, filters_of
from bot.domain.hits import Certainty
from bot.domain.ports import Today
from bot.domain.ranking_measures import DEPTH, Judgement, Ranking
from bot.services.advice import AdviceRequest, Adviser

RANKING_DEPTH = 10
MAX_GRADE = 3


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query with its budget, its filters and what a judge said of it."""

    query_id: str
    query: str
    budget: Budget | None
    filters: Filters
    judgement: Judgement


def read_queries(lines: Iterable[str], today: Today) -> list[JudgedQuery]:
    """The queries of a JSON Lines file; empty lines and unknown keys are ignored.

    Raises UserError `queries-line-unreadable` with the number of the first line that is no query.
    """
    return list(_queries(lines, today))


def _queries(lines: Iterable[str], today: Today) -> Iterator[JudgedQuery]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _query(json.loads(line), number, today)
        except (ValueError, TypeError, AttributeError, KeyError, OverflowError, RecursionError) as cause:
            raise UserError("queries-line-unreadable", line=number) from cause


def _query(row: dict[str, object], number: int, today: Today) -> JudgedQuery:
    hours = row.get("budget_hours")
    budget = (
        None
        if hours is None
        else budget_of(today=today(), total_minutes=round(float(str(hours)) * MINUTES_PER_HOUR))
    )
    no_match = row.get("no_match")
    relevant = dict(row.get("relevant") or {})  # type: ignore[call-overload]  # checked by what it raises
    return JudgedQuery(
        query_id=str(row.get("qid", number)),
        query=_text(row["query"]),
        budget=budget,
        filters=filters_of(dict(row.get("filters") or {})),  # type: ignore[call-overload]
        judgement=Judgement(
            relevant={str(found): _grade(grade) for found, grade in relevant.items()},
            must_not=frozenset(map(str, row.get("must_not") or ())),  # type: ignore[call-overload]
            no_match=None if no_match is None else bool(no_match),
        ),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _grade(value: object) -> int:
    grade = int(str(value))
    if grade not in range(MAX_GRADE + 1):
        raise ValueError(value)
    return grade


def rankings_of(adviser: Adviser, queries: Iterable[JudgedQuery]) -> list[Ranking]:
    """What the adviser answers to each query; one that it refuses to read gets an empty ranking."""
    return [_ranking(adviser, query) for query in queries]


def _ranking(adviser: Adviser, query: JudgedQuery) -> Ranking:
    request = AdviceRequest(query.query, query.budget, query.filters, limit=RANKING_DEPTH)
    try:
        advice = adviser.advise(request)
    except UserError as refused:
        if not refused.message_id.startswith("goal-"):
            raise
        return Ranking(query.query_id, (), Certainty.NONE)
    shown = _with_doors(advice.results)
    return Ranking(
        query.query_id,
        tuple(result.credential.id for result in shown),
        advice.certainty,
        frozenset(result.credential.id for result in shown if result.is_over_budget),
    )


def _with_doors(results: Sequence[Advised]) -> list[Advised]:
    """The results with their twins: beside them where the first five have room, else after all.

    A twin is seen with its result, so that it counts; what a person sees among the first five stays there.
    """
    room = DEPTH - len(results)
    ranked: list[Advised] = []
    last: list[Advised] = []
    for result in results:
        beside = result.twins[: max(0, room)]
        room -= len(beside)
        ranked += [result, *beside]
        last += result.twins[len(beside) :]
    return [*ranked, *last][:RANKING_DEPTH]
