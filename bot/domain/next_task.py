"""The member's open tasks, the likeliest first: what they most likely did when they log something."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.enrolment import EnrolledTask, Enrolment, EnrolmentStatus

_SEPARATOR = ":"


@dataclass(frozen=True, slots=True)
class TaskRef:
    """Names a task of an enrolment, or (None) the enrolment as a whole, in a text of under 80 characters."""

    enrolment_id: str
    task_id: str | None = None

    def __str__(self) -> str:
        return f"{self.enrolment_id}{_SEPARATOR}{self.task_id or ''}"

    @classmethod
    def parse(cls, text: str) -> "TaskRef | None":
        """What the text of a reference names; None for any other text."""
        enrolment_id, separator, task_id = text.partition(_SEPARATOR)
        if not separator or not enrolment_id or " " in text:
            return None
        return cls(enrolment_id, task_id or None)


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task that is not done, with where it belongs."""

    ref: TaskRef
    task: EnrolledTask
    credential_id: str
    credential_title: str
    is_paused: bool


@dataclass(frozen=True, slots=True)
class Underway:
    """An open enrolment with what is known of its ledger."""

    enrolment: Enrolment
    ticked: Collection[str]
    last_logged_at: datetime | None


def open_tasks_of(underway: Underway) -> list[OpenTask]:
    """The open tasks of one enrolment, in their order."""
    enrolment = underway.enrolment
    return [
        OpenTask(
            TaskRef(enrolment.id, task.id),
            task,
            enrolment.credential_id,
            enrolment.outline.title,
            enrolment.status is EnrolmentStatus.PAUSED,
        )
        for task in enrolment.tasks
        if task.id not in underway.ticked
    ]


def likeliest_first(underway: Iterable[Underway]) -> list[OpenTask]:
    """All open tasks: active before paused, the enrolment logged (else started) last before the others.

    The next task of every enrolment comes before the second of any; within one the order is its own.
    """
    ranked = sorted(underway, key=_rank)
    rows = [open_tasks_of(each) for each in ranked]
    active = [row for row, each in zip(rows, ranked, strict=True) if not _is_paused(each)]
    paused = [row for row, each in zip(rows, ranked, strict=True) if _is_paused(each)]
    return [task for some in (active, paused) for task in _next_ones_first(some)]


def latest_first(underway: Iterable[Underway]) -> list[Underway]:
    """The enrolments, active before paused, the one logged (else started) last before the others."""
    return sorted(underway, key=_rank)


def _next_ones_first(rows: list[list[OpenTask]]) -> list[OpenTask]:
    return [row[0] for row in rows if row] + [task for row in rows for task in row[1:]]


def _rank(underway: Underway) -> tuple[bool, float, str]:
    latest = underway.last_logged_at or underway.enrolment.started_at
    return _is_paused(underway), -latest.timestamp(), underway.enrolment.id


def _is_paused(underway: Underway) -> bool:
    return underway.enrolment.status is EnrolmentStatus.PAUSED
