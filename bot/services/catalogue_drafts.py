"""The use cases of drafts: begin, type, add tasks, publish, undo. What was typed is kept, whatever it is."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bot.catalogue.completeness import Completeness, completeness_of
from bot.catalogue.draft_rows import DraftReading, RowRules, read_draft
from bot.catalogue.entry_judgement import judged_entry
from bot.catalogue.likeness import Likeness, look_alikes
from bot.catalogue.problems import Problem
from bot.catalogue.rows import credential_of, record_of
from bot.catalogue.suggested_fields import publishable, suggestion_in
from bot.domain.catalogue_layers import EntryStatus
from bot.domain.credential import Credential, RequirementKind
from bot.domain.drafts import KEPT_FOR, Draft, DraftContent, DraftField, DraftForm, DraftTask, Typed
from bot.domain.errors import UserError
from bot.domain.moderation import ProposalKind
from bot.domain.ports import Clock
from bot.domain.proposals import Proposal
from bot.domain.task_lines import parse_task_lines
from bot.services.asker import Asker
from bot.services.catalogue_import import layer_of
from bot.services.catalogue_keeping import CatalogueKeeping, Keeper
from bot.services.draft_publishing import Publication, publish_in, undo_in
from bot.storage import catalogue_drafts, catalogue_entries
from bot.storage.database import Database, Session

SeenCredentials = Callable[[int | None], Iterable[Credential]]
"""What a server sees at this moment."""


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as it is now, with what there is to say of it.

    `refused` is why the form that was just sent in cannot stand as it is. `covers`: the server has an entry
    of its own over one that lies below.
    """

    draft: Draft
    reading: DraftReading
    completeness: Completeness
    alike: tuple[Likeness, ...] = ()
    notes: tuple[Problem, ...] = ()
    refused: tuple[UserError, ...] = ()
    covers: bool = False


class CatalogueDrafts:
    """Keeps the drafts of moderators, each its owner's alone and in one server, for thirty days."""

    def __init__(
        self,
        database: Database,
        base: Sequence[Credential],
        seen: SeenCredentials,
        clock: Clock,
        task_titles: Mapping[RequirementKind, str],
    ) -> None:
        """`base` is what comes with Badger; `task_titles` name tasks that only say the kind of proof."""
        self._database = database
        self._base = {credential.id: record_of(credential) for credential in base}
        self._seen = seen
        self._keeping = CatalogueKeeping(database, base, clock)
        self._clock = clock
        self._task_titles = task_titles

    async def unfinished(self, asker: Asker) -> Draft | None:
        """The new credential that the person worked on last and has not published; None for none."""
        drafts = await self._database.read(
            catalogue_drafts.drafts_of, _server(asker), asker.user_id, self._clock.now()
        )
        return next((draft for draft in drafts if draft.is_new and draft.content.published is None), None)

    async def begin(self, asker: Asker, typed: Typed) -> DraftView:
        """A new draft of the five parts; the same again where the interaction is a repeat."""
        content = DraftContent().with_typed(DraftForm.PARTS, typed)
        return await self._view(
            await self._database.write(catalogue_drafts.keep, self._new(asker, content)), DraftForm.PARTS
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
        draft = replace(self._new(asker, content), proposal_id=proposal.id)
        return await self._view(await self._database.write(catalogue_drafts.keep, draft))

    async def open(self, asker: Asker, draft_id: str) -> DraftView:
        """The draft. Raises UserError `draft-gone`, `draft-not-yours`."""
        return await self._view(await self._database.read(_own, asker, draft_id, self._clock.now()))

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
            draft = _unpublished(_own(session, asker, draft_id, now))
            if draft.credential_id is None:
                return draft
            content, version = self._seen_now(session, draft.guild_id, draft.credential_id)
            return catalogue_drafts.change(
                session, replace(draft, content=content, base_version=version), now
            )

        return await self._view(await self._database.write(renew))

    async def discard(self, asker: Asker, draft_id: str) -> None:
        """Deletes the draft. Raises UserError as `open` does, `draft-published`."""

        def drop(session: Session) -> None:
            draft = _own(session, asker, draft_id, self._clock.now())
            catalogue_drafts.discard(session, _unpublished(draft))

        await self._database.write(drop)

    async def go_back_to_original(self, asker: Asker, draft_id: str) -> str:
        """Lets the server see again what lies below its own entry; returns the id.

        Raises UserError as `open` does, `entry-not-own`.
        """
        return await self._leave(asker, draft_id, self._keeping.drop)

    async def hide(self, asker: Asker, draft_id: str) -> str:
        """Takes the credential of the draft out of sight in the server; returns the id.

        Raises UserError as `open` does, `entry-unknown`.
        """
        return await self._leave(asker, draft_id, self._keeping.hide)

    async def _leave(
        self, asker: Asker, draft_id: str, keep: Callable[[Keeper, str], Awaitable[object]]
    ) -> str:
        now = self._clock.now()
        draft = _unpublished(await self._database.read(_own, asker, draft_id, now))
        if draft.credential_id is None:
            raise UserError("draft-gone")
        await keep(Keeper(draft.guild_id, draft.owner_id), draft.credential_id)
        await self._database.write(catalogue_drafts.discard, draft)
        return draft.credential_id

    async def publish(self, asker: Asker, draft_id: str, *, is_over_others: bool = False) -> Publication:
        """Publishes the draft as the next version of its entry; a second time changes nothing.

        `is_over_others`: also where the entry was changed since the draft began. Raises UserError as
        `open` does, `draft-unfinished`, `draft-conflict`, `draft-unchanged`, and what the judgement of the
        catalogue's files would refuse.
        """
        now = self._clock.now()

        def publish(session: Session) -> Publication:
            draft = _own(session, asker, draft_id, now)
            layer = layer_of(session, draft.guild_id, self._base)
            return publish_in(session, draft, layer, self._rules(now), now, is_over_others=is_over_others)

        return await self._database.write(publish)

    async def undo(self, asker: Asker, draft_id: str) -> Publication:
        """Takes back what the draft published, as one more version; a second time changes nothing.

        Raises UserError as `open` does, `draft-not-published`, `draft-changed-since`.
        """
        now = self._clock.now()
        return await self._database.write(
            lambda session: undo_in(session, _own(session, asker, draft_id, now), now)
        )

    async def _begun_over(
        self, asker: Asker, credential_id: str, proposal_id: str | None = None
    ) -> DraftView:
        def begin(session: Session) -> Draft:
            content, version = self._seen_now(session, _server(asker), credential_id)
            known = self._changes_before(session, asker, credential_id)
            if known is not None and proposal_id is None:
                return known
            draft = replace(
                self._new(asker, content),
                credential_id=credential_id,
                base_version=version,
                proposal_id=proposal_id,
            )
            return catalogue_drafts.keep(session, draft)

        return await self._view(await self._database.write(begin))

    def _changes_before(self, session: Session, asker: Asker, credential_id: str) -> Draft | None:
        """The person's draft over the credential that waits; one without any change is deleted."""
        waiting = catalogue_drafts.drafts_of(session, _server(asker), asker.user_id, self._clock.now())
        for draft in waiting:
            if draft.credential_id == credential_id and draft.content.published is None:
                if draft.content.is_changed:
                    return draft
                catalogue_drafts.discard(session, draft)
        return None

    def _new(self, asker: Asker, content: DraftContent) -> Draft:
        now = self._clock.now().astimezone(UTC)
        return Draft(
            id=catalogue_drafts.new_id(),
            guild_id=_server(asker),
            owner_id=asker.user_id,
            interaction_id=asker.interaction_id,
            content=content,
            created_at=now,
            updated_at=now,
            expires_at=now + KEPT_FOR,
        )

    def _seen_now(self, session: Session, guild_id: int, credential_id: str) -> tuple[DraftContent, int]:
        layer = layer_of(session, guild_id, self._base)
        record = layer.seen.get(credential_id)
        if record is None:
            raise UserError("entry-unknown", id=credential_id)
        entry = layer.entries.get(credential_id)
        return DraftContent(base=record), 0 if entry is None else entry.version

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
            draft = _unpublished(_own(session, asker, draft_id, now))
            content = draft.content
            if is_once and content.last_interaction == asker.interaction_id:
                return draft
            content = replace(change(content), last_interaction=asker.interaction_id)
            return catalogue_drafts.change(session, replace(draft, content=content), now)

        return await self._database.write(save)

    async def _view(self, draft: Draft, form: DraftForm | None = None) -> DraftView:
        reading = read_draft(draft.content, self._rules(self._clock.now()), credential_id=draft.credential_id)
        said = {name: value for name, value in reading.row.items() if name in reading.said}
        wrong = [each for each in reading.problems if each.form is form]
        return DraftView(
            draft,
            reading,
            completeness_of(said | _generic(reading.row)),
            self._look_alikes(draft, reading),
            _notes(reading),
            refused=tuple(each.error for each in wrong),
            covers=await self._database.read(self._covers, draft),
        )

    def _look_alikes(self, draft: Draft, reading: DraftReading) -> tuple[Likeness, ...]:
        title, issuer = (str(reading.row.get(name, "")) for name in ("title", "issuer"))
        published = draft.content.published
        own = draft.credential_id or (published.credential_id if published else None)
        return look_alikes(title, issuer, self._seen(draft.guild_id), but=own) if title else ()

    def _covers(self, session: Session, draft: Draft) -> bool:
        """Whether the server has an entry of its own over one that lies below."""
        if not draft.base_version or draft.credential_id is None:
            return False
        entry = catalogue_entries.entry_of(session, draft.guild_id, draft.credential_id)
        is_own = entry is not None and entry.status is EntryStatus.PUBLISHED
        return is_own and draft.credential_id in layer_of(session, draft.guild_id, self._base).below

    def _rules(self, now: datetime) -> RowRules:
        return RowRules(now.date(), self._task_titles)


def _notes(reading: DraftReading) -> tuple[Problem, ...]:
    """What the judgement of the catalogue's files would want a person to look at."""
    if reading.problems:
        return ()
    try:
        return judged_entry(credential_of(reading.row)).notes
    except UserError as refused:
        return (Problem(refused.message_id, refused.arguments),)


def _generic(row: Mapping[str, Any]) -> dict[str, Any]:
    """That tasks only name the kinds of proof is taken for granted, and yet must be known."""
    return {"tasks_basis": row["tasks_basis"]} if "tasks_basis" in row else {}


def _kind(text: str) -> RequirementKind:
    try:
        return RequirementKind(text)
    except ValueError as cause:
        raise UserError("draft-choice-unknown", text=text) from cause


def _server(asker: Asker) -> int:
    if asker.guild_id is None:
        raise UserError("draft-gone")
    return asker.guild_id


def _own(session: Session, asker: Asker, draft_id: str, now: datetime) -> Draft:
    draft = catalogue_drafts.opened(session, _server(asker), draft_id, now)
    if draft is None:
        raise UserError("draft-gone")
    if draft.owner_id != asker.user_id:
        raise UserError("draft-not-yours")
    return draft


def _unpublished(draft: Draft) -> Draft:
    if draft.content.published is not None:
        raise UserError("draft-published")
    return draft
