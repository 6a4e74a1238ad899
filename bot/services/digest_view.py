"""The use case of what a server's digest tells: read at the moment at which it is sent."""

from datetime import datetime

from bot.domain.digest import Digest, DigestLine, digest_days
from bot.domain.moderation import BlockedFrom
from bot.services.group_weeks import told_group_weeks
from bot.services.member_ledger import CatalogueOf
from bot.storage import digests, member_blocks, server_settings
from bot.storage.database import Database, Session

_KEEP_QUIET = {BlockedFrom.ANNOUNCING, BlockedFrom.EVERYTHING}


class DigestReader:
    """Reads what happened, of those who let it be told. Nothing of it is stored."""

    def __init__(self, catalogue_of: CatalogueOf, database: Database) -> None:
        """`catalogue_of` is what a server sees at this moment."""
        self._catalogue_of = catalogue_of
        self._database = database

    async def digest(self, guild_id: int, due_at: datetime, *, is_trial: bool = False) -> Digest:
        """What the digest that is due at a moment tells, in the days of the server's zone."""
        return await self._database.read(_digest, self._catalogue_of, guild_id, due_at, is_trial=is_trial)


def _digest(
    session: Session, catalogue_of: CatalogueOf, guild_id: int, due_at: datetime, *, is_trial: bool
) -> Digest:
    zone = server_settings.of(session, guild_id).zone
    days = digest_days(due_at, zone, is_trial=is_trial)
    window = guild_id, days.since, days.until
    return Digest(
        days,
        _lines(session, guild_id, digests.finished(session, guild_id, days.begins_at, days.ends_at)),
        _lines(session, guild_id, digests.started(session, *window)),
        digests.minutes_by_day(session, *window),
        digests.members_counted(session, *window),
        told_group_weeks(session, catalogue_of, *window),
    )


def _lines(session: Session, guild_id: int, found: list[tuple[int, str]]) -> tuple[DigestLine, ...]:
    """Without those whom moderators keep from being told of."""
    blocked = {
        user_id for user_id, _ in found if member_blocks.blocks_of(session, guild_id, user_id) & _KEEP_QUIET
    }
    return tuple(DigestLine(user_id, title) for user_id, title in found if user_id not in blocked)
