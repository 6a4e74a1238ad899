"""The query that lets go of what was told, or was not to be told, long ago."""

from datetime import datetime

from sqlalchemy import func, text
from sqlmodel import Session, col, delete, select

from bot.domain.delivery_rules import KEPT_FOR
from bot.domain.outbox import OutboxStatus
from bot.storage.tables import CongratulationRow, OutboxRow
from bot.storage.tables.deliveries import TO_AMEND

_OVER = [each.value for each in (OutboxStatus.SENT, OutboxStatus.SKIPPED, OutboxStatus.DEAD)]
_SETTLED = text(f"NOT ({TO_AMEND.text})")


def delete_expired(session: Session, now: datetime, limit: int) -> int:
    """Deletes at most `limit` rows of all servers that are over, and says how many.

    With a completion go its congratulations. What says what does not hold any more stays until it is changed.
    """
    # SQLite gives the number after the highest: while that row stays, no old button names a new row.
    newest = select(func.max(col(OutboxRow.id))).scalar_subquery()
    query = select(OutboxRow.id).where(
        col(OutboxRow.status).in_(_OVER),
        col(OutboxRow.due_at) < now - KEPT_FOR,
        col(OutboxRow.id) != newest,
        _SETTLED,
    )
    over = session.exec(query.limit(limit)).all()
    if over:
        session.exec(delete(CongratulationRow).where(col(CongratulationRow.announcement_id).in_(over)))
        session.exec(delete(OutboxRow).where(col(OutboxRow.id).in_(over)))
    return len(over)
