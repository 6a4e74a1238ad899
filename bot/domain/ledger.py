"""The ledger: an append-only list of what was done. An undo voids an entry, an edit replaces one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.day_text import checked_day
from bot.domain.enrolment import Enrolment, EnrolmentStatus
from bot.domain.errors import UserError
from bot.domain.minutes_text import MAX_MINUTES, checked_minutes
from bot.domain.plain_text import printable

MAX_NOTE_LENGTH = 300
ASKS_AGAIN_WITHIN = timedelta(seconds=10)
"""The same minutes twice so soon are a slip of the finger more often than two pieces of work."""


class EntryKind(StrEnum):
    """What an entry says: a task is done, minutes were worked, or an earlier entry is void."""

    DONE = "done"
    MINUTES = "minutes"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Work:
    """What a member wants to log, or how an entry reads after an edit.

    A task that `is_done` is ticked, with minutes or without; else there are minutes, with a task or without.
    """

    day: date
    task_id: str | None = None
    minutes: int | None = None
    is_done: bool = False
    note: str | None = None

    @property
    def kind(self) -> EntryKind:
        """The kind of its entry."""
        return EntryKind.DONE if self.is_done else EntryKind.MINUTES


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One row of the ledger; later ones have larger ids. Nothing in it ever changes but `voided_by`.

    `local_day` is the day of the work where the member was. `replaces` is the entry that an edit voided for
    this one; a void names what it `voids`; `voided_by` is the void of this one.
    """

    id: int
    enrolment_id: str
    kind: EntryKind
    task_id: str | None
    minutes: int | None
    note: str | None
    local_day: date
    logged_at: datetime
    interaction_id: int
    replaces: int | None = None
    voids: int | None = None
    voided_by: int | None = None

    @property
    def counts(self) -> bool:
        """Whether it is work that stands."""
        return self.kind is not EntryKind.VOID and self.voided_by is None


@dataclass(frozen=True, slots=True)
class EntryEdit:
    """What an edit changes; None leaves a field as it is. An empty note, or no minutes (0), take it away."""

    minutes: int | None = None
    day: date | None = None
    note: str | None = None


class LoggedJustNowError(UserError):
    """The same minutes were logged seconds ago, by another click: ask whether they were worked twice."""

    def __init__(self, entry: LogEntry) -> None:
        super().__init__("log-again", minutes=entry.minutes or 0)
        self.entry = entry


def standing_entries(entries: Iterable[LogEntry]) -> list[LogEntry]:
    """The entries that count, the oldest first."""
    return sorted((entry for entry in entries if entry.counts), key=lambda entry: entry.id)


def ticks(entries: Iterable[LogEntry]) -> dict[str, LogEntry]:
    """The tasks that are done, each with the entry that says so."""
    return {
        entry.task_id: entry
        for entry in entries
        if entry.counts and entry.kind is EntryKind.DONE and entry.task_id is not None
    }


def checked_work(work: Work, enrolment: Enrolment, ticked: Mapping[str, object], *, today: date) -> Work:
    """The work, if it can be logged, with its note on one line.

    Logs of a paused enrolment are taken, and leave it paused; minutes of a completed one are taken too.
    Raises UserError `enrolment-dropped`, `open-task-unknown`, `task-done` (with `title`), `work-missing`,
    `note-too-long`, and as `checked_minutes` and `checked_day` do.
    """
    if enrolment.status is EnrolmentStatus.DROPPED:
        raise UserError("enrolment-dropped", title=enrolment.outline.title)
    task = None if work.task_id is None else enrolment.outline.task(work.task_id)
    if work.task_id is not None and task is None:
        raise UserError("open-task-unknown")
    if work.is_done and task is not None and task.id in ticked:
        raise UserError("task-done", title=task.title)
    return checked_entry(work, today=today, old_day=None)


def checked_entry(work: Work, *, today: date, old_day: date | None) -> Work:
    """The work, if an entry can say it; its day is not looked at where it is the entry's `old_day`.

    Raises UserError as `checked_work` does.
    """
    if work.minutes is None and not (work.is_done and work.task_id is not None):
        raise UserError("work-missing")
    minutes = None if work.minutes is None else checked_minutes(work.minutes)
    day = work.day if work.day == old_day else checked_day(work.day, today=today)
    note = printable(work.note or "") or None
    if note is not None and len(note) > MAX_NOTE_LENGTH:
        raise UserError("note-too-long", limit=MAX_NOTE_LENGTH)
    return Work(day, work.task_id, minutes, work.is_done, note)


def check_day_has_room(work: Work, minutes_on_day: int) -> None:
    """Raises UserError `day-full` where the day would have more than 24 hours.

    `minutes_on_day` are those that the member logged for it already, in all their enrolments of the server.
    """
    if work.minutes is not None and minutes_on_day + work.minutes > MAX_MINUTES:
        raise UserError("day-full", left=max(0, MAX_MINUTES - minutes_on_day))


def check_not_just_logged(work: Work, newest: LogEntry | None, now: datetime) -> None:
    """Raises `LoggedJustNowError` where the newest standing entry says the same minutes, from seconds ago."""
    if newest is None or work.is_done or newest.kind is not EntryKind.MINUTES:
        return
    is_same = (newest.task_id, newest.minutes, newest.local_day) == (work.task_id, work.minutes, work.day)
    if is_same and now - newest.logged_at < ASKS_AGAIN_WITHIN:
        raise LoggedJustNowError(newest)


def edited(entry: LogEntry, edit: EntryEdit, *, today: date) -> Work:
    """What the entry says after the edit. Raises UserError `log-entry-void`, and as `checked_entry` does."""
    if not entry.counts:
        raise UserError("log-entry-void")
    minutes = entry.minutes if edit.minutes is None else edit.minutes or None
    work = Work(
        day=edit.day or entry.local_day,
        task_id=entry.task_id,
        minutes=minutes,
        is_done=entry.kind is EntryKind.DONE,
        note=entry.note if edit.note is None else edit.note,
    )
    return checked_entry(work, today=today, old_day=entry.local_day)


def newest_standing(entries: Sequence[LogEntry]) -> LogEntry | None:
    """The entry that an undo without a name voids; None where nothing stands."""
    return max(standing_entries(entries), key=lambda entry: entry.id, default=None)
