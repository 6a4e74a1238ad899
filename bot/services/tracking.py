"""The use cases of the daily act: log a task or minutes, undo, mend an entry."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeGuard

from bot.domain.day_text import parse_day
from bot.domain.enrolment import Enrolment, EnrolmentStatus
from bot.domain.errors import UserError
from bot.domain.ledger import (
    EntryEdit,
    LogEntry,
    Work,
    check_day_has_room,
    check_not_just_logged,
    checked_work,
    edited,
    newest_standing,
    ticks,
)
from bot.domain.minutes_text import parse_minutes
from bot.domain.next_task import OpenTask, TaskRef, likeliest_first
from bot.domain.ports import Clock
from bot.services.asker import Asker
from bot.services.log_requests import EntryWords, Logged, LogRequest, Undone
from bot.services.member_ledger import (
    CatalogueOf,
    EnrolmentView,
    Listed,
    Member,
    enrolment_of,
    entries_of,
    is_announced,
    listed_now,
    member_of,
    minutes_by_day,
    settle,
    underway,
    view_of,
)
from bot.services.naming_tasks import named_task, suggested_tasks
from bot.services.renewal_notices import follow_renewal
from bot.storage import ledger
from bot.storage.database import Database, Session

__all__ = ["MOST_CHOICES", "EntryWords", "LogRequest", "Logged", "Tracking", "Undone"]

MOST_CHOICES = 25
"""Discord shows at most 25."""


class Tracking:
    """Writes the ledger. Everything is the asker's own, in the asker's server.

    In a direct message without a server every use case raises UserError `server-needed`. A repeat of the same
    interaction changes nothing and answers the same.
    """

    def __init__(self, catalogue_of: CatalogueOf, database: Database, clock: Clock) -> None:
        """`catalogue_of` is what a server sees at this moment."""
        self._catalogue_of = catalogue_of
        self._database = database
        self._clock = clock

    async def open_tasks(self, asker: Asker, typed: str = "") -> list[OpenTask]:
        """The member's open tasks that the letters may mean, at most 25, the likeliest first.

        The first of all (nothing typed) is the task that `/log` offers with one button.
        """
        found = await self._database.read(_open_tasks, asker, self._clock.now())
        return suggested_tasks(found, typed, MOST_CHOICES)

    async def log(self, asker: Asker, request: LogRequest) -> Logged:
        """Writes an entry, and completes the enrolment where its last task is done.

        Raises UserError `nothing-started`, `open-task-unknown`, `open-task-ambiguous`, `work-missing`,
        `day-full`, `LoggedJustNowError` (ask, then again with `is_sure`), `log-asked-before` where the entry
        that they were asked about is not the newest any more, and as `parse_minutes`, `parse_day` and
        `checked_work` do.
        """
        return await self._database.write(self._log, asker, request, self._clock.now())

    async def undo(self, asker: Asker, entry_id: int | None = None) -> Undone:
        """Voids the member's newest entry in the server, or the one named.

        Raises UserError `nothing-to-undo`, `log-entry-unknown`, `log-entry-void`, `enrolment-started-again`.
        """
        return await self._database.write(self._undo, asker, entry_id, self._clock.now())

    async def edit_entry(self, asker: Asker, entry_id: int, words: EntryWords) -> Logged:
        """Puts another entry in the place of one that stands; its day is bound only where it is changed.

        Raises UserError `log-entry-unknown`, `log-entry-void`, `day-full`, `work-missing`, `note-too-long`,
        and as `parse_minutes` and `parse_day` do.
        """
        return await self._database.write(self._edit, asker, entry_id, words, self._clock.now())

    def _log(self, session: Session, asker: Asker, request: LogRequest, now: datetime) -> Logged:
        member = member_of(session, asker, now)
        known = ledger.entry_by(session, member.guild_id, member.user_id, member.interaction_id)
        if known is not None:
            return self._logged(session, member, known)
        enrolment, task_id = _place(session, member, request)
        wanted = Work(
            parse_day(request.day, today=member.today) if _is_said(request.day) else member.today,
            task_id,
            parse_minutes(request.minutes) if _is_said(request.minutes) else None,
            request.is_done and task_id is not None,
            request.note,
        )
        entries = entries_of(session, enrolment)
        work = checked_work(wanted, enrolment, ticks(entries), today=member.today)
        minutes = minutes_by_day(session, member)
        check_day_has_room(work, minutes.get(work.day, 0))
        newest = newest_standing(entries)
        if not request.is_sure:
            check_not_just_logged(work, newest, now)
        if request.asked_about is not None and (newest is None or newest.id != request.asked_about):
            raise UserError("log-asked-before")
        entry = ledger.add(session, enrolment, work, interaction_id=member.interaction_id, now=now)
        entries.append(entry)
        after = settle(session, member, enrolment, entries, self._catalogue_of)
        follow_renewal(session, member, enrolment, after, self._catalogue_of)
        return self._answer(session, member, entry, after, entries, {*minutes, work.day})

    def _undo(self, session: Session, asker: Asker, entry_id: int | None, now: datetime) -> Undone:
        member = member_of(session, asker, now)
        void = ledger.void_by(session, member.guild_id, member.user_id, member.interaction_id)
        if void is not None:
            return self._undone(session, member, void.voids or 0)
        entry = _entry_to_undo(session, member, entry_id)
        enrolment = enrolment_of(session, member, entry.enrolment_id)
        ledger.void(
            session, enrolment, entry, interaction_id=member.interaction_id, day=member.today, now=now
        )
        entries = entries_of(session, enrolment)
        after = settle(session, member, enrolment, entries, self._catalogue_of)
        follow_renewal(session, member, enrolment, after, self._catalogue_of)
        return self._undone(session, member, entry.id)

    def _edit(
        self, session: Session, asker: Asker, entry_id: int, words: EntryWords, now: datetime
    ) -> Logged:
        member = member_of(session, asker, now)
        known = ledger.entry_by(session, member.guild_id, member.user_id, member.interaction_id)
        if known is not None:
            return self._logged(session, member, known)
        entry = _own_entry(session, member, entry_id)
        enrolment = enrolment_of(session, member, entry.enrolment_id)
        work = edited(entry, _edit_of(words, member), today=member.today)
        ledger.void(
            session, enrolment, entry, interaction_id=member.interaction_id, day=member.today, now=now
        )
        check_day_has_room(work, minutes_by_day(session, member).get(work.day, 0))
        entry = ledger.add(
            session, enrolment, work, interaction_id=member.interaction_id, now=now, replaces=entry.id
        )
        return self._logged(session, member, entry)

    def _logged(self, session: Session, member: Member, entry: LogEntry) -> Logged:
        enrolment = enrolment_of(session, member, entry.enrolment_id)
        entries, days = entries_of(session, enrolment), minutes_by_day(session, member)
        return self._answer(session, member, entry, enrolment, entries, days)

    def _answer(
        self,
        session: Session,
        member: Member,
        entry: LogEntry,
        enrolment: Enrolment,
        entries: list[LogEntry],
        days: Iterable[date],
    ) -> Logged:
        view = view_of(member, enrolment, entries, days, self._listed(enrolment))
        # An edit names the interaction of its own, and completes nothing.
        completed = enrolment.status is EnrolmentStatus.COMPLETED and enrolment.was_changed_by(
            member.interaction_id
        )
        announced = completed and is_announced(session, member.guild_id, member.user_id)
        return Logged(entry, view, _next(view), completed, announced)

    def _undone(self, session: Session, member: Member, entry_id: int) -> Undone:
        entry = _own_entry(session, member, entry_id)
        enrolment = enrolment_of(session, member, entry.enrolment_id)
        entries, days = entries_of(session, enrolment), minutes_by_day(session, member)
        view = view_of(member, enrolment, entries, days, self._listed(enrolment))
        return Undone(entry, view, reopened=view.enrolment.was_changed_by(member.interaction_id))

    def _listed(self, enrolment: Enrolment) -> Listed | None:
        return listed_now(self._catalogue_of, enrolment)


def _open_tasks(session: Session, asker: Asker, now: datetime) -> list[OpenTask]:
    return likeliest_first(underway(session, member_of(session, asker, now)))


def _place(session: Session, member: Member, request: LogRequest) -> tuple[Enrolment, str | None]:
    """The enrolment and the task that are meant."""
    ref = TaskRef.parse(request.task) if request.task else None
    if ref is not None:
        return enrolment_of(session, member, ref.enrolment_id), ref.task_id
    works = underway(session, member)
    if not works:
        raise UserError("nothing-started")
    if request.task is None or not request.task.strip():
        return works[0].enrolment, None
    found = named_task(likeliest_first(works), request.task)
    return enrolment_of(session, member, found.ref.enrolment_id), found.ref.task_id


def _entry_to_undo(session: Session, member: Member, entry_id: int | None) -> LogEntry:
    if entry_id is None:
        newest = ledger.newest_of(session, member.guild_id, member.user_id)
        if newest is None:
            raise UserError("nothing-to-undo")
        return newest
    entry = _own_entry(session, member, entry_id)
    if not entry.counts:
        raise UserError("log-entry-void")
    return entry


def _own_entry(session: Session, member: Member, entry_id: int) -> LogEntry:
    entry = ledger.entry_of(session, member.guild_id, member.user_id, entry_id)
    if entry is None:
        raise UserError("log-entry-unknown")
    return entry


def _edit_of(words: EntryWords, member: Member) -> EntryEdit:
    minutes = None
    if _is_said(words.minutes):
        minutes = 0 if words.minutes.strip() == "0" else parse_minutes(words.minutes)
    day = parse_day(words.day, today=member.today) if _is_said(words.day) else None
    return EntryEdit(minutes, day, words.note)


def _next(view: EnrolmentView) -> OpenTask | None:
    enrolment, task = view.enrolment, view.progress.next_task
    if task is None:
        return None
    is_paused = enrolment.status is EnrolmentStatus.PAUSED
    ref = TaskRef(enrolment.id, task.id)
    return OpenTask(ref, task, enrolment.credential_id, enrolment.outline.title, is_paused)


def _is_said(text: str | None) -> TypeGuard[str]:
    return text is not None and bool(text.strip())
