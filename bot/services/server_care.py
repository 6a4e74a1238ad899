"""The use cases of a server's set-up: zone, where and how completions are told, channels out of order."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.ports import Clock
from bot.domain.schedule import FOREVER, Schedule, ScheduleSet, server_digest
from bot.domain.server_settings import AnnouncementStyle, ChannelFault, ServerSettings
from bot.domain.time_zones import zone_named
from bot.services.schedules import move_to_zone
from bot.storage import schedules, server_settings
from bot.storage.database import Database, Session


@dataclass(frozen=True, slots=True)
class ServerState:
    """All that is set in a server, and which of its channels take nothing."""

    settings: ServerSettings
    digest: Schedule | None
    faults: tuple[ChannelFault, ...]


@dataclass(frozen=True, slots=True)
class ZoneSet:
    """What is set now. `digest`: what that did to the digest; None where there is none."""

    settings: ServerSettings
    digest: ScheduleSet | None


class ServerCare:
    """Keeps what moderators set. Who may do so is asked before."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def state(self, guild_id: int) -> ServerState:
        """What is set, and what is out of order."""
        return await self._database.read(_state, guild_id)

    async def set_zone(self, guild_id: int, typed: str) -> ZoneSet:
        """Keeps the server's zone, by its name or its city; its digest moves along.

        Raises UserError `zone-unknown`.
        """
        zone = zone_named(typed)
        return await self._database.write(_set_zone, guild_id, zone, self._clock.now())

    async def set_announcing(
        self, guild_id: int, channel_id: int | None, style: AnnouncementStyle | None = None
    ) -> ServerSettings:
        """Keeps where completions are told (None: nowhere), and how (None: as it is). A pause ends.

        A fault of the channel ends.
        """
        values: dict[str, Any] = {"announce_channel_id": channel_id, "announcements_paused_until": None}
        if style is not None:
            values["style"] = style.value
        return await self._put(guild_id, values, repaired=channel_id)

    async def set_style(self, guild_id: int, style: AnnouncementStyle) -> ServerSettings:
        """Keeps how completions are told."""
        return await self._put(guild_id, {"style": style.value})

    async def pause_announcing(self, guild_id: int, until: datetime | None) -> ServerSettings:
        """Tells no completions until a moment, or (None) until it is resumed. They are not told later."""
        return await self._put(guild_id, {"announcements_paused_until": until or FOREVER})

    async def resume_announcing(self, guild_id: int) -> ServerSettings:
        """Ends a pause."""
        return await self._put(guild_id, {"announcements_paused_until": None})

    async def channel_works(self, guild_id: int, channel_id: int) -> bool:
        """Ends the fault of a channel that takes messages again; says whether there was one."""
        return await self._database.write(server_settings.remove_fault, guild_id, channel_id)

    async def _put(
        self, guild_id: int, values: dict[str, Any], repaired: int | None = None
    ) -> ServerSettings:
        def save(session: Session, now: datetime) -> ServerSettings:
            server_settings.put(session, guild_id, values, now=now)
            if repaired is not None:
                server_settings.remove_fault(session, guild_id, repaired)
            return server_settings.of(session, guild_id)

        return await self._database.write(save, self._clock.now())


def _state(session: Session, guild_id: int) -> ServerState:
    return ServerState(
        server_settings.of(session, guild_id),
        schedules.of(session, server_digest(guild_id)),
        tuple(server_settings.faults(session, guild_id)),
    )


def _set_zone(session: Session, guild_id: int, zone: str, now: datetime) -> ZoneSet:
    server_settings.put(session, guild_id, {"zone": zone}, now=now)
    moved = move_to_zone(session, server_digest(guild_id), zone, now)
    return ZoneSet(server_settings.of(session, guild_id), moved)
