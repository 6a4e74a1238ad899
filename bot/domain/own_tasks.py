"""Tasks of the member's own: added at the end of an enrolment, renamed, and taken away."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.enrolment import PERSONAL, EnrolledTask, Enrolment, check_open
from bot.domain.errors import UserError
from bot.domain.minutes_text import MAX_MINUTES
from bot.domain.plain_text import printable

MAX_PERSONAL_TASKS = 50
MAX_TASK_TITLE_LENGTH = 200
_MAX_PERSONAL_MINUTES = 100 * MAX_MINUTES


def with_personal_task(
    enrolment: Enrolment,
    title: str,
    minutes: int | None,
    max_minutes: int | None = None,
    *,
    logged: Collection[str] = (),
) -> Enrolment:
    """The enrolment with a task of the member's own at its end; as it is where the very same is there.

    Without `max_minutes` the minutes are known exactly. `logged` are the ids of which the ledger tells: they
    name what they named before. Raises UserError `own-task-title-missing`, `own-task-title-too-long`,
    `own-task-named-twice`, `own-task-too-many`, `minutes-out-of-range`, and those of `check_open`.
    """
    check_open(enrolment)
    said = _checked_title(title)
    own = [task for task in enrolment.tasks if task.is_personal]
    same = _named(enrolment, said)
    if same is not None and same.is_personal and (same.title, same.min_minutes) == (said, minutes):
        return enrolment
    if same is not None:
        raise UserError("own-task-named-twice", title=said)
    if len(own) >= MAX_PERSONAL_TASKS:
        raise UserError("own-task-too-many", limit=MAX_PERSONAL_TASKS)
    _check_minutes(minutes)
    numbers = (each.removeprefix(PERSONAL) for each in (*(task.id for task in own), *logged))
    number = 1 + max((int(each) for each in numbers if each.isdecimal()), default=0)
    task = EnrolledTask(f"{PERSONAL}{number}", said, None, minutes, max_minutes or minutes)
    return _with_tasks(enrolment, (*enrolment.tasks, task))


def with_renamed_task(
    enrolment: Enrolment, task_id: str, title: str, minutes: int | None, max_minutes: int | None = None
) -> Enrolment:
    """The enrolment with another title and time for a task of the member's own, ticked or not.

    Raises UserError `open-task-unknown` where there is none, and as `with_personal_task` does.
    """
    check_open(enrolment)
    before, said = _own(enrolment, task_id), _checked_title(title)
    same = _named(enrolment, said)
    if same is not None and same.id != task_id:
        raise UserError("own-task-named-twice", title=said)
    _check_minutes(minutes)
    after = replace(before, title=said, min_minutes=minutes, max_minutes=max_minutes or minutes)
    return _with_tasks(enrolment, tuple(after if task is before else task for task in enrolment.tasks))


def without_personal_task(enrolment: Enrolment, task_id: str, ticked: Collection[str]) -> Enrolment:
    """The enrolment without a task of the member's own; minutes that were logged on it still count.

    Raises UserError `open-task-unknown` where there is none, `own-task-ticked` (`title`), and those of
    `check_open`.
    """
    check_open(enrolment)
    gone = _own(enrolment, task_id)
    if task_id in ticked:
        raise UserError("own-task-ticked", title=gone.title)
    return _with_tasks(enrolment, tuple(task for task in enrolment.tasks if task is not gone))


def _own(enrolment: Enrolment, task_id: str) -> EnrolledTask:
    found = enrolment.outline.task(task_id)
    if found is None or not found.is_personal:
        raise UserError("open-task-unknown")
    return found


def _named(enrolment: Enrolment, title: str) -> EnrolledTask | None:
    return next((task for task in enrolment.tasks if task.title.casefold() == title.casefold()), None)


def _checked_title(title: str) -> str:
    said = printable(title)
    if not said:
        raise UserError("own-task-title-missing")
    if len(said) > MAX_TASK_TITLE_LENGTH:
        raise UserError("own-task-title-too-long", limit=MAX_TASK_TITLE_LENGTH)
    return said


def _check_minutes(minutes: int | None) -> None:
    if minutes is not None and not 1 <= minutes <= _MAX_PERSONAL_MINUTES:
        raise UserError("minutes-out-of-range", limit=_MAX_PERSONAL_MINUTES // 60)


def _with_tasks(enrolment: Enrolment, tasks: tuple[EnrolledTask, ...]) -> Enrolment:
    return replace(enrolment, outline=replace(enrolment.outline, tasks=tasks))
