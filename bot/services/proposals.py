"""Deciding what a member proposed, in the transaction of whatever comes of it."""

from datetime import datetime

from bot.domain.errors import UserError
from bot.domain.moderation import AuditAction, Deed, ProposalKind, ProposalStatus
from bot.domain.proposals import Proposal, Verdict, accepted, decided
from bot.storage import audit, proposals
from bot.storage.database import Session

_ACTIONS = {
    ProposalStatus.ACCEPTED: AuditAction.PROPOSAL_ACCEPTED,
    ProposalStatus.REFUSED: AuditAction.PROPOSAL_REFUSED,
}


def accept_in(
    session: Session, guild_id: int, proposal_id: str, decided_by: int, now: datetime, result_id: str
) -> Proposal:
    """Accepts a proposal in the transaction of what came of it, the credential `result_id`.

    A report that somebody else decided meanwhile stays as they decided: what is mended is mended. Raises
    UserError `proposal-gone` where there is none, `proposal-decided` for a suggestion that is decided.
    """
    proposal = proposals.proposal_of(session, guild_id, proposal_id)
    if proposal is not None and proposal.kind is ProposalKind.REPORT and not proposal.is_open:
        return proposal
    return decide_in(session, guild_id, proposal_id, accepted(decided_by, now, result_id=result_id))


def decide_in(session: Session, guild_id: int, proposal_id: str, verdict: Verdict) -> Proposal:
    """Decides a proposal, with its line in the audit log.

    Raises UserError `proposal-gone` where there is none, `proposal-decided` where it is decided already.
    """
    after = decided(open_in(session, guild_id, proposal_id), verdict)
    if not proposals.decide(session, guild_id, proposal_id, verdict):
        raise UserError("proposal-decided")
    audit.record(session, [_deed(after, verdict)])
    return after


def open_in(session: Session, guild_id: int, proposal_id: str, kind: ProposalKind | None = None) -> Proposal:
    """The proposal, of this kind (None: any), which nobody has decided. Raises UserError as `decide_in`."""
    proposal = proposals.proposal_of(session, guild_id, proposal_id)
    if proposal is None or kind not in {None, proposal.kind}:
        raise UserError("proposal-gone")
    if not proposal.is_open:
        raise UserError("proposal-decided")
    return proposal


def _deed(proposal: Proposal, verdict: Verdict) -> Deed:
    details: dict[str, str | int] = {"kind": proposal.kind.value, "title": proposal.title}
    credential_id = proposal.result_id or proposal.credential_id
    if credential_id is not None:
        details["credential"] = credential_id
    if verdict.answer is not None:
        details["answer"] = verdict.answer
    action = _ACTIONS[verdict.status]
    return Deed(action, proposal.guild_id, verdict.decided_by, verdict.at, proposal.id, details)
