"""The queries of the places of study groups: threads and boards. Each names its server."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, or_, select, update

from bot.domain.group_place import GroupPlace, PlaceTrouble
from bot.storage.tables import GroupMemberRow, GroupPlaceRow, StudyGroupRow
from bot.storage.upserts import insert_new

_QUIET = {"lease_token": None, "lease_until": None, "not_before": None, "tries": 0}


def add(session: Session, place: GroupPlace, *, now: datetime) -> None:
    """Writes the place of a new group."""
    values = {
        "group_id": place.group_id,
        "guild_id": place.guild_id,
        "channel_id": place.channel_id,
        "thread_id": place.thread_id,
        "is_private": place.is_private,
        "board_message_id": place.board_message_id,
        "generation": place.generation,
        "trouble": place.trouble.value if place.trouble else None,
        "trouble_told": False,
        "changed_at": now,
        "tries": 0,
    }
    insert_new(session, GroupPlaceRow, ("group_id",), values)


def of(session: Session, guild_id: int, group_id: int) -> GroupPlace | None:
    """The place of a group; None where it is none of the server's."""
    return of_many(session, guild_id, [group_id]).get(group_id)


def of_many(session: Session, guild_id: int, group_ids: Iterable[int]) -> dict[int, GroupPlace]:
    """The places of groups of the server, by the group."""
    query = select(GroupPlaceRow).where(
        col(GroupPlaceRow.guild_id) == guild_id, col(GroupPlaceRow.group_id).in_(sorted(set(group_ids)))
    )
    rows = session.exec(query.execution_options(populate_existing=True))
    return {row.group_id: place_of(row) for row in rows}


def met_in(session: Session, guild_id: int, room_id: int) -> list[GroupPlace]:
    """The places that are in a thread, or in threads of a channel, by the group."""
    rooms = or_(col(GroupPlaceRow.thread_id) == room_id, col(GroupPlaceRow.channel_id) == room_id)
    query = select(GroupPlaceRow).where(col(GroupPlaceRow.guild_id) == guild_id, rooms)
    return [place_of(row) for row in session.exec(query.order_by(col(GroupPlaceRow.group_id)))]


def group_in(session: Session, guild_id: int, thread_id: int) -> int | None:
    """The number of the living group that meets in a thread; None where none does."""
    query = (
        select(GroupPlaceRow.group_id)
        .join(StudyGroupRow, col(StudyGroupRow.id) == col(GroupPlaceRow.group_id))
        .where(
            col(GroupPlaceRow.guild_id) == guild_id,
            col(GroupPlaceRow.thread_id) == thread_id,
            col(StudyGroupRow.ended_at).is_(None),
        )
        .order_by(col(GroupPlaceRow.group_id))
    )
    return session.exec(query.limit(1)).first()


def rooms_of(session: Session, user_id: int, guild_id: int | None) -> list[GroupPlace]:
    """The private threads of the groups in which a user is, in one server or (None) in all; by the group."""
    query = (
        select(GroupPlaceRow)
        .join(GroupMemberRow, col(GroupMemberRow.group_id) == col(GroupPlaceRow.group_id))
        .where(
            col(GroupMemberRow.user_id) == user_id,
            col(GroupMemberRow.left_on).is_(None),
            col(GroupPlaceRow.is_private).is_(True),
            col(GroupPlaceRow.thread_id).is_not(None),
        )
        .order_by(col(GroupPlaceRow.group_id))
    )
    if guild_id is not None:
        query = query.where(col(GroupPlaceRow.guild_id) == guild_id)
    return [place_of(row) for row in session.exec(query)]


def count_troubled(session: Session, guild_id: int) -> int:
    """How many living groups of the server cannot be shown where they meet."""
    query = (
        select(func.count())
        .select_from(GroupPlaceRow)
        .join(StudyGroupRow, col(StudyGroupRow.id) == col(GroupPlaceRow.group_id))
        .where(
            col(GroupPlaceRow.guild_id) == guild_id,
            col(StudyGroupRow.ended_at).is_(None),
            col(GroupPlaceRow.trouble) != PlaceTrouble.NO_THREAD_YET.value,
        )
    )
    return int(session.exec(query).one())


def boards_among(session: Session, guild_id: int, message_ids: Collection[int]) -> list[GroupPlace]:
    """The places whose board is one of the messages, by the group."""
    query = select(GroupPlaceRow).where(
        col(GroupPlaceRow.guild_id) == guild_id,
        col(GroupPlaceRow.board_message_id).in_(sorted(message_ids)),
    )
    return [place_of(row) for row in session.exec(query.order_by(col(GroupPlaceRow.group_id)))]


def threads_taken(session: Session, guild_id: int, thread_ids: Collection[int]) -> set[int]:
    """Those of the threads in which groups of the server meet."""
    query = select(GroupPlaceRow.thread_id).where(
        col(GroupPlaceRow.guild_id) == guild_id, col(GroupPlaceRow.thread_id).in_(sorted(thread_ids))
    )
    return {each for each in session.exec(query) if each is not None}


def set_thread(
    session: Session, guild_id: int, group_id: int, generation: int, thread_id: int, *, is_private: bool
) -> bool:
    """Keeps the thread that was made for a generation; false where there is one already, or it is over."""
    made = (
        update(GroupPlaceRow)
        .where(
            *_is(guild_id, group_id),
            col(GroupPlaceRow.generation) == generation,
            col(GroupPlaceRow.thread_id).is_(None),
        )
        .values(thread_id=thread_id, is_private=is_private)
        .returning(col(GroupPlaceRow.group_id))
    )
    return session.exec(made).first() is not None


def set_board(session: Session, guild_id: int, group_id: int, generation: int, message_id: int) -> bool:
    """Keeps the board that was posted for a generation; its trouble is over. False where that is over."""
    posted = (
        update(GroupPlaceRow)
        .where(*_is(guild_id, group_id), col(GroupPlaceRow.generation) == generation)
        .values(board_message_id=message_id, trouble=None, troubled_at=None, trouble_told=False, **_QUIET)
        .returning(col(GroupPlaceRow.group_id))
    )
    return session.exec(posted).first() is not None


def mark_changed(session: Session, guild_id: int, group_ids: Iterable[int], *, now: datetime) -> None:
    """The boards of the groups do not say what holds any more; the first moment stays."""
    changed = update(GroupPlaceRow).where(
        col(GroupPlaceRow.guild_id) == guild_id,
        col(GroupPlaceRow.group_id).in_(sorted(set(group_ids))),
        col(GroupPlaceRow.changed_at).is_(None),
    )
    session.exec(changed.values(changed_at=now))


def set_trouble(
    session: Session, guild_id: int, group_id: int, generation: int, trouble: PlaceTrouble, *, now: datetime
) -> bool:
    """Keeps what is wrong with a generation of a place; false where something was before, or it is over."""
    found = (
        update(GroupPlaceRow)
        .where(
            *_is(guild_id, group_id),
            col(GroupPlaceRow.generation) == generation,
            or_(
                col(GroupPlaceRow.trouble).is_(None),
                col(GroupPlaceRow.trouble) == PlaceTrouble.NO_THREAD_YET.value,
            ),
        )
        .values(trouble=trouble.value, troubled_at=now, trouble_told=False, **_QUIET)
        .returning(col(GroupPlaceRow.group_id))
    )
    return session.exec(found).first() is not None


def renew(session: Session, place: GroupPlace, *, now: datetime) -> None:
    """Writes a place that was repaired: nothing is known to be wrong with it."""
    session.exec(
        update(GroupPlaceRow)
        .where(*_is(place.guild_id, place.group_id))
        .values(
            channel_id=place.channel_id,
            thread_id=place.thread_id,
            is_private=place.is_private,
            board_message_id=place.board_message_id,
            generation=place.generation,
            trouble=place.trouble.value if place.trouble else None,
            troubled_at=None,
            trouble_told=False,
            changed_at=now,
            **_QUIET,
        )
    )


def place_of(row: GroupPlaceRow) -> GroupPlace:
    """What a row says."""
    return GroupPlace(
        row.group_id,
        row.guild_id,
        row.channel_id,
        row.thread_id,
        row.is_private,
        row.board_message_id,
        row.generation,
        PlaceTrouble(row.trouble) if row.trouble else None,
    )


def _is(guild_id: int, group_id: int) -> list[Any]:
    return [col(GroupPlaceRow.guild_id) == guild_id, col(GroupPlaceRow.group_id) == group_id]
