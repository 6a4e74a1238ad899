"""The use cases of a completion that the server was told of: congratulating, and taking it down."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.announcement import Announcement, announcement_of
from bot.domain.errors import UserError
from bot.domain.moderation import BlockedFrom
from bot.domain.ports import Clock
from bot.domain.server_settings import ServerSettings
from bot.domain.visibility import Announcing
from bot.services.asker import Asker
from bot.storage import announcements, member_blocks, member_settings, server_settings
from bot.storage.database import Database, Session


@dataclass(frozen=True, slots=True)
class Told:
    """How a completion is told now; `pings`: its member wants a ping."""

    settings: ServerSettings
    pings: bool
    congratulations: int


@dataclass(frozen=True, slots=True)
class Congratulated:
    """What came of a congratulation; `is_new`: the member's first for it. `message_id`: where it stands."""

    announcement: Announcement
    user_id: int
    is_new: bool
    count: int
    settings: ServerSettings
    channel_id: int | None
    message_id: int | None


class Announcements:
    """Knows of completions that were told, or are about to be. `announcement_id` is `Delivery.id`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def told(self, guild_id: int, user_id: int, announcement_id: int) -> Told:
        """How the server wants to be told, whether the member wants a ping, and who congratulated so far."""
        return await self._database.read(_told, guild_id, user_id, announcement_id)

    async def congratulate(self, asker: Asker, announcement_id: int) -> Congratulated:
        """Counts a member once.

        Raises UserError `server-needed`, `announcement-gone`, `congratulate-own`, `congratulate-blocked`.
        """
        return await self._database.write(_congratulate, asker, announcement_id, self._clock.now())

    async def seen(self, guild_id: int, announcement_id: int) -> Congratulated | None:
        """How it stands now; None where it was taken back meanwhile."""
        return await self._database.read(_seen, guild_id, announcement_id)

    async def taken_down(
        self, guild_id: int, announcement_id: int, channel_id: int, message_id: int
    ) -> int | None:
        """Keeps that it was told and taken down, so that it is not told again; says whose it was."""
        return await self._database.write(
            announcements.removed, guild_id, announcement_id, channel_id, message_id
        )


def _told(session: Session, guild_id: int, user_id: int, announcement_id: int) -> Told:
    wish = member_settings.announcing_of(session, guild_id, user_id)
    count = announcements.count(session, guild_id, announcement_id)
    return Told(server_settings.of(session, guild_id), wish is Announcing.PING, count)


def _congratulate(session: Session, asker: Asker, announcement_id: int, now: datetime) -> Congratulated:
    if asker.guild_id is None:
        raise UserError("server-needed")
    found = announcements.announced(session, asker.guild_id, announcement_id)
    if found is None or found.is_withdrawn:
        raise UserError("announcement-gone")
    if found.user_id == asker.user_id:
        raise UserError("congratulate-own")
    if BlockedFrom.EVERYTHING in member_blocks.blocks_of(session, asker.guild_id, asker.user_id):
        raise UserError("congratulate-blocked")
    is_new = announcements.add(session, asker.guild_id, announcement_id, asker.user_id, now=now)
    return _standing(session, asker.guild_id, found, is_new=is_new)


def _seen(session: Session, guild_id: int, announcement_id: int) -> Congratulated | None:
    found = announcements.announced(session, guild_id, announcement_id)
    if found is None or found.is_withdrawn:
        return None
    return _standing(session, guild_id, found, is_new=False)


def _standing(
    session: Session, guild_id: int, found: announcements.Announced, *, is_new: bool
) -> Congratulated:
    return Congratulated(
        announcement_of(found.payload),
        found.user_id,
        is_new,
        announcements.count(session, guild_id, found.id),
        server_settings.of(session, guild_id),
        found.channel_id,
        found.message_id,
    )
