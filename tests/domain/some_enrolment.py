"""An enrolment with a ledger, for the tests of what follows from them."""

from datetime import UTC, date, datetime

from bot.domain.credential import RequirementKind
from bot.domain.enrolment import EnrolledTask, Enrolment, EnrolmentStatus, Outline, StatusChange
from bot.domain.ledger import EntryKind, LogEntry

START = date(2026, 11, 2)
"""A Monday."""
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def task(number: int, low: int | None = None, high: int | None = None) -> EnrolledTask:
    return EnrolledTask(f"sql.{number}", f"Task {number}", RequirementKind.LESSONS, low, high)


def outline(*tasks: EnrolledTask, low: int | None = None, high: int | None = None) -> Outline:
    return Outline("SQL", "Example University", tasks, low, high, "hash")


def enrolment(
    *tasks: EnrolledTask,
    statuses: tuple[EnrolmentStatus, ...] = (EnrolmentStatus.ACTIVE,),
    target: date | None = None,
    low: int | None = None,
    high: int | None = None,
) -> Enrolment:
    history = tuple(StatusChange(status, AT, at) for at, status in enumerate(statuses))
    return Enrolment("id", 10, 1, "sql", outline(*tasks, low=low, high=high), target, START, history)


def entry(
    number: int,
    day: date = START,
    *,
    done: int | None = None,
    minutes: int | None = None,
    on: int | None = None,
) -> LogEntry:
    """Ticks the task `done`, or logs minutes, on the task `on` or without one."""
    about = done or on
    return LogEntry(
        number,
        "id",
        EntryKind.DONE if done else EntryKind.MINUTES,
        None if about is None else f"sql.{about}",
        minutes,
        None,
        day,
        AT,
        number,
    )
