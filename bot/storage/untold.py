"""The query of what a member is still to be told: asked after every command, so it is one read by indexes."""

from sqlalchemy import bindparam, exists, select
from sqlmodel import Session, col

from bot.domain.outbox import OutboxKind, OutboxScope, OutboxStatus
from bot.domain.renewal import RENEWAL_SUBJECT
from bot.domain.study_group import InvitationStatus
from bot.domain.untold import Untold
from bot.storage.outbox import refused_notices
from bot.storage.tables import CatalogueProposalRow, GroupInviteRow, OutboxRow, ScheduleRow

_OUTCOMES = exists().where(
    col(CatalogueProposalRow.member_id) == bindparam("user_id"),
    col(CatalogueProposalRow.guild_id) == bindparam("guild_id"),
    col(CatalogueProposalRow.decided_at).is_not(None),
    col(CatalogueProposalRow.told_at).is_(None),
)
_REFUSAL = exists().where(
    col(ScheduleRow.guild_id) == bindparam("guild_id"),
    col(ScheduleRow.scope) == OutboxScope.MEMBER.value,
    col(ScheduleRow.scope_id) == bindparam("user_id"),
    col(ScheduleRow.kind) == OutboxKind.REMINDER.value,
    col(ScheduleRow.refused_at).is_not(None),
    col(ScheduleRow.refusal_told).is_(False),
)
_INVITATIONS = exists().where(
    col(GroupInviteRow.user_id) == bindparam("user_id"),
    col(GroupInviteRow.guild_id) == bindparam("guild_id"),
    col(GroupInviteRow.status) == InvitationStatus.OPEN.value,
    col(GroupInviteRow.refused_at).is_not(None),
    col(GroupInviteRow.refusal_told).is_(False),
)
_GROUP_FAULTS = exists().where(
    col(OutboxRow.scope_id) == bindparam("user_id"),
    col(OutboxRow.guild_id) == bindparam("guild_id"),
    col(OutboxRow.scope) == OutboxScope.MEMBER.value,
    col(OutboxRow.kind) == OutboxKind.GROUP_FAULT.value,
    col(OutboxRow.status) == OutboxStatus.DEAD.value,
)
_RENEWALS = exists().where(
    *refused_notices(bindparam("guild_id"), bindparam("user_id")),
    col(OutboxRow.subject).startswith(RENEWAL_SUBJECT),
)
# Built once: that costs more than the answer.
_ALL = select(_OUTCOMES, _REFUSAL, _INVITATIONS, _GROUP_FAULTS, _RENEWALS)


def untold_to(session: Session, guild_id: int, user_id: int) -> Untold:
    """Of what the member does not know yet in the server; cheap where there is nothing."""
    row = session.connection().execute(_ALL, {"guild_id": guild_id, "user_id": user_id}).one()
    return Untold(*map(bool, row))
