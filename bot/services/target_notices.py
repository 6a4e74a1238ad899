"""Planning the notices of a target day, in the transaction that sets it; and what one says when it comes."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.enrolment import Enrolment
from bot.domain.ports import Clock
from bot.domain.progress import progress_of
from bot.domain.reminder import ReminderLine, reminder_of
from bot.domain.target_notice import notice_days, notice_due, notice_key, still_holds
from bot.domain.visibility import Visibility
from bot.services.asker import Asker
from bot.services.member_ledger import Member, entries_of, member_of
from bot.storage import enrolments, member_settings, outbox
from bot.storage.database import Database, Session


@dataclass(frozen=True, slots=True)
class TargetNotice:
    """A notice as it is true now: the enrolment, its day and how far that is, and who may see it."""

    line: ReminderLine
    target: date
    days_left: int
    visibility: Visibility


def plan_notices(session: Session, member: Member, enrolment: Enrolment) -> None:
    """Writes when the member will be told; what another target had planned will not hold when it comes."""
    if enrolment.target is None:
        return
    for day in notice_days(enrolment.target, today=member.today):
        outbox.add(
            session,
            notice_key(enrolment, day),
            {},
            due_at=notice_due(day, member.zone),
            now=member.now,
        )


class TargetNotices:
    """Reads what a notice says at the moment at which it is sent."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def notice(
        self, guild_id: int, user_id: int, enrolment_id: str, period: str
    ) -> TargetNotice | None:
        """The notice that was planned for the local day `period`; None where it does not hold any more."""
        now = self._clock.now()
        return await self._database.read(_notice, Asker(user_id, guild_id, 0), enrolment_id, period, now)


def _notice(
    session: Session, asker: Asker, enrolment_id: str, period: str, now: datetime
) -> TargetNotice | None:
    member = member_of(session, asker, now)
    enrolment = enrolments.of_member(session, member.guild_id, member.user_id, enrolment_id)
    if enrolment is None or enrolment.target is None:
        return None
    if not still_holds(enrolment, period, today=member.today):
        return None
    progress = progress_of(enrolment, entries_of(session, enrolment), today=member.today)
    told = reminder_of([(enrolment, progress)], today=member.today)
    if told is None:
        return None
    visibility = member_settings.visibility_of(session, member.guild_id, member.user_id)
    days_left = (enrolment.target - member.today).days
    return TargetNotice(told.lines[0], enrolment.target, days_left, visibility)
