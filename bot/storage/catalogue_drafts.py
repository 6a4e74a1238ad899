"""The queries of drafts. Every one names its server, or its owner."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, delete, select, update

from bot.domain.credential import RequirementKind
from bot.domain.drafts import KEPT_FOR, Draft, DraftContent, DraftField, DraftTask, Published
from bot.domain.task_lines import TaskLine
from bot.storage.tables import CatalogueDraftRow
from bot.storage.upserts import insert_new


def keep(session: Session, draft: Draft) -> Draft:
    """The draft, kept; the one that is kept already where the interaction is a repeat."""
    values = {name: getattr(draft, name) for name in Draft.__slots__} | {"content": _text_of(draft.content)}
    if insert_new(session, CatalogueDraftRow, ("owner_id", "interaction_id"), values):
        return draft
    known = session.exec(
        select(CatalogueDraftRow).where(
            CatalogueDraftRow.guild_id == draft.guild_id,
            CatalogueDraftRow.owner_id == draft.owner_id,
            CatalogueDraftRow.interaction_id == draft.interaction_id,
        )
    )
    return _draft_of(known.one())


def opened(session: Session, guild_id: int, draft_id: str, now: datetime) -> Draft | None:
    """A draft of the server, whoever began it; None where it is not kept any more."""
    row = session.exec(
        select(CatalogueDraftRow).where(
            CatalogueDraftRow.guild_id == guild_id,
            CatalogueDraftRow.id == draft_id,
            CatalogueDraftRow.expires_at > now,
        )
    ).first()
    return None if row is None else _draft_of(row)


def drafts_of(session: Session, guild_id: int, owner_id: int, now: datetime) -> list[Draft]:
    """The drafts of a person in the server, the one worked on last first; published ones too."""
    rows = session.exec(
        select(CatalogueDraftRow)
        .where(
            CatalogueDraftRow.guild_id == guild_id,
            CatalogueDraftRow.owner_id == owner_id,
            CatalogueDraftRow.expires_at > now,
        )
        .order_by(col(CatalogueDraftRow.updated_at).desc(), col(CatalogueDraftRow.interaction_id).desc())
    )
    return [_draft_of(row) for row in rows]


def change(session: Session, draft: Draft, now: datetime) -> Draft:
    """The draft as it is now, kept for `KEPT_FOR` from now on."""
    now = now.astimezone(UTC)
    draft = replace(draft, updated_at=now, expires_at=now + KEPT_FOR)
    session.exec(
        update(CatalogueDraftRow)
        .where(col(CatalogueDraftRow.id) == draft.id, col(CatalogueDraftRow.guild_id) == draft.guild_id)
        .values(
            content=_text_of(draft.content),
            credential_id=draft.credential_id,
            base_version=draft.base_version,
            updated_at=draft.updated_at,
            expires_at=draft.expires_at,
        )
    )
    return draft


def discard(session: Session, draft: Draft) -> None:
    """Deletes a draft."""
    session.exec(
        delete(CatalogueDraftRow).where(
            col(CatalogueDraftRow.id) == draft.id, col(CatalogueDraftRow.guild_id) == draft.guild_id
        )
    )


def delete_expired(session: Session, now: datetime, limit: int) -> int:
    """Deletes at most `limit` drafts of all servers that are over, and says how many."""
    over = session.exec(
        select(CatalogueDraftRow.id)
        .where(CatalogueDraftRow.expires_at <= now)
        .order_by(col(CatalogueDraftRow.expires_at), col(CatalogueDraftRow.id))
        .limit(limit)
    ).all()
    if over:
        session.exec(delete(CatalogueDraftRow).where(col(CatalogueDraftRow.id).in_(over)))
    return len(over)


def forget_owner(session: Session, owner_id: int, guild_id: int | None = None) -> None:
    """Deletes the drafts of a person, in one server or (None) in all."""
    query = delete(CatalogueDraftRow).where(col(CatalogueDraftRow.owner_id) == owner_id)
    if guild_id is not None:
        query = query.where(col(CatalogueDraftRow.guild_id) == guild_id)
    session.exec(query)


def _text_of(content: DraftContent) -> str:
    published = content.published
    kept: dict[str, Any] = {
        "base": content.base,
        "typed": {field.value: text for field, text in content.typed.items()},
        "added": [
            [task.kind.value, task.line.title, task.line.min_minutes, task.line.max_minutes]
            for task in content.added
        ],
        "batches": list(content.batches),
        "published": published and [published.credential_id, published.version, published.is_undone],
        "last_interaction": content.last_interaction,
        "is_suggestion": content.is_suggestion,
    }
    return json.dumps(kept, ensure_ascii=False)


def _content_in(text: str) -> DraftContent:
    kept = json.loads(text)
    return DraftContent(
        base=kept["base"],
        typed={DraftField(field): typed for field, typed in kept["typed"].items()},
        added=tuple(DraftTask(RequirementKind(kind), TaskLine(*line)) for kind, *line in kept["added"]),
        batches=tuple(kept["batches"]),
        published=Published(*kept["published"]) if kept["published"] else None,
        last_interaction=kept["last_interaction"],
        is_suggestion=kept.get("is_suggestion", False),
    )


def _draft_of(row: CatalogueDraftRow) -> Draft:
    return Draft(
        id=row.id,
        guild_id=row.guild_id,
        owner_id=row.owner_id,
        interaction_id=row.interaction_id,
        content=_content_in(row.content),
        created_at=row.created_at,
        updated_at=row.updated_at,
        expires_at=row.expires_at,
        credential_id=row.credential_id,
        base_version=row.base_version,
        proposal_id=row.proposal_id,
    )
