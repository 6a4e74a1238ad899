"""What an import says of each row, in words: problem by problem, and as a table to download."""

import csv
import io
from collections.abc import Iterable, Iterator

from bot.catalogue.csv_cells import guarded
from bot.catalogue.import_plan import ImportPlan, Outcome, PlannedRow
from bot.catalogue.problems import Problem
from bot.domain.plain_text import printable
from bot.wording.texts import Texts

_MOST_BYTES = 9 * 2**20
"""A message takes files of 10 MiB; ten thousand rows with the longest words would be more."""
_LONGEST_CELL = 400
UTF8_MARK = "\ufeff"
"""What spreadsheets know UTF-8 by."""
_COLUMNS = ("line", "id", "title", "outcome", "problems", "notes")


def gravest_first(rows: Iterable[PlannedRow]) -> list[PlannedRow]:
    """The refused rows, then those to look at, then the rest, each in the order of the file."""
    return sorted(rows, key=lambda row: (row.outcome is not Outcome.REFUSED, not row.notes))


def report_csv(texts: Texts, plan: ImportPlan) -> bytes:
    """The report as a table with one row for each of the file; no cell is a formula to a spreadsheet."""
    return table_bytes(texts, [[texts(f"report-column-{name}") for name in _COLUMNS], *_rows(texts, plan)])


def _rows(texts: Texts, plan: ImportPlan) -> Iterator[list[str]]:
    for row in plan.rows:
        said = [" ".join(problem_text(texts, each) for each in each_kind) for each_kind in _kinds(row)]
        outcome = texts(f"import-outcome-{row.outcome.value}")
        yield [str(row.line), row.credential_id or "", row.title, outcome, *said]


def _kinds(row: PlannedRow) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    return row.problems, row.notes


def table_bytes(texts: Texts, rows: Iterable[Iterable[str]]) -> bytes:
    """The rows as a CSV that spreadsheets open, without formulas and invisible characters.

    What is too long for a message is cut after a row, and says so.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerows([guarded(printable(cell)[:_LONGEST_CELL]) for cell in row] for row in rows)
    table = (UTF8_MARK + buffer.getvalue()).encode("utf-8", errors="replace")
    if len(table) <= _MOST_BYTES:
        return table
    return table[: table.rindex(b"\r\n", 0, _MOST_BYTES) + 2] + texts("report-cut").encode()


def problem_text(texts: Texts, problem: Problem) -> str:
    """What a problem says; what it quotes of the file is made fit to be shown."""
    shown = {
        name: printable(value) if isinstance(value, str) else value
        for name, value in problem.arguments.items()
    }
    return texts(problem.message_id, **shown)
