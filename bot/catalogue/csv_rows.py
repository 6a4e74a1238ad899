"""A CSV catalogue: one credential a row, one field of the schema a column."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from bot.catalogue.csv_cells import (
    CellError,
    guarded,
    list_of,
    list_text,
    number_of,
    number_text,
    requirements_lines,
    requirements_of,
    unguarded,
    whole_number_of,
)
from bot.catalogue.documents import MAX_FIELD_CHARACTERS
from bot.catalogue.problems import Problem
from bot.catalogue.raw_rows import RawRow
from bot.domain.errors import UserError

_TEXTS = (
    "id",
    "title",
    "issuer",
    "platform",
    "url",
    "summary",
    "credential_type",
    "level",
    "language",
    "effort_basis",
    "effort_confidence",
    "effort_note",
    "cost_class",
    "cost_currency",
    "tasks_basis",
    "skills_basis",
)
_LISTS = ("topics", "skills", "study_forms", "twins")
_NUMBERS = ("effort_min_hours", "effort_max_hours", "cost_amount")
_WHOLE_NUMBERS = ("valid_months",)
_RANGES = ("prescribed_weeks", "typical_weeks")
_INNER = {
    "credit_status": ("credit", "status"),
    "credit_claim": ("credit", "claim"),
    "source_reference": ("source", "reference"),
    "source_licence": ("source", "licence"),
    "source_checked_on": ("source", "checked_on"),
    "source_facts_as_of": ("source", "facts_as_of"),
}
COLUMNS = (
    *(
        "id",
        "title",
        "issuer",
        "platform",
        "url",
        "summary",
        "credential_type",
        "level",
        "language",
        "topics",
    ),
    *("skills", "study_forms", "effort_min_hours", "effort_max_hours", "effort_basis", "effort_confidence"),
    *(
        "effort_note",
        "prescribed_weeks_min",
        "prescribed_weeks_max",
        "typical_weeks_min",
        "typical_weeks_max",
    ),
    *("requirements", "cost_class", "cost_amount", "cost_currency", *_INNER, *_WHOLE_NUMBERS),
    *("tasks_basis", "skills_basis", "twins"),
)
_REQUIREMENTS = re.compile(r"requirements(?:_(\d{1,3}))?")
_NECESSARY = "title"
_OTHER_DELIMITERS = {";": "import-csv-semicolons", "\t": "import-csv-tabs", "|": "import-csv-bars"}


def csv_rows(text: str) -> Iterator[RawRow]:
    """The rows of the file; raises UserError `import-csv-…` where it is no such table, or breaks off."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = _columns(next(reader, []))
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _row(columns, cells, line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise UserError("import-csv-broken", line=reader.line_num, detail=str(error)) from error


def _columns(header: list[str]) -> list[str]:
    columns = [cell.strip().lower().replace(" ", "_").replace("-", "_") for cell in header]
    while columns and not columns[-1]:
        columns.pop()
    if len(columns) <= 1:
        for delimiter, message_id in _OTHER_DELIMITERS.items():
            if columns and delimiter in columns[0]:
                raise UserError(message_id)
    unknown = [column for column in columns if column not in COLUMNS and not _REQUIREMENTS.fullmatch(column)]
    if _NECESSARY not in columns:
        raise UserError("import-csv-no-header", column=_NECESSARY)
    if unknown:
        raise UserError("import-csv-column-unknown", column=unknown[0][:80])
    twice = [column for column in columns if columns.count(column) > 1]
    if twice:
        raise UserError("import-csv-column-twice", column=twice[0])
    return columns


def _row(columns: list[str], cells: list[str], line: int) -> RawRow:
    problems: list[Problem] = []
    if any(cell.strip() for cell in cells[len(columns) :]):
        problems.append(Problem("import-csv-cells", {"cells": len(cells), "columns": len(columns)}))
    found = {
        column: unguarded(cell).strip() for column, cell in zip(columns, cells, strict=False) if cell.strip()
    }
    for column, cell in found.items():
        if len(cell) > MAX_FIELD_CHARACTERS:
            problems.append(
                Problem("catalogue-text-too-long", {"field": column, "limit": MAX_FIELD_CHARACTERS})
            )
    if problems:
        return RawRow(line, {"id": found.get("id"), "title": found.get("title")}, tuple(problems))
    return _read_row(found, line)


def _read_row(found: Mapping[str, str], line: int) -> RawRow:
    problems: list[Problem] = []

    def read(column: str, cell: str, reading: Callable[[str], Any]) -> Any:  # noqa: ANN401 - a cell holds anything
        try:
            return reading(cell)
        except CellError as error:
            arguments = {"field": column, "value": error.value[:80]}
            problems.append(Problem(error.message_id, arguments))
            return None

    row: dict[str, Any] = {name: found[name] for name in _TEXTS if name in found}
    row |= {name: list_of(found[name]) for name in _LISTS if name in found}
    row |= {name: read(name, found[name], number_of) for name in _NUMBERS if name in found}
    row |= {name: read(name, found[name], whole_number_of) for name in _WHOLE_NUMBERS if name in found}
    for name in _RANGES:
        ends = [
            read(column, found[column], number_of)
            for column in (f"{name}_min", f"{name}_max")
            if column in found
        ]
        if ends and None not in ends:
            row[name] = [ends[0], ends[-1]]
    for column, (outer, inner) in _INNER.items():
        if column in found:
            row.setdefault(outer, {})[inner] = found[column]
    tasks = _requirements_cell(found)
    if tasks:
        row["requirements"] = read("requirements", tasks, requirements_of)
    return RawRow(line, row, tuple(problems))


def _requirements_cell(found: Mapping[str, str]) -> str:
    """The cells `requirements`, `requirements_2` … as one: a long list of tasks is spread over several."""
    numbered = [
        (int(match[1] or 1), cell) for name, cell in found.items() if (match := _REQUIREMENTS.fullmatch(name))
    ]
    return "\n".join(cell for _, cell in sorted(numbered))


def csv_text(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The lines of the file for rows of the schema: a heading, then one credential a row."""
    cells = [_cells(row) for row in rows]
    most = max((len(spread) for _, spread in cells), default=1)
    further = tuple(f"requirements_{number}" for number in range(2, most + 1))
    at = COLUMNS.index("requirements")
    yield _line((*COLUMNS[:at], "requirements", *further, *COLUMNS[at + 1 :]))
    for found, spread in cells:
        padded = [*spread, *[""] * (most - len(spread))]
        before = [found.get(column, "") for column in COLUMNS[:at]]
        after = [found.get(column, "") for column in COLUMNS[at + 1 :]]
        yield _line([*before, *padded, *after])


def _cells(row: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
    found = {name: row[name] for name in _TEXTS if name in row}
    found |= {name: list_text(row[name]) for name in _LISTS if name in row}
    found |= {name: number_text(row[name]) for name in (*_NUMBERS, *_WHOLE_NUMBERS) if name in row}
    for name in _RANGES:
        if name in row:
            lower, upper = map(number_text, row[name])
            found |= {f"{name}_min": lower, f"{name}_max": upper}
    for column, (outer, inner) in _INNER.items():
        if inner in row.get(outer, {}):
            found[column] = row[outer][inner]
    return found, _spread(requirements_lines(row["requirements"]))


def _spread(lines: Iterable[str]) -> list[str]:
    """The lines in as few cells as may be read again."""
    cells = [""]
    for line in lines:
        longer = f"{cells[-1]}\n{line}" if cells[-1] else line
        # A cell neither begins nor ends with the empty line that parts requirements: blanks get lost there.
        if len(longer) > MAX_FIELD_CHARACTERS - _ROOM and line and not longer.endswith(f"\n\n{line}"):
            cells.append(line)
        else:
            cells[-1] = longer
    return cells


_ROOM = 1000
"""Longer than the longest line of a task."""


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerow([guarded(cell) for cell in cells])
    return buffer.getvalue()
