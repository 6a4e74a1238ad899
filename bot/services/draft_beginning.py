"""How a draft begins, and who may open it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from bot.catalogue.import_plan import SeenLayer
from bot.domain.catalogue_layers import INSTALLATION, EntryStatus
from bot.domain.drafts import KEPT_FOR, Draft, DraftContent
from bot.domain.errors import UserError
from bot.services.asker import Asker
from bot.storage import catalogue_drafts, catalogue_entries, proposals
from bot.storage.database import Session
from bot.storage.random_ids import new_id


def server_of(asker: Asker) -> int:
    """The server in which the person acts. Raises UserError `draft-gone` in a direct message."""
    if asker.guild_id is None:
        raise UserError("draft-gone")
    return asker.guild_id


def new_draft(asker: Asker, content: DraftContent, now: datetime) -> Draft:
    """A draft of the person, not kept yet. Raises UserError as `server_of` does."""
    now = now.astimezone(UTC)
    return Draft(
        id=new_id(),
        guild_id=server_of(asker),
        owner_id=asker.user_id,
        interaction_id=asker.interaction_id,
        content=content,
        created_at=now,
        updated_at=now,
        expires_at=now + KEPT_FOR,
    )


def own_draft(session: Session, asker: Asker, draft_id: str, now: datetime) -> Draft:
    """The draft, for who began it. Raises UserError `draft-gone`, `draft-not-yours`."""
    draft = catalogue_drafts.opened(session, server_of(asker), draft_id, now)
    if draft is None or draft.content.is_suggestion:
        raise UserError("draft-gone")
    if draft.owner_id != asker.user_id:
        raise UserError("draft-not-yours")
    return draft


def unpublished(draft: Draft) -> Draft:
    """The draft. Raises UserError `draft-published` where it is published already."""
    if draft.content.is_out:
        raise UserError("draft-published")
    return draft


def over_seen(draft: Draft, layer: SeenLayer, credential_id: str) -> Draft:
    """The draft over what the layer says of a credential now. Raises UserError `entry-unknown`."""
    record = layer.seen.get(credential_id)
    if record is None:
        raise UserError("entry-unknown", id=credential_id)
    entry = layer.entries.get(credential_id)
    return replace(
        draft,
        content=DraftContent(base=record),
        credential_id=credential_id,
        base_version=0 if entry is None else entry.version,
    )


def unfinished_drafts(session: Session, asker: Asker, now: datetime) -> list[Draft]:
    """The person's new entries that are still to be published, the one worked on last first.

    One that would accept what somebody else decided meanwhile is none of them: it cannot be published.
    """
    drafts = catalogue_drafts.drafts_of(session, server_of(asker), asker.user_id, now)
    return [draft for draft in drafts if draft.is_new and _is_unfinished(session, draft)]


def _is_unfinished(session: Session, draft: Draft) -> bool:
    if draft.content.is_out or draft.content.is_suggestion:
        return False
    if draft.proposal_id is None or draft.content.published is not None:
        return True
    proposal = proposals.proposal_of(session, draft.guild_id, draft.proposal_id)
    return proposal is not None and proposal.is_open


def begun_for(session: Session, asker: Asker, proposal_id: str, now: datetime) -> Draft | None:
    """The person's draft that would accept a proposal, where one waits."""
    drafts = catalogue_drafts.drafts_of(session, server_of(asker), asker.user_id, now)
    mine = (each for each in drafts if each.proposal_id == proposal_id and not each.content.is_out)
    return next(mine, None)


def changes_begun(session: Session, asker: Asker, credential_id: str, now: datetime) -> Draft | None:
    """The person's draft over a credential that waits; one without any change is deleted."""
    for draft in catalogue_drafts.drafts_of(session, server_of(asker), asker.user_id, now):
        if draft.credential_id == credential_id and not draft.content.is_out:
            if draft.content.is_changed:
                return draft
            catalogue_drafts.discard(session, draft)
    return None


def covers_original(session: Session, draft: Draft, base: Mapping[str, str]) -> bool:
    """Whether the server has an entry of its own over one that lies below; `base` comes with Badger.

    Every look at a draft asks this: it reads the two entries, and not all that the layers say.
    """
    credential_id = draft.credential_id or ""
    own = catalogue_entries.entry_of(session, draft.guild_id, credential_id)
    if own is None or own.status is not EntryStatus.PUBLISHED:
        return False
    shared = catalogue_entries.entry_of(session, INSTALLATION, credential_id)
    if shared is None or shared.status is EntryStatus.INHERITED:
        return credential_id in base
    return shared.status is EntryStatus.PUBLISHED
