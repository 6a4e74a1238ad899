"""The plan of an import: what each row of a file would do to a layer, and whether anything speaks against it.

Pure: rows, and the layer as it is, in; outcomes and changes out. Nothing is changed where a row is refused.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from bot.catalogue.import_links import link_problems
from bot.catalogue.parsed_row import ParsedRow
from bot.catalogue.problems import Problem
from bot.catalogue.task_numbers import renumbered
from bot.domain.catalogue_layers import Change, Entry, EntryChange, EntryStatus, published_again, seen_over


class Outcome(StrEnum):
    """What an import does with a row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row of the report: where it stands, what becomes of it, and why not, or what to look at."""

    line: int
    credential_id: str | None
    title: str
    outcome: Outcome
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All rows in their order, and the changes that they would make together."""

    rows: tuple[PlannedRow, ...]
    changes: tuple[EntryChange, ...]

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many rows there are of each outcome."""
        counted = Counter(row.outcome for row in self.rows)
        return {outcome: counted[outcome] for outcome in Outcome}

    @property
    def is_refused(self) -> bool:
        """Whether a row is refused, and with it the file."""
        return any(row.outcome is Outcome.REFUSED for row in self.rows)


class SeenLayer:
    """A layer as it is: `below` are the records under it, by id; `entries` is what it says itself."""

    def __init__(self, below: Mapping[str, str], entries: Iterable[Entry]) -> None:
        self.below = below
        self.entries = {entry.credential_id: entry for entry in entries}

    @cached_property
    def seen(self) -> dict[str, str]:
        """The records that are seen through it, by id."""
        own = {entry.credential_id: entry.record or "" for entry in self.entries.values()}
        return seen_over(self.below, self.entries.values(), own)

    def publishing(self, credential_id: str, record: str) -> EntryChange:
        """The change that lets it publish `record`; what it sees from below is changed, not added."""
        change = published_again(self.entries.get(credential_id), credential_id, record)
        if change.change is Change.ADDED and credential_id in self.below:
            return replace(change, change=Change.CHANGED)
        return change

    @property
    def successors(self) -> dict[str, str]:
        """What takes the place of those that it retires, by id, as far as something does."""
        named = {each.credential_id: each.successor_id for each in self.entries.values()}
        return {old: new for old, new in named.items() if new is not None}

    @cached_property
    def known(self) -> dict[str, str]:
        """The records of all credentials that it knows of, also of those retired or hidden."""
        own = {entry.credential_id: entry.record for entry in self.entries.values() if entry.record}
        return {**self.below, **own}


UsedTaskIds = Callable[[str], Iterable[str]]
"""The task ids that a credential ever had."""


def plan_import(rows: Sequence[ParsedRow], layer: SeenLayer, used_task_ids: UsedTaskIds) -> ImportPlan:
    """What the rows of one file would do to the layer."""
    settled = [_settled(row, layer, used_task_ids) for row in _each_id_once(rows)]
    changing = [
        row for row in settled if row.record and row.record != layer.seen.get(row.credential_id or "")
    ]
    problems, notes = link_problems(changing, settled, layer.known, layer.successors)
    planned = []
    changes = []
    for row in settled:
        credential_id = row.credential_id or ""
        found = (*row.problems, *problems.get(credential_id, ()))
        looked_at = (*row.notes, *notes.get(credential_id, ()))
        outcome = _outcome(row, layer, is_refused=bool(found))
        planned.append(PlannedRow(row.line, row.credential_id, row.title, outcome, found, looked_at))
        if outcome in {Outcome.ADDED, Outcome.CHANGED}:
            changes.append(layer.publishing(credential_id, row.record or ""))
    return ImportPlan(tuple(planned), tuple(changes))


def _each_id_once(rows: Sequence[ParsedRow]) -> list[ParsedRow]:
    """The rows; one whose id stood before is refused."""
    first: dict[str, ParsedRow] = {}
    once = []
    for row in rows:
        before = first.setdefault(row.credential_id, row) if row.credential_id else row
        if before is not row and not row.problems:
            twice = Problem("import-id-twice", {"line": before.line})
            once.append(replace(row, record=None, problems=(twice,)))
        else:
            once.append(row)
    return once


def _settled(row: ParsedRow, layer: SeenLayer, used_task_ids: UsedTaskIds) -> ParsedRow:
    """The row with what it leaves open taken from the credential as it is."""
    existing = layer.known.get(row.credential_id or "")
    if row.record is None or existing is None or (row.has_own_check and not row.numbered):
        return row
    found: dict[str, Any] = json.loads(row.record)
    before = json.loads(existing)
    if row.numbered:
        found = renumbered(
            found,
            before,
            set(row.numbered),
            used_task_ids(row.credential_id or ""),
            is_overriding=row.credential_id in layer.below,
        )
    if not row.has_own_check:
        # Whoever imports the same again has not looked again.
        looked = {**found, "source": {**found["source"], "checked_on": before["source"]["checked_on"]}}
        found = looked if looked == before else found
    tasks = (task["id"] for requirement in found["requirements"] for task in requirement["tasks"])
    record = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return replace(row, record=record, task_ids=tuple(tasks))


def _outcome(row: ParsedRow, layer: SeenLayer, *, is_refused: bool) -> Outcome:
    if is_refused or row.record is None:
        return Outcome.REFUSED
    seen = layer.seen.get(row.credential_id or "")
    if seen == row.record:
        return Outcome.UNCHANGED
    entry = layer.entries.get(row.credential_id or "")
    is_known = seen is not None or (entry is not None and entry.status is not EntryStatus.INHERITED)
    return Outcome.CHANGED if is_known else Outcome.ADDED
