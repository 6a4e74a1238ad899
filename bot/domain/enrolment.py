"""The enrolment: one member working on one credential in one server, with its tasks as they were then."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.credential import Credential, RequirementKind
from bot.domain.errors import UserError

PERSONAL = "own_"
"""No task of a catalogue begins so: its ids hold no underscore."""
_HASH_LETTERS = 16


class EnrolmentStatus(StrEnum):
    """Where an enrolment stands. The member paused or dropped it; the ledger completes it."""

    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    DROPPED = "dropped"

    @property
    def is_open(self) -> bool:
        """Whether there is still work to do."""
        return self in {EnrolmentStatus.ACTIVE, EnrolmentStatus.PAUSED}


@dataclass(frozen=True, slots=True)
class EnrolledTask:
    """A task to tick off, as it was when it was taken in; `kind` is None for one of the member's own."""

    id: str
    title: str
    kind: RequirementKind | None = None
    min_minutes: int | None = None
    max_minutes: int | None = None

    @property
    def is_personal(self) -> bool:
        """Whether the member added it."""
        return self.id.startswith(PERSONAL)


@dataclass(frozen=True, slots=True)
class Outline:
    """What an enrolment keeps of its credential: names, tasks in order, minutes of the whole where known.

    `content_hash` is of what the catalogue said of the work; the tasks may hold more than that.
    `valid_months`: how long it is valid; None where nobody says, or for life.
    """

    title: str
    issuer_line: str
    tasks: tuple[EnrolledTask, ...]
    min_minutes: int | None
    max_minutes: int | None
    content_hash: str
    valid_months: int | None = None

    def task(self, task_id: str) -> EnrolledTask | None:
        """The task with this id; None where there is none."""
        return next((task for task in self.tasks if task.id == task_id), None)


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One line of an enrolment's history, and what the member did to cause it."""

    status: EnrolmentStatus
    at: datetime
    interaction_id: int


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One member's work on one credential; `history` begins with its start, and ends with its status.

    `declined_hash` is of the catalogue's words that the member would not take in.
    """

    id: str
    guild_id: int
    user_id: int
    credential_id: str
    outline: Outline
    target: date | None
    started_on: date
    history: tuple[StatusChange, ...]
    declined_hash: str | None = None

    @property
    def status(self) -> EnrolmentStatus:
        """Where it stands now."""
        return self.history[-1].status

    @property
    def tasks(self) -> tuple[EnrolledTask, ...]:
        """All tasks in the order in which they are done, the member's own last."""
        return self.outline.tasks

    @property
    def started_at(self) -> datetime:
        """When it was started."""
        return self.history[0].at

    @property
    def completed_at(self) -> datetime | None:
        """When it was completed; None where it is not."""
        return self.history[-1].at if self.status is EnrolmentStatus.COMPLETED else None

    def was_changed_by(self, interaction_id: int) -> bool:
        """Whether this interaction caused the newest change of status that is one (not the start)."""
        return any(change.interaction_id == interaction_id for change in self.history[1:])


def outline_of(credential: Credential) -> Outline:
    """What an enrolment keeps of a credential as the catalogue has it now."""
    tasks = tuple(
        EnrolledTask(task.id, task.title, requirement.kind, task.min_minutes, task.max_minutes)
        for requirement in credential.requirements
        for task in requirement.tasks
    )
    effort = credential.effort
    kept = (credential.title, credential.issuer_line, effort.min_minutes, effort.max_minutes)
    told = json.dumps(
        [*kept, [(task.id, task.title, task.kind, task.min_minutes, task.max_minutes) for task in tasks]]
    )
    content_hash = hashlib.sha256(told.encode()).hexdigest()[:_HASH_LETTERS]
    return Outline(*kept[:2], tasks, *kept[2:], content_hash, credential.valid_months)


def changed_to(enrolment: Enrolment, status: EnrolmentStatus, at: datetime, interaction_id: int) -> Enrolment:
    """The enrolment in another status; the same where it stands there already."""
    if enrolment.status is status:
        return enrolment
    return replace(enrolment, history=(*enrolment.history, StatusChange(status, at, interaction_id)))


def paused(enrolment: Enrolment, at: datetime, interaction_id: int) -> Enrolment:
    """The enrolment at rest. Raises UserError `enrolment-completed` or `enrolment-dropped`."""
    check_open(enrolment)
    return changed_to(enrolment, EnrolmentStatus.PAUSED, at, interaction_id)


def resumed(enrolment: Enrolment, at: datetime, interaction_id: int) -> Enrolment:
    """The enrolment at work again, from a pause or from having been dropped.

    Raises UserError `enrolment-completed`.
    """
    if enrolment.status is EnrolmentStatus.COMPLETED:
        raise UserError("enrolment-completed", title=enrolment.outline.title)
    return changed_to(enrolment, EnrolmentStatus.ACTIVE, at, interaction_id)


def dropped(enrolment: Enrolment, at: datetime, interaction_id: int) -> Enrolment:
    """The enrolment given up; what was logged stays. Raises UserError `enrolment-completed`."""
    if enrolment.status is EnrolmentStatus.COMPLETED:
        raise UserError("enrolment-completed", title=enrolment.outline.title)
    return changed_to(enrolment, EnrolmentStatus.DROPPED, at, interaction_id)


def settled(enrolment: Enrolment, ticked: Collection[str], at: datetime, interaction_id: int) -> Enrolment:
    """The enrolment after its ledger changed: completed by its last task, reopened by an undo.

    What is reopened stands where it stood before it was completed.
    """
    is_finished = bool(enrolment.tasks) and all(task.id in ticked for task in enrolment.tasks)
    if enrolment.status.is_open and is_finished:
        return changed_to(enrolment, EnrolmentStatus.COMPLETED, at, interaction_id)
    if enrolment.status is EnrolmentStatus.COMPLETED and not is_finished:
        return changed_to(enrolment, enrolment.history[-2].status, at, interaction_id)
    return enrolment


def check_open(enrolment: Enrolment) -> None:
    """Raises UserError `enrolment-completed` or `enrolment-dropped` where there is no more work to do."""
    if enrolment.status is EnrolmentStatus.COMPLETED:
        raise UserError("enrolment-completed", title=enrolment.outline.title)
    if enrolment.status is EnrolmentStatus.DROPPED:
        raise UserError("enrolment-dropped", title=enrolment.outline.title)
