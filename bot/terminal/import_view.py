"""An import on a terminal: the file, a bar for long ones, the report on each row."""

import asyncio
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from bot.catalogue.documents import MAX_COMMAND_LINE_BYTES, Document, format_of
from bot.catalogue.import_plan import Outcome
from bot.catalogue.import_report import report_csv
from bot.catalogue.parsing_worker import Progress
from bot.domain.catalogue_layers import Origin
from bot.domain.errors import UserError
from bot.services.catalogue_import import ImportReport, ImportRequest
from bot.terminal.import_report import report_json, report_lines
from bot.terminal.text_files import check_writable, write_bytes
from bot.wording.texts import Texts

_LONG_BYTES = 100_000
"""A file of which one sees that it takes a while."""
_MIB = 2**20


class ImportDoor(Protocol):
    """What imports a file."""

    async def import_file(self, request: ImportRequest, progress: Progress) -> ImportReport:
        """The report on the file."""
        ...


def import_from_terminal(door: ImportDoor, guild_id: int, options: Namespace, texts: Texts) -> int:
    """Imports `options.file`, shows the report, and returns the exit code.

    Raises UserError where there is no such file, or it is refused as a whole.
    """
    document = _document(options.file)
    if options.report is not None:
        _check_report(options)
    request = ImportRequest(
        document, guild_id, Origin.COMMAND_LINE, MAX_COMMAND_LINE_BYTES, is_dry_run=options.dry_run
    )
    with _bar(texts, document) as progress:
        report = asyncio.run(door.import_file(request, progress))
    if options.report is not None:
        write_bytes(options.report, report_csv(texts, report.plan))
    lines = [report_json(texts, report)] if options.json else report_lines(texts, report)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    if report.plan.is_refused:
        raise UserError("import-refused", file=report.file, count=report.plan.counts[Outcome.REFUSED])
    return 0


def _check_report(options: Namespace) -> None:
    """Sees to it, before anything is imported, that the report can be written."""
    if options.report.resolve() == options.file.resolve():
        raise UserError("cli-report-over-file")
    check_writable(options.report)


def _document(path: Path) -> Document:
    format_of(path.name)
    try:
        if not path.exists():
            raise UserError("catalogue-file-missing", path=str(path))
        if not path.is_file():
            raise UserError("catalogue-file-not-one", path=str(path), suffixes=".csv .json .jsonl .jsonld")
        if path.stat().st_size > MAX_COMMAND_LINE_BYTES:
            raise UserError("import-file-too-large", limit_mib=MAX_COMMAND_LINE_BYTES // _MIB)
        return Document(path.name, path.read_bytes())
    except OSError as cause:
        raise UserError("cli-read-failed", path=str(path), cause=cause.strerror or "") from cause


@contextmanager
def _bar(texts: Texts, document: Document) -> Iterator[Progress]:
    """What the progress is told to: a bar on standard error for a long file, where somebody can see it."""
    if len(document.content) < _LONG_BYTES or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(texts("import-progress", file=document.name), total=1.0)
        yield lambda done: bar.update(task, completed=done)
