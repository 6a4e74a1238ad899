import json
from dataclasses import replace
from datetime import date

import pytest

from bot.domain.credential import Credential
from bot.domain.errors import UserError
from bot.domain.hits import Certainty
from bot.services.advice import Adviser
from bot.services.evaluation import rankings_of, read_queries
from tests.small_catalogue import CREDENTIALS, credential, make_index

TODAY = date(2026, 11, 24)


def today() -> date:
    return TODAY


def lines(*rows: object) -> list[str]:
    return [json.dumps(row) for row in rows]


def test_queries_are_read_with_budget_filters_and_judgements():
    row = {
        "qid": "Q1",
        "query": "sql",
        "budget_hours": 2.5,
        "filters": {"cost": "free"},
        "relevant": {"sql": 3},
        "must_not": ["cpp"],
        "no_match": False,
        "remark": "ignored",
    }
    (query,) = read_queries(["", *lines(row)], today)
    assert query.query_id == "Q1"
    assert query.budget is not None
    assert query.budget.total_minutes == 150
    assert query.filters.cost == "free"
    assert query.judgement.relevant == {"sql": 3}
    assert set(query.judgement.must_not) == {"cpp"}


def test_judgements_may_be_missing():
    (query,) = read_queries(lines({"query": "sql", "filters": None, "relevant": None}), today)
    assert query.query_id == "1"
    assert query.judgement.no_match is None


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '"text"',
        "{}",
        '{"query": "x", "budget_hours": "many"}',
        '{"query": "x", "budget_hours": 1e400}',
        '{"query": "x", "relevant": {"sql": 9}}',
        "[" * 100_000,
        "null",
    ],
)
def test_a_line_that_is_no_query_is_named(line: str):
    with pytest.raises(UserError) as refused:
        read_queries(['{"query": "sql"}', line], today)
    assert refused.value.message_id == "queries-line-unreadable"
    assert refused.value.arguments == {"line": 2}


@pytest.mark.parametrize(
    "row",
    [{"query": "x", "budget_hours": -3}, {"query": "x", "filters": {"colour": "red"}}],
)
def test_a_query_that_cannot_be_asked_is_refused(row: dict[str, object]):
    with pytest.raises(UserError):
        read_queries(lines(row), today)


def test_a_filter_that_cannot_be_met_is_no_recognised_hopeless_query():
    adviser = Adviser(CREDENTIALS, make_index(), today)
    queries = read_queries(lines({"query": "sql", "filters": {"topic": "tecnology"}}), today)
    with pytest.raises(UserError):
        rankings_of(adviser, queries)


def test_every_query_gets_a_ranking_even_one_that_says_nothing():
    adviser = Adviser(CREDENTIALS, make_index(), today)
    queries = read_queries(lines({"qid": "a", "query": "learn sql"}, {"qid": "b", "query": " "}), today)
    first, second = rankings_of(adviser, queries)
    assert first.ids[0] == "sql"
    assert (second.query_id, second.ids, second.certainty) == ("b", (), Certainty.NONE)


def course(identity: str, title: str, *twins: str) -> Credential:
    return replace(credential(identity, title, ("pottery",)), twins=twins)


def test_twins_stand_beside_their_result_where_the_first_five_have_room():
    few = (course("a", "Pottery", "b"), course("b", "Pottery", "a"), course("c", "Pottery glazes"))
    (ranking,) = rankings_of(
        Adviser(few, make_index(few), today), read_queries(lines({"query": "pottery"}), today)
    )
    assert ranking.ids == ("a", "b", "c")


def test_twins_push_nothing_out_of_the_first_five():
    many = (
        course("a", "Pottery", "b"),
        course("b", "Pottery", "a"),
        *(course(f"c{place}", f"Pottery {place}") for place in range(5)),
    )
    (ranking,) = rankings_of(
        Adviser(many, make_index(many), today), read_queries(lines({"query": "pottery"}), today)
    )
    assert ranking.ids == ("a", "c0", "c1", "c2", "c3", "c4", "b")
