"""Which open task a person means by what they type."""

from collections.abc import Sequence

from bot.domain.errors import UserError
from bot.domain.names import Name, Names
from bot.domain.next_task import OpenTask


def suggested_tasks(tasks: Sequence[OpenTask], typed: str, limit: int) -> list[OpenTask]:
    """The tasks that the letters may mean, best first; all, the likeliest first, where nothing is typed."""
    if not typed.strip():
        return list(tasks[:limit])
    by_ref = {str(task.ref): task for task in tasks}
    return [by_ref[key] for key in _names(tasks).suggest(typed, limit)]


def named_task(tasks: Sequence[OpenTask], typed: str) -> OpenTask:
    """The task of this title, a slip allowed. Raises UserError `open-task-unknown`, `open-task-ambiguous`."""
    names = _names(tasks)
    found = names.exactly(typed) or names.with_a_slip(typed)
    if not found:
        raise UserError("open-task-unknown")
    if len(found) > 1:
        raise UserError("open-task-ambiguous")
    return next(task for task in tasks if str(task.ref) == found[0])


def _names(tasks: Sequence[OpenTask]) -> Names:
    return Names(Name(str(task.ref), task.task.title, (task.credential_title,)) for task in tasks)
