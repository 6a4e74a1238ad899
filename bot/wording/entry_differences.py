"""What differs between two forms of a credential, in words: "Cost: free → paid (49 USD)"."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.domain.credential import Credential, Task
from bot.domain.entry_differences import Part, differing_parts, task_changes
from bot.wording.comparison import claim_text, requirements_text, type_text
from bot.wording.credential import (
    cost_text,
    effort_text,
    elapsed_text,
    language_text,
    task_text,
    validity_text,
)
from bot.wording.texts import Texts

_LONGEST_VALUE = 200
_LONGEST_PART = 900
"""A sentence takes no argument of more than a thousand characters."""


def difference_lines(texts: Texts, before: Credential, after: Credential) -> list[str]:
    """A line for each part that differs, and for each task."""
    return [line for part in differing_parts(before, after) for line in _lines_of(texts, part, before, after)]


def _lines_of(texts: Texts, part: Part, before: Credential, after: Credential) -> Iterable[str]:
    if part is Part.TASKS:
        return _task_lines(texts, before, after)
    old, new = (_LISTS[part](texts, each) if part in _LISTS else () for each in (before, after))
    if set(old) != set(new):
        return _list_lines(texts, part, old, new)
    return [_difference(texts, part, before, after)]


def form_parts(texts: Texts, credential: Credential) -> list[tuple[str, str]]:
    """All parts of a credential by name, with what they are, without those that are empty."""
    values = ((part, _cut(part_text(texts, credential, part), _LONGEST_PART)) for part in Part)
    return [(part_name(texts, part), value) for part, value in values if value]


def part_name(texts: Texts, part: Part) -> str:
    """What the part is called: "Work", "Tasks"."""
    return texts(f"part-{part.value}")


def part_text(texts: Texts, credential: Credential, part: Part) -> str:
    """What the credential is in this part; empty where it is nothing."""
    return _VALUES[part](texts, credential)


def _difference(texts: Texts, part: Part, before: Credential, after: Credential) -> str:
    name = part_name(texts, part)
    old, new = part_text(texts, before, part), part_text(texts, after, part)
    if old == new:
        return texts("difference-detail", part=name)
    if not old:
        return texts("difference-new", part=name, after=_cut(new))
    if not new:
        return texts("difference-gone", part=name, before=_cut(old))
    return texts("difference", part=name, before=_cut(old), after=_cut(new))


def _list_lines(texts: Texts, part: Part, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """What was added to a list and what was taken from it."""
    changes = {
        "difference-added": [each for each in new if each not in old],
        "difference-removed": [each for each in old if each not in new],
    }
    for message_id, items in changes.items():
        if items:
            yield texts(message_id, part=part_name(texts, part), items=_cut(", ".join(items)))


def _task_lines(texts: Texts, before: Credential, after: Credential) -> Iterator[str]:
    changes = task_changes(before, after)
    for task in changes.added:
        yield texts("difference-task-added", task=_cut(task_text(texts, task)))
    for task in changes.removed:
        yield texts("difference-task-removed", task=_cut(task_text(texts, task)))
    for old, new in changes.changed:
        yield _changed_task(texts, old, new)
    if changes.is_reordered:
        yield texts("difference-tasks-reordered")
    if before.tasks == after.tasks or not (
        changes.added or changes.removed or changes.changed or changes.is_reordered
    ):
        yield texts("difference-detail", part=part_name(texts, Part.TASKS))


def _changed_task(texts: Texts, old: Task, new: Task) -> str:
    before, after = task_text(texts, old), task_text(texts, new)
    if before == after:
        return texts("difference-detail", part=before)
    return texts("difference-task-changed", before=_cut(before), after=_cut(after))


def _cut(value: str, most: int = _LONGEST_VALUE) -> str:
    return value if len(value) <= most else f"{value[: most - 1].rstrip()}…"


def _source(texts: Texts, credential: Credential) -> str:
    source = credential.source
    text = texts("part-source-of", reference=source.reference, licence=source.licence)
    return texts("part-source-facts", source=text, facts=source.facts_as_of) if source.facts_as_of else text


def _study_forms(texts: Texts, credential: Credential) -> list[str]:
    return [texts(f"study-{form.value}") for form in credential.study_forms]


_LISTS: dict[Part, Callable[[Texts, Credential], Sequence[str]]] = {
    Part.TOPICS: lambda _, each: each.topics,
    Part.SKILLS: lambda _, each: each.skills,
    Part.STUDY_FORMS: _study_forms,
    Part.TWINS: lambda _, each: each.twins,
}
_VALUES: dict[Part, Callable[[Texts, Credential], str]] = {
    Part.TITLE: lambda _, each: each.title,
    Part.ISSUER: lambda _, each: each.issuer,
    Part.PLATFORM: lambda _, each: each.platform or "",
    Part.LINK: lambda _, each: each.url,
    Part.SUMMARY: lambda _, each: each.summary,
    Part.CREDENTIAL_TYPE: type_text,
    Part.LEVEL: lambda texts, each: texts(f"level-{each.level.value}"),
    Part.LANGUAGE: lambda texts, each: language_text(texts, each.language),
    Part.TOPICS: lambda _, each: ", ".join(each.topics),
    Part.SKILLS: lambda _, each: ", ".join(each.skills),
    Part.STUDY_FORMS: lambda texts, each: ", ".join(_study_forms(texts, each)),
    Part.EFFORT: lambda texts, each: effort_text(texts, each.effort),
    Part.EFFORT_NOTE: lambda _, each: each.effort.note,
    Part.WEEKS: elapsed_text,
    Part.TASKS: lambda texts, each: "; ".join(task_text(texts, task) for task in each.tasks),
    Part.REQUIREMENTS: requirements_text,
    Part.COST: lambda texts, each: cost_text(texts, each.cost),
    Part.CREDIT: lambda texts, each: claim_text(texts, each) if each.credit else "",
    Part.VALIDITY: lambda texts, each: validity_text(texts, each) if each.valid_months else "",
    Part.SOURCE: _source,
    Part.CHECKED: lambda _, each: each.source.checked_on,
    Part.TWINS: lambda _, each: ", ".join(each.twins),
}
