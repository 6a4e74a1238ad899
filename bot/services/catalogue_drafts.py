"""The use cases of drafts: begin, type, add tasks, publish, undo. What was typed is kept, whatever it is."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.catalogue.draft_rows import RowRules
from bot.catalogue.suggested_fields import publishable, suggestion_in
from bot.domain.catalogue_layers import EntryChange
from bot.domain.credential import Credential, RequirementKind
from bot.domain.drafts import Draft, DraftContent, DraftField, DraftForm, DraftTask, Typed
from bot.domain.errors import UserError
from bot.domain.moderation import ProposalKind
from bot.domain.ports import Clock
from bot.domain.proposals import Proposal
from bot.domain.task_lines import parse_task_lines
from bot.services.asker import Asker
from bot.services.catalogue_import import layer_of
from bot.services.catalogue_keeping import CatalogueKeeping, Keeper
from bot.services.draft_beginning import (
    begun_for,
    changes_begun,
    covers_original,
    new_draft,
    over_seen,
    own_draft,
    unfinished_drafts,
    unpublished,
)
from bot.services.draft_publishing import Publication, publish_in, undo_in
from bot.services.draft_views import DraftView, draft_view
from bot.storage import catalogue_drafts
from bot.storage.database import Database, Session

SeenCredentials = Callable[[int | None], Iterable[Credential]]
"""What a server sees at this moment."""


class CatalogueDrafts:
    """Keeps the drafts of moderators, each its owner's alone and in one server, for thirty days."""

    def __init__(
        self,
        database: Database,
        base: Mapping[str, str],
        seen: SeenCredentials,
        clock: Clock,
        task_titles: Mapping[RequirementKind, str],
    ) -> None:
        """`base` is what comes with Badger; `task_titles` name tasks that only say the kind of proof."""
        self._database = database
        self._base = base
        self._seen = seen
        self._keeping = CatalogueKeeping(database, base, clock)
        self._clock = clock
        self._task_titles = task_titles

    async def unfinished(self, asker: Asker) -> list[Draft]:
        """The new credentials that the person has not published, the one worked on last first."""
        return await self._database.read(unfinished_drafts, asker, self._clock.now())

    async def begin(self, asker: Asker, typed: Typed) -> DraftView:
        """A new draft of the five parts; the same again where the interaction is a repeat."""
        content = DraftContent().with_typed(DraftForm.PARTS, typed)
        return await self._view(
            await self._database.write(catalogue_drafts.keep, new_draft(asker, content, self._clock.now())),
            DraftForm.PARTS,
        )

    async def begin_edit(self, asker: Asker, credential_id: str) -> DraftView:
        """A draft over what the server sees, or the one in which the person changed something already.

        Raises UserError `entry-unknown`.
        """
        return await self._begun_over(asker, credential_id)

    async def begin_from_proposal(self, asker: Asker, proposal: Proposal) -> DraftView:
        """A draft of what a member suggested, or over what they reported; publishing it accepts the proposal.

        Raises UserError `entry-unknown` for a report on what the server does not see any more.
        """
        if proposal.kind is ProposalKind.REPORT:
            return await self._begun_over(asker, proposal.credential_id or "", proposal.id)
        typed = publishable(suggestion_in(proposal.content or "{}"))
        content = DraftContent().with_typed(DraftForm.PARTS, typed)
        now = self._clock.now()
        draft = replace(new_draft(asker, content, now), proposal_id=proposal.id)

        def begin(session: Session) -> Draft:
            return begun_for(session, asker, proposal.id, now) or catalogue_drafts.keep(session, draft)

        return await self._view(await self._database.write(begin))

    async def open(self, asker: Asker, draft_id: str) -> DraftView:
        """The draft. Raises UserError `draft-gone`, `draft-not-yours`."""
        return await self._view(await self._database.read(own_draft, asker, draft_id, self._clock.now()))

    async def type(self, asker: Asker, draft_id: str, form: DraftForm, typed: Typed) -> DraftView:
        """The draft with what was typed into a form, however it reads. Raises UserError as `open` does."""

        def change(content: DraftContent) -> DraftContent:
            return content.with_typed(form, typed)

        return await self._view(await self._change(asker, draft_id, change), form)

    async def add_tasks(self, asker: Asker, draft_id: str, lines: str, kind: str) -> DraftView:
        """The draft with more tasks; where they cannot be read they are kept as typed, to be mended.

        Raises UserError as `open` does.
        """
        typed = {DraftField.TASKS: lines, DraftField.TASK_KIND: kind}
        try:
            tasks = tuple(DraftTask(_kind(kind), line) for line in parse_task_lines(lines))
        except UserError as refused:
            view = await self.type(asker, draft_id, DraftForm.TASKS, typed)
            return replace(view, refused=(refused,))
        return await self._view(
            await self._change(asker, draft_id, lambda content: content.with_tasks(tasks), is_once=True)
        )

    async def take_back_tasks(self, asker: Asker, draft_id: str) -> DraftView:
        """The draft without the tasks that came last. Raises UserError as `open` does."""
        changed = await self._change(asker, draft_id, DraftContent.without_last_tasks, is_once=True)
        return await self._view(changed)

    async def start_again(self, asker: Asker, draft_id: str) -> DraftView:
        """The draft over what the server sees now, with nothing typed. Raises UserError as `open` does."""
        now = self._clock.now()

        def renew(session: Session) -> Draft:
            draft = unpublished(own_draft(session, asker, draft_id, now))
            if draft.credential_id is None:
                return draft
            layer = layer_of(session, draft.guild_id, self._base)
            return catalogue_drafts.change(session, over_seen(draft, layer, draft.credential_id), now)

        return await self._view(await self._database.write(renew))

    async def discard(self, asker: Asker, draft_id: str) -> None:
        """Deletes the draft. Raises UserError as `open` does, `draft-published`."""

        def drop(session: Session) -> None:
            draft = own_draft(session, asker, draft_id, self._clock.now())
            catalogue_drafts.discard(session, unpublished(draft))

        await self._database.write(drop)

    async def go_back_to_original(self, asker: Asker, draft_id: str) -> EntryChange:
        """Lets the server see again what lies below its own entry.

        Raises UserError as `open` does, `entry-not-own`.
        """
        return await self._leave(asker, draft_id, self._keeping.drop)

    async def hide(self, asker: Asker, draft_id: str) -> EntryChange:
        """Takes the credential of the draft out of sight in the server.

        Raises UserError as `open` does, `entry-unknown`.
        """
        return await self._leave(asker, draft_id, self._keeping.hide)

    async def _leave(
        self, asker: Asker, draft_id: str, keep: Callable[[Keeper, str], Awaitable[EntryChange]]
    ) -> EntryChange:
        now = self._clock.now()
        draft = unpublished(await self._database.read(own_draft, asker, draft_id, now))
        if draft.credential_id is None:
            raise UserError("draft-gone")
        change = await keep(Keeper(draft.guild_id, draft.owner_id), draft.credential_id)
        await self._database.write(catalogue_drafts.discard, draft)
        return change

    async def publish(self, asker: Asker, draft_id: str, *, is_over_others: bool = False) -> Publication:
        """Publishes the draft as the next version of its entry; a second time changes nothing.

        `is_over_others`: also where the entry was changed since the draft began. Raises UserError as
        `open` does, `draft-unfinished`, `draft-conflict`, `draft-unchanged`, and what the judgement of the
        catalogue's files would refuse.
        """
        now = self._clock.now()

        def publish(session: Session) -> Publication:
            draft = own_draft(session, asker, draft_id, now)
            layer = layer_of(session, draft.guild_id, self._base)
            return publish_in(session, draft, layer, self._rules(now), now, is_over_others=is_over_others)

        return await self._database.write(publish)

    async def undo(self, asker: Asker, draft_id: str) -> Publication:
        """Takes back what the draft published, as one more version; a second time changes nothing.

        Raises UserError as `open` does, `draft-not-published`, `draft-changed-since`.
        """
        now = self._clock.now()
        return await self._database.write(
            lambda session: undo_in(session, own_draft(session, asker, draft_id, now), now)
        )

    async def _begun_over(
        self, asker: Asker, credential_id: str, proposal_id: str | None = None
    ) -> DraftView:
        now = self._clock.now()

        def begin(session: Session) -> Draft:
            known = changes_begun(session, asker, credential_id, now)
            if proposal_id is not None:
                known = begun_for(session, asker, proposal_id, now)
            if known is not None:
                return known
            draft = replace(new_draft(asker, DraftContent(), now), proposal_id=proposal_id)
            layer = layer_of(session, draft.guild_id, self._base)
            return catalogue_drafts.keep(session, over_seen(draft, layer, credential_id))

        return await self._view(await self._database.write(begin))

    async def _change(
        self,
        asker: Asker,
        draft_id: str,
        change: Callable[[DraftContent], DraftContent],
        *,
        is_once: bool = False,
    ) -> Draft:
        now = self._clock.now()

        def save(session: Session) -> Draft:
            draft = unpublished(own_draft(session, asker, draft_id, now))
            content = draft.content
            if is_once and content.last_interaction == asker.interaction_id:
                return draft
            content = replace(change(content), last_interaction=asker.interaction_id)
            return catalogue_drafts.change(session, replace(draft, content=content), now)

        return await self._database.write(save)

    async def _view(self, draft: Draft, form: DraftForm | None = None) -> DraftView:
        covers = bool(draft.base_version) and await self._database.read(covers_original, draft, self._base)
        rules = self._rules(self._clock.now())
        seen = tuple(self._seen(draft.guild_id))
        # Among ten thousand titles it takes a while to find those that are alike.
        return await asyncio.to_thread(draft_view, draft, rules, seen, form=form, covers=covers)

    def _rules(self, now: datetime) -> RowRules:
        return RowRules(now.date(), self._task_titles)


def _kind(text: str) -> RequirementKind:
    if not text:
        raise UserError("draft-task-kind-missing")
    try:
        return RequirementKind(text)
    except ValueError as cause:
        raise UserError("draft-choice-unknown", text=text) from cause
