"""The use cases of files that moderators send: looked at first, then imported once, or let go."""

import asyncio
from dataclasses import dataclass

from bot.catalogue.documents import MAX_ATTACHMENT_BYTES, Document, format_of
from bot.catalogue.parsing_worker import Progress
from bot.domain.catalogue_layers import Origin
from bot.domain.errors import UserError
from bot.domain.ports import Clock
from bot.domain.upload import WaitingFile
from bot.services.asker import Asker
from bot.services.catalogue_import import CatalogueImport, ImportReport, ImportRequest
from bot.storage import catalogue_uploads
from bot.storage.database import Database, Session

_AT_ONCE = 2
"""Each file has a process of its own, and no machine has room for one of every moderator."""
_MIB = 2**20


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What a file would do; `upload_id` names it while it waits, None where nothing waits."""

    report: ImportReport
    upload_id: str | None = None


def check_announced(name: str, size: int) -> None:
    """Refuses a file by what is said of it, before anything of it is read.

    Raises UserError `import-suffix-unknown` or `import-file-too-large`.
    """
    format_of(name)
    if size > MAX_ATTACHMENT_BYTES:
        raise UserError("import-file-too-large", limit_mib=MAX_ATTACHMENT_BYTES // _MIB)


class CatalogueUploads:
    """Keeps the files of moderators for a day, each moderator's newest in a server."""

    def __init__(self, database: Database, importing: CatalogueImport, clock: Clock) -> None:
        self._database = database
        self._importing = importing
        self._clock = clock
        self._turn = asyncio.Semaphore(_AT_ONCE)

    async def check(self, asker: Asker, document: Document, progress: Progress) -> CheckedFile:
        """What the file would do in the server; it waits where it could be imported and would do something.

        Raises UserError `import-…` where the file as a whole is refused.
        """
        report = await self._run(asker, document, progress, is_dry_run=True)
        if report.plan.is_refused or not report.plan.changes:
            return CheckedFile(report)
        now = self._clock.now()
        kept = await self._database.write(
            catalogue_uploads.keep, _server(asker), asker.user_id, document.name, document.content, now
        )
        return CheckedFile(report, kept.id)

    async def only_check(self, asker: Asker, document: Document, progress: Progress) -> CheckedFile:
        """What the file would do in the server; nothing waits. Raises UserError as `check` does."""
        return CheckedFile(await self._run(asker, document, progress, is_dry_run=True))

    async def import_at_once(self, asker: Asker, document: Document, progress: Progress) -> CheckedFile:
        """What the file did, or why it did nothing. Raises UserError as `check` does."""
        return CheckedFile(await self._run(asker, document, progress, is_dry_run=False))

    async def import_waiting(self, asker: Asker, upload_id: str, progress: Progress) -> CheckedFile:
        """What the file did that waited, in the catalogue as it is now.

        Raises UserError `upload-gone` and `upload-imported`, and as `check` does.
        """
        waiting = await self._database.read(_waiting, asker, upload_id, self._clock)
        document = Document(waiting.name, waiting.content or b"")
        return CheckedFile(await self._run(asker, document, progress, is_dry_run=False, upload_id=waiting.id))

    async def discard(self, asker: Asker, upload_id: str) -> str:
        """Lets a file go that waited, and returns its name.

        Raises UserError `upload-gone` and `upload-imported`.
        """

        def let_go(session: Session) -> str:
            waiting = _waiting(session, asker, upload_id, self._clock)
            catalogue_uploads.discard(session, waiting.guild_id, waiting.owner_id, waiting.id)
            return waiting.name

        return await self._database.write(let_go)

    async def _run(
        self,
        asker: Asker,
        document: Document,
        progress: Progress,
        *,
        is_dry_run: bool,
        upload_id: str | None = None,
    ) -> ImportReport:
        request = ImportRequest(
            document,
            _server(asker),
            Origin.MEMBER,
            MAX_ATTACHMENT_BYTES,
            asker.user_id,
            is_dry_run,
            upload_id,
        )
        async with self._turn:
            return await self._importing.run(request, progress)


def _waiting(session: Session, asker: Asker, upload_id: str, clock: Clock) -> WaitingFile:
    found = catalogue_uploads.opened(session, _server(asker), asker.user_id, upload_id, clock.now())
    if found is None:
        raise UserError("upload-gone")
    if found.content is None:
        raise UserError("upload-imported", file=found.name)
    return found


def _server(asker: Asker) -> int:
    """The server; the gate before the commands lets nobody pass from a direct message."""
    if asker.guild_id is None:
        raise ValueError(asker)
    return asker.guild_id
