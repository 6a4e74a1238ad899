"""The use case of asking whether there is something to tell a member: after every command of theirs."""

from bot.domain.untold import Untold
from bot.storage import untold
from bot.storage.database import Database


class UntoldThings:
    """Knows of what a member is still to be told; what it is, others know."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, guild_id: int, member_id: int) -> Untold:
        """Of what the member does not know yet in the server. Cheap; ask often."""
        return await self._database.read(untold.untold_to, guild_id, member_id)
