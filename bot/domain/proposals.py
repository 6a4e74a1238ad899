"""What members propose to the moderators: a credential that is missing, or that something is wrong."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.catalogue_changes import MAX_REASON_LENGTH, checked_reason
from bot.domain.errors import UserError
from bot.domain.moderation import (
    MAX_NOTE_LENGTH,
    BlockedFrom,
    ProposalKind,
    ProposalStatus,
    ReportReason,
)
from bot.domain.plain_text import printable

MOST_OPEN = 10
"""Of one member in one server: what waits longer is the moderators' to read first."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggestion or a report. `member_id` and `decided_by` are None for who was erased.

    `content` is a JSON object: what was typed of a suggestion, the title of what is reported. `result_id`
    is the credential that came of an accepted suggestion, `answer` the moderator's word to the member.
    """

    id: str
    guild_id: int
    member_id: int | None
    interaction_id: int
    kind: ProposalKind
    created_at: datetime
    status: ProposalStatus = ProposalStatus.OPEN
    credential_id: str | None = None
    reason: ReportReason | None = None
    note: str | None = None
    content: str | None = None
    decided_at: datetime | None = None
    decided_by: int | None = None
    answer: str | None = None
    result_id: str | None = None
    told_at: datetime | None = None

    @property
    def title(self) -> str:
        """What it is about, by name."""
        known = json.loads(self.content) if self.content else {}
        return str(known.get("title") or self.credential_id or "")

    @property
    def shown_id(self) -> str | None:
        """The credential that there is to be shown: what came of it, or what is reported."""
        return self.result_id or self.credential_id

    @property
    def is_open(self) -> bool:
        """Whether it waits for a moderator."""
        return self.status is ProposalStatus.OPEN


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a moderator decides on a proposal, and when."""

    status: ProposalStatus
    decided_by: int
    at: datetime
    answer: str | None = None
    result_id: str | None = None


def accepted(
    decided_by: int, at: datetime, answer: str | None = None, result_id: str | None = None
) -> Verdict:
    """The verdict that takes it, with a word where there is one. Raises UserError `reason-too-long`."""
    word = printable(answer or "")
    if len(word) > MAX_REASON_LENGTH:
        raise UserError("reason-too-long", limit=MAX_REASON_LENGTH)
    return Verdict(ProposalStatus.ACCEPTED, decided_by, at, word or None, result_id)


def refused(decided_by: int, at: datetime, reason: str) -> Verdict:
    """The verdict that does not take it. Raises UserError `refusal-reason-missing` or `reason-too-long`."""
    if not printable(reason):
        raise UserError("refusal-reason-missing")
    return Verdict(ProposalStatus.REFUSED, decided_by, at, checked_reason(reason))


def decided(proposal: Proposal, verdict: Verdict) -> Proposal:
    """The proposal with its verdict. Raises UserError `proposal-decided` where it has one already."""
    if not proposal.is_open:
        raise UserError("proposal-decided")
    return replace(
        proposal,
        status=verdict.status,
        decided_at=verdict.at,
        decided_by=verdict.decided_by,
        answer=verdict.answer,
        result_id=verdict.result_id or proposal.result_id,
    )


def checked_note(note: str | None) -> str | None:
    """What a member says with it, on one line, or None. Raises UserError `proposal-note-too-long`."""
    said = printable(note or "")
    if len(said) > MAX_NOTE_LENGTH:
        raise UserError("proposal-note-too-long", limit=MAX_NOTE_LENGTH)
    return said or None


def repeated(proposal: Proposal, waiting: Iterable[Proposal]) -> Proposal | None:
    """The one that says the same among those of the member that wait; None where none does."""
    said = _what_it_says(proposal)
    return next((each for each in waiting if _what_it_says(each) == said), None)


def _what_it_says(proposal: Proposal) -> tuple[object, ...]:
    return proposal.kind, proposal.credential_id, proposal.reason, proposal.content


def check_may_propose(blocked_from: Iterable[BlockedFrom], waiting: int) -> None:
    """Lets a member propose. Raises UserError `proposing-blocked`, or `proposals-too-many`."""
    if {BlockedFrom.SUGGESTING, BlockedFrom.EVERYTHING} & set(blocked_from):
        raise UserError("proposing-blocked")
    if waiting >= MOST_OPEN:
        raise UserError("proposals-too-many", limit=MOST_OPEN)
