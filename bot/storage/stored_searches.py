"""The queries of stored searches. Every one names its server or its owner."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, delete, or_, select, update

from bot.domain.budget import Budget
from bot.domain.credential import Level, RequirementKind
from bot.domain.filters import CostFilter, Filters
from bot.domain.stored_search import KEPT_FOR, Question, StoredSearch
from bot.storage.random_ids import new_id
from bot.storage.tables import StoredSearchRow
from bot.storage.upserts import insert_new

_OWN_COLUMNS = ("id", "owner_id", "guild_id", "interaction_id", "is_public", "created_at", "expires_at")


def keep(
    session: Session,
    question: Question,
    *,
    owner_id: int,
    guild_id: int | None,
    interaction_id: int,
    is_public: bool,
    now: datetime,
) -> StoredSearch:
    """The search, kept for `KEPT_FOR`; the one that is kept already where the interaction is a repeat."""
    search = StoredSearch(
        id=new_id(),
        owner_id=owner_id,
        guild_id=guild_id,
        interaction_id=interaction_id,
        question=question,
        is_public=is_public,
        created_at=now.astimezone(UTC),
        expires_at=now.astimezone(UTC) + KEPT_FOR,
    )
    values = {each: getattr(search, each) for each in _OWN_COLUMNS} | _columns_of(question)
    if insert_new(session, StoredSearchRow, ("owner_id", "interaction_id"), values):
        return search
    known = session.exec(
        select(StoredSearchRow).where(
            StoredSearchRow.owner_id == owner_id, StoredSearchRow.interaction_id == interaction_id
        )
    )
    return _search_of(known.one())


def opened(
    session: Session, search_id: str, *, user_id: int, guild_id: int | None, now: datetime
) -> StoredSearch | None:
    """The search as far as this person may open it in this server; None where not, or not kept any more.

    What was asked without a server opens for its owner alone, and in a direct message (no `guild_id`) an
    owner opens their own searches of any server.
    """
    own = StoredSearchRow.owner_id == user_id
    here = (
        own
        if guild_id is None
        else or_(
            col(StoredSearchRow.guild_id) == guild_id,
            col(StoredSearchRow.guild_id).is_(None) & own,
        )
    )
    row = session.exec(
        select(StoredSearchRow).where(StoredSearchRow.id == search_id, StoredSearchRow.expires_at > now, here)
    ).first()
    return None if row is None else _search_of(row)


def change_question(session: Session, search: StoredSearch, question: Question) -> StoredSearch:
    """The search with another question in place of its own; it is kept no longer than before."""
    session.exec(
        update(StoredSearchRow)
        .where(col(StoredSearchRow.id) == search.id, col(StoredSearchRow.owner_id) == search.owner_id)
        .values(**_columns_of(question))
    )
    return replace(search, question=question)


def servers_of(session: Session, owner_id: int, *, now: datetime, limit: int) -> list[int]:
    """The servers in which the person's searches are kept, the one asked in last first."""
    guild_id, latest = col(StoredSearchRow.guild_id), func.max(col(StoredSearchRow.created_at))
    found = session.exec(
        select(guild_id)
        .where(StoredSearchRow.owner_id == owner_id, guild_id.is_not(None), StoredSearchRow.expires_at > now)
        .group_by(guild_id)
        .order_by(latest.desc(), guild_id)
        .limit(limit)
    )
    return [server for server in found if server is not None]


def latest_of(
    session: Session, owner_id: int, guild_id: int | None, *, now: datetime, since: datetime
) -> StoredSearch | None:
    """What the person asked last in the server (None: without one), at `since` or later."""
    row = session.exec(
        select(StoredSearchRow)
        .where(
            StoredSearchRow.owner_id == owner_id,
            col(StoredSearchRow.guild_id).is_not_distinct_from(guild_id),
            StoredSearchRow.created_at >= since,
            StoredSearchRow.expires_at > now,
        )
        .order_by(col(StoredSearchRow.created_at).desc(), col(StoredSearchRow.interaction_id).desc())
        .limit(1)
    ).first()
    return None if row is None else _search_of(row)


def has_searches_in(session: Session, owner_id: int, guild_id: int, *, now: datetime) -> bool:
    """Whether a search of the person is kept in the server."""
    found = session.exec(
        select(StoredSearchRow.id)
        .where(
            StoredSearchRow.owner_id == owner_id,
            StoredSearchRow.guild_id == guild_id,
            StoredSearchRow.expires_at > now,
        )
        .limit(1)
    )
    return found.first() is not None


def delete_expired(session: Session, now: datetime, limit: int) -> int:
    """Deletes at most `limit` searches of all servers that are over, and says how many."""
    over = session.exec(
        select(StoredSearchRow.id)
        .where(StoredSearchRow.expires_at <= now)
        .order_by(col(StoredSearchRow.expires_at), col(StoredSearchRow.id))
        .limit(limit)
    ).all()
    if over:
        session.exec(delete(StoredSearchRow).where(col(StoredSearchRow.id).in_(over)))
    return len(over)


def forget_owner(session: Session, owner_id: int, guild_id: int | None = None) -> None:
    """Deletes the searches of a person, in one server or (None) wherever they asked."""
    gone = delete(StoredSearchRow).where(col(StoredSearchRow.owner_id) == owner_id)
    if guild_id is not None:
        gone = gone.where(col(StoredSearchRow.guild_id) == guild_id)
    session.exec(gone)


def _columns_of(question: Question) -> dict[str, Any]:
    budget, filters = question.budget, question.filters
    return {
        "goal": question.goal,
        "weekly_minutes": budget and budget.weekly_minutes,
        "weeks": budget and budget.weeks,
        "deadline": budget and budget.deadline,
        "total_minutes": budget and budget.stated_total_minutes,
        "level": filters.level and filters.level.value,
        "shown_by": filters.shown_by and filters.shown_by.value,
        "cost": filters.cost and filters.cost.value,
        "language": filters.language,
        "topic": filters.topic,
        "credit": filters.credit,
        "asked_on": question.asked_on,
        "hours_remembered": question.hours_remembered,
    }


def _search_of(row: StoredSearchRow) -> StoredSearch:
    return StoredSearch(
        id=row.id,
        owner_id=row.owner_id,
        guild_id=row.guild_id,
        interaction_id=row.interaction_id,
        question=Question(row.goal, _budget_of(row), _filters_of(row), row.asked_on, row.hours_remembered),
        is_public=row.is_public,
        created_at=row.created_at,
        expires_at=row.expires_at,
    )


def _budget_of(row: StoredSearchRow) -> Budget | None:
    parts = (row.weekly_minutes, row.weeks, row.deadline, row.total_minutes)
    return None if all(part is None for part in parts) else Budget(*parts)


def _filters_of(row: StoredSearchRow) -> Filters:
    return Filters(
        level=Level(row.level) if row.level else None,
        shown_by=RequirementKind(row.shown_by) if row.shown_by else None,
        cost=CostFilter(row.cost) if row.cost else None,
        language=row.language,
        topic=row.topic,
        credit=row.credit,
    )
