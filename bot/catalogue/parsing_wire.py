"""What the parsing process and its parent say to each other: one JSON text a line."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.catalogue.parsed_row import ParsedRow
from bot.catalogue.problems import Problem, Severity
from bot.domain.errors import UserError


@dataclass(frozen=True, slots=True)
class Task:
    """What the process is given: the file follows this line as `size` bytes."""

    name: str
    size: int
    topics: frozenset[str]
    today: date


def task_line(task: Task) -> bytes:
    """The line of a task."""
    return _line(
        {
            "name": task.name,
            "size": task.size,
            "topics": sorted(task.topics),
            "today": task.today.isoformat(),
        }
    )


def task_in(line: bytes) -> Task:
    """The task of a line."""
    found = json.loads(line)
    return Task(found["name"], found["size"], frozenset(found["topics"]), date.fromisoformat(found["today"]))


def row_line(row: ParsedRow) -> bytes:
    """The line of a row that was parsed."""
    return _line(
        {
            "row": [row.line, row.credential_id, row.title, row.record],
            "ids": [row.task_ids, row.prior_ids, row.twins, row.numbered],
            "has_own_check": row.has_own_check,
            "problems": [_problem(problem) for problem in (*row.problems, *row.notes)],
        }
    )


def refused_line(error: UserError) -> bytes:
    """The line that ends a file that is refused as a whole."""
    return _line({"refused": error.message_id, "arguments": error.arguments})


def failed_line(trace: str) -> bytes:
    """The line that ends a file on which the program failed."""
    return _line({"failed": trace})


DONE_LINE = b'{"done":true}\n'
"""The line that ends a file that was read."""


def answer_in(line: bytes) -> ParsedRow | None:
    """The row of a line; None at the end of the file.

    Raises the UserError that refuses the file, RuntimeError where the program failed.
    """
    found = json.loads(line)
    if "row" in found:
        return _row(found)
    if "refused" in found:
        raise UserError(found["refused"], **found["arguments"])
    if "failed" in found:
        raise RuntimeError(found["failed"])
    return None


def _line(value: object) -> bytes:
    # Letters that stand alone as half of a pair survive as escapes only.
    return json.dumps(value, separators=(",", ":")).encode("ascii") + b"\n"


def _row(found: dict[str, Any]) -> ParsedRow:
    number, credential_id, title, record = found["row"]
    task_ids, prior_ids, twins, numbered = map(tuple, found["ids"])
    problems = tuple(Problem(each[0], each[1], Severity(each[2])) for each in found["problems"])
    return ParsedRow(
        number,
        credential_id,
        title,
        record,
        task_ids,
        prior_ids,
        twins,
        numbered,
        found["has_own_check"],
        tuple(problem for problem in problems if problem.severity is Severity.ERROR),
        tuple(problem for problem in problems if problem.severity is Severity.NOTE),
    )


def _problem(problem: Problem) -> list[object]:
    return [problem.message_id, dict(problem.arguments), problem.severity.value]
