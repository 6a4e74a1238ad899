"""Completes a row of the schema with what can be said without knowing more, and says what that was.

Nothing is guessed about hours, cost, proof or credit: what a file does not state stays not stated.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from bot.catalogue.problems import Problem, Severity
from bot.catalogue.raw_rows import RawRow

UNSORTED = "unsorted"
"""The topic of what comes without one: a moderator finds it there."""
_NOT_STATED = "not stated"
GENERIC = "generic"
"""The basis of tasks that only stand for the whole; more may follow in words."""
_MAX_ID_LENGTH = 60
_DIGEST_LENGTH = 8


@dataclass(frozen=True, slots=True)
class CompletedRow:
    """A row with all its fields, as far as it goes.

    `numbered` are the task ids that the file does not give. `has_own_check`: it says when somebody looked.
    """

    raw: RawRow
    numbered: tuple[str, ...]
    has_own_check: bool


def completed(raw: RawRow, today: date) -> CompletedRow:
    """The row with what it lacks; what is there is left as it is."""
    row = dict(raw.row)
    notes = list(raw.notes)
    if "id" not in row and isinstance(row.get("title"), str):
        row["id"] = id_from(row["title"], str(row.get("issuer", "")))
    row.setdefault("summary", row.get("title"))
    row.setdefault("credential_type", "micro-credential")
    row.setdefault("level", "mixed")
    row.setdefault("cost_class", "not_stated" if row.get("cost_amount") is None else "paid")
    if not row.get("topics"):
        row["topics"] = [UNSORTED]
        notes.append(note("import-topic-missing", topic=UNSORTED))
    _complete_effort(row)
    numbered = _complete_tasks(row, notes)
    has_own_check = _complete_source(row, today)
    known = {name: value for name, value in row.items() if value is not None}
    return CompletedRow(RawRow(raw.line, known, raw.problems, tuple(notes)), numbered, has_own_check)


def note(message_id: str, **arguments: str | float) -> Problem:
    """What a person should look at, though it refuses nothing."""
    return Problem(message_id, arguments, Severity.NOTE)


def _complete_effort(row: dict[str, Any]) -> None:
    lower, upper = row.get("effort_min_hours"), row.get("effort_max_hours")
    is_known = lower is not None or upper is not None
    row.setdefault("effort_basis", "stated" if is_known else "not_stated")
    if "effort_confidence" not in row:
        open_end = "minimum_only" if upper is None else "medium"
        row["effort_confidence"] = open_end if is_known else "none"


def _complete_tasks(row: dict[str, Any], notes: list[Problem]) -> tuple[str, ...]:
    """Gives a task to a credential without any, and ids to tasks without; returns those ids."""
    if not row.get("requirements") and row.get("title"):
        notes.append(note("import-tasks-missing"))
        row["requirements"] = [{"kind": "lessons", "tasks": [{"title": row["title"]}]}]
        row.setdefault("tasks_basis", GENERIC)
    given = {task["id"] for task in _tasks(row) if "id" in task}
    if all("id" in task for task in _tasks(row)):
        return ()
    free = (each for number in count(1) if (each := f"{row.get('id')}.{number}") not in given)
    numbered: list[str] = []
    requirements = []
    for requirement in row["requirements"]:
        tasks = []
        for task in requirement["tasks"]:
            if "id" in task:
                tasks.append(task)
            else:
                numbered.append(next(free))
                tasks.append({"id": numbered[-1]} | task)
        requirements.append(requirement | {"tasks": tasks})
    row["requirements"] = requirements
    return tuple(numbered)


def _tasks(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for requirement in row.get("requirements") or ():
        yield from requirement["tasks"]


def _complete_source(row: dict[str, Any], today: date) -> bool:
    source = dict(row.get("source") or {})
    has_own_check = "checked_on" in source
    source.setdefault("reference", row.get("url"))
    source.setdefault("licence", _NOT_STATED)
    source.setdefault("checked_on", today.isoformat())
    row["source"] = {name: value for name, value in source.items() if value is not None}
    return has_own_check


def id_from(title: str, issuer: str) -> str:
    """The id of a title and issuer: their letters, with a digest where those are too many or too few."""
    named = f"{title} {issuer}".strip()
    ascii_letters = unicodedata.normalize("NFKD", named).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_letters).strip("-")
    if slug and len(slug) <= _MAX_ID_LENGTH and ascii_letters.isascii() and named.isascii():
        return slug
    digest = hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_LENGTH]
    shortened = slug[: _MAX_ID_LENGTH - _DIGEST_LENGTH - 1].strip("-")
    return f"{shortened}-{digest}" if shortened else f"credential-{digest}"
