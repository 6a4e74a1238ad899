"""Credentials as a file that can be imported again, in one of three formats."""

import json
from collections.abc import Iterable, Iterator
from enum import StrEnum

from bot.catalogue.csv_rows import csv_text
from bot.catalogue.ctdl_writing import ctdl_text
from bot.catalogue.documents import FileFormat
from bot.catalogue.rows import row_of
from bot.domain.credential import Credential


class ExportFormat(StrEnum):
    """What `--format` takes."""

    CSV = "csv"
    JSON = "json"
    CTDL = "ctdl"


SUFFIXES = {
    ExportFormat.CSV: FileFormat.CSV,
    ExportFormat.JSON: FileFormat.JSON,
    ExportFormat.CTDL: FileFormat.CTDL,
}
"""The format under which the exported file is imported again."""


def exported(credentials: Iterable[Credential], export_format: ExportFormat) -> Iterator[str]:
    """The pieces of the file, by id; the same credentials always give the same file."""
    rows = [row_of(credential) for credential in sorted(credentials, key=lambda credential: credential.id)]
    if export_format is ExportFormat.CSV:
        return csv_text(rows)
    if export_format is ExportFormat.CTDL:
        return ctdl_text(rows)
    return _json_text(json.dumps(row, ensure_ascii=False) for row in rows)


def _json_text(rows: Iterable[str]) -> Iterator[str]:
    yield "[\n"
    separator = ""
    for row in rows:
        yield separator + row
        separator = ",\n"
    yield "\n]\n"
