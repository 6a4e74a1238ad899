"""In which server a row of a user's own stands: a button in a direct message names the row alone."""

from sqlmodel import Session, col, select

from bot.domain.outbox import OutboxScope
from bot.storage.tables import EnrolmentRow, GroupInviteRow, OutboxRow


def of_enrolment(session: Session, user_id: int, enrolment_id: str) -> int | None:
    """The server of the user's enrolment; None where it is not theirs."""
    query = select(EnrolmentRow.guild_id).where(
        col(EnrolmentRow.user_id) == user_id, col(EnrolmentRow.id) == enrolment_id
    )
    return session.exec(query).first()


def of_delivery(session: Session, user_id: int, row_id: int) -> int | None:
    """The server of what was delivered to the user; None where it is not theirs."""
    query = select(OutboxRow.guild_id).where(
        col(OutboxRow.scope) == OutboxScope.MEMBER.value,
        col(OutboxRow.scope_id) == user_id,
        col(OutboxRow.id) == row_id,
    )
    return session.exec(query).first()


def of_invitation(session: Session, user_id: int, group_id: int) -> int | None:
    """The server of a group into which a user was invited; None where they were not."""
    query = select(GroupInviteRow.guild_id).where(
        col(GroupInviteRow.user_id) == user_id, col(GroupInviteRow.group_id) == group_id
    )
    return session.exec(query.order_by(col(GroupInviteRow.id)).limit(1)).first()
