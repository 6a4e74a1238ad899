"""What remembers which commands Discord was told of."""

from contextlib import AbstractAsyncContextManager

from bot.domain.ports import Clock
from bot.storage import command_sync
from bot.storage.database import Database


class CommandMemory:
    """Keeps the hash of an application's commands, and lets one process at a time compare and tell."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def synced_hash(self, application_id: int) -> str | None:
        """The hash of the commands that Discord was last told of; None where it never was."""
        return await self._database.read(command_sync.synced_hash, application_id)

    async def remember(self, application_id: int, commands_hash: str) -> None:
        """Keeps the hash."""
        now = self._clock.now()
        await self._database.write(command_sync.remember_sync, application_id, commands_hash, now=now)

    def lock(self) -> AbstractAsyncContextManager[None]:
        """Held while one process compares and tells, so that another waits and finds it done."""
        return self._database.alone()
