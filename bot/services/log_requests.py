"""What members ask of the ledger in their own words, and what comes of it."""

from dataclasses import dataclass

from bot.domain.enrolment import EnrolmentStatus
from bot.domain.ledger import LogEntry
from bot.domain.next_task import OpenTask
from bot.services.member_ledger import EnrolmentView


@dataclass(frozen=True, slots=True)
class LogRequest:
    """What a member wants to log, in their own words.

    `task` is a `TaskRef` as text (what the autocomplete gave), a title as they typed it, or None: minutes for
    what they worked on last. A task is ticked unless `is_done` is False: then it gets minutes only.
    `is_sure`: they were asked, and the same minutes seconds ago were other work; `asked_about` is the entry
    that says those, and still the newest.
    """

    task: str | None = None
    minutes: str | None = None
    day: str | None = None
    note: str | None = None
    is_done: bool = True
    is_sure: bool = False
    asked_about: int | None = None


@dataclass(frozen=True, slots=True)
class EntryWords:
    """What an edit changes, in the member's own words; None leaves it.

    An empty note, and "0" minutes, take it away (minutes only from a ticked task).
    """

    minutes: str | None = None
    day: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """What came of a log or an edit.

    `next_task` is the next open one of the same credential. `completed`: this was the last task; `announced`
    says whether the server will be told. `was_paused`: it was taken, and the enrolment still rests.
    """

    entry: LogEntry
    view: EnrolmentView
    next_task: OpenTask | None
    completed: bool
    announced: bool

    @property
    def was_paused(self) -> bool:
        """Whether the enrolment rests."""
        return self.view.enrolment.status is EnrolmentStatus.PAUSED


@dataclass(frozen=True, slots=True)
class Undone:
    """What came of an undo: the entry that is void now. `reopened`: the enrolment was completed before it."""

    entry: LogEntry
    view: EnrolmentView
    reopened: bool
