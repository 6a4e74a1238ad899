"""The queries of what moderators set for their server, and of its channels that are out of order."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, select, update

from bot.domain.server_settings import (
    AnnouncementStyle,
    AnnouncementTone,
    ChannelFault,
    FaultReason,
    ServerSettings,
)
from bot.storage.tables import ChannelFaultRow, ServerSettingsRow
from bot.storage.upserts import insert_new, upsert


def of(session: Session, guild_id: int) -> ServerSettings:
    """What is set in the server."""
    query = select(ServerSettingsRow).where(col(ServerSettingsRow.guild_id) == guild_id)
    # Who has just set something asks for what the database says now.
    row = session.exec(query.execution_options(populate_existing=True)).first()
    if row is None:
        return ServerSettings(guild_id)
    return ServerSettings(
        guild_id,
        row.zone,
        row.announce_channel_id,
        AnnouncementStyle(row.style) if row.style else AnnouncementStyle.PICTURE,
        row.announcements_paused_until,
        AnnouncementTone(row.tone) if row.tone else AnnouncementTone.WARM,
        row.setup_channel_id,
        row.changed_by,
        row.updated_at,
    )


def put(session: Session, guild_id: int, values: dict[str, Any], *, now: datetime) -> None:
    """Keeps `values` (by the names of the columns) in place of what was set before."""
    upsert(session, ServerSettingsRow, {"guild_id": guild_id}, {**values, "updated_at": now})


def forget_actor(session: Session, actor_id: int, guild_id: int | None = None) -> None:
    """Lets what a person changed last, in one server or (None) in all, be changed by an erased member."""
    query = update(ServerSettingsRow).where(col(ServerSettingsRow.changed_by) == actor_id)
    if guild_id is not None:
        query = query.where(col(ServerSettingsRow.guild_id) == guild_id)
    session.exec(query.values(changed_by=None))


def add_fault(session: Session, guild_id: int, fault: ChannelFault) -> bool:
    """Keeps that a channel takes nothing, and says whether that is new."""
    values = {
        "guild_id": guild_id,
        "channel_id": fault.channel_id,
        "reason": fault.reason.value,
        "found_at": fault.found_at,
    }
    return insert_new(session, ChannelFaultRow, ("guild_id", "channel_id"), values)


def remove_fault(session: Session, guild_id: int, channel_id: int) -> bool:
    """Forgets a fault, and says whether there was one."""
    gone = delete(ChannelFaultRow).where(
        col(ChannelFaultRow.guild_id) == guild_id, col(ChannelFaultRow.channel_id) == channel_id
    )
    return session.exec(gone.returning(col(ChannelFaultRow.channel_id))).first() is not None


def faults(session: Session, guild_id: int) -> list[ChannelFault]:
    """The channels of the server that take nothing, by id."""
    query = select(ChannelFaultRow).where(col(ChannelFaultRow.guild_id) == guild_id)
    rows = session.exec(query.order_by(col(ChannelFaultRow.channel_id)))
    return [ChannelFault(row.channel_id, FaultReason(row.reason), row.found_at) for row in rows]


def faulty_channels(session: Session, guild_ids: Iterable[int]) -> set[tuple[int, int]]:
    """The channels of these servers that take nothing, each with its server."""
    query = select(ChannelFaultRow.guild_id, ChannelFaultRow.channel_id)
    return set(session.exec(query.where(col(ChannelFaultRow.guild_id).in_(sorted(set(guild_ids))))))
