"""The queries of what belongs to a user, in every server."""

from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session, col, delete, select, update

from bot.storage.tables import UserSettingsRow
from bot.storage.upserts import upsert

# What every log and every search asks is put together once: that takes as long as asking it.
_TIME_ZONE = select(UserSettingsRow.time_zone).where(col(UserSettingsRow.user_id) == bindparam("user_id"))
_WEEKLY_MINUTES = select(UserSettingsRow.weekly_minutes).where(
    col(UserSettingsRow.user_id) == bindparam("user_id")
)


def weekly_minutes_of(session: Session, user_id: int) -> int | None:
    """The minutes a week that the person answered last; None where they never did."""
    return session.connection().execute(_WEEKLY_MINUTES, {"user_id": user_id}).scalar()


def remember_weekly_minutes(session: Session, user_id: int, minutes: int, *, now: datetime) -> None:
    """Keeps the minutes a week in place of earlier ones."""
    upsert(session, UserSettingsRow, {"user_id": user_id}, {"weekly_minutes": minutes, "updated_at": now})


def forget_weekly_minutes(session: Session, user_id: int, *, now: datetime) -> None:
    """Lets them be as if the person had never said them."""
    session.exec(
        update(UserSettingsRow)
        .where(col(UserSettingsRow.user_id) == user_id)
        .values(weekly_minutes=None, updated_at=now)
    )


def direct_message_server_of(session: Session, user_id: int) -> int | None:
    """The server that the person chose for their direct messages; None where they chose none."""
    return session.exec(
        select(UserSettingsRow.direct_message_guild_id).where(UserSettingsRow.user_id == user_id)
    ).first()


def choose_direct_message_server(session: Session, user_id: int, guild_id: int, *, now: datetime) -> None:
    """Keeps the server in place of an earlier one."""
    values = {"direct_message_guild_id": guild_id, "updated_at": now}
    upsert(session, UserSettingsRow, {"user_id": user_id}, values)


def forget_direct_message_server(session: Session, user_id: int, guild_id: int, *, now: datetime) -> None:
    """Forgets the choice, if it still is this server."""
    session.exec(
        update(UserSettingsRow)
        .where(
            col(UserSettingsRow.user_id) == user_id,
            col(UserSettingsRow.direct_message_guild_id) == guild_id,
        )
        .values(direct_message_guild_id=None, updated_at=now)
    )


def time_zone_of(session: Session, user_id: int) -> str | None:
    """The IANA zone that the person named; None where they never did."""
    return session.connection().execute(_TIME_ZONE, {"user_id": user_id}).scalar()


def set_time_zone(session: Session, user_id: int, zone: str, *, now: datetime) -> None:
    """Keeps the zone in place of an earlier one. Days that were written down keep their dates."""
    upsert(session, UserSettingsRow, {"user_id": user_id}, {"time_zone": zone, "updated_at": now})


def row_of(session: Session, user_id: int) -> UserSettingsRow | None:
    """All that is kept of the user in every server; None where nothing is."""
    return session.exec(select(UserSettingsRow).where(UserSettingsRow.user_id == user_id)).first()


def forget_user(session: Session, user_id: int) -> None:
    """Deletes what is kept of a user in every server."""
    session.exec(delete(UserSettingsRow).where(col(UserSettingsRow.user_id) == user_id))
