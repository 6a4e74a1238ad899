"""The queries of who is and was in study groups. Every one names its server, or whose own they are."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, insert
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, delete, select, update

from bot.domain.study_group import Membership
from bot.domain.visibility import DEFAULT_VISIBILITY, Visibility
from bot.storage.tables import GroupMemberRow, MemberSettingsRow

COLUMNS: tuple[Any, ...] = tuple(col(getattr(GroupMemberRow, each.name)) for each in fields(Membership))
"""Those of a membership, in its order."""
IS_CURRENT = col(GroupMemberRow.left_on).is_(None)
_OTHER = GroupMemberRow.__table__.alias("other")  # type: ignore[attr-defined]  # every table model has one
_SHARES = select_columns(
    exists()
    .where(
        col(GroupMemberRow.guild_id) == bindparam("guild_id"),
        col(GroupMemberRow.user_id) == bindparam("one"),
        IS_CURRENT,
        _OTHER.c.group_id == col(GroupMemberRow.group_id),
        _OTHER.c.user_id == bindparam("another"),
        _OTHER.c.left_on.is_(None),
    )
    .select()
    .scalar_subquery()
)


def add(
    session: Session, guild_id: int, group_id: int, user_id: int, *, joined_on: date, interaction_id: int
) -> Membership:
    """Writes that somebody came. Raises IntegrityError where they are in it already."""
    values = {
        "guild_id": guild_id,
        "group_id": group_id,
        "user_id": user_id,
        "joined_on": joined_on,
        "interaction_id": interaction_id,
    }
    statement = insert(GroupMemberRow).values(values).returning(col(GroupMemberRow.id))
    number = session.connection().execute(statement).scalar_one()
    return Membership(number or 0, group_id, user_id, joined_on)


def leave(
    session: Session,
    guild_id: int,
    stay: Membership,
    *,
    left_on: date,
    shared: bool,
    interaction_id: int | None,
) -> None:
    """Ends a stay; `shared`: the group saw the member's work then."""
    mine = update(GroupMemberRow).where(
        col(GroupMemberRow.id) == stay.id, col(GroupMemberRow.guild_id) == guild_id
    )
    values = {
        # Who travels west can leave on the day before they came.
        "left_on": max(left_on, stay.joined_on),
        "shared_when_left": shared,
        "left_by_interaction": interaction_id,
    }
    session.exec(mine.values(**values))


def all_of(session: Session, guild_id: int, group_id: int) -> list[Membership]:
    """All stays in the group, the earliest first."""
    query = _of(guild_id, col(GroupMemberRow.group_id) == group_id)
    return _read(session, query.order_by(col(GroupMemberRow.id)))


def current_of(session: Session, guild_id: int, group_id: int) -> list[Membership]:
    """Those who are in the group, the earliest first."""
    query = _of(guild_id, col(GroupMemberRow.group_id) == group_id, IS_CURRENT)
    return _read(session, query.order_by(col(GroupMemberRow.id)))


def of_user(session: Session, guild_id: int, user_id: int) -> list[Membership]:
    """The groups of the server in which the user is, the earliest first."""
    query = _of(guild_id, col(GroupMemberRow.user_id) == user_id, IS_CURRENT)
    return _read(session, query.order_by(col(GroupMemberRow.id)))


def stays_of(session: Session, user_id: int, guild_id: int | None) -> list[tuple[int, Membership]]:
    """All stays of a user, in one server or (None) in all, each with its server; by number."""
    query = select_columns(col(GroupMemberRow.guild_id), *COLUMNS).where(
        col(GroupMemberRow.user_id) == user_id
    )
    if guild_id is not None:
        query = query.where(col(GroupMemberRow.guild_id) == guild_id)
    rows = session.connection().execute(query.order_by(col(GroupMemberRow.id)))
    return [(guild, Membership(*row)) for guild, *row in rows]


def by_number(session: Session, guild_id: int, number: int) -> Membership | None:
    """A stay by its number; None where there is none."""
    return _first(session, _of(guild_id, col(GroupMemberRow.id) == number))


def begun_by(session: Session, guild_id: int, user_id: int, interaction_id: int) -> Membership | None:
    """The stay that an interaction of the user began; None where it began none."""
    mine = (col(GroupMemberRow.user_id) == user_id, col(GroupMemberRow.interaction_id) == interaction_id)
    return _first(session, _of(guild_id, *mine))


def ended_by(session: Session, guild_id: int, user_id: int, interaction_id: int) -> Membership | None:
    """The stay that an interaction of the user ended; None where it ended none."""
    mine = (col(GroupMemberRow.user_id) == user_id, col(GroupMemberRow.left_by_interaction) == interaction_id)
    return _first(session, _of(guild_id, *mine))


def counts(session: Session, guild_id: int, group_ids: Iterable[int]) -> dict[int, int]:
    """How many are in each of the groups; without empty ones."""
    query = select(col(GroupMemberRow.group_id), func.count()).where(
        col(GroupMemberRow.guild_id) == guild_id,
        col(GroupMemberRow.group_id).in_(sorted(set(group_ids))),
        IS_CURRENT,
    )
    return dict(session.exec(query.group_by(col(GroupMemberRow.group_id))).all())


def share_a_group(session: Session, guild_id: int, one: int, another: int) -> bool:
    """Whether two users are in a group of the server together."""
    wanted = {"guild_id": guild_id, "one": one, "another": another}
    return bool(session.connection().execute(_SHARES, wanted).scalar())


def visibilities(session: Session, guild_id: int, user_ids: Iterable[int]) -> dict[int, Visibility]:
    """Who sees each of the users in the server."""
    wanted = sorted(set(user_ids))
    query = select(MemberSettingsRow.user_id, MemberSettingsRow.visibility).where(
        col(MemberSettingsRow.guild_id) == guild_id, col(MemberSettingsRow.user_id).in_(wanted)
    )
    said = {user_id: Visibility(each) for user_id, each in session.exec(query) if each}
    return {user_id: said.get(user_id, DEFAULT_VISIBILITY) for user_id in wanted}


def forget_member(session: Session, user_id: int, guild_id: int | None) -> None:
    """Deletes the stays of a user, in one server or (None) in all."""
    mine = delete(GroupMemberRow).where(col(GroupMemberRow.user_id) == user_id)
    if guild_id is not None:
        mine = mine.where(col(GroupMemberRow.guild_id) == guild_id)
    session.exec(mine)


def _of(guild_id: int, *conditions: Any) -> Select[Any]:  # noqa: ANN401 - SQL
    return select_columns(*COLUMNS).where(col(GroupMemberRow.guild_id) == guild_id, *conditions)


def _read(session: Session, query: Select[Any]) -> list[Membership]:
    return [Membership(*row) for row in session.connection().execute(query)]


def _first(session: Session, query: Select[Any]) -> Membership | None:
    row = session.connection().execute(query).first()
    return None if row is None else Membership(*row)
