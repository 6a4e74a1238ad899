"""The use cases of a member's own data: take all of it along, and let Badger forget it."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.catalogue.csv_cells import guarded
from bot.domain.erasure import ErasureScope
from bot.domain.errors import UserError
from bot.domain.ports import Clock
from bot.services.asker import Asker
from bot.services.erasing import erase_member
from bot.storage import enrolments, erasures, ledger, own_rows
from bot.storage.database import Database, Session

_COLUMNS = (
    "entry",
    "server",
    "day",
    "credential",
    "task",
    "kind",
    "minutes",
    "note",
    "logged_at",
    "replaces",
    "voids",
    "voided_by",
)


@dataclass(frozen=True, slots=True)
class MemberExport:
    """All of a user's data from every server: everything as plain data, and the ledger as rows of a table.

    `rows` begin with the header; their cells are safe in a spreadsheet.
    """

    data: Mapping[str, Any]
    rows: tuple[tuple[str, ...], ...]

    @property
    def json(self) -> bytes:
        """The content of the JSON file."""
        return json.dumps(self.data, ensure_ascii=False, indent=2).encode()

    @property
    def csv(self) -> bytes:
        """The content of the CSV file."""
        text = io.StringIO()
        csv.writer(text).writerows(self.rows)
        return text.getvalue().encode()


@dataclass(frozen=True, slots=True)
class Footprint:
    """What an erasure would take: enrolments and entries here, and how many servers know the user at all."""

    enrolments_here: int
    entries_here: int
    servers: int


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

    async def export(self, user_id: int) -> MemberExport:
        """All of the user's data; for their eyes only."""
        return await self._database.read(_export, user_id, self._clock.now())

    async def footprint(self, asker: Asker) -> Footprint:
        """What there is to erase, for the question before it."""
        return await self._database.read(_footprint, asker)

    async def erase(self, asker: Asker, scope: ErasureScope) -> Erased:
        """Removes every trace of the asker, in the server or everywhere. It cannot be undone.

        A second click finds nothing and answers the same. Raises UserError `server-needed` for `HERE`
        without a server.
        """
        if scope is ErasureScope.HERE and asker.guild_id is None:
            raise UserError("server-needed")
        guild_id = asker.guild_id if scope is ErasureScope.HERE else None
        is_all = await self._database.write(erase_member, asker.user_id, guild_id, now=self._clock.now())
        return Erased(scope, is_all)


def _footprint(session: Session, asker: Asker) -> Footprint:
    servers = len(erasures.servers_with(session, asker.user_id))
    if asker.guild_id is None:
        return Footprint(0, 0, servers)
    mine = enrolments.all_of(session, asker.guild_id, asker.user_id)
    entries = ledger.entries_of(session, asker.guild_id, [each.id for each in mine])
    return Footprint(len(mine), sum(entry.counts for entry in entries), servers)


def _export(session: Session, user_id: int, now: datetime) -> MemberExport:
    data: dict[str, Any] = {
        "user_id": str(user_id),
        "exported_at": now.isoformat(),
        **own_rows.rows_of(session, user_id),
    }
    return MemberExport(data, (_COLUMNS, *_ledger_rows(session, user_id)))


def _ledger_rows(session: Session, user_id: int) -> list[tuple[str, ...]]:
    mine = {each.id: each for each in enrolments.everywhere_of(session, user_id)}
    rows = []
    for guild_id, entry in ledger.everywhere_of(session, user_id):
        outline = mine[entry.enrolment_id].outline
        task = outline.task(entry.task_id) if entry.task_id else None
        cells = (
            entry.id,
            guild_id,
            entry.local_day.isoformat(),
            outline.title,
            task.title if task else entry.task_id,
            entry.kind.value,
            entry.minutes,
            entry.note,
            entry.logged_at.isoformat(),
            entry.replaces,
            entry.voids,
            entry.voided_by,
        )
        rows.append(tuple("" if cell is None else guarded(str(cell)) for cell in cells))
    return rows
