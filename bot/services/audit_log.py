"""The use cases of the audit log: reading it a page at a time, and a deed that leaves nothing else behind."""

from dataclasses import dataclass

from bot.domain.moderation import AuditAction, AuditEntry, Deed
from bot.domain.ports import Clock
from bot.services.catalogue_keeping import Keeper
from bot.storage import audit
from bot.storage.database import Database

LINES_ON_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Lines of a server, the newest first; those of one member where `actor_id` says so.

    `before` is the number before which they begin (None: the newest of all). `older` is the number
    before which the next page begins; None where there is none.
    """

    lines: tuple[AuditEntry, ...]
    actor_id: int | None
    before: int | None
    older: int | None


class AuditLog:
    """Shows who did what in a server."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def page(self, guild_id: int, actor_id: int | None = None, before: int | None = None) -> AuditPage:
        """The newest lines, or those before a number."""
        lines = await self._database.read(
            audit.entries, guild_id, limit=LINES_ON_A_PAGE + 1, actor_id=actor_id, before=before
        )
        shown = tuple(lines[:LINES_ON_A_PAGE])
        has_older = len(lines) > LINES_ON_A_PAGE
        return AuditPage(shown, actor_id, before, shown[-1].number if has_older else None)

    async def message_removed(
        self, keeper: Keeper, message_id: int, channel_id: int, owner_id: int | None
    ) -> None:
        """Writes that a message of Badger's was taken down, and for whom it was posted, where known."""
        deed = Deed(
            AuditAction.MESSAGE_REMOVED,
            keeper.guild_id,
            keeper.actor_id,
            self._clock.now(),
            # Whom it is about stands where an erasure finds it.
            "" if owner_id is None else str(owner_id),
            {"channel": channel_id, "message": message_id},
        )
        await self._database.write(audit.record, [deed])
