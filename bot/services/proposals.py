"""Deciding what a member proposed, in the transaction of whatever comes of it."""

from datetime import datetime

from bot.catalogue.look_alikes import page_of
from bot.catalogue.suggested_fields import suggestion_in
from bot.domain.drafts import DraftField
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

    Other suggestions of the same page that wait are accepted with it. A report that somebody else decided
    meanwhile stays as they decided: what is mended is mended. Raises
    UserError `proposal-gone` where there is none, `proposal-decided` for a suggestion that is decided.
    """
    proposal = proposals.proposal_of(session, guild_id, proposal_id)
    if proposal is not None and proposal.kind is ProposalKind.REPORT and not proposal.is_open:
        return proposal
    verdict = accepted(decided_by, now, result_id=result_id)
    after = decide_in(session, guild_id, proposal_id, verdict)
    for same in same_page(session, after):
        decide_in(session, guild_id, same.id, verdict)
    return after


def same_page(session: Session, proposal: Proposal) -> list[Proposal]:
    """The other suggestions of the same page that wait in the server, the oldest first."""
    page = _page_of(proposal)
    if not page:
        return []
    waiting = proposals.open_suggestions(session, proposal.guild_id)
    return [each for each in waiting if each.id != proposal.id and _page_of(each) == page]


def _page_of(proposal: Proposal) -> str:
    if proposal.kind is not ProposalKind.SUGGESTION:
        return ""
    return page_of(suggestion_in(proposal.content or "{}").get(DraftField.LINK, ""))


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
