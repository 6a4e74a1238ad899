"""The use cases that read the ledger: progress, history, and what the member has earned and started."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.enrolment import Enrolment, EnrolmentStatus
from bot.domain.errors import UserError
from bot.domain.ledger import EntryKind, LogEntry, standing_entries
from bot.domain.next_task import Underway
from bot.domain.ports import Clock
from bot.domain.progress import Figure, entries_behind, weeks_of
from bot.services.asker import Asker
from bot.services.ledger_views import (
    EnrolmentLine,
    History,
    HistoryLine,
    ProgressView,
    Standing,
)
from bot.services.looking import check_may_look
from bot.services.member_ledger import (
    CatalogueOf,
    Member,
    enrolment_of,
    entries_of,
    kept_names,
    listed_now,
    member_of,
    member_streak,
    minutes_by_day,
    view_of,
    with_ledger,
)
from bot.services.naming_enrolments import named_enrolment, names_of
from bot.storage import enrolments, ledger
from bot.storage.database import Database, Session

__all__ = [
    "EnrolmentLine",
    "History",
    "HistoryLine",
    "ProgressReader",
    "ProgressView",
    "Standing",
]

MOST_CHOICES = 25
"""Discord shows at most 25."""
DEFAULT_HISTORY_DAYS = 30
MOST_HISTORY_DAYS = 3660
_NEWEST = 200
"""Whoever mends an entry older than these finds it in the history."""
_RANKS = {
    EnrolmentStatus.ACTIVE: 0,
    EnrolmentStatus.PAUSED: 1,
    EnrolmentStatus.COMPLETED: 2,
    EnrolmentStatus.DROPPED: 3,
}


class ProgressReader:
    """Reads what the ledger says. Nothing of it is stored; all is derived at the moment of asking.

    In a direct message without a server every use case but `standing` raises UserError `server-needed`.
    """

    def __init__(self, catalogue_of: CatalogueOf, database: Database, clock: Clock) -> None:
        """`catalogue_of` is what a server sees at this moment."""
        self._catalogue_of = catalogue_of
        self._database = database
        self._clock = clock

    async def progress(self, asker: Asker, named: str | None = None) -> ProgressView:
        """The asker's progress: on an enrolment by its id, on a credential by id or title, else the latest.

        Words that only one title has are enough. Raises UserError `nothing-started`, `enrolment-unknown`,
        `enrolment-ambiguous` (`typed`).
        """
        return await self.progress_of(asker, asker.user_id, named)

    async def progress_of(self, asker: Asker, owner_id: int, named: str | None = None) -> ProgressView:
        """The same of any member of the server, as far as they let the asker see it.

        Raises UserError `progress-hidden` where they do not, or have nothing to show; for the asker's own as
        `progress` does.
        """
        return await self._database.read(self._progress, asker, owner_id, named, self._clock.now())

    async def suggest_enrolments(self, asker: Asker, typed: str = "") -> list[EnrolmentLine]:
        """The member's enrolments that the letters may mean, at most 25: open ones first, the latest."""
        lines = await self._database.read(_lines, asker, self._clock.now())
        if not typed.strip():
            return lines[:MOST_CHOICES]
        by_id = {line.enrolment.id: line for line in lines}
        titles = {each: line.enrolment.outline.title for each, line in by_id.items()}
        names = names_of(titles, kept_names(self._catalogue_of, (line.enrolment for line in lines)))
        return [by_id[key] for key in dict.fromkeys(names.suggest(typed, MOST_CHOICES))]

    async def suggest_entries(self, asker: Asker, typed: str = "") -> list[HistoryLine]:
        """The member's newest entries that stand, at most 25, the newest first; those with what is typed."""
        lines = await self._database.read(_newest_lines, asker, self._clock.now())
        wanted = typed.strip().casefold()
        return [line for line in lines if wanted in _words_of(line)][:MOST_CHOICES]

    async def entry(self, asker: Asker, entry_id: int) -> HistoryLine:
        """One entry of the asker's, as it was written. Raises UserError `log-entry-unknown`."""
        return await self._database.read(_entry, asker, entry_id, self._clock.now())

    async def history(self, asker: Asker, days: int = DEFAULT_HISTORY_DAYS) -> History:
        """Every row of the asker in the server of the last days (today is one), and their sums."""
        days = min(max(days, 1), MOST_HISTORY_DAYS)
        return await self._database.read(_history, asker, days, self._clock.now())

    async def entries_behind(
        self, asker: Asker, enrolment_id: str, figure: Figure, week: date | None = None
    ) -> list[HistoryLine]:
        """The entries behind a number of the asker's progress, the oldest first.

        Raises UserError `enrolment-unknown`.
        """
        now = self._clock.now()

        def explained(session: Session) -> list[HistoryLine]:
            member = member_of(session, asker, now)
            enrolment = enrolment_of(session, member, enrolment_id)
            found = entries_behind(
                figure, enrolment, entries_of(session, enrolment), today=member.today, week=week
            )
            return [_line(entry, enrolment) for entry in found]

        return await self._database.read(explained)

    async def standing(self, asker: Asker) -> Standing:
        """Which credentials the asker has earned and started in the server; nothing without a server."""
        if asker.guild_id is None:
            return Standing({}, {})
        found = await self._database.read(enrolments.standing_of, asker.guild_id, asker.user_id)
        same = self._catalogue_of(asker.guild_id).seen.same
        rows = [(same(each), enrolment, status) for each, enrolment, status in found]
        earned = {each: enrolment for each, enrolment, status in rows if status is EnrolmentStatus.COMPLETED}
        return Standing(earned, {each: enrolment for each, enrolment, status in rows if status.is_open})

    def _progress(
        self, session: Session, asker: Asker, owner_id: int, named: str | None, now: datetime
    ) -> ProgressView:
        viewer, owner = member_of(session, asker, now), _owner(session, asker, owner_id, now)
        is_own = viewer.user_id == owner.user_id
        check_may_look(session, owner.guild_id, viewer.user_id, owner.user_id)
        works = _all_works(session, owner)
        if not is_own:
            works = [work for work in works if work.enrolment.status is not EnrolmentStatus.DROPPED]
        kept = kept_names(self._catalogue_of, (work.enrolment for work in works))
        chosen = named_enrolment(works, named, kept, is_own=is_own)
        listed = listed_now(self._catalogue_of, chosen) if is_own else None
        entries, days = entries_of(session, chosen), minutes_by_day(session, owner)
        if not is_own:
            # Notes are for the member's own eyes.
            entries = [replace(entry, note=None) for entry in entries]
        return ProgressView(
            owner.user_id,
            is_own,
            view_of(owner, chosen, entries, days, listed),
            tuple(standing_entries(entries)),
            tuple(_line_of(work) for work in works if work.enrolment.id != chosen.id),
        )


def _owner(session: Session, asker: Asker, owner_id: int, now: datetime) -> Member:
    """The member whose progress it is, on the day where they are."""
    return member_of(session, replace(asker, user_id=owner_id), now)


def _all_works(session: Session, member: Member) -> list[Underway]:
    """All the member's enrolments: open ones first, the latest first in each."""
    mine = enrolments.all_of(session, member.guild_id, member.user_id)
    ranked = with_ledger(session, member.guild_id, mine)
    return sorted(ranked, key=lambda work: _RANKS[work.enrolment.status])


def _line_of(work: Underway) -> EnrolmentLine:
    done = sum(task.id in work.ticked for task in work.enrolment.tasks)
    return EnrolmentLine(work.enrolment, done, work.last_logged_at)


def _lines(session: Session, asker: Asker, now: datetime) -> list[EnrolmentLine]:
    return [_line_of(work) for work in _all_works(session, member_of(session, asker, now))]


def _newest_lines(session: Session, asker: Asker, now: datetime) -> list[HistoryLine]:
    member = member_of(session, asker, now)
    newest = ledger.newest_entries_of(session, member.guild_id, member.user_id, limit=_NEWEST)
    return _told(session, member, newest)


def _entry(session: Session, asker: Asker, entry_id: int, now: datetime) -> HistoryLine:
    member = member_of(session, asker, now)
    found = ledger.entry_of(session, member.guild_id, member.user_id, entry_id)
    if found is None:
        raise UserError("log-entry-unknown")
    return _line(found, enrolment_of(session, member, found.enrolment_id))


def _history(session: Session, asker: Asker, days: int, now: datetime) -> History:
    member = member_of(session, asker, now)
    since = member.today - timedelta(days=days - 1)
    rows = ledger.entries_since(session, member.guild_id, member.user_id, since)
    standing = standing_entries(rows)
    newest_first = sorted(rows, key=lambda entry: (entry.local_day, entry.id), reverse=True)
    return History(
        since,
        member.today,
        tuple(_told(session, member, newest_first)),
        minutes=sum(entry.minutes or 0 for entry in standing),
        tasks_done=sum(entry.kind is EntryKind.DONE for entry in standing),
        weeks=weeks_of(standing, since=since, today=member.today),
        streak=member_streak(session, member),
    )


def _told(session: Session, member: Member, entries: list[LogEntry]) -> list[HistoryLine]:
    mine = {each.id: each for each in enrolments.all_of(session, member.guild_id, member.user_id)}
    return [_line(entry, mine[entry.enrolment_id]) for entry in entries]


def _line(entry: LogEntry, enrolment: Enrolment) -> HistoryLine:
    task = None if entry.task_id is None else enrolment.outline.task(entry.task_id)
    title = entry.task_id and ("" if task is None else task.title)
    return HistoryLine(entry, enrolment.id, enrolment.outline.title, title)


def _words_of(line: HistoryLine) -> str:
    return f"{line.credential_title} {line.task_title or ''} {line.entry.note or ''}".casefold()
