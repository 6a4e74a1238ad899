"""The report on an import, as lines for a person and as one JSON object."""

import json
from collections.abc import Iterator

from bot.catalogue.import_plan import Outcome, PlannedRow
from bot.catalogue.import_report import gravest_first, problem_text
from bot.domain.plain_text import printable
from bot.services.catalogue_import import ImportReport
from bot.wording.texts import Texts

_MOST_ROWS = 200


def report_lines(texts: Texts, report: ImportReport) -> Iterator[str]:
    """What is refused first, then what there is to look at, then the rest, then the sum."""
    rows = [row for row in report.plan.rows if row.outcome is not Outcome.UNCHANGED or row.notes]
    for row in gravest_first(rows)[:_MOST_ROWS]:
        yield from _row_lines(texts, row)
    if len(rows) > _MOST_ROWS:
        yield texts("import-more-rows", count=len(rows) - _MOST_ROWS)
    yield texts("import-counts", **_counts(report))
    if report.is_dry_run:
        yield texts("import-is-dry-run")


def report_json(texts: Texts, report: ImportReport) -> str:
    """All rows in their order, with what is said of each."""
    rows = [
        {
            "line": row.line,
            "id": row.credential_id,
            "title": row.title,
            "outcome": row.outcome.value,
            "problems": [problem_text(texts, problem) for problem in row.problems],
            "notes": [problem_text(texts, problem) for problem in row.notes],
        }
        for row in report.plan.rows
    ]
    shown = {
        "file": report.file,
        "applied": report.is_applied,
        "dry_run": report.is_dry_run,
        "counts": _counts(report),
        "rows": rows,
    }
    return json.dumps(shown, ensure_ascii=False)


def _counts(report: ImportReport) -> dict[str, int]:
    return {outcome.value: count for outcome, count in report.plan.counts.items()}


def _row_lines(texts: Texts, row: PlannedRow) -> Iterator[str]:
    outcome = texts(f"import-outcome-{row.outcome.value}")
    if row.credential_id:
        start = texts("import-row", line=row.line, id=printable(row.credential_id), outcome=outcome)
    else:
        start = texts("import-row-nameless", line=row.line, outcome=outcome)
    said = [problem_text(texts, problem) for problem in (*row.problems, *row.notes)]
    for each in said:
        yield texts("import-row-said", row=start, said=each)
    if not said:
        yield start
