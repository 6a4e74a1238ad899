"""What the use cases that read the ledger answer with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.enrolment import Enrolment
from bot.domain.ledger import LogEntry
from bot.domain.progress import WeekMinutes
from bot.domain.streaks import Streak
from bot.services.member_ledger import EnrolmentView


@dataclass(frozen=True, slots=True)
class EnrolmentLine:
    """An enrolment in one line of a list."""

    enrolment: Enrolment
    tasks_done: int
    last_logged_at: datetime | None


@dataclass(frozen=True, slots=True)
class ProgressView:
    """A member's progress on one credential, and what else they work on or have completed.

    `entries` are the ledger of the credential that stands, the oldest first (for pictures). `is_own` is False
    for another member's: there are no notes in `entries` then, and no offer.
    """

    owner_id: int
    is_own: bool
    view: EnrolmentView
    entries: tuple[LogEntry, ...]
    others: tuple[EnrolmentLine, ...]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One row of the ledger with what it is about.

    `task_title` is None for minutes without a task, and empty for a task that is gone.
    """

    entry: LogEntry
    enrolment_id: str
    credential_title: str
    task_title: str | None


@dataclass(frozen=True, slots=True)
class History:
    """All rows since a local day, the newest day and row first, void ones and voids too.

    `minutes`, `tasks_done` and `weeks` are of what stands among them; `streak` is the member's in the server.
    """

    since: date
    today: date
    lines: tuple[HistoryLine, ...]
    minutes: int
    tasks_done: int
    weeks: tuple[WeekMinutes, ...]
    streak: Streak

    def standing_by_credential(self) -> dict[str, list[LogEntry]]:
        """What stands, by the title of its credential, in order of the titles."""
        by_title: dict[str, list[LogEntry]] = {}
        for line in self.lines:
            if line.entry.counts:
                by_title.setdefault(line.credential_title, []).append(line.entry)
        return dict(sorted(by_title.items()))


@dataclass(frozen=True, slots=True)
class Standing:
    """What the member has to do with credentials in the server: by credential, the enrolment's id."""

    earned: Mapping[str, str]
    started: Mapping[str, str]
