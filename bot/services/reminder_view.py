"""The use case of what a reminder says: read from the ledger at the moment at which it is sent."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.enrolment import EnrolmentStatus
from bot.domain.group_weeks import NO_OWN_GROUPS, OwnGroupWeeks
from bot.domain.ports import Clock
from bot.domain.progress import progress_of
from bot.domain.reminder import Reminder, reminder_of
from bot.domain.visibility import Visibility
from bot.services.asker import Asker
from bot.services.group_weeks import own_group_weeks
from bot.services.member_ledger import CatalogueOf, entries_of, member_of, underway
from bot.storage import member_settings, own_servers
from bot.storage.database import Database, Session


@dataclass(frozen=True, slots=True)
class ReminderView:
    """A member's reminder in a server (None where nothing is underway), and who may see what it says.

    `has_paused`: something of theirs rests. `groups` are for members of those alone.
    """

    guild_id: int
    user_id: int
    reminder: Reminder | None
    visibility: Visibility
    has_paused: bool = False
    groups: OwnGroupWeeks = NO_OWN_GROUPS

    @property
    def is_for_all(self) -> bool:
        """Whether it may be read where others read too."""
        return self.visibility is Visibility.SERVER


class ReminderReader:
    """Reads what a reminder says now. Nothing of it is stored."""

    def __init__(self, catalogue_of: CatalogueOf, database: Database, clock: Clock) -> None:
        """`catalogue_of` is what a server sees at this moment."""
        self._catalogue_of = catalogue_of
        self._database = database
        self._clock = clock

    def now(self) -> datetime:
        """The calendar's moment, aware, in UTC."""
        return self._clock.now()

    async def reminder(self, guild_id: int, user_id: int) -> ReminderView:
        """What the member's reminder in the server says at this moment."""
        return await self._database.read(_view, self._catalogue_of, guild_id, user_id, self._clock.now())

    async def server_of_enrolment(self, user_id: int, enrolment_id: str) -> int | None:
        """The server of a user's own enrolment, for a button; None where it is not theirs."""
        return await self._database.read(own_servers.of_enrolment, user_id, enrolment_id)

    async def server_of_delivery(self, user_id: int, delivery_id: int) -> int | None:
        """The server of what was delivered to a user, for a button; None where it is not theirs."""
        return await self._database.read(own_servers.of_delivery, user_id, delivery_id)


def _view(
    session: Session, catalogue_of: CatalogueOf, guild_id: int, user_id: int, now: datetime
) -> ReminderView:
    member = member_of(session, Asker(user_id, guild_id, 0), now)
    works = [each.enrolment for each in underway(session, member)]
    told = ((each, progress_of(each, entries_of(session, each), today=member.today)) for each in works)
    reminder = reminder_of(told, today=member.today)
    visibility = member_settings.visibility_of(session, guild_id, user_id)
    has_paused = any(each.status is EnrolmentStatus.PAUSED for each in works)
    groups = own_group_weeks(session, catalogue_of, guild_id, user_id, now)
    return ReminderView(guild_id, user_id, reminder, visibility, has_paused, groups)
