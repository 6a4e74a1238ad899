"""Telling Discord of the commands, once for every change of them and never twice at a time."""

import logging
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from discord.http import HTTPClient

from bot.discord_ui.command_payload import payload_hash

_log = logging.getLogger(__name__)


class SyncMemory(Protocol):
    """What remembers which commands Discord was told of."""

    async def synced_hash(self, application_id: int) -> str | None:
        """The hash of the commands that Discord was last told of; None where it never was."""
        ...

    async def remember(self, application_id: int, commands_hash: str) -> None:
        """Keeps the hash."""
        ...

    def lock(self) -> AbstractAsyncContextManager[None]:
        """Held while one process compares and tells, so that another waits and finds it done."""
        ...


async def sync_commands(
    http: HTTPClient, application_id: int, payload: list[dict[str, Any]], memory: SyncMemory
) -> bool:
    """Tells Discord of the commands where they have changed, and says whether it did."""
    commands_hash = payload_hash(payload)
    async with memory.lock():
        if await memory.synced_hash(application_id) == commands_hash:
            return False
        await http.bulk_upsert_global_commands(application_id, payload=payload)
        await memory.remember(application_id, commands_hash)
    _log.info("Discord knows %d commands now", len(payload))
    return True
