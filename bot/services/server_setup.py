"""The use cases of a server's set-up: its zone, where and how completions are told, its weekly digest.

Every change writes who made it, and a line of the audit log, in the one transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, TypeVar

from bot.domain.moderation import AuditAction, Deed
from bot.domain.ports import Clock
from bot.domain.schedule import FOREVER, Schedule, ScheduleSet, WeeklyTime, server_digest
from bot.domain.server_settings import (
    AnnouncementStyle,
    AnnouncementTone,
    ChannelFault,
    FaultReason,
    ServerSettings,
)
from bot.domain.time_zones import zone_named
from bot.services.catalogue_keeping import Keeper
from bot.services.channel_faults import out_of_order
from bot.services.schedules import move_to_zone, set_weekly
from bot.storage import announcements, audit, schedules, server_settings
from bot.storage.database import Database, Session

TOLD_LATER = timedelta(hours=48)
"""What could not be told for longer is no news any more."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ServerState:
    """All that is set in a server, and which of its channels take nothing; `now` is the calendar's moment."""

    settings: ServerSettings
    digest: Schedule | None
    faults: tuple[ChannelFault, ...]
    now: datetime

    @property
    def is_announcing(self) -> bool:
        """Whether completions are told now."""
        return self.settings.announce_channel_id is not None and not self.settings.is_quiet(self.now)

    @property
    def is_off(self) -> bool:
        """Whether they are not told until somebody says so."""
        until = self.settings.announcements_paused_until
        return until is not None and until >= FOREVER

    @property
    def channels(self) -> tuple[int, ...]:
        """The channels that are written to by themselves, in the order of their use."""
        used = (self.settings.announce_channel_id, self.digest.channel_id if self.digest else None)
        return tuple(dict.fromkeys(each for each in used if each is not None))


class ServerSetup:
    """Keeps what moderators set. Who may do so is asked before. `wake` is called when something is due."""

    def __init__(self, database: Database, clock: Clock, wake: Callable[[], None]) -> None:
        self._database = database
        self._clock = clock
        self._wake = wake

    async def state(self, guild_id: int) -> ServerState:
        """What is set, and what is out of order."""
        return await self._database.read(_state, guild_id, self._clock.now())

    async def begin(self, keeper: Keeper, channel_id: int) -> ServerState:
        """Remembers where a moderator sets up: there they are told of what is out of order."""
        now = self._clock.now()

        def save(session: Session) -> ServerState:
            before = server_settings.of(session, keeper.guild_id)
            if before.setup_channel_id != channel_id:
                _put(session, keeper, {"setup_channel_id": channel_id}, now)
            return _state(session, keeper.guild_id, now)

        return await self._database.write(save)

    async def set_channel(self, keeper: Keeper, channel_id: int) -> ServerState:
        """Keeps where completions are told; a pause ends, and a fault of the channel."""

        def decide(session: Session, now: datetime) -> None:
            server_settings.remove_fault(session, keeper.guild_id, channel_id)
            values = {"announce_channel_id": channel_id, "announcements_paused_until": None}
            _put(session, keeper, values, now)

        return await self._change(keeper, "channel", channel_id, decide)

    async def pause(self, keeper: Keeper, until: datetime | None = None) -> ServerState:
        """Tells no completions until a moment, or (None) until somebody says so. They are not told later."""

        def decide(session: Session, now: datetime) -> None:
            _put(session, keeper, {"announcements_paused_until": until or FOREVER}, now)

        return await self._change(keeper, "paused", 0, decide)

    async def resume(self, keeper: Keeper) -> ServerState:
        """Ends a pause."""

        def decide(session: Session, now: datetime) -> None:
            _put(session, keeper, {"announcements_paused_until": None}, now)

        return await self._change(keeper, "resumed", 0, decide)

    async def set_look(
        self, keeper: Keeper, style: AnnouncementStyle | None, tone: AnnouncementTone | None
    ) -> ServerState:
        """Keeps how completions look and sound; None leaves it."""
        chosen = {"style": style, "tone": tone}
        values = {name: each.value for name, each in chosen.items() if each is not None}

        def decide(session: Session, now: datetime) -> None:
            _put(session, keeper, values, now)

        return await self._change(keeper, "style", 0, decide)

    async def set_zone(self, keeper: Keeper, typed: str) -> ServerState:
        """Keeps the zone, by name or city; the digest moves along. Raises UserError `zone-unknown`."""
        zone = zone_named(typed)

        def decide(session: Session, now: datetime) -> None:
            _put(session, keeper, {"zone": zone}, now)
            move_to_zone(session, server_digest(keeper.guild_id), zone, now)

        return await self._change(keeper, "zone", zone, decide)

    async def set_digest(self, keeper: Keeper, channel_id: int, weekday: int, at: time) -> ScheduleSet:
        """Sets the digest, or edits it, in the server's zone. A pause ends, and a fault of the channel."""

        def decide(session: Session, now: datetime) -> ScheduleSet:
            zone = server_settings.of(session, keeper.guild_id).zone
            server_settings.remove_fault(session, keeper.guild_id, channel_id)
            when = WeeklyTime(zone or "UTC", weekday, at)
            done = set_weekly(session, server_digest(keeper.guild_id), when, channel_id, now)
            _put(session, keeper, {}, now)
            _record(session, keeper, "digest", channel_id, now)
            return done

        return await self._write(decide)

    async def remove_digest(self, keeper: Keeper) -> ServerState:
        """Takes the digest away."""

        def decide(session: Session, now: datetime) -> None:
            schedules.remove(session, server_digest(keeper.guild_id))
            _put(session, keeper, {}, now)

        return await self._change(keeper, "digest_off", 0, decide)

    async def repair(self, keeper: Keeper, old_id: int, new_id: int) -> ServerState:
        """Puts a channel in the place of one that takes nothing (which may be the same, mended)."""

        def decide(session: Session, now: datetime) -> None:
            guild_id = keeper.guild_id
            for each in (old_id, new_id):
                server_settings.remove_fault(session, guild_id, each)
            if server_settings.of(session, guild_id).announce_channel_id == old_id:
                _put(session, keeper, {"announce_channel_id": new_id}, now)
            digest = schedules.of(session, server_digest(guild_id))
            if digest is not None and digest.channel_id == old_id:
                set_weekly(session, digest.owner, digest.when, new_id, now)
            announcements.tell_again(session, guild_id, since=now - TOLD_LATER)

        return await self._change(keeper, "repaired", new_id, decide)

    async def tell_now(self, keeper: Keeper) -> int:
        """Tells at once what waits, and what could not be told in the last two days; says how much."""

        def decide(session: Session, now: datetime) -> int:
            return announcements.tell_again(session, keeper.guild_id, since=now - TOLD_LATER)

        return await self._write(decide)

    async def lost(self, guild_id: int, channel_id: int) -> None:
        """Keeps that a channel is gone, where it was used; who can mend it is told once."""
        await self._database.write(_lost, guild_id, channel_id, self._clock.now())
        self._wake()

    async def untold(self, guild_id: int) -> tuple[ChannelFault, ...]:
        """The faults of which nobody could be told, for a moderator's next command; each once."""
        state = await self.state(guild_id)
        if not state.faults:
            return ()
        return await self._database.write(_untold, guild_id)

    async def _change(
        self,
        keeper: Keeper,
        what: str,
        to: str | int,
        decide: Callable[[Session, datetime], None],
    ) -> ServerState:
        def decide_and_record(session: Session, now: datetime) -> ServerState:
            decide(session, now)
            _record(session, keeper, what, to, now)
            return _state(session, keeper.guild_id, now)

        return await self._write(decide_and_record)

    async def _write(self, decide: Callable[[Session, datetime], _T]) -> _T:
        done = await self._database.write(decide, self._clock.now())
        self._wake()
        return done


def _state(session: Session, guild_id: int, now: datetime) -> ServerState:
    return ServerState(
        server_settings.of(session, guild_id),
        schedules.of(session, server_digest(guild_id)),
        tuple(server_settings.faults(session, guild_id)),
        now,
    )


def _put(session: Session, keeper: Keeper, values: dict[str, Any], now: datetime) -> None:
    server_settings.put(session, keeper.guild_id, {**values, "changed_by": keeper.actor_id}, now=now)


def _record(session: Session, keeper: Keeper, what: str, to: str | int, now: datetime) -> None:
    action = AuditAction.SERVER_SET
    details: dict[str, str | int] = {"setting": what}
    if isinstance(to, str):
        details["to"] = to
    elif to:
        details["channel"] = to
    audit.record(session, [Deed(action, keeper.guild_id, keeper.actor_id, now, what, details)])


def _lost(session: Session, guild_id: int, channel_id: int, now: datetime) -> None:
    if channel_id in _state(session, guild_id, now).channels:
        out_of_order(session, guild_id, ChannelFault(channel_id, FaultReason.GONE, now))


def _untold(session: Session, guild_id: int) -> tuple[ChannelFault, ...]:
    told = announcements.claim_untold_faults(session, guild_id)
    return tuple(each for each in server_settings.faults(session, guild_id) if str(each.channel_id) in told)
