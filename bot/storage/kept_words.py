"""The queries of what members typed and may mend. Every one names its owner and their server."""

import json
from dataclasses import asdict
from datetime import datetime

from sqlmodel import Session, col, delete, select

from bot.domain.log_words import KEPT_FOR, LogWords
from bot.storage.random_ids import new_id
from bot.storage.tables import KeptWordsRow


def keep(session: Session, owner_id: int, guild_id: int | None, words: LogWords, now: datetime) -> str:
    """Keeps the words for `KEPT_FOR`, under an id that nobody guesses."""
    row = KeptWordsRow(
        id=new_id(),
        owner_id=owner_id,
        guild_id=guild_id,
        content=json.dumps(asdict(words), ensure_ascii=False),
        created_at=now,
        expires_at=now + KEPT_FOR,
    )
    session.add(row)
    session.flush()
    return row.id


def kept(
    session: Session, owner_id: int, guild_id: int | None, words_id: str, now: datetime
) -> LogWords | None:
    """What the owner typed there; None where nothing of theirs waits under the id any more."""
    content = session.exec(
        select(KeptWordsRow.content).where(
            col(KeptWordsRow.id) == words_id,
            col(KeptWordsRow.owner_id) == owner_id,
            col(KeptWordsRow.guild_id).is_not_distinct_from(guild_id),
            col(KeptWordsRow.expires_at) > now,
        )
    ).first()
    return None if content is None else LogWords(**json.loads(content))


def delete_expired(session: Session, now: datetime, limit: int) -> int:
    """Deletes at most `limit` of all that are over, and says how many."""
    over = session.exec(
        select(KeptWordsRow.id)
        .where(KeptWordsRow.expires_at <= now)
        .order_by(col(KeptWordsRow.expires_at), col(KeptWordsRow.id))
        .limit(limit)
    ).all()
    if over:
        session.exec(delete(KeptWordsRow).where(col(KeptWordsRow.id).in_(over)))
    return len(over)


def forget_owner(session: Session, owner_id: int, guild_id: int | None = None) -> None:
    """Deletes what a person typed, in one server or (None) everywhere."""
    query = delete(KeptWordsRow).where(col(KeptWordsRow.owner_id) == owner_id)
    if guild_id is not None:
        query = query.where(col(KeptWordsRow.guild_id) == guild_id)
    session.exec(query)
