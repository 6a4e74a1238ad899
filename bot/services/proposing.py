"""The use cases of a member who proposes something: a credential that is missing, or to mend one."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC

from bot.catalogue.look_alikes import perhaps_there
from bot.catalogue.suggested_fields import checked_suggestion, suggestion_text
from bot.domain.credential import Credential
from bot.domain.drafts import KEPT_FOR, Draft, DraftContent, DraftField, Typed
from bot.domain.errors import UserError
from bot.domain.moderation import ProposalKind, ReportReason
from bot.domain.ports import Clock
from bot.domain.proposals import Proposal, check_may_propose, checked_note, repeated
from bot.services.asker import Asker
from bot.services.catalogue_view import CatalogueInMemory
from bot.services.seen_catalogue import SeenCatalogue
from bot.storage import catalogue_drafts, member_blocks, proposals
from bot.storage.database import Database, Session
from bot.storage.random_ids import new_id


@dataclass(frozen=True, slots=True)
class Suggested:
    """What became of a suggestion: it waits for the moderators, or (`alike`) it may be there already."""

    proposal: Proposal | None
    alike: tuple[Credential, ...] = ()


class Proposing:
    """Takes what members propose to the moderators of their server."""

    def __init__(
        self, database: Database, catalogue_of: Callable[[int | None], CatalogueInMemory], clock: Clock
    ) -> None:
        """`catalogue_of` is what a server sees at this moment."""
        self._database = database
        self._catalogue_of = catalogue_of
        self._clock = clock

    async def check(self, asker: Asker) -> None:
        """Lets a member begin a proposal.

        Raises UserError `proposing-blocked`, `proposals-too-many`, and `proposing-nowhere` without a server.
        """
        await self._database.read(_check, _server_of(asker), asker.user_id)

    async def suggest(self, asker: Asker, typed: Typed, *, is_sure: bool = False) -> Suggested:
        """The suggestion, kept; or, unless the member `is_sure`, what it may be that is there already.

        The same again is the one that waits already. Raises UserError `draft-…` or `effort-…` for what
        cannot be read, `proposing-blocked`, `proposals-too-many`, `proposing-nowhere`.
        """
        guild_id = _server_of(asker)
        kept = checked_suggestion(typed)
        await self.check(asker)
        alike = [] if is_sure else await look_alikes_of(kept, self._catalogue_of(guild_id).seen)
        if alike:
            return Suggested(None, tuple(alike))
        content = suggestion_text(kept)
        proposal = self._proposal(asker, guild_id, ProposalKind.SUGGESTION, content)
        return Suggested(await self._database.write(_propose, proposal))

    async def keep(self, asker: Asker, typed: Typed) -> str:
        """The id under which what was typed waits for the member, whatever it says."""
        now = self._clock.now().astimezone(UTC)
        draft = Draft(
            id=new_id(),
            guild_id=_server_of(asker),
            owner_id=asker.user_id,
            interaction_id=asker.interaction_id,
            content=DraftContent(typed=typed, is_suggestion=True),
            created_at=now,
            updated_at=now,
            expires_at=now + KEPT_FOR,
        )
        return (await self._database.write(catalogue_drafts.keep, draft)).id

    async def kept(self, asker: Asker, draft_id: str) -> Typed:
        """What waits under the id. Raises UserError `suggestion-gone`, also where it is another's."""
        draft = await self._database.read(
            catalogue_drafts.opened, _server_of(asker), draft_id, self._clock.now()
        )
        if draft is None or draft.owner_id != asker.user_id:
            raise UserError("suggestion-gone")
        return draft.content.typed

    async def drop(self, asker: Asker, draft_id: str) -> None:
        """Forgets what waited under the id, where it was the member's own and is kept still."""

        def forget(session: Session) -> None:
            draft = catalogue_drafts.opened(session, _server_of(asker), draft_id, self._clock.now())
            if draft is not None and draft.owner_id == asker.user_id:
                catalogue_drafts.discard(session, draft)

        await self._database.write(forget)

    async def report(
        self, asker: Asker, credential: Credential, reason: ReportReason, note: str | None = None
    ) -> Proposal:
        """The report, kept; the one that waits already where the member said the same.

        Raises UserError as `suggest` does, `proposal-note-too-long`.
        """
        guild_id, said = _server_of(asker), checked_note(note)
        content = json.dumps({"title": credential.title}, ensure_ascii=False)
        proposal = self._proposal(
            asker,
            guild_id,
            ProposalKind.REPORT,
            content,
            credential_id=credential.id,
            reason=reason,
            note=said,
        )
        return await self._database.write(_propose, proposal)

    def _proposal(
        self,
        asker: Asker,
        guild_id: int,
        kind: ProposalKind,
        content: str,
        *,
        credential_id: str | None = None,
        reason: ReportReason | None = None,
        note: str | None = None,
    ) -> Proposal:
        return Proposal(
            id=new_id(),
            guild_id=guild_id,
            member_id=asker.user_id,
            interaction_id=asker.interaction_id,
            kind=kind,
            created_at=self._clock.now(),
            credential_id=credential_id,
            reason=reason,
            note=note,
            content=content,
        )


async def look_alikes_of(typed: Typed, seen: SeenCatalogue) -> list[Credential]:
    """What a suggestion may be of what a server sees, the likeliest first; off the event loop."""
    title, link = typed[DraftField.TITLE], typed[DraftField.LINK]
    issuer, credentials = typed.get(DraftField.ISSUER, ""), seen.credentials.values()
    return await asyncio.to_thread(perhaps_there, title, issuer, link, credentials)


def _server_of(asker: Asker) -> int:
    if asker.guild_id is None:
        raise UserError("proposing-nowhere")
    return asker.guild_id


def _check(session: Session, guild_id: int, member_id: int) -> list[Proposal]:
    """What waits of the member, who may propose more."""
    waiting = proposals.waiting_of(session, guild_id, member_id)
    check_may_propose(member_blocks.blocks_of(session, guild_id, member_id), len(waiting))
    return waiting


def _propose(session: Session, proposal: Proposal) -> Proposal:
    known = proposals.by_interaction(session, proposal.guild_id, proposal.interaction_id)
    if known is not None:
        return known
    member_id = proposal.member_id or 0
    waiting = proposals.waiting_of(session, proposal.guild_id, member_id)
    same = repeated(proposal, waiting)
    check_may_propose(
        member_blocks.blocks_of(session, proposal.guild_id, member_id), 0 if same else len(waiting)
    )
    return same or proposals.add(session, proposal)
