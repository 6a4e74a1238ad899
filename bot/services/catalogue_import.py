"""The use case of an import: a file is read, planned as a dry run, and applied whole or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.catalogue.documents import Document, format_of
from bot.catalogue.import_links import links_in
from bot.catalogue.import_plan import ImportPlan, Outcome, SeenLayer, plan_import
from bot.catalogue.parsed_row import ParsedRow
from bot.catalogue.parsing_worker import ParsingWorker, Progress
from bot.domain.catalogue_layers import INSTALLATION, Authorship, Entry, Origin, seen_over
from bot.domain.errors import UserError
from bot.domain.moderation import AuditAction, Deed
from bot.domain.plain_text import printable
from bot.domain.ports import Clock
from bot.storage import audit, catalogue_entries, catalogue_uploads
from bot.storage.database import Database, Session

_MIB = 2**20
_SUBJECT_LENGTH = 100
IMPORT_REASON = "import of"
"""How the reason of every version begins that an import wrote."""
_PARSED = 0.6
"""The part of an import that is over once the file is parsed."""


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """A file for a layer. `most_bytes` is what the door takes through which it came.

    `upload_id` names the waiting file that it is, which can be imported once.
    """

    document: Document
    guild_id: int
    origin: Origin
    most_bytes: int
    actor_id: int | None = None
    is_dry_run: bool = False
    upload_id: str | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file. `is_applied` is False for a dry run, and where a row was refused.

    `audit_number` is that of the import's line in the audit log, by which it can be taken back.
    """

    file: str
    plan: ImportPlan
    is_applied: bool
    is_dry_run: bool
    audit_number: int | None = None


class CatalogueImport:
    """Imports files over `base`, the catalogue that comes with Badger."""

    def __init__(
        self, database: Database, base: Mapping[str, str], clock: Clock, topics: Iterable[str]
    ) -> None:
        self._database = database
        self._base = base
        self._clock = clock
        self._topics = frozenset(topics)

    async def run(
        self,
        request: ImportRequest,
        progress: Progress = lambda _: None,
        worker: ParsingWorker | None = None,
    ) -> ImportReport:
        """The report on the file; its changes are on disk where it says so, all of them together.

        `worker` parses it; without one, a new one that ends before anything is written.
        Raises UserError `import-…` where the file as a whole is refused, `upload-imported` where it is one
        that was imported before.
        """
        now = self._clock.now()
        if worker is None:
            async with ParsingWorker() as own:
                rows = await self._parsed(request, own, now.date(), progress)
        else:
            rows = await self._parsed(request, worker, now.date(), progress)
        go = self._database.read if request.is_dry_run else self._database.write
        progress(_PARSED)
        plan, number = await go(_import, request, self._base, rows, now)
        progress(1.0)
        is_applied = not (request.is_dry_run or plan.is_refused)
        return ImportReport(request.document.name, plan, is_applied, request.is_dry_run, number)

    async def _parsed(
        self, request: ImportRequest, worker: ParsingWorker, today: date, progress: Progress
    ) -> list[ParsedRow]:
        format_of(request.document.name)
        if len(request.document.content) > request.most_bytes:
            raise UserError("import-file-too-large", limit_mib=request.most_bytes // _MIB)
        return await worker.parse(
            request.document, self._topics, today, lambda done: progress(done * _PARSED)
        )


def _import(
    session: Session, request: ImportRequest, base: Mapping[str, str], rows: list[ParsedRow], now: datetime
) -> tuple[ImportPlan, int | None]:
    def used_task_ids(credential_id: str) -> Iterable[str]:
        records = catalogue_entries.records_ever(session, request.guild_id, credential_id)
        return (task_id for record in records for task_id in links_in(record).task_ids)

    plan = plan_import(rows, layer_of(session, request.guild_id, base), used_task_ids)
    if request.is_dry_run or plan.is_refused:
        return plan, None
    return plan, _applied(session, request, plan, now)


def _applied(session: Session, request: ImportRequest, plan: ImportPlan, now: datetime) -> int | None:
    """The number of the line in the audit log that tells of it, where there is one."""
    guild_id, upload_id = request.guild_id, request.upload_id
    if upload_id is not None and not catalogue_uploads.mark_imported(session, guild_id, upload_id):
        raise UserError("upload-imported", file=request.document.name)
    if not plan.changes:
        return None
    reason = f"{IMPORT_REASON} {request.document.name[-80:]}"
    by = Authorship(request.origin, now, request.actor_id, reason)
    catalogue_entries.save_changes(session, guild_id, plan.changes, by)
    if guild_id == INSTALLATION:
        return None
    audit.record(session, [_deed(request, plan, now)])
    (line,) = audit.entries(session, guild_id, limit=1)
    return line.number


def _deed(request: ImportRequest, plan: ImportPlan, now: datetime) -> Deed:
    """One line for the whole file."""
    name = printable(request.document.name)[-_SUBJECT_LENGTH:]
    counts = {outcome.value: plan.counts[outcome] for outcome in (Outcome.ADDED, Outcome.CHANGED)}
    return Deed(AuditAction.FILE_IMPORTED, request.guild_id, request.actor_id, now, name, counts)


def layer_of(session: Session, guild_id: int, base: Mapping[str, str]) -> SeenLayer:
    """A layer as it is now; `base` are the records of what comes with Badger, by id."""
    return SeenLayer(_below(session, guild_id, base), catalogue_entries.entries_of(session, guild_id))


def _below(session: Session, guild_id: int, base: Mapping[str, str]) -> Mapping[str, str]:
    """The records under a layer: what comes with Badger; for a server the installation's layer over it."""
    if guild_id == INSTALLATION:
        return base
    installation = catalogue_entries.entries_of(session, INSTALLATION)
    return seen_over(base, installation, records_by_id(installation))


def records_by_id(entries: Iterable[Entry]) -> dict[str, str]:
    """The records of the entries that have one."""
    return {entry.credential_id: entry.record for entry in entries if entry.record is not None}
