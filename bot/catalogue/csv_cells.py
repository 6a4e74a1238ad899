"""The cells of a CSV catalogue: lists, tasks and numbers as text, and back to exactly the same.

A list is `one; two`. A task is `kind | title | hours from | hours to | id | prior credential`, one a line; an
empty line parts two requirements of one kind. A backslash takes the meaning from what follows it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

LIST_MARK = ";"
TASK_MARK = "|"
_TASK_PARTS = ("kind", "title", "hours_min", "hours_max", "id", "credential")
_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,400})?")
# What spreadsheets take for a formula, at the beginning of a line, blanks or not (also in the wide forms).
_FORMULA = re.compile(r"^(?:[\t\r]|[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20])", re.MULTILINE)


class CellError(ValueError):
    """A cell that cannot be read; `message_id` says why, `value` quotes what is wrong."""

    def __init__(self, message_id: str, value: str) -> None:
        super().__init__(message_id, value)
        self.message_id = message_id
        self.value = value


def guarded(cell: str) -> str:
    """The cell with a quote before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if _needs_guard(cell) else cell


def unguarded(cell: str) -> str:
    """The cell without the quote that `guarded` put before it; another quote stays."""
    return cell[1:] if cell.startswith("'") and _needs_guard(cell[1:]) else cell


def _needs_guard(cell: str) -> bool:
    return _FORMULA.search(cell.lstrip("'")) is not None


def number_of(cell: str) -> float:
    """The number. Raises CellError for what is not a plain one."""
    if not _NUMBER.fullmatch(cell):
        raise CellError("import-number-unreadable", cell)
    return float(cell)


def whole_number_of(cell: str) -> int:
    """The number, which has no fraction ("36", "36.0"). Raises CellError for any other."""
    number = number_of(cell)
    if number != int(number):
        raise CellError("import-number-not-whole", cell)
    return int(number)


def number_text(value: float) -> str:
    """The number in plain digits; exactly the same when read."""
    return format(Decimal(repr(value)), "f")


def list_of(cell: str) -> list[str]:
    """The parts of a list, without empty ones."""
    return [part for part in _split(cell, LIST_MARK) if part]


def list_text(parts: Iterable[str]) -> str:
    """The cell of a list."""
    return f"{LIST_MARK} ".join(_escaped(part, LIST_MARK) for part in parts)


def requirements_of(cell: str) -> list[dict[str, Any]]:
    """The requirements, as in a row of the schema but where ids are left out.

    Tasks of one kind that follow one another form one requirement. Raises CellError.
    """
    requirements: list[dict[str, Any]] = []
    is_apart = True
    for line in cell.splitlines():
        if not line.strip():
            is_apart = True
            continue
        kind, credential, task = _task(line)
        last = requirements[-1] if requirements and not is_apart else None
        if last is None or (last["kind"], last.get("credential")) != (kind, credential):
            last = {"kind": kind, "tasks": []}
            if credential:
                last["credential"] = credential
            requirements.append(last)
        last["tasks"].append(task)
        is_apart = False
    return requirements


def _task(line: str) -> tuple[str, str | None, dict[str, Any]]:
    parts = _split(line, TASK_MARK)
    if len(parts) < 2 or len(parts) > len(_TASK_PARTS):  # noqa: PLR2004 - a kind and a title at least
        raise CellError("import-task-unreadable", line)
    found = {name: part for name, part in zip(_TASK_PARTS, parts, strict=False) if part}
    task: dict[str, Any] = {name: found[name] for name in ("id", "title") if name in found}
    for name in ("hours_min", "hours_max"):
        if name in found:
            task[name] = number_of(found[name])
    return found.get("kind", "").lower().replace(" ", "_"), found.get("credential"), task


def requirements_lines(requirements: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The lines of the cell of requirements, which are as in a row of the schema."""
    before: Mapping[str, Any] = {}
    for requirement in requirements:
        same = ("kind", "credential")
        if [before.get(name) for name in same] == [requirement.get(name) for name in same]:
            yield ""
        for task in requirement["tasks"]:
            yield _task_line(requirement, task)
        before = requirement


def _task_line(requirement: Mapping[str, Any], task: Mapping[str, Any]) -> str:
    hours = [number_text(task[name]) if name in task else "" for name in ("hours_min", "hours_max")]
    parts = (requirement["kind"], task["title"], *hours, task["id"], requirement.get("credential", ""))
    return f" {TASK_MARK} ".join(_escaped(part, TASK_MARK) for part in parts).removesuffix(f" {TASK_MARK} ")


def _escaped(part: str, mark: str) -> str:
    return part.replace("\\", "\\\\").replace(mark, f"\\{mark}")


def _split(text: str, mark: str) -> list[str]:
    """The parts between the marks, without blanks around them, and without the backslashes."""
    if "\\" not in text:
        return [part.strip() for part in text.split(mark)]
    parts = [""]
    is_escaped = False
    for character in text:
        if is_escaped:
            parts[-1] += character if character in (mark, "\\") else f"\\{character}"
            is_escaped = False
        elif character == "\\":
            is_escaped = True
        elif character == mark:
            parts.append("")
        else:
            parts[-1] += character
    if is_escaped:
        parts[-1] += "\\"
    return [part.strip() for part in parts]
