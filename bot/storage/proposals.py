"""The queries of what members propose. Every query of a person's or a server's names its server."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select, update

from bot.domain.moderation import ProposalKind, ProposalStatus, ReportReason
from bot.domain.proposals import Proposal, Verdict
from bot.storage.tables import CatalogueProposalRow
from bot.storage.upserts import insert_new


def add(session: Session, proposal: Proposal) -> Proposal:
    """The proposal, kept; the one that is kept already where the interaction is a repeat."""
    values = asdict(proposal) | {
        "kind": proposal.kind.value,
        "status": proposal.status.value,
        "reason": proposal.reason and proposal.reason.value,
    }
    insert_new(session, CatalogueProposalRow, ("guild_id", "interaction_id"), values)
    return by_interaction(session, proposal.guild_id, proposal.interaction_id) or proposal


def by_interaction(session: Session, guild_id: int, interaction_id: int) -> Proposal | None:
    """What an interaction proposed; None where it did nothing yet."""
    row = session.exec(
        select(CatalogueProposalRow).where(
            CatalogueProposalRow.guild_id == guild_id,
            CatalogueProposalRow.interaction_id == interaction_id,
        )
    ).first()
    return None if row is None else _proposal(row)


def proposal_of(session: Session, guild_id: int, proposal_id: str) -> Proposal | None:
    """One proposal of the server; None where there is none of this id."""
    row = session.exec(
        select(CatalogueProposalRow).where(
            CatalogueProposalRow.guild_id == guild_id, CatalogueProposalRow.id == proposal_id
        )
    ).first()
    return None if row is None else _proposal(row)


def own(session: Session, member_id: int, proposal_id: str) -> Proposal | None:
    """A member's own proposal, of whatever server; None where there is none of this id."""
    row = session.exec(
        select(CatalogueProposalRow).where(
            CatalogueProposalRow.id == proposal_id, CatalogueProposalRow.member_id == member_id
        )
    ).first()
    return None if row is None else _proposal(row)


def waiting_of(session: Session, guild_id: int, member_id: int) -> list[Proposal]:
    """What a member proposed in the server and nobody has decided, the oldest first."""
    rows = session.exec(
        select(CatalogueProposalRow)
        .where(
            CatalogueProposalRow.guild_id == guild_id,
            CatalogueProposalRow.member_id == member_id,
            CatalogueProposalRow.status == ProposalStatus.OPEN.value,
        )
        .order_by(col(CatalogueProposalRow.created_at), col(CatalogueProposalRow.id))
    )
    return [_proposal(row) for row in rows]


def count_waiting(session: Session, guild_id: int) -> int:
    """How many proposals wait in the server."""
    found = session.exec(
        select(func.count())
        .select_from(CatalogueProposalRow)
        .where(
            CatalogueProposalRow.guild_id == guild_id,
            CatalogueProposalRow.status == ProposalStatus.OPEN.value,
        )
    )
    return found.one()


def waiting(session: Session, guild_id: int, *, limit: int, skipped: int = 0) -> list[Proposal]:
    """What waits in the server, the oldest first."""
    rows = session.exec(
        select(CatalogueProposalRow)
        .where(
            CatalogueProposalRow.guild_id == guild_id,
            CatalogueProposalRow.status == ProposalStatus.OPEN.value,
        )
        .order_by(col(CatalogueProposalRow.created_at), col(CatalogueProposalRow.id))
        .offset(skipped)
        .limit(limit)
    )
    return [_proposal(row) for row in rows]


def open_suggestions(session: Session, guild_id: int) -> list[Proposal]:
    """All suggestions that wait in the server, the oldest first."""
    rows = session.exec(
        select(CatalogueProposalRow)
        .where(
            CatalogueProposalRow.guild_id == guild_id,
            CatalogueProposalRow.status == ProposalStatus.OPEN.value,
            CatalogueProposalRow.kind == ProposalKind.SUGGESTION.value,
        )
        .order_by(col(CatalogueProposalRow.created_at), col(CatalogueProposalRow.id))
    )
    return [_proposal(row) for row in rows]


def decide(session: Session, guild_id: int, proposal_id: str, verdict: Verdict) -> bool:
    """Keeps the verdict on a proposal that waits, and says whether it did: not where there is one already."""
    changed = session.exec(
        update(CatalogueProposalRow)
        .where(
            col(CatalogueProposalRow.guild_id) == guild_id,
            col(CatalogueProposalRow.id) == proposal_id,
            col(CatalogueProposalRow.status) == ProposalStatus.OPEN.value,
        )
        .values(
            status=verdict.status.value,
            decided_by=verdict.decided_by,
            decided_at=verdict.at,
            answer=verdict.answer,
            result_id=verdict.result_id,
        )
    )
    return changed.rowcount == 1


def untold(session: Session, *, limit: int) -> list[tuple[int, str]]:
    """The servers and ids of what is decided and the member does not know, the newest decision first.

    It says nothing of what is in them: for a process that goes on with what it had begun to tell.
    """
    rows = session.exec(
        select(CatalogueProposalRow.guild_id, CatalogueProposalRow.id)
        .where(
            col(CatalogueProposalRow.decided_at).is_not(None),
            col(CatalogueProposalRow.told_at).is_(None),
            col(CatalogueProposalRow.member_id).is_not(None),
        )
        .order_by(col(CatalogueProposalRow.decided_at).desc(), col(CatalogueProposalRow.id))
        .limit(limit)
    )
    return list(rows.all())


def untold_of(session: Session, guild_id: int, member_id: int, *, limit: int) -> list[Proposal]:
    """What the member proposed in the server and does not know the end of, the oldest decision first."""
    rows = session.exec(
        select(CatalogueProposalRow)
        .where(
            CatalogueProposalRow.guild_id == guild_id,
            CatalogueProposalRow.member_id == member_id,
            col(CatalogueProposalRow.decided_at).is_not(None),
            col(CatalogueProposalRow.told_at).is_(None),
        )
        .order_by(col(CatalogueProposalRow.decided_at), col(CatalogueProposalRow.id))
        .limit(limit)
    )
    return [_proposal(row) for row in rows]


def untold_beside(session: Session, guild_id: int, proposal_id: str) -> list[str]:
    """The ids of what was accepted together with a proposal, and the members do not know of."""
    proposal = proposal_of(session, guild_id, proposal_id)
    if proposal is None or proposal.result_id is None:
        return []
    rows = session.exec(
        select(CatalogueProposalRow.id)
        .where(
            CatalogueProposalRow.guild_id == guild_id,
            CatalogueProposalRow.id != proposal_id,
            CatalogueProposalRow.result_id == proposal.result_id,
            col(CatalogueProposalRow.told_at).is_(None),
            col(CatalogueProposalRow.member_id).is_not(None),
        )
        .order_by(col(CatalogueProposalRow.created_at), col(CatalogueProposalRow.id))
    )
    return list(rows.all())


def mark_told(session: Session, guild_id: int, proposal_id: str, now: datetime) -> None:
    """Remembers that the member knows."""
    session.exec(
        update(CatalogueProposalRow)
        .where(
            col(CatalogueProposalRow.guild_id) == guild_id,
            col(CatalogueProposalRow.id) == proposal_id,
            col(CatalogueProposalRow.decided_at).is_not(None),
            col(CatalogueProposalRow.told_at).is_(None),
        )
        .values(told_at=now)
    )


def forget_member(session: Session, member_id: int, guild_id: int | None = None) -> None:
    """Lets what a person proposed and decided, in one server or (None) in all, be an erased member's.

    What they said in their own words goes with them.
    """
    for column, emptied in (
        (CatalogueProposalRow.member_id, {"member_id": None, "note": None}),
        (CatalogueProposalRow.decided_by, {"decided_by": None}),
    ):
        query = update(CatalogueProposalRow).where(col(column) == member_id)
        if guild_id is not None:
            query = query.where(col(CatalogueProposalRow.guild_id) == guild_id)
        session.exec(query.values(emptied))


def _proposal(row: CatalogueProposalRow) -> Proposal:
    return Proposal(
        id=row.id,
        guild_id=row.guild_id,
        member_id=row.member_id,
        interaction_id=row.interaction_id,
        kind=ProposalKind(row.kind),
        created_at=row.created_at,
        status=ProposalStatus(row.status),
        credential_id=row.credential_id,
        reason=ReportReason(row.reason) if row.reason else None,
        note=row.note,
        content=row.content,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        answer=row.answer,
        result_id=row.result_id,
        told_at=row.told_at,
    )
