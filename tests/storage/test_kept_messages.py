"""What is stale is found by indexes: it is asked every few seconds, of all groups that there ever were."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from bot.storage import kept_messages

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOLDS = timedelta(minutes=1)


def statements_of(session: Session, work: Callable[[Session], object]) -> list[tuple[str, Any]]:
    """What is asked of the tables of groups, with its values."""
    connection = session.connection()
    asked: list[tuple[str, Any]] = []

    def note(*arguments: object) -> None:
        _, _, statement, values, *_ = arguments
        if isinstance(statement, str) and "FROM group_" in statement:
            asked.append((statement, values))

    event.listen(connection, "before_cursor_execute", note)
    work(session)
    event.remove(connection, "before_cursor_execute", note)
    return asked


def reads_all(session: Session, statement: str, values: tuple[Any, ...]) -> bool:
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        return any("SCAN group_" in row[-1] for row in plan)
    # A small table is read as a whole all the same, unless that costs much.
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    return any("Seq Scan" in row[0] for row in connection.exec_driver_sql(f"EXPLAIN {statement}", values))


@pytest.mark.parametrize(
    "work",
    [
        lambda session: kept_messages.has_stale(session, now=NOW),
        lambda session: kept_messages.claim_boards(session, now=NOW, holds=HOLDS, limit=10),
        lambda session: kept_messages.claim_checkins(session, holds=HOLDS, limit=10),
    ],
)
def test_no_table_is_read_as_a_whole(session: Session, work: Callable[[Session], object]):
    asked = statements_of(session, work)
    assert asked
    assert [statement for statement, values in asked if reads_all(session, statement, values)] == []
