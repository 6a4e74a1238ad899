"""What can be done to the tasks of a credential: each keeps its id through all of it.

Members see one list of tasks; the requirements are runs of it. A task that changes its place or kind joins
a neighbour that asks for the same, and else becomes a requirement of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.domain.credential import Credential, Requirement, RequirementKind, Task
from bot.domain.errors import UserError
from bot.domain.names import folded
from bot.domain.plain_text import printable
from bot.domain.task_minutes import TaskMinutes

MAX_TASK_TITLE_LENGTH = 200
"""As in the catalogue's files."""
MAX_TASKS = 100
"""Of one requirement, as in the catalogue's files."""


@dataclass(frozen=True, slots=True)
class TaskWish:
    """What somebody wants a task to be; None for what they do not say."""

    title: str | None = None
    kind: RequirementKind | None = None
    minutes: TaskMinutes | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """A task in the list with what its requirement asks for; `origin` is that requirement's number before."""

    task: Task
    kind: RequirementKind
    credential_id: str | None = None
    origin: int | None = None


def with_task(credential: Credential, task_id: str, wish: TaskWish, after_id: str | None) -> Credential:
    """The credential with a new task behind the one named, or at the end.

    Its kind is that of the task before it where none is wished (lessons after a prior
    credential or a formality, which nobody means unsaid).
    Raises UserError `task-title-missing`, `task-title-too-long`, `task-unknown`.
    """
    places = _places(credential)
    at = len(places) if after_id is None else _index(credential, after_id) + 1
    before = places[at - 1]
    low, high = wish.minutes or (None, None)
    task = Task(task_id, _checked_title(wish.title or ""), low, high)
    kind = wish.kind or _inherited_kind(before)
    joins = kind is before.kind
    new = replace(before, task=task) if joins else _Place(task, kind)
    return _credential(credential, [*places[:at], new, *places[at:]])


def _inherited_kind(before: _Place) -> RequirementKind:
    is_plain = before.credential_id is None and before.kind is not RequirementKind.FORMALITY
    return before.kind if is_plain else RequirementKind.LESSONS


def with_edited_task(credential: Credential, task_id: str, wish: TaskWish) -> Credential:
    """The credential with the task as it is wished.

    Raises UserError `task-unknown`, `task-title-missing`, `task-title-too-long`, and `task-unchanged` where
    the task says all that already.
    """
    places = _places(credential)
    at = _index(credential, task_id)
    old = places[at]
    title = old.task.title if wish.title is None else _checked_title(wish.title)
    low, high = wish.minutes or (old.task.min_minutes, old.task.max_minutes)
    new = replace(old, task=Task(task_id, title, low, high))
    if wish.kind not in {None, old.kind}:
        new = _Place(new.task, wish.kind or old.kind)
    if new == old:
        raise UserError("task-unchanged", title=old.task.title)
    return _credential(credential, [*places[:at], new, *places[at + 1 :]])


def with_moved_task(credential: Credential, task_id: str, position: int) -> Credential:
    """The credential with the task at a position counted from 1; beyond the ends is the nearest end.

    Raises UserError `task-unknown`, `task-there-already`.
    """
    places = _places(credential)
    at = _index(credential, task_id)
    target = min(max(position, 1), len(places)) - 1
    if target == at:
        raise UserError("task-there-already", title=places[at].task.title, position=at + 1)
    moved = replace(places.pop(at), origin=None)
    places.insert(target, moved)
    return _credential(credential, places)


def without_task(credential: Credential, task_id: str) -> Credential:
    """The credential without the task, and without its requirement where that had no other.

    Raises UserError `task-unknown`, `task-is-last`.
    """
    at = _index(credential, task_id)
    places = _places(credential)
    if len(places) == 1:
        raise UserError("task-is-last", title=places[0].task.title)
    return _credential(credential, [*places[:at], *places[at + 1 :]])


def position_of(credential: Credential, task_id: str) -> int:
    """Where the task stands, counted from 1. Raises UserError `task-unknown`."""
    return _index(credential, task_id) + 1


def task_named(credential: Credential, named: str) -> Task:
    """The task with this id, number in the list, title, or the one title that holds these words.

    Raises UserError `task-unknown`, or `task-ambiguous` where several are meant as well.
    """
    said = named.strip()
    tasks = credential.tasks
    by_id = [task for task in tasks if task.id == said]
    if by_id:
        return by_id[0]
    if said.isascii() and said.isdigit() and 0 < int(said) <= len(tasks):
        return tasks[int(said) - 1]
    wanted = folded(said)
    same = [task for task in tasks if folded(task.title) == wanted]
    meant = same or [task for task in tasks if wanted and wanted in folded(task.title)]
    if len(meant) > 1:
        raise UserError("task-ambiguous", named=printable(said), count=len(meant))
    if not meant:
        raise _unknown(credential, said)
    return meant[0]


def _unknown(credential: Credential, named: str) -> UserError:
    return UserError("task-unknown", named=printable(named), title=credential.title)


def _checked_title(title: str) -> str:
    said = printable(title)
    if not said:
        raise UserError("task-title-missing")
    if len(said) > MAX_TASK_TITLE_LENGTH:
        raise UserError("task-title-too-long", limit=MAX_TASK_TITLE_LENGTH)
    return said


def _index(credential: Credential, task_id: str) -> int:
    for at, task in enumerate(credential.tasks):
        if task.id == task_id:
            return at
    raise _unknown(credential, task_id)


def _places(credential: Credential) -> list[_Place]:
    return [
        _Place(task, requirement.kind, requirement.credential_id, number)
        for number, requirement in enumerate(credential.requirements)
        for task in requirement.tasks
    ]


def _credential(credential: Credential, places: Iterable[_Place]) -> Credential:
    """The credential with the places in runs again."""
    ordered = list(places)
    runs = [[ordered[0]]]
    for before, place in pairwise(ordered):
        if _belong_together(before, place):
            runs[-1].append(place)
        else:
            runs.append([place])
    if any(len(run) > MAX_TASKS for run in runs):
        raise UserError("tasks-too-many", limit=MAX_TASKS)
    requirements = (
        Requirement(run[0].kind, tuple(place.task for place in run), run[0].credential_id) for run in runs
    )
    return replace(credential, requirements=tuple(requirements))


def _belong_together(first: _Place, second: _Place) -> bool:
    """Whether two neighbours are of one requirement: two that stood apart side by side stay apart."""
    if (first.kind, first.credential_id) != (second.kind, second.credential_id):
        return False
    if first.origin is None or second.origin is None:
        return True
    return second.origin - first.origin != 1
