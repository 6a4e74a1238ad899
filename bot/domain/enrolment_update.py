"""What is offered to a member whose credential was edited meanwhile. Never applied silently."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.domain.enrolment import EnrolledTask, Enrolment, Outline, check_open
from bot.domain.errors import UserError


@dataclass(frozen=True, slots=True)
class UpdateOffer:
    """What taking in the catalogue's words would change. `renamed` are pairs of before and after.

    `retimed`: the minutes of tasks or of the whole are others; `is_reordered`: the tasks that stay come in
    another order. Tasks that are done already, and the member's own, are never taken away.
    """

    content_hash: str
    added: tuple[EnrolledTask, ...]
    removed: tuple[EnrolledTask, ...]
    renamed: tuple[tuple[EnrolledTask, EnrolledTask], ...]
    retimed: tuple[EnrolledTask, ...]
    is_reordered: bool
    has_new_name: bool
    has_new_effort: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        lists = (self.added, self.removed, self.renamed, self.retimed)
        return not (any(lists) or self.is_reordered or self.has_new_name or self.has_new_effort)


def offered(enrolment: Enrolment, current: Outline | None, ticked: Collection[str]) -> UpdateOffer | None:
    """What the catalogue says now, compared; None where nothing would change, or nobody should be asked.

    `current` is None where the credential is not seen any more. Nobody is asked about an enrolment that is
    completed or dropped, nor twice about the same words.
    """
    if current is None or not enrolment.status.is_open or enrolment.declined_hash == current.content_hash:
        return None
    offer = _compared(enrolment.outline, current, ticked)
    return None if offer.is_empty else offer


def updated(enrolment: Enrolment, current: Outline, ticked: Collection[str]) -> Enrolment:
    """The enrolment with the catalogue's words: its tasks in its order, then what is kept, then the own ones.

    Raises UserError as `check_open` does.
    """
    check_open(enrolment)
    ids = {task.id for task in current.tasks}
    kept = [task for task in _of_catalogue(enrolment.outline) if task.id not in ids and task.id in ticked]
    own = [task for task in enrolment.tasks if task.is_personal]
    outline = replace(current, tasks=(*current.tasks, *kept, *own))
    return replace(enrolment, outline=outline, declined_hash=None)


def declined(enrolment: Enrolment, content_hash: str) -> Enrolment:
    """The enrolment of somebody who keeps the tasks as they are. Raises UserError as `check_open` does."""
    check_open(enrolment)
    return replace(enrolment, declined_hash=content_hash)


def check_same_offer(current: Outline | None, content_hash: str) -> Outline:
    """The catalogue's words, if they are still those that were shown. Raises UserError `update-gone`."""
    if current is None or current.content_hash != content_hash:
        raise UserError("update-gone")
    return current


def _of_catalogue(outline: Outline) -> list[EnrolledTask]:
    return [task for task in outline.tasks if not task.is_personal]


def _compared(before: Outline, after: Outline, ticked: Collection[str]) -> UpdateOffer:
    old = {task.id: task for task in _of_catalogue(before)}
    new = {task.id: task for task in after.tasks}
    stays = [(old[task_id], task) for task_id, task in new.items() if task_id in old]
    return UpdateOffer(
        content_hash=after.content_hash,
        added=tuple(task for task_id, task in new.items() if task_id not in old),
        removed=tuple(task for task_id, task in old.items() if task_id not in new and task_id not in ticked),
        renamed=tuple((was, now) for was, now in stays if was.title != now.title or was.kind is not now.kind),
        retimed=tuple(now for was, now in stays if _minutes(was) != _minutes(now)),
        is_reordered=[was.id for was, _ in stays] != [task_id for task_id in old if task_id in new],
        has_new_name=(before.title, before.issuer_line) != (after.title, after.issuer_line),
        has_new_effort=(before.min_minutes, before.max_minutes) != (after.min_minutes, after.max_minutes),
    )


def _minutes(task: EnrolledTask) -> tuple[int | None, int | None]:
    return task.min_minutes, task.max_minutes
