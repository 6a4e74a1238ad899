"""What is asked of study groups at every log and for every board is led to its rows by an index."""

from collections.abc import Callable, Collection
from datetime import date

import pytest
from sqlalchemy import event
from sqlmodel import Session

from bot.storage import board_marks, group_boards, group_members
from tests.set_clock import NOW

CLUB, MIRA, NOA = 1_100_000_000_000_000_001, 1_200_000_000_000_000_001, 1_200_000_000_000_000_002
USERS = (MIRA, NOA)
DAY = date(2026, 11, 23)


def on(credential_ids: Collection[str] | None) -> Callable[[Session], object]:
    return lambda session: group_boards.work_of(
        session, CLUB, USERS, credential_ids=credential_ids, since=DAY
    )


@pytest.mark.parametrize(
    "asks",
    [
        lambda session: board_marks.mark_member(session, CLUB, MIRA, NOW),
        lambda session: group_members.share_a_group(session, CLUB, MIRA, NOA),
        lambda session: group_members.of_user(session, CLUB, MIRA),
        lambda session: group_boards.people_of(session, CLUB, 1),
        on(None),
        on({"sql"}),
        lambda session: group_boards.erased_of(session, CLUB, 1, credential_ids=None),
        lambda session: group_boards.kudos_of(session, CLUB, USERS, DAY, DAY),
        lambda session: group_boards.done_of(session, CLUB, USERS, {"sql"}),
    ],
)
def test_an_index_leads_to_what_is_asked(session: Session, asks: Callable[[Session], object]):
    asked: list[tuple[str, object]] = []
    engine = session.get_bind()

    def note(_connection: object, _cursor: object, statement: str, values: object, *_rest: object) -> None:
        asked.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    asks(session)
    event.remove(engine, "before_cursor_execute", note)
    questions = [(statement, values) for statement, values in asked if statement != "BEGIN"]
    assert questions
    for statement, values in questions:
        assert not [line for line in plan_of(session, statement, values) if reads_all(line)], statement


def plan_of(session: Session, statement: str, values: object) -> list[str]:
    """How the database goes about it; one line a step."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]
    else:
        # A small table is read as a whole all the same, unless that costs much.
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan = connection.exec_driver_sql(f"EXPLAIN {statement}", values)  # type: ignore[arg-type]
    return [row[-1] for row in plan]


def reads_all(step: str) -> bool:
    """Whether a step goes through all rows of a table."""
    return "Seq Scan" in step or (step.startswith("SCAN") and step != "SCAN CONSTANT ROW")
