"""The use cases of a member's own data: take all of it along, and let Badger forget it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.catalogue.documents import Document
from bot.domain.erasure import ErasureScope
from bot.domain.errors import UserError
from bot.domain.ports import Clock
from bot.services.asker import Asker
from bot.services.erasing import erase_member
from bot.services.member_export import MemberExport
from bot.services.member_tables import enrolments_table, ledger_table, searches_table
from bot.storage import enrolments, erasures, group_members, ledger, own_rows
from bot.storage.database import Database, Session


@dataclass(frozen=True, slots=True)
class Footprint:
    """What an erasure takes of a member's work, and how many servers know the user at all.

    `groups` are the study groups in which they are or were.
    """

    enrolments: int
    entries: int
    servers: int
    groups: int = 0


@dataclass(frozen=True, slots=True)
class Erased:
    """That it is done; `is_all`: nothing is left of the user in any server."""

    scope: ErasureScope
    is_all: bool


class MemberData:
    """Exports and erases what Badger holds of a user."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def export(self, user_id: int, servers: Mapping[int, str] | None = None) -> MemberExport:
        """All of the user's data; for their eyes only. `servers` are names that the tables say for ids."""
        return await self._database.read(_export, user_id, self._clock.now(), servers or {})

    async def documents(self, user_id: int, servers: Mapping[int, str] | None = None) -> list[Document]:
        """The same as files to hand over, none larger than Discord takes; written beside the loop."""
        export = await self.export(user_id, servers)
        return await asyncio.to_thread(export.documents)

    async def footprint(self, asker: Asker, scope: ErasureScope) -> Footprint:
        """What there is to erase, for the question before it. Raises UserError `server-needed` as `erase`."""
        _check_place(asker, scope)
        return await self._database.read(_footprint, asker, scope)

    async def erase(self, asker: Asker, scope: ErasureScope) -> Erased:
        """Removes every trace of the asker, in the server or everywhere. It cannot be undone.

        A second click finds nothing and answers the same. Raises UserError `server-needed` for `HERE`
        without a server.
        """
        _check_place(asker, scope)
        guild_id = asker.guild_id if scope is ErasureScope.HERE else None
        is_all = await self._database.write(erase_member, asker.user_id, guild_id, now=self._clock.now())
        await self._database.forget_deleted()
        return Erased(scope, is_all)


def _check_place(asker: Asker, scope: ErasureScope) -> None:
    if scope is ErasureScope.HERE and asker.guild_id is None:
        raise UserError("server-needed")


def _footprint(session: Session, asker: Asker, scope: ErasureScope) -> Footprint:
    servers = len(erasures.servers_with(session, asker.user_id))
    is_everywhere = scope is ErasureScope.EVERYWHERE
    mine = [
        each.id
        for each in enrolments.everywhere_of(session, asker.user_id)
        if is_everywhere or each.guild_id == asker.guild_id
    ]
    entries = ledger.everywhere_of(session, asker.user_id)
    counting = (entry.counts for guild_id, entry in entries if is_everywhere or guild_id == asker.guild_id)
    stays = group_members.stays_of(session, asker.user_id, None if is_everywhere else asker.guild_id)
    groups = len({stay.group_id for _, stay in stays})
    return Footprint(len(mine), sum(counting), servers, groups)


def _export(session: Session, user_id: int, now: datetime, servers: Mapping[int, str]) -> MemberExport:
    data: dict[str, Any] = {
        "user_id": str(user_id),
        "exported_at": now.isoformat(),
        **own_rows.rows_of(session, user_id),
    }
    mine = {each.id: each for each in enrolments.everywhere_of(session, user_id)}
    entries = ledger.everywhere_of(session, user_id)
    tables = {
        "enrolments": enrolments_table(mine.values(), entries, servers),
        "searches": searches_table(data.get("searches", ()), servers),
    }
    return MemberExport(data, ledger_table(mine, entries, servers), tables)
