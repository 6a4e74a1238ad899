"""The use cases of a group's weekly check-in: it opens, members answer, it closes and stays."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bot.domain.errors import UserError
from bot.domain.group_checkin import Checkin, CheckinAnswer, ClosedWeek, checked_answer
from bot.domain.local_days import local_day
from bot.domain.moderation import BlockedFrom
from bot.domain.outbox import OutboxKind
from bot.domain.paging import page_count, page_within
from bot.domain.ports import Clock
from bot.domain.schedule import Owner, Schedule, ScheduleSet, WeeklyTime, group_checkin
from bot.domain.study_group import OUTSIDERS_NEED, StudyGroup, check_living, check_may_manage
from bot.domain.visibility import Visibility
from bot.services.asker import Asker
from bot.services.checkin_closing import close_checkins
from bot.services.due_weeks import make_due
from bot.services.group_rooms import group_numbered, server_of
from bot.services.member_ledger import CatalogueOf
from bot.services.schedules import set_weekly
from bot.storage import group_checkins, group_members, member_blocks, schedules
from bot.storage.database import Database, Session

ANSWERS_PAGE = 5
WEEKS_PAGE = 25
"""As many as a select has options."""


@dataclass(frozen=True, slots=True)
class CheckinView:
    """A check-in as its message shows it: `answered` of the `members` said something.

    `own` is what the asker said.
    """

    group: StudyGroup
    checkin: Checkin
    answered: int
    members: int
    own: CheckinAnswer | None = None


@dataclass(frozen=True, slots=True)
class AnswersPage:
    """What members said at a check-in, five to a page; `page` counts from 0."""

    view: CheckinView
    answers: tuple[CheckinAnswer, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class WeekView:
    """A closed week of a group, and which others there are, the newest first.

    `hidden` are those on its lines who keep it to themselves by now; their lines come last.
    """

    group: StudyGroup
    week: ClosedWeek
    hidden: frozenset[int]
    weeks: tuple[str, ...]
    answered: int

    @property
    def is_sum_told(self) -> bool:
        """Whether who subtracts the lines from the sum does not know what one of the hidden did."""
        return not self.hidden or len(self.hidden) >= OUTSIDERS_NEED


class GroupCheckins:
    """Keeps check-ins. `wake` is called when something was written that is due now.

    In a direct message without a server every use case raises UserError `server-needed`; of a group that the
    server does not have `group-unknown`.
    """

    def __init__(
        self, catalogue_of: CatalogueOf, database: Database, clock: Clock, wake: Callable[[], None]
    ) -> None:
        """`catalogue_of` is what a server sees at this moment."""
        self._catalogue_of = catalogue_of
        self._database = database
        self._clock = clock
        self._wake = wake

    async def when(self, guild_id: int, group_id: int) -> Schedule | None:
        """When the group checks in; None where it does not."""
        return await self._database.read(schedules.of, group_checkin(guild_id, group_id))

    async def set_time(
        self, asker: Asker, group_id: int, weekday: int, at: time, *, is_moderator: bool
    ) -> ScheduleSet:
        """Lets the group check in on a weekday (Monday is 0) at a wall time of its zone.

        Raises UserError `group-over`, `group-not-yours`.
        """

        def keep(session: Session, now: datetime) -> ScheduleSet:
            group = _led(session, asker, group_id, is_moderator=is_moderator)
            owner = group_checkin(group.guild_id, group.id)
            self._settle(session, owner, now)
            return set_weekly(session, owner, WeeklyTime(group.zone, weekday, at), None, now)

        done = await self._database.write(keep, self._clock.now())
        self._wake()
        return done

    async def turn_off(self, asker: Asker, group_id: int, *, is_moderator: bool) -> bool:
        """Lets the group check in no more; says whether it did. What is open stays open.

        Raises UserError `group-over`, `group-not-yours`.
        """

        def take_away(session: Session, now: datetime) -> bool:
            group = _led(session, asker, group_id, is_moderator=is_moderator)
            owner = group_checkin(group.guild_id, group.id)
            self._settle(session, owner, now)
            return schedules.remove(session, owner)

        return await self._database.write(take_away, self._clock.now())

    async def opened(self, asker: Asker, group_id: int) -> CheckinView:
        """The check-in that takes answers.

        Raises UserError `group-not-in-it`, `checkin-none`, `group-over`.
        """
        return await self._database.read(_opened, asker, group_id)

    async def posted(self, guild_id: int, group_id: int, week: str) -> CheckinView:
        """A check-in as its message shows it; it is open from now on, if its week has come.

        Raises UserError `group-unknown`, `checkin-none`.
        """
        return await self._database.read(_posted, guild_id, group_id, week)

    async def answer(
        self,
        asker: Asker,
        group_id: int,
        *,
        week: str | None = None,
        went_well: str = "",
        next_up: str = "",
        is_resting: bool = False,
    ) -> CheckinView:
        """Keeps what a member says, in place of what they said before; None: of the check-in that is open.

        Raises UserError `group-not-in-it`, `group-over`, `checkin-none`, `checkin-closed`, `checkin-empty`,
        `checkin-too-long`, `checkin-blocked`.
        """
        now = self._clock.now()
        said = checked_answer(asker.user_id, went_well, next_up, is_resting=is_resting, now=now)
        return await self._database.write(_answer, asker, group_id, week, said)

    async def answers(
        self, asker: Asker, group_id: int, week: str, page: int = 0, *, is_moderator: bool = False
    ) -> AnswersPage:
        """What members said at a check-in, for members and moderators.

        Raises UserError `group-not-in-it`, `checkin-none`.
        """
        return await self._database.read(_answers, asker, group_id, week, page, is_moderator=is_moderator)

    async def take_down(self, guild_id: int, group_id: int, week: str, user_id: int) -> bool:
        """Takes away what a member wrote, for a moderator; false where nothing stands there."""
        return await self._database.write(group_checkins.take_answer_down, guild_id, group_id, week, user_id)

    async def closed_week(self, asker: Asker, group_id: int, week: str | None = None) -> WeekView:
        """A closed week as it was, for members; None: the newest.

        Raises UserError `group-not-in-it`, `group-over` where one was not in it, `weeks-none`,
        `weeks-none-over`.
        """
        return await self._database.read(_closed_week, asker, group_id, week)

    def open(self, session: Session, owner: Owner, week: str, at: datetime) -> None:
        """Opens the check-in of a week that is due, and closes those before it; in the caller's transaction.

        Of what else is due weekly it opens nothing; what is open or was closed stays as it is.
        """
        if owner.kind is not OutboxKind.CHECKIN:
            return
        group = group_numbered(session, owner.guild_id, owner.scope_id)
        later = (each.week > week for each in group_checkins.all_opened(session, group.guild_id, group.id))
        if not group.is_living or any(later):
            return
        if group_checkins.open_(session, group.guild_id, group.id, week, now=at):
            close_checkins(session, self._catalogue_of, group, at, before=week)

    async def open_now(self, guild_id: int, group_id: int, week: str, at: datetime) -> None:
        """The same, where it was not opened when it came due."""
        await self._database.write(self.open, group_checkin(guild_id, group_id), week, at)

    def _settle(self, session: Session, owner: Owner, now: datetime) -> None:
        """Writes what was due before an edit, and opens it."""
        found = schedules.of(session, owner)
        if found is not None:
            make_due(session, found, now, self.open)


def _led(session: Session, asker: Asker, group_id: int, *, is_moderator: bool) -> StudyGroup:
    group = group_numbered(session, server_of(asker), group_id)
    check_living(group)
    check_may_manage(group, asker.user_id, is_moderator=is_moderator)
    return group


def _in_it(session: Session, asker: Asker, group_id: int) -> StudyGroup:
    """The asker's group. Raises UserError `group-not-in-it`; of one that nobody can join `group-over`."""
    group = group_numbered(session, server_of(asker), group_id)
    if not _is_member(session, group, asker.user_id):
        check_living(group)
        raise UserError("group-not-in-it", name=group.name)
    return group


def _is_member(session: Session, group: StudyGroup, user_id: int) -> bool:
    """Whether they are in it; of a group that is over, whether they were at its end."""
    if group.ended_at is None:
        stays = group_members.current_of(session, group.guild_id, group.id)
        return any(stay.user_id == user_id for stay in stays)
    # Where a member is, it can have been the day before.
    end = local_day(group.ended_at, group.zone) - timedelta(days=1)
    stays = group_members.all_of(session, group.guild_id, group.id)
    return any(stay.user_id == user_id and (stay.left_on or end) >= end for stay in stays)


def _opened(session: Session, asker: Asker, group_id: int) -> CheckinView:
    group = _in_it(session, asker, group_id)
    check_living(group)
    return _view(session, group, _one(session, group, None), asker.user_id)


def _posted(session: Session, guild_id: int, group_id: int, week: str) -> CheckinView:
    group = group_numbered(session, guild_id, group_id)
    return _view(session, group, _one(session, group, week))


def _one(session: Session, group: StudyGroup, week: str | None) -> Checkin:
    if week is None:
        found = group_checkins.opened(session, group.guild_id, group.id)
    else:
        found = group_checkins.of(session, group.guild_id, group.id, week)
    if found is None:
        raise UserError("checkin-none", name=group.name)
    return found


def _view(session: Session, group: StudyGroup, checkin: Checkin, user_id: int | None = None) -> CheckinView:
    of = (group.guild_id, group.id, checkin.week)
    members = group_members.counts(session, group.guild_id, [group.id]).get(group.id, 0)
    own = None if user_id is None else group_checkins.answer_of(session, *of, user_id)
    return CheckinView(group, checkin, group_checkins.count_answers(session, *of), members, own)


def _answer(
    session: Session, asker: Asker, group_id: int, week: str | None, said: CheckinAnswer
) -> CheckinView:
    group = _in_it(session, asker, group_id)
    check_living(group)
    if BlockedFrom.EVERYTHING in member_blocks.blocks_of(session, group.guild_id, asker.user_id):
        raise UserError("checkin-blocked")
    checkin = _one(session, group, week)
    if not checkin.is_open:
        raise UserError("checkin-closed", name=group.name)
    group_checkins.answer(session, group.guild_id, group.id, checkin.week, said)
    return _view(session, group, checkin, asker.user_id)


def _answers(
    session: Session, asker: Asker, group_id: int, week: str, page: int, *, is_moderator: bool
) -> AnswersPage:
    group = group_numbered(session, server_of(asker), group_id)
    if not is_moderator and not _is_member(session, group, asker.user_id):
        raise UserError("group-not-in-it", name=group.name)
    view = _view(session, group, _one(session, group, week), asker.user_id)
    pages = page_count(view.answered, ANSWERS_PAGE)
    page = page_within(page, pages)
    found = group_checkins.answers(
        session, group.guild_id, group.id, week, limit=ANSWERS_PAGE, skipped=page * ANSWERS_PAGE
    )
    return AnswersPage(view, tuple(found), page, pages)


def _closed_week(session: Session, asker: Asker, group_id: int, week: str | None) -> WeekView:
    group = _in_it(session, asker, group_id)
    weeks = group_checkins.closed_weeks(session, group.guild_id, group.id, limit=WEEKS_PAGE)
    wanted = week or next(iter(weeks), "")
    found = group_checkins.closed_week(session, group.guild_id, group.id, wanted)
    if found is None:
        raise UserError("weeks-none" if group.is_living else "weeks-none-over", name=group.name)
    named = [line.user_id for line in found.lines if line.user_id is not None]
    seen_by = group_members.visibilities(session, group.guild_id, named)
    hidden = frozenset(each for each in named if seen_by[each] is Visibility.PRIVATE)
    # Between others it would tell about how much it was.
    lines = sorted(found.lines, key=lambda line: line.user_id in hidden)
    found = replace(found, lines=tuple(lines))
    answered = group_checkins.count_answers(session, group.guild_id, group.id, wanted)
    return WeekView(group, found, hidden, tuple(weeks), answered)
