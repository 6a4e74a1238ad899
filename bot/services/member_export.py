"""All that is kept of a user as files: everything as JSON, and what one reads in a spreadsheet as CSV."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.catalogue.csv_cells import guarded
from bot.catalogue.documents import MAX_ATTACHMENT_BYTES, Document

UTF8_MARK = "\ufeff"
"""What spreadsheets know UTF-8 by."""
Row = tuple[str, ...]
"""The cells of a row of a table."""


@dataclass(frozen=True, slots=True)
class MemberExport:
    """All of a user's data from every server: everything as plain data, and the ledger as rows of a table.

    `rows` begin with the header, and so do the `tables` by name; their cells are safe in a spreadsheet.
    """

    data: Mapping[str, Any]
    rows: tuple[Row, ...]
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    @property
    def json(self) -> bytes:
        """The content of the JSON file as one."""
        return _json(self.data)

    @property
    def csv(self) -> bytes:
        """The ledger as one CSV file."""
        return _csv(self.rows)

    def documents(self, most_bytes: int = MAX_ATTACHMENT_BYTES) -> list[Document]:
        """The files, each in numbered parts where it is larger than `most_bytes`; takes its time."""
        tables = {"ledger": self.rows, **self.tables}
        named = [("badger-data", "json", list(_json_parts(self.data, most_bytes)))]
        named += [
            (f"badger-{name}", "csv", list(_csv_parts(rows, most_bytes)))
            for name, rows in tables.items()
            if len(rows) > 1
        ]
        return [document for each in named for document in _numbered(*each)]


def cells_of(values: Iterable[object]) -> Row:
    """The cells of a row, none of which a spreadsheet takes for a formula."""
    return tuple("" if value is None else guarded(str(value)) for value in values)


def _numbered(name: str, suffix: str, contents: Sequence[bytes]) -> list[Document]:
    if len(contents) == 1:
        return [Document(f"{name}.{suffix}", contents[0])]
    return [
        Document(f"{name}-{number}-of-{len(contents)}.{suffix}", content)
        for number, content in enumerate(contents, start=1)
    ]


def _json(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def _csv(rows: Iterable[Row]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return f"{UTF8_MARK}{text.getvalue()}".encode()


def _json_parts(data: Mapping[str, Any], most_bytes: int) -> Iterator[bytes]:
    """The data as one document, or as several of the same form that hold some of the rows each."""
    whole = _json(data)
    if len(whole) <= most_bytes:
        yield whole
        return
    head = {name: value for name, value in data.items() if not isinstance(value, list)}
    rows = [(name, row) for name, value in data.items() if isinstance(value, list) for row in value]
    sized = ((len(_json({name: [row]})), (name, row)) for name, row in rows)
    for part in _filled(sized, most_bytes - len(_json(head))):
        lists: dict[str, list[Any]] = {}
        for name, row in part:
            lists.setdefault(name, []).append(row)
        yield _json({**head, **lists})


def _csv_parts(rows: Sequence[Row], most_bytes: int) -> Iterator[bytes]:
    """The rows as one file, or as several with the header each."""
    whole = _csv(rows)
    if len(whole) <= most_bytes:
        yield whole
        return
    header, *others = rows
    sized = ((len(_csv([row])), row) for row in others)
    for part in _filled(sized, most_bytes - len(_csv([header]))):
        yield _csv([header, *part])


def _filled(sized: Iterable[tuple[int, Any]], most_bytes: int) -> Iterator[list[Any]]:
    """What comes, in as few parts as keep to the size; one that is too large by itself stands alone."""
    part: list[Any] = []
    filled = 0
    for size, each in sized:
        if part and filled + size > most_bytes:
            yield part
            part, filled = [], 0
        part.append(each)
        filled += size
    yield part
