"""The use cases of a member at a glance: their profile in a server, and their marks in answers."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.enrolment import EnrolmentStatus
from bot.domain.ledger import EntryKind, standing_entries
from bot.domain.local_days import week_of
from bot.domain.marks import NO_MARKS, Marks
from bot.domain.ports import Clock
from bot.domain.streaks import Streak
from bot.domain.visibility import Visibility
from bot.services.asker import Asker
from bot.services.ledger_views import EnrolmentLine
from bot.services.looking import check_may_look
from bot.services.member_ledger import CatalogueOf, Member, member_of, member_streak, with_ledger
from bot.storage import credential_marks, enrolments, ledger
from bot.storage.database import Database, Session


@dataclass(frozen=True, slots=True)
class Overview:
    """A member in a server: what they work on (the latest first), what they finished (the last first).

    `minutes` and `tasks_done` are of their local week. What they dropped is nobody's business.
    """

    owner_id: int
    visibility: Visibility
    underway: tuple[EnrolmentLine, ...]
    completed: tuple[EnrolmentLine, ...]
    minutes: int
    tasks_done: int
    streak: Streak

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show yet."""
        return not (self.underway or self.completed or self.minutes)


class MemberOverview:
    """Reads members at a glance. Nothing of it is stored."""

    def __init__(self, catalogue_of: CatalogueOf, database: Database, clock: Clock) -> None:
        """`catalogue_of` is what a server sees at this moment."""
        self._catalogue_of = catalogue_of
        self._database = database
        self._clock = clock

    async def of(self, asker: Asker, owner_id: int) -> Overview:
        """A member of the asker's server, as far as they let the asker see it.

        Raises UserError `progress-hidden` where they do not, `server-needed` without a server.
        """
        return await self._database.read(_overview, asker, owner_id, self._clock.now())

    async def marks(self, asker: Asker) -> Marks:
        """What the asker has earned and started in the server, as it is kept now; nothing without one."""
        if asker.guild_id is None:
            return NO_MARKS
        marks = await self._database.read(credential_marks.marks_of, asker.guild_id, asker.user_id)
        return marks.under(self._catalogue_of(asker.guild_id).seen.same) if marks is not NO_MARKS else marks


def _overview(session: Session, asker: Asker, owner_id: int, now: datetime) -> Overview:
    owner = member_of(session, replace(asker, user_id=owner_id), now)
    visibility = check_may_look(session, owner.guild_id, asker.user_id, owner_id)
    works = with_ledger(session, owner.guild_id, enrolments.all_of(session, owner.guild_id, owner.user_id))
    lines = [
        EnrolmentLine(
            work.enrolment, sum(task.id in work.ticked for task in work.enrolment.tasks), work.last_logged_at
        )
        for work in works
    ]
    minutes, tasks_done = _week(session, owner)
    return Overview(
        owner_id,
        visibility,
        tuple(line for line in lines if line.enrolment.status.is_open),
        _completed(lines, now),
        minutes,
        tasks_done,
        member_streak(session, owner),
    )


def _completed(lines: list[EnrolmentLine], now: datetime) -> tuple[EnrolmentLine, ...]:
    done = [line for line in lines if line.enrolment.status is EnrolmentStatus.COMPLETED]
    by_id = sorted(done, key=lambda line: line.enrolment.id)
    return tuple(sorted(by_id, key=lambda line: line.enrolment.completed_at or now, reverse=True))


def _week(session: Session, owner: Member) -> tuple[int, int]:
    """Minutes and ticked tasks of the current local week."""
    monday = week_of(owner.today)
    standing = standing_entries(ledger.entries_since(session, owner.guild_id, owner.user_id, monday))
    return (
        sum(entry.minutes or 0 for entry in standing),
        sum(entry.kind is EntryKind.DONE for entry in standing),
    )
