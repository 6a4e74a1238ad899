"""Task ids for files that give none: a task that was there keeps its id, a new one gets a new number."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any

Row = Mapping[str, Any]

FIRST_OVERRIDING_NUMBER = 1001
"""Lower ones are left to whoever published a credential first, whose next release may have more tasks."""


def next_task_id(credential_id: str, used: Iterable[str], *, is_overriding: bool) -> str:
    """An id for a new task that no task ever had.

    `used` are the ids of the credential's tasks so far; `is_overriding` says whether it is published below
    the layer that gets the task.
    """
    return next(_free_ids(credential_id, set(used), is_overriding=is_overriding))


def renumbered(
    row: Row, before: Row, numbered: set[str], used: Iterable[str], *, is_overriding: bool = False
) -> dict[str, Any]:
    """The row, with ids in place of those in `numbered`, which its file did not give.

    A task of the same title keeps the id that it has in `before`. All others get the next numbers that are
    not among the `used`: an id belongs to its step for ever. `is_overriding` is that of `next_task_id`.
    """
    waiting: dict[str, list[str]] = defaultdict(list)
    for task in _tasks(before):
        waiting[task["title"].casefold()].append(task["id"])
    given = {task["id"] for task in _tasks(row)} - numbered
    taken = {*used, *given, *(task["id"] for task in _tasks(before))}
    free = _free_ids(row["id"], taken, is_overriding=is_overriding)

    def identified(task: Row) -> dict[str, Any]:
        if task["id"] not in numbered:
            return dict(task)
        same = [each for each in waiting[task["title"].casefold()] if each not in given]
        if not same:
            return {**task, "id": next(free)}
        waiting[task["title"].casefold()].remove(same[0])
        return {**task, "id": same[0]}

    requirements = [
        {**requirement, "tasks": [identified(task) for task in requirement["tasks"]]}
        for requirement in row["requirements"]
    ]
    return {**row, "requirements": requirements}


def _tasks(row: Row) -> Iterable[Row]:
    return (task for requirement in row["requirements"] for task in requirement["tasks"])


def _free_ids(credential_id: str, used: set[str], *, is_overriding: bool) -> Iterator[str]:
    pattern = re.compile(rf"{re.escape(credential_id)}\.(\d{{1,9}})")
    numbers = [int(found[1]) for each in used if (found := pattern.fullmatch(each))]
    first = max(numbers, default=0) + 1
    if is_overriding:
        first = max(first, FIRST_OVERRIDING_NUMBER)
    return (f"{credential_id}.{number}" for number in count(first))
