"""The queries of study groups. Every one names its server, or the user whose own they are."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, insert
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select, update

from bot.domain.study_group import StudyGroup, name_key
from bot.storage.tables import GroupMemberRow, StudyGroupRow
from bot.storage.text_order import in_text_order

COLUMNS: tuple[Any, ...] = tuple(col(getattr(StudyGroupRow, each.name)) for each in fields(StudyGroup))
"""Those of a group, in its order."""
LIVES = col(StudyGroupRow.ended_at).is_(None)


def add(session: Session, group: StudyGroup, interaction_id: int) -> int:
    """Writes a new group (its `id` is not looked at), and says its number.

    Raises IntegrityError where the interaction made one already, or one of that name lives in the server.
    """
    values = _values(group) | {
        "guild_id": group.guild_id,
        "created_at": group.created_at,
        "interaction_id": interaction_id,
    }
    statement = insert(StudyGroupRow).values(values).returning(col(StudyGroupRow.id))
    return int(session.connection().execute(statement).scalar_one() or 0)


def save(session: Session, group: StudyGroup) -> None:
    """Writes the group as it is now."""
    mine = update(StudyGroupRow).where(
        col(StudyGroupRow.id) == group.id, col(StudyGroupRow.guild_id) == group.guild_id
    )
    session.exec(mine.values(**_values(group)))


def of(session: Session, guild_id: int, group_id: int) -> StudyGroup | None:
    """The group with this number in the server, ended ones too; None where there is none."""
    return _first(session, _all(guild_id).where(col(StudyGroupRow.id) == group_id))


def made_by(session: Session, guild_id: int, interaction_id: int) -> StudyGroup | None:
    """The group that an interaction made; None where it made none."""
    return _first(session, _all(guild_id).where(col(StudyGroupRow.interaction_id) == interaction_id))


def living_named(session: Session, guild_id: int, name: str) -> StudyGroup | None:
    """The living group of the server whose name looks like this one."""
    return _first(session, _all(guild_id).where(LIVES, col(StudyGroupRow.name_key) == name_key(name)))


def living_names(session: Session, guild_id: int) -> list[tuple[int, str]]:
    """The numbers and names of all living groups of the server, by name."""
    query = select(col(StudyGroupRow.id), col(StudyGroupRow.name)).where(
        col(StudyGroupRow.guild_id) == guild_id, LIVES
    )
    rows = session.exec(query.order_by(in_text_order(col(StudyGroupRow.name_key)), col(StudyGroupRow.id)))
    return [(number or 0, name) for number, name in rows]


def count_living(session: Session, guild_id: int) -> int:
    """How many groups live in the server."""
    query = (
        select(func.count()).select_from(StudyGroupRow).where(col(StudyGroupRow.guild_id) == guild_id, LIVES)
    )
    return int(session.exec(query).one())


def with_numbers(session: Session, guild_id: int, numbers: Iterable[int]) -> dict[int, StudyGroup]:
    """The groups of the server with these numbers."""
    wanted = _all(guild_id).where(col(StudyGroupRow.id).in_(sorted(set(numbers))))
    return {group.id: group for group in _read(session, wanted)}


def page(
    session: Session, guild_id: int, user_id: int, *, limit: int | None, skipped: int, only_own: bool
) -> list[tuple[StudyGroup, bool]]:
    """Living groups of the server, and whether the user is in each: theirs first, by name."""
    is_in = case((col(GroupMemberRow.id).is_not(None), 1), else_=0)
    query = (
        select_columns(*COLUMNS, is_in)
        .outerjoin(
            GroupMemberRow,
            and_(
                col(GroupMemberRow.group_id) == col(StudyGroupRow.id),
                col(GroupMemberRow.user_id) == user_id,
                col(GroupMemberRow.left_on).is_(None),
            ),
        )
        .where(col(StudyGroupRow.guild_id) == guild_id, LIVES)
        .order_by(is_in.desc(), in_text_order(col(StudyGroupRow.name_key)), col(StudyGroupRow.id))
        .offset(skipped)
        .limit(limit)
    )
    if only_own:
        query = query.where(col(GroupMemberRow.id).is_not(None))
    rows = session.connection().execute(query).all()
    return [(StudyGroup(*row[:-1]), bool(row[-1])) for row in rows]


def owned_by(session: Session, user_id: int, guild_id: int | None) -> list[StudyGroup]:
    """The groups that a user owns, in one server or (None) in all, ended ones too; by number."""
    query = select_columns(*COLUMNS).where(col(StudyGroupRow.owner_id) == user_id)
    if guild_id is not None:
        query = query.where(col(StudyGroupRow.guild_id) == guild_id)
    return _read(session, query.order_by(col(StudyGroupRow.id)))


def ended(session: Session, group: StudyGroup, now: datetime) -> StudyGroup:
    """The group after it is over, saved; its name is free again."""
    return _saved(session, replace(group, ended_at=now, version=group.version + 1))


def owned(session: Session, group: StudyGroup, owner_id: int | None) -> StudyGroup:
    """The group in somebody's hands, saved."""
    return _saved(session, replace(group, owner_id=owner_id, version=group.version + 1))


def _saved(session: Session, group: StudyGroup) -> StudyGroup:
    save(session, group)
    return group


def _all(guild_id: int) -> Select[Any]:
    return select_columns(*COLUMNS).where(col(StudyGroupRow.guild_id) == guild_id)


def _read(session: Session, query: Select[Any]) -> list[StudyGroup]:
    return [StudyGroup(*row) for row in session.connection().execute(query)]


def _first(session: Session, query: Select[Any]) -> StudyGroup | None:
    row = session.connection().execute(query).first()
    return None if row is None else StudyGroup(*row)


def _values(group: StudyGroup) -> dict[str, Any]:
    return {
        "name": group.name,
        "name_key": name_key(group.name),
        "owner_id": group.owner_id,
        "credential_id": group.credential_id,
        "most_members": group.most_members,
        "is_open": group.is_open,
        "goal_minutes_week": group.goal_minutes_week,
        "goal_by": group.goal_by,
        "zone": group.zone,
        "ended_at": group.ended_at,
        "version": group.version,
    }
