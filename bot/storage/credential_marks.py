"""The query of what a member has earned and started, for the marks in answers: one read by its index."""

from collections.abc import Iterable

from sqlalchemy import Row, bindparam, select
from sqlmodel import Session, col

from bot.domain.enrolment import EnrolmentStatus
from bot.domain.marks import NO_MARKS, Marks, Position
from bot.storage import ledger
from bot.storage.outlines import outline_in
from bot.storage.tables import EnrolmentRow

_OPEN = (EnrolmentStatus.ACTIVE.value, EnrolmentStatus.PAUSED.value)


# Every search asks this: what is built once costs half of what is built each time.
_ROWS = select(
    col(EnrolmentRow.credential_id),
    col(EnrolmentRow.id),
    col(EnrolmentRow.status),
    col(EnrolmentRow.outline),
).where(
    col(EnrolmentRow.user_id) == bindparam("user_id"), col(EnrolmentRow.guild_id) == bindparam("guild_id")
)


def marks_of(session: Session, guild_id: int, user_id: int) -> Marks:
    """What the member has earned and started in the server."""
    rows = session.connection().execute(_ROWS, {"user_id": user_id, "guild_id": guild_id}).all()
    if not rows:
        return NO_MARKS
    completed = (each for each, _, status, _ in rows if status == EnrolmentStatus.COMPLETED.value)
    return Marks(frozenset(completed), _started(session, guild_id, rows))


def _started(session: Session, guild_id: int, rows: Iterable[Row[str, str, str, str]]) -> dict[str, Position]:
    underway = [row for row in rows if row[2] in _OPEN]
    ticked = ledger.ticked_of(session, guild_id, [each for _, each, _, _ in underway]) if underway else {}
    return {
        credential_id: _position(status, outline, ticked[each])
        for credential_id, each, status, outline in underway
    }


def _position(status: str, outline: str, ticked: set[str]) -> Position:
    tasks = outline_in(outline).tasks
    done = sum(task.id in ticked for task in tasks)
    return Position(done, len(tasks), is_paused=status == EnrolmentStatus.PAUSED.value)
