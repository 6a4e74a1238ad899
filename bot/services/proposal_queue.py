"""The use cases of a moderator at the queue: what waits, and deciding it, once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.catalogue.draft_rows import RowRules, read_draft
from bot.catalogue.suggested_fields import publishable, suggestion_in
from bot.domain.catalogue_changes import retired
from bot.domain.credential import Credential, RequirementKind
from bot.domain.drafts import KEPT_FOR, Draft, DraftContent, Typed
from bot.domain.errors import UserError
from bot.domain.moderation import ProposalKind
from bot.domain.paging import page_count, page_within
from bot.domain.ports import Clock
from bot.domain.proposals import Proposal, Verdict, accepted, refused
from bot.services.catalogue_import import layer_of
from bot.services.catalogue_keeping import Keeper
from bot.services.catalogue_view import CatalogueInMemory
from bot.services.draft_publishing import publish_in
from bot.services.entry_changes import save_entry_changes
from bot.services.proposals import decide_in, open_in, same_page
from bot.services.proposing import look_alikes_of
from bot.storage import proposals
from bot.storage.database import Database, Session

QUEUE_PAGE_SIZE = 10


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of what waits, the oldest first; `page` counts from 0."""

    proposals: tuple[Proposal, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class QueuedProposal:
    """One proposal with what a moderator wants to know; `total` is how many wait in all.

    `alike` is what a suggestion may be already, and `same` how many others that wait suggest the same page;
    `credential` is what is reported, None where it is gone.
    """

    proposal: Proposal
    total: int
    alike: tuple[Credential, ...] = ()
    credential: Credential | None = None
    same: int = 0


class ProposalQueue:
    """Shows and decides what waits in a server, over `base`, what comes with Badger."""

    def __init__(
        self,
        database: Database,
        base: Mapping[str, str],
        catalogue_of: Callable[[int | None], CatalogueInMemory],
        clock: Clock,
        task_titles: Mapping[RequirementKind, str],
    ) -> None:
        """`task_titles` say what a task is called that only names a kind of proof."""
        self._database = database
        self._base = base
        self._catalogue_of = catalogue_of
        self._clock = clock
        self._task_titles = task_titles

    async def page(self, guild_id: int, page: int = 0) -> QueuePage:
        """A page of what waits; `page` is cut to the pages that there are."""
        return await self._database.read(_page, guild_id, page)

    async def waiting(self, guild_id: int) -> int:
        """How many proposals wait."""
        return await self._database.read(proposals.count_waiting, guild_id)

    async def opened(self, guild_id: int, proposal_id: str) -> QueuedProposal:
        """One proposal, decided or not. Raises UserError `proposal-gone`."""
        return await self._seen(await self._database.read(_opened, guild_id, proposal_id))

    async def next(self, guild_id: int) -> QueuedProposal | None:
        """What has waited longest; None where nothing waits."""
        oldest = await self._database.read(_oldest, guild_id)
        return None if oldest is None else await self._seen(oldest)

    async def accept(self, keeper: Keeper, proposal_id: str) -> Proposal:
        """Publishes what is known of a suggestion, and accepts it.

        Raises UserError `proposal-gone`, `proposal-decided`, and what speaks against the entry.
        """
        now = self._clock.now()
        rules = RowRules(now.date(), self._task_titles)
        return await self._database.write(_publish, keeper, proposal_id, self._base, rules, now)

    async def done(self, keeper: Keeper, proposal_id: str, word: str | None = None) -> Proposal:
        """Accepts a report, with a word to the member where there is one.

        Raises UserError `proposal-gone`, `proposal-decided`, `reason-too-long`.
        """
        verdict = accepted(keeper.actor_id or 0, self._clock.now(), word)
        return await self._database.write(_done, keeper.guild_id, proposal_id, verdict)

    async def retire(self, keeper: Keeper, proposal_id: str, reason: str) -> Proposal:
        """Retires what is reported, and accepts the report.

        Raises UserError `proposal-gone`, `proposal-decided`, `entry-unknown`, `reason-missing`,
        `reason-too-long`.
        """
        return await self._database.write(_retire, keeper, proposal_id, self._base, reason, self._clock.now())

    async def refuse(self, keeper: Keeper, proposal_id: str, reason: str) -> Proposal:
        """Refuses a proposal, for a reason that the member is told.

        Raises UserError `proposal-gone`, `proposal-decided`, `refusal-reason-missing`, `reason-too-long`.
        """
        verdict = refused(keeper.actor_id or 0, self._clock.now(), reason)
        return await self._database.write(decide_in, keeper.guild_id, proposal_id, verdict)

    async def _seen(self, queued: QueuedProposal) -> QueuedProposal:
        proposal = queued.proposal
        seen = self._catalogue_of(proposal.guild_id).seen
        if proposal.kind is ProposalKind.REPORT:
            reported = seen.credentials.get(proposal.credential_id or "")
            return replace(queued, credential=reported)
        alike = await look_alikes_of(suggested_in(proposal), seen)
        return replace(queued, alike=tuple(each for each in alike if each.id != proposal.result_id))


def suggested_in(proposal: Proposal) -> Typed:
    """What was typed of a suggestion."""
    return suggestion_in(proposal.content or "{}")


def _page(session: Session, guild_id: int, page: int) -> QueuePage:
    total = proposals.count_waiting(session, guild_id)
    pages = page_count(total, QUEUE_PAGE_SIZE)
    page = page_within(page, pages)
    found = proposals.waiting(session, guild_id, limit=QUEUE_PAGE_SIZE, skipped=page * QUEUE_PAGE_SIZE)
    return QueuePage(tuple(found), page, pages, total)


def _oldest(session: Session, guild_id: int) -> QueuedProposal | None:
    found = proposals.waiting(session, guild_id, limit=1)
    return _opened(session, guild_id, found[0].id) if found else None


def _opened(session: Session, guild_id: int, proposal_id: str) -> QueuedProposal:
    proposal = proposals.proposal_of(session, guild_id, proposal_id)
    if proposal is None:
        raise UserError("proposal-gone")
    same = len(same_page(session, proposal)) if proposal.is_open else 0
    return QueuedProposal(proposal, proposals.count_waiting(session, guild_id), same=same)


def _publish(
    session: Session,
    keeper: Keeper,
    proposal_id: str,
    base: Mapping[str, str],
    rules: RowRules,
    now: datetime,
) -> Proposal:
    proposal = open_in(session, keeper.guild_id, proposal_id, ProposalKind.SUGGESTION)
    layer = layer_of(session, keeper.guild_id, base)
    draft = _draft_of(proposal, keeper, now)
    problems = read_draft(draft.content, rules).problems
    if problems:
        raise problems[0].error
    publish_in(session, draft, layer, rules, now, is_over_others=False)
    return proposals.proposal_of(session, keeper.guild_id, proposal_id) or proposal


def _draft_of(proposal: Proposal, keeper: Keeper, now: datetime) -> Draft:
    """A draft that is published at once and never kept."""
    now = now.astimezone(UTC)
    return Draft(
        id=proposal.id,
        guild_id=keeper.guild_id,
        owner_id=keeper.actor_id or 0,
        interaction_id=proposal.interaction_id,
        content=DraftContent(typed=publishable(suggested_in(proposal))),
        created_at=now,
        updated_at=now,
        expires_at=now + KEPT_FOR,
        proposal_id=proposal.id,
    )


def _done(session: Session, guild_id: int, proposal_id: str, verdict: Verdict) -> Proposal:
    open_in(session, guild_id, proposal_id, ProposalKind.REPORT)
    return decide_in(session, guild_id, proposal_id, verdict)


def _retire(
    session: Session,
    keeper: Keeper,
    proposal_id: str,
    base: Mapping[str, str],
    reason: str,
    now: datetime,
) -> Proposal:
    report = open_in(session, keeper.guild_id, proposal_id, ProposalKind.REPORT)
    credential_id = report.credential_id or ""
    layer = layer_of(session, keeper.guild_id, base)
    if credential_id not in layer.seen:
        raise UserError("entry-unknown", id=credential_id)
    change = retired(layer.entries.get(credential_id), credential_id, reason)
    by = keeper.authorship(now, change.after.reason)
    save_entry_changes(session, keeper.guild_id, [change], by, layer.below)
    verdict = accepted(keeper.actor_id or 0, now, change.after.reason)
    return decide_in(session, keeper.guild_id, proposal_id, verdict)
