"""What differs between two forms of a credential, field by field and task by task."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.credential import Credential, Task


class Part(StrEnum):
    """A part of a credential that can change by itself; together they are all of it."""

    TITLE = "title"
    ISSUER = "issuer"
    PLATFORM = "platform"
    LINK = "link"
    SUMMARY = "summary"
    CREDENTIAL_TYPE = "credential_type"
    LEVEL = "level"
    LANGUAGE = "language"
    TOPICS = "topics"
    SKILLS = "skills"
    STUDY_FORMS = "study_forms"
    EFFORT = "effort"
    EFFORT_NOTE = "effort_note"
    WEEKS = "weeks"
    TASKS = "tasks"
    REQUIREMENTS = "requirements"
    COST = "cost"
    CREDIT = "credit"
    VALIDITY = "validity"
    SOURCE = "source"
    CHECKED = "checked"
    TWINS = "twins"


@dataclass(frozen=True, slots=True)
class TaskChanges:
    """What became of the tasks; `changed` are before and after. `is_reordered`: the same in another order."""

    added: tuple[Task, ...] = ()
    removed: tuple[Task, ...] = ()
    changed: tuple[tuple[Task, Task], ...] = ()
    is_reordered: bool = False


def differing_parts(before: Credential, after: Credential) -> tuple[Part, ...]:
    """The parts in which two forms of a credential differ; none exactly where they are equal."""
    return tuple(part for part, value_of in _VALUES.items() if value_of(before) != value_of(after))


def task_changes(before: Credential, after: Credential) -> TaskChanges:
    """What became of the tasks; a task is known by its id."""
    old = {task.id: task for task in before.tasks}
    new = {task.id: task for task in after.tasks}
    kept_before = [task.id for task in before.tasks if task.id in new]
    kept_after = [task.id for task in after.tasks if task.id in old]
    return TaskChanges(
        tuple(task for task in after.tasks if task.id not in old),
        tuple(task for task in before.tasks if task.id not in new),
        tuple((old[each], new[each]) for each in dict.fromkeys(kept_after) if old[each] != new[each]),
        kept_before != kept_after,
    )


def _requirements(credential: Credential) -> object:
    """What the requirements are beside their tasks."""
    return [(each.kind, each.credential_id, len(each.tasks)) for each in credential.requirements]


_VALUES: dict[Part, Callable[[Credential], object]] = {
    Part.TITLE: lambda each: each.title,
    Part.ISSUER: lambda each: each.issuer,
    Part.PLATFORM: lambda each: each.platform,
    Part.LINK: lambda each: each.url,
    Part.SUMMARY: lambda each: each.summary,
    Part.CREDENTIAL_TYPE: lambda each: each.credential_type,
    Part.LEVEL: lambda each: each.level,
    Part.LANGUAGE: lambda each: each.language,
    Part.TOPICS: lambda each: each.topics,
    Part.SKILLS: lambda each: (each.skills, each.skills_basis),
    Part.STUDY_FORMS: lambda each: each.study_forms,
    Part.EFFORT: lambda each: replace(each.effort, note=""),
    Part.EFFORT_NOTE: lambda each: each.effort.note,
    Part.WEEKS: lambda each: (each.prescribed_weeks, each.typical_weeks),
    Part.TASKS: lambda each: (each.tasks, each.tasks_basis),
    Part.REQUIREMENTS: _requirements,
    Part.COST: lambda each: each.cost,
    Part.CREDIT: lambda each: each.credit,
    Part.VALIDITY: lambda each: each.valid_months,
    Part.SOURCE: lambda each: (each.source.reference, each.source.licence, each.source.facts_as_of),
    Part.CHECKED: lambda each: each.source.checked_on,
    Part.TWINS: lambda each: each.twins,
}
"""What is compared of each part; a credential is the values of all of them, and its id."""
