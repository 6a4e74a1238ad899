"""A draft becomes a row of the schema: what it is based on, what was typed over it, and the tasks it adds."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.catalogue.completion import completed, id_from
from bot.catalogue.draft_fields import fields_of, kinds_in, stated_in
from bot.catalogue.raw_rows import RawRow
from bot.catalogue.task_numbers import next_task_id
from bot.domain.budget import MINUTES_PER_HOUR
from bot.domain.credential import EffortBasis, RequirementKind
from bot.domain.drafts import FIELDS, DraftContent, DraftField, DraftForm, DraftProblem, DraftTask, Typed
from bot.domain.errors import UserError
from bot.domain.task_lines import parse_task_lines

GENERIC = "generic"
"""The basis of tasks that only name the kinds of proof."""
_LANGUAGE = "en"
"""What is taken for granted where nobody says; the draft says that it is."""
_NEEDED = frozenset(FIELDS[DraftForm.PARTS]) - {DraftField.TIME}


@dataclass(frozen=True, slots=True)
class RowRules:
    """What a draft is read by: the day, and what a task is called that only names a kind of proof."""

    today: date
    task_titles: Mapping[RequirementKind, str]


@dataclass(frozen=True, slots=True)
class DraftReading:
    """What a draft says. `row` is whole only where there are no `problems`.

    `said` are the fields of the schema that somebody said, not those taken for granted.
    """

    row: Mapping[str, Any]
    said: frozenset[str]
    problems: tuple[DraftProblem, ...] = ()


def read_parts(typed: Typed, rules: RowRules) -> DraftReading:
    """The row of the five parts of a new credential."""
    return read_draft(DraftContent(typed=typed), rules)


def read_draft(
    content: DraftContent,
    rules: RowRules,
    *,
    credential_id: str | None = None,
    used_task_ids: Iterable[str] = (),
    is_overriding: bool = False,
) -> DraftReading:
    """The row of a draft. Without a `credential_id` it gets one of its title and issuer.

    `used_task_ids` are those that its tasks ever had; `is_overriding`: it is published below its layer.
    """
    base: dict[str, Any] = {} if content.base is None else json.loads(content.base)
    row, problems = _typed_over(base, content.typed)
    row["requirements"] = _requirements(base, content, rules)
    said = frozenset(name for name, value in row.items() if value)
    if not problems:
        row["id"] = credential_id or base.get("id") or id_from(row["title"], row["issuer"])
        kept = frozenset(_task_ids(row))
        row = _whole(row, base, content, rules)
        _number(row, kept, {*_task_ids(base), *used_task_ids}, is_overriding=is_overriding)
    return DraftReading(row, said, tuple(problems))


def _typed_over(base: Mapping[str, Any], typed: Typed) -> tuple[dict[str, Any], list[DraftProblem]]:
    fields: dict[str, Any] = {}
    problems: list[DraftProblem] = []
    for form, names in FIELDS.items():
        for field in names:
            if field not in typed and (base or field not in _NEEDED):
                continue
            try:
                fields |= _fields_in(field, typed.get(field, ""), base)
            except UserError as refused:
                problems.append(DraftProblem(form, refused.message_id, refused.arguments))
    row = {**base, **_nested(fields, base)}
    return {name: value for name, value in row.items() if value is not None}, problems


def _fields_in(field: DraftField, text: str, base: Mapping[str, Any]) -> dict[str, Any]:
    if field in {DraftField.TASKS, DraftField.TASK_KIND}:
        if field is DraftField.TASKS and text.strip():
            parse_task_lines(text)
            raise UserError("draft-tasks-not-added")
        return {}
    said = fields_of(field, text)
    if field is DraftField.TIME and base and stated_in(said) == stated_in(base):
        return {}
    if field is DraftField.BASIS and said["effort_basis"] in {None, EffortBasis.NOT_STATED.value}:
        # What the hours say of it themselves stands.
        return {}
    return said


def _nested(fields: dict[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with those in place that stand deeper in the schema."""
    row = dict(fields)
    reference = row.pop("source_reference", None)
    if reference is not None:
        row["source"] = {**base.get("source", {}), "reference": reference}
    if "credit_status" in row or "credit_claim" in row:
        status, claim = row.pop("credit_status", None), row.pop("credit_claim", None)
        row["credit"] = {"status": status, "claim": claim} if status and claim else None
    hours = {**base, **row}
    if hours.get("effort_min_hours") is None and hours.get("effort_max_hours") is None:
        row |= {"effort_basis": "not_stated", "effort_confidence": "none"}
    return row


def _requirements(base: Mapping[str, Any], content: DraftContent, rules: RowRules) -> list[dict[str, Any]]:
    """Those of the base whose kind is still chosen, then new kinds, those with tasks of their own first."""
    kept = [dict(each) for each in base.get("requirements", ())]
    chosen = content.typed.get(DraftField.KINDS)
    if chosen is not None:
        kinds = dict.fromkeys(
            kind.value for kind in (*(task.kind for task in content.added), *kinds_in(chosen))
        )
        kept = [each for each in kept if each["kind"] in kinds]
        there = {each["kind"] for each in kept}
        kept += [{"kind": kind, "tasks": []} for kind in kinds if kind not in there]
    for task in content.added:
        _add(kept, task)
    for each in kept:
        if not each["tasks"]:
            each["tasks"] = [{"title": rules.task_titles[RequirementKind(each["kind"])]}]
    return kept


def _add(requirements: list[dict[str, Any]], task: DraftTask) -> None:
    last = next((each for each in reversed(requirements) if each["kind"] == task.kind.value), None)
    if last is None:
        last = {"kind": task.kind.value, "tasks": []}
        requirements.append(last)
    step: dict[str, Any] = {"title": task.line.title}
    for name, minutes in (("hours_min", task.line.min_minutes), ("hours_max", task.line.max_minutes)):
        if minutes is not None:
            step[name] = minutes / MINUTES_PER_HOUR
    last["tasks"] = [*last["tasks"], step]


def _whole(
    row: dict[str, Any], base: Mapping[str, Any], content: DraftContent, rules: RowRules
) -> dict[str, Any]:
    row.setdefault("language", _LANGUAGE)
    if not base and not content.added:
        row["tasks_basis"] = GENERIC
    elif base and content.added and row.get("tasks_basis") == GENERIC:
        del row["tasks_basis"]
    if base and row != base:
        # Who changes it has looked.
        row["source"] = {**row["source"], "checked_on": rules.today.isoformat()}
    return dict(completed(RawRow(1, row), rules.today).raw.row)


def _number(row: dict[str, Any], kept: frozenset[str], used: set[str], *, is_overriding: bool) -> None:
    """Gives each task that is not among the `kept` an id that no task ever had."""
    taken = set(used)
    for requirement in row["requirements"]:
        tasks = []
        for task in requirement["tasks"]:
            identity = task["id"]
            if identity not in kept:
                identity = next_task_id(row["id"], taken, is_overriding=is_overriding)
                taken.add(identity)
            tasks.append({**task, "id": identity})
        requirement["tasks"] = tasks


def _task_ids(row: Mapping[str, Any]) -> list[str]:
    tasks = (task for each in row.get("requirements", ()) for task in each["tasks"])
    return [task["id"] for task in tasks if "id" in task]
