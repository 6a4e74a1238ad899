"""The queries of invitations to study groups. Every one names its server, or the user whose own they are."""

from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, insert
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, delete, select, update

from bot.domain.study_group import Invitation, InvitationStatus
from bot.storage.tables import GroupInviteRow

_COLUMNS: tuple[Any, ...] = tuple(col(getattr(GroupInviteRow, each.name)) for each in fields(Invitation))
_KEPT_AFTER = timedelta(days=30)
"""An old button still finds out what became of its invitation."""
_IS_OPEN = col(GroupInviteRow.status) == InvitationStatus.OPEN.value


def add(session: Session, invitation: Invitation, *, invited_on: date, interaction_id: int) -> Invitation:
    """Writes a new invitation (its `id` is not looked at), in place of one that is over by time."""
    _close(session, invitation.guild_id, invitation.group_id, invitation.user_id)
    values = {
        "guild_id": invitation.guild_id,
        "group_id": invitation.group_id,
        "user_id": invitation.user_id,
        "invited_by": invitation.invited_by,
        "invited_on": invited_on,
        "invited_at": invitation.invited_at,
        "expires_at": invitation.expires_at,
        "status": invitation.status.value,
        "refusal_told": False,
        "interaction_id": interaction_id,
    }
    statement = insert(GroupInviteRow).values(values).returning(*_COLUMNS)
    return _invitation(*session.connection().execute(statement).one())


def open_of(session: Session, guild_id: int, group_id: int, user_id: int, now: datetime) -> Invitation | None:
    """The invitation of a user to a group that can be taken now; None where there is none."""
    mine = (col(GroupInviteRow.group_id) == group_id, col(GroupInviteRow.user_id) == user_id)
    found = _read(session, _of(guild_id).where(*mine, _IS_OPEN, col(GroupInviteRow.expires_at) > now))
    return found[0] if found else None


def all_open_of(session: Session, guild_id: int, user_id: int, now: datetime) -> list[Invitation]:
    """The invitations of a user in the server that can be taken now, the newest first."""
    mine = (col(GroupInviteRow.user_id) == user_id, _IS_OPEN, col(GroupInviteRow.expires_at) > now)
    return _read(session, _of(guild_id).where(*mine).order_by(col(GroupInviteRow.id).desc()))


def sent_by(session: Session, guild_id: int, interaction_id: int) -> Invitation | None:
    """The invitation that an interaction wrote; None where it wrote none."""
    found = _read(session, _of(guild_id).where(col(GroupInviteRow.interaction_id) == interaction_id))
    return found[0] if found else None


def count_sent_on(session: Session, guild_id: int, user_id: int, day: date) -> int:
    """How many invitations a user sent in the server on a local day of theirs."""
    query = select(func.count()).select_from(GroupInviteRow)
    query = query.where(
        col(GroupInviteRow.guild_id) == guild_id,
        col(GroupInviteRow.invited_by) == user_id,
        col(GroupInviteRow.invited_on) == day,
    )
    return int(session.exec(query).one())


def answer(
    session: Session, guild_id: int, group_id: int, user_id: int, status: InvitationStatus, *, now: datetime
) -> bool:
    """Answers the open invitation of a user to a group, and says whether there was one."""
    mine = update(GroupInviteRow).where(
        col(GroupInviteRow.guild_id) == guild_id,
        col(GroupInviteRow.group_id) == group_id,
        col(GroupInviteRow.user_id) == user_id,
        _IS_OPEN,
    )
    answered = mine.values(status=status.value, answered_at=now).returning(col(GroupInviteRow.id))
    return session.exec(answered).first() is not None


def set_refused(session: Session, guild_id: int, group_id: int, user_id: int, *, now: datetime) -> None:
    """Keeps that the open invitation of a user to a group could not be delivered."""
    mine = update(GroupInviteRow).where(
        col(GroupInviteRow.guild_id) == guild_id,
        col(GroupInviteRow.group_id) == group_id,
        col(GroupInviteRow.user_id) == user_id,
        _IS_OPEN,
    )
    session.exec(mine.values(refused_at=now, refusal_told=False))


def take_refused(session: Session, guild_id: int, user_id: int, now: datetime) -> list[Invitation]:
    """The open invitations of a user that could not be delivered and were not told: each once."""
    untold = (
        col(GroupInviteRow.guild_id) == guild_id,
        col(GroupInviteRow.user_id) == user_id,
        _IS_OPEN,
        col(GroupInviteRow.refused_at).is_not(None),
        col(GroupInviteRow.refusal_told).is_(False),
    )
    taken = update(GroupInviteRow).where(*untold).values(refusal_told=True).returning(col(GroupInviteRow.id))
    numbers = {number for (number,) in session.exec(taken)}
    return [each for each in all_open_of(session, guild_id, user_id, now) if each.id in numbers]


def delete_expired(session: Session, now: datetime, limit: int) -> int:
    """Deletes at most `limit` of those that ended long ago, answered or not, and says how many."""
    over = session.exec(
        select(GroupInviteRow.id)
        .where(GroupInviteRow.expires_at <= now - _KEPT_AFTER)
        .order_by(col(GroupInviteRow.expires_at), col(GroupInviteRow.id))
        .limit(limit)
    ).all()
    if over:
        session.exec(delete(GroupInviteRow).where(col(GroupInviteRow.id).in_(over)))
    return len(over)


def forget_member(session: Session, user_id: int, guild_id: int | None) -> None:
    """Deletes the invitations of a user, in one server or (None) in all; those they sent are by nobody."""
    gone = delete(GroupInviteRow).where(col(GroupInviteRow.user_id) == user_id)
    nameless = update(GroupInviteRow).where(col(GroupInviteRow.invited_by) == user_id)
    if guild_id is not None:
        gone = gone.where(col(GroupInviteRow.guild_id) == guild_id)
        nameless = nameless.where(col(GroupInviteRow.guild_id) == guild_id)
    session.exec(gone)
    session.exec(nameless.values(invited_by=None))


def _close(session: Session, guild_id: int, group_id: int, user_id: int) -> None:
    """Lets one that nobody answered in time make room; what it says of being declined is true by then."""
    over = update(GroupInviteRow).where(
        col(GroupInviteRow.guild_id) == guild_id,
        col(GroupInviteRow.group_id) == group_id,
        col(GroupInviteRow.user_id) == user_id,
        _IS_OPEN,
    )
    session.exec(over.values(status=InvitationStatus.DECLINED.value))


def _of(guild_id: int) -> Select[Any]:
    return select_columns(*_COLUMNS).where(col(GroupInviteRow.guild_id) == guild_id)


def _read(session: Session, query: Select[Any]) -> list[Invitation]:
    return [_invitation(*row) for row in session.connection().execute(query)]


def _invitation(*columns: Any) -> Invitation:  # noqa: ANN401 - columns
    return replace(Invitation(*columns), status=InvitationStatus(columns[-1]))
