"""The use cases of a study group's life: it is made, joined, changed, left and ended."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.errors import UserError
from bot.domain.local_days import local_day
from bot.domain.moderation import AuditAction, BlockedFrom, Deed
from bot.domain.names import Name, Names
from bot.domain.outbox import OutboxKey, OutboxKind, OutboxScope
from bot.domain.paging import page_count, page_within
from bot.domain.ports import Clock
from bot.domain.schedule import WeeklyTime, group_checkin
from bot.domain.study_group import (
    DEFAULT_MEMBERS,
    INVITATION_DAYS,
    MOST_INVITATIONS_A_DAY,
    GroupChanges,
    GroupEvent,
    Invitation,
    InvitationStatus,
    Membership,
    StudyGroup,
    changed,
    check_has_room_for_groups,
    check_living,
    check_may_manage,
    check_server_has_room,
    checked_goal,
    checked_name,
    checked_size,
    may_join,
    name_key,
)
from bot.services.asker import Asker
from bot.services.group_checkins import close_checkins
from bot.services.group_places import begin_place
from bot.services.group_rooms import (
    GroupLine,
    GroupView,
    group_named,
    group_numbered,
    let_go,
    over,
    pass_on,
    server_of,
    tell_group,
    title_of,
    today_of,
    view_of,
)
from bot.services.member_ledger import CatalogueOf
from bot.services.schedules import set_weekly
from bot.storage import (
    audit,
    group_invites,
    group_members,
    group_places,
    member_blocks,
    outbox,
    own_servers,
    server_settings,
    study_groups,
    user_settings,
)
from bot.storage.database import Database, Session

__all__ = ["GroupLine", "GroupView", "StudyGroups"]

MOST_CHOICES = 25
"""Discord shows at most 25."""
PAGE_SIZE = 10
CHECKIN_WEEKDAY, CHECKIN_AT = 6, time(18)
"""Sunday evening: the week is nearly over, and the next one not begun."""


class Among(StrEnum):
    """Which groups are suggested while somebody types."""

    ALL = "all"
    MINE = "mine"
    JOINABLE = "joinable"
    MANAGED = "managed"


@dataclass(frozen=True, slots=True)
class NewGroup:
    """What a group is to be; `credential` is an id or a title, `channel_id` where it was asked for."""

    name: str
    channel_id: int
    credential: str | None = None
    most_members: int = DEFAULT_MEMBERS
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of joining; `is_new` is False for who was in it already."""

    view: GroupView
    membership: Membership
    is_new: bool


@dataclass(frozen=True, slots=True)
class Left:
    """What came of leaving; `is_changed` is False for who was not in it. `new_owner_id` owns it since."""

    view: GroupView
    is_changed: bool
    new_owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """What came of a change, with the group as it was `before`."""

    view: GroupView
    before: StudyGroup
    is_changed: bool


@dataclass(frozen=True, slots=True)
class InvitationView:
    """An invitation with its group; `is_new` is False where it was there before."""

    invitation: Invitation
    view: GroupView
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class GroupsPage:
    """A page of the living groups of a server, the asker's own first; `page` counts from 0."""

    lines: tuple[GroupLine, ...]
    page: int
    pages: int
    total: int
    invitations: tuple[InvitationView, ...]


class StudyGroups:
    """Keeps study groups. `wake` is called when something is to be told at once.

    In a direct message without a server every use case raises UserError `server-needed`. A repeat of the same
    interaction changes nothing and answers the same.
    """

    def __init__(
        self, catalogue_of: CatalogueOf, database: Database, clock: Clock, wake: Callable[[], None]
    ) -> None:
        """`catalogue_of` is what a server sees at this moment."""
        self._catalogue_of = catalogue_of
        self._database = database
        self._clock = clock
        self._wake = wake

    async def create(self, asker: Asker, wanted: NewGroup) -> GroupView:
        """Makes a group, with the asker in it as its owner; its thread is made by what shows boards.

        Raises UserError as `checked_name`, `checked_size` and `SeenCatalogue.named` do, `group-name-taken`,
        `group-blocked`, `groups-too-many`, `groups-of-server-too-many`.
        """
        credential_id = self._credential_id(server_of(asker), wanted.credential)
        made = await self._database.write(self._create, asker, wanted, credential_id, self._clock.now())
        self._wake()
        return made

    async def edit(
        self, asker: Asker, group_id: int, changes: GroupChanges, *, is_moderator: bool = False
    ) -> Edited:
        """Changes the group; `changes.credential_id` is an id or a title, empty: none any more.

        Raises UserError `group-unknown`, `group-over`, `group-not-yours`, `group-name-taken`,
        `group-blocked`, and as `changed` and `SeenCatalogue.named` do.
        """
        if changes.credential_id:
            named = self._credential_id(server_of(asker), changes.credential_id)
            changes = replace(changes, credential_id=named)
        done = await self._database.write(
            self._edit, asker, group_id, changes, self._clock.now(), is_moderator=is_moderator
        )
        self._wake()
        return done

    async def set_goal(
        self,
        asker: Asker,
        group_id: int,
        minutes_week: int | None,
        by: date | None,
        *,
        is_moderator: bool = False,
    ) -> Edited:
        """Keeps a goal in place of the one before; None and None: there is none.

        Raises UserError `group-unknown`, `group-over`, `group-not-yours`, and as `checked_goal` does.
        """

        def set_it(session: Session, now: datetime) -> Edited:
            before = self._managed(session, asker, group_id, is_moderator=is_moderator)
            today = local_day(now, before.zone)
            kept_by = None if by == before.goal_by else by
            checked_goal(minutes_week, kept_by, today=today)
            after = replace(before, goal_minutes_week=minutes_week, goal_by=by)
            return self._saved(session, before, after, now)

        return await self._database.write(set_it, self._clock.now())

    async def join(self, asker: Asker, group_id: int) -> Joined:
        """Lets the asker in; an invitation that they have is taken by it.

        Raises UserError `group-unknown`, and as `may_join` does.
        """
        done = await self._database.write(self._join, asker, group_id, self._clock.now())
        self._wake()
        return done

    async def leave(self, asker: Asker, group_id: int) -> Left:
        """Lets the asker go. What they did stays counted, as they showed it.

        The owner's group goes to who has been in it longest; with the last one it ends. Raises UserError
        `group-unknown`.
        """
        done = await self._database.write(self._leave, asker, group_id, self._clock.now())
        self._wake()
        return done

    async def end(self, asker: Asker, group_id: int, *, is_moderator: bool = False) -> Edited:
        """Ends the group for all. Raises UserError `group-unknown`, `group-not-yours`."""
        done = await self._database.write(
            self._end, asker, group_id, self._clock.now(), is_moderator=is_moderator
        )
        self._wake()
        return done

    async def invite(
        self, asker: Asker, group_id: int, user_id: int, *, is_bot: bool = False
    ) -> InvitationView:
        """Invites somebody, who is told by direct message.

        Raises UserError `group-unknown`, `group-over`, `group-not-in-it`, `group-blocked`, `invite-self`,
        `invite-bot`, `invite-in-it`, `group-full`, `invites-too-many`.
        """
        if user_id == asker.user_id:
            raise UserError("invite-self")
        if is_bot:
            raise UserError("invite-bot")
        done = await self._database.write(self._invite, asker, group_id, user_id, self._clock.now())
        self._wake()
        return done

    async def decline(self, asker: Asker, group_id: int) -> GroupView:
        """Says no to an invitation; without one nothing happens. Raises UserError `group-unknown`."""

        def say_no(session: Session, now: datetime) -> GroupView:
            guild_id = server_of(asker)
            group = group_numbered(session, guild_id, group_id)
            said = InvitationStatus.DECLINED
            group_invites.answer(session, guild_id, group_id, asker.user_id, said, now=now)
            return view_of(session, self._catalogue_of, group)

        return await self._database.write(say_no, self._clock.now())

    async def invitation(self, asker: Asker, group_id: int) -> InvitationView | None:
        """The asker's invitation to a group, where it can be taken now."""

        def look(session: Session, now: datetime) -> InvitationView | None:
            guild_id = server_of(asker)
            found = group_invites.open_of(session, guild_id, group_id, asker.user_id, now)
            if found is None:
                return None
            group = group_numbered(session, guild_id, group_id)
            return InvitationView(found, view_of(session, self._catalogue_of, group))

        return await self._database.read(look, self._clock.now())

    async def take_refused_invitations(self, asker: Asker) -> list[InvitationView]:
        """The asker's invitations here that could not be sent to them, each once; to be told now."""

        def take(session: Session, now: datetime) -> list[InvitationView]:
            guild_id = server_of(asker)
            found = group_invites.take_refused(session, guild_id, asker.user_id, now)
            groups = study_groups.with_numbers(session, guild_id, (each.group_id for each in found))
            return [
                InvitationView(each, view_of(session, self._catalogue_of, groups[each.group_id]))
                for each in found
                if groups[each.group_id].is_living
            ]

        return await self._database.write(take, self._clock.now())

    async def server_of_invitation(self, user_id: int, group_id: int) -> int | None:
        """The server of a group into which a user was invited, for a button; None where they were not."""
        return await self._database.read(own_servers.of_invitation, user_id, group_id)

    async def group(self, asker: Asker, named: str) -> GroupView:
        """A group by its number or its name, a slip allowed. Raises UserError `group-unknown`."""

        def look(session: Session) -> GroupView:
            group = group_named(session, server_of(asker), named)
            return view_of(session, self._catalogue_of, group)

        return await self._database.read(look)

    async def mine(self, asker: Asker) -> list[GroupView]:
        """The groups in which the asker is, the one joined last first."""

        def look(session: Session) -> list[GroupView]:
            guild_id = server_of(asker)
            stays = group_members.of_user(session, guild_id, asker.user_id)
            found = study_groups.with_numbers(session, guild_id, (stay.group_id for stay in stays))
            return [view_of(session, self._catalogue_of, found[stay.group_id]) for stay in reversed(stays)]

        return await self._database.read(look)

    async def page_of(self, asker: Asker, page: int = 0, *, only_mine: bool = False) -> GroupsPage:
        """A page of the server's groups with the asker's invitations; `page` is cut to those there are."""
        return await self._database.read(self._page, asker, page, self._clock.now(), only_mine=only_mine)

    async def suggest(self, asker: Asker, typed: str = "", among: Among = Among.ALL) -> list[GroupLine]:
        """The groups that the letters may mean, at most 25, best first; by name where nothing is typed."""
        if asker.guild_id is None:
            return []
        # Off the event loop: with a thousand names a keystroke takes a while.
        return await self._database.read(self._suggested, asker, typed, among, self._clock.now())

    def _create(
        self, session: Session, asker: Asker, wanted: NewGroup, credential_id: str | None, now: datetime
    ) -> GroupView:
        guild_id = server_of(asker)
        known = study_groups.made_by(session, guild_id, asker.interaction_id)
        if known is not None:
            return view_of(session, self._catalogue_of, known)
        _check_not_kept_out(session, asker)
        name = checked_name(wanted.name)
        size = checked_size(wanted.most_members)
        _check_name_is_free(session, guild_id, name)
        check_has_room_for_groups(len(group_members.of_user(session, guild_id, asker.user_id)))
        check_server_has_room(study_groups.count_living(session, guild_id))
        zone = server_settings.of(session, guild_id).zone or user_settings.time_zone_of(
            session, asker.user_id
        )
        drafted = StudyGroup(
            0,
            guild_id,
            name,
            asker.user_id,
            credential_id,
            size,
            wanted.is_open,
            None,
            None,
            zone or "UTC",
            now,
        )
        group = replace(drafted, id=study_groups.add(session, drafted, asker.interaction_id))
        _come_in(session, asker, group, now)
        begin_place(session, group, wanted.channel_id, now)
        when = WeeklyTime(group.zone, CHECKIN_WEEKDAY, CHECKIN_AT)
        set_weekly(session, group_checkin(guild_id, group.id), when, None, now)
        return view_of(session, self._catalogue_of, group)

    def _edit(
        self,
        session: Session,
        asker: Asker,
        group_id: int,
        changes: GroupChanges,
        now: datetime,
        *,
        is_moderator: bool,
    ) -> Edited:
        before = self._managed(session, asker, group_id, is_moderator=is_moderator)
        _check_not_kept_out(session, asker)
        members = len(group_members.current_of(session, before.guild_id, group_id))
        after = changed(before, changes, members=members)
        if name_key(after.name) != name_key(before.name):
            _check_name_is_free(session, before.guild_id, after.name)
        if after.name != before.name:
            words = {"name": after.name, "before": before.name}
            tell_group(session, after, GroupEvent.RENAMED, asker.interaction_id, now, words)
        if after != before and asker.user_id != before.owner_id:
            _record(session, asker, after, AuditAction.GROUP_EDITED, now)
        return self._saved(session, before, after, now)

    def _join(self, session: Session, asker: Asker, group_id: int, now: datetime) -> Joined:
        guild_id = server_of(asker)
        group = group_numbered(session, guild_id, group_id)
        view = view_of(session, self._catalogue_of, group)
        known = view.membership_of(asker.user_id) or group_members.begun_by(
            session, guild_id, asker.user_id, asker.interaction_id
        )
        if known is not None:
            return Joined(view, known, is_new=False)
        invitation = group_invites.open_of(session, guild_id, group_id, asker.user_id, now)
        may_join(
            group,
            members=len(view.members),
            groups_of_member=len(group_members.of_user(session, guild_id, asker.user_id)),
            is_invited=invitation is not None,
        )
        stay = _come_in(session, asker, group, now)
        said = InvitationStatus.ACCEPTED
        group_invites.answer(session, guild_id, group_id, asker.user_id, said, now=now)
        tell_group(session, group, GroupEvent.JOINED, stay.id, now)
        return Joined(replace(view, members=(*view.members, stay)), stay, is_new=True)

    def _leave(self, session: Session, asker: Asker, group_id: int, now: datetime) -> Left:
        guild_id = server_of(asker)
        group = group_numbered(session, guild_id, group_id)
        stay = view_of(session, self._catalogue_of, group).membership_of(asker.user_id)
        if stay is None or group_members.ended_by(session, guild_id, asker.user_id, asker.interaction_id):
            return Left(view_of(session, self._catalogue_of, group), is_changed=False)
        if len(group_members.current_of(session, guild_id, group.id)) == 1:
            close_checkins(session, self._catalogue_of, group, now)
        let_go(session, group, stay, now, asker.interaction_id)
        tell_group(session, group, GroupEvent.LEFT, stay.id, now)
        after = pass_on(session, group, asker.user_id, now, asker.interaction_id)
        new_owner = after.owner_id if after.is_living and after.owner_id != group.owner_id else None
        return Left(view_of(session, self._catalogue_of, after), is_changed=True, new_owner_id=new_owner)

    def _end(
        self, session: Session, asker: Asker, group_id: int, now: datetime, *, is_moderator: bool
    ) -> Edited:
        group = group_numbered(session, server_of(asker), group_id)
        check_may_manage(group, asker.user_id, is_moderator=is_moderator)
        if not group.is_living:
            return Edited(view_of(session, self._catalogue_of, group), group, is_changed=False)
        close_checkins(session, self._catalogue_of, group, now)
        after = over(session, group, now, asker.interaction_id)
        if asker.user_id != group.owner_id:
            _record(session, asker, after, AuditAction.GROUP_ENDED, now)
        return Edited(view_of(session, self._catalogue_of, after), group, is_changed=True)

    def _invite(
        self, session: Session, asker: Asker, group_id: int, user_id: int, now: datetime
    ) -> InvitationView:
        guild_id = server_of(asker)
        group = group_numbered(session, guild_id, group_id)
        view = view_of(session, self._catalogue_of, group)
        known = group_invites.sent_by(session, guild_id, asker.interaction_id)
        if known is not None:
            return InvitationView(known, view)
        check_living(group)
        _check_not_kept_out(session, asker)
        if view.membership_of(asker.user_id) is None:
            raise UserError("group-not-in-it", name=group.name)
        if view.membership_of(user_id) is not None:
            raise UserError("invite-in-it", name=group.name)
        if len(view.members) >= group.most_members:
            raise UserError("group-full", name=group.name, most=group.most_members)
        there = group_invites.open_of(session, guild_id, group_id, user_id, now)
        if there is not None:
            return InvitationView(there, view)
        today = today_of(session, asker.user_id, now)
        if group_invites.count_sent_on(session, guild_id, asker.user_id, today) >= MOST_INVITATIONS_A_DAY:
            raise UserError("invites-too-many", most=MOST_INVITATIONS_A_DAY)
        sent = Invitation(
            0, guild_id, group_id, user_id, asker.user_id, now, now + timedelta(days=INVITATION_DAYS)
        )
        invitation = group_invites.add(session, sent, invited_on=today, interaction_id=asker.interaction_id)
        _tell_invited(session, invitation, now)
        return InvitationView(invitation, view, is_new=True)

    def _page(
        self, session: Session, asker: Asker, page: int, now: datetime, *, only_mine: bool
    ) -> GroupsPage:
        guild_id = server_of(asker)
        mine = len(group_members.of_user(session, guild_id, asker.user_id))
        total = mine if only_mine else study_groups.count_living(session, guild_id)
        pages = page_count(total, PAGE_SIZE)
        page = page_within(page, pages)
        found = study_groups.page(
            session,
            guild_id,
            asker.user_id,
            limit=PAGE_SIZE,
            skipped=page * PAGE_SIZE,
            only_own=only_mine,
        )
        return GroupsPage(
            tuple(map(self._line, found)), page, pages, total, self._invitations(session, asker, now)
        )

    def _invitations(self, session: Session, asker: Asker, now: datetime) -> tuple[InvitationView, ...]:
        guild_id = server_of(asker)
        found = group_invites.all_open_of(session, guild_id, asker.user_id, now)
        groups = study_groups.with_numbers(session, guild_id, (each.group_id for each in found))
        return tuple(
            InvitationView(each, view_of(session, self._catalogue_of, groups[each.group_id]))
            for each in found
            if groups[each.group_id].is_living
        )

    def _suggested(
        self, session: Session, asker: Asker, typed: str, among: Among, now: datetime
    ) -> list[GroupLine]:
        lines = self._among(session, asker, among, now)
        if not typed.strip():
            return lines[:MOST_CHOICES]
        by_number = {str(line.group.id): line for line in lines}
        names = Names(Name(number, line.group.name) for number, line in by_number.items())
        return [by_number[key] for key in names.suggest(typed, MOST_CHOICES)]

    def _among(self, session: Session, asker: Asker, among: Among, now: datetime) -> list[GroupLine]:
        guild_id = server_of(asker)
        found = study_groups.page(session, guild_id, asker.user_id, limit=None, skipped=0, only_own=False)
        lines = list(map(self._line, found))
        match among:
            case Among.ALL:
                return lines
            case Among.MINE:
                return [line for line in lines if line.is_member]
            case Among.MANAGED:
                return [line for line in lines if line.group.owner_id == asker.user_id]
            case Among.JOINABLE:
                invited = {
                    each.group_id for each in group_invites.all_open_of(session, guild_id, asker.user_id, now)
                }
                return [
                    line
                    for line in lines
                    if not line.is_member and (line.group.is_open or line.group.id in invited)
                ]

    def _line(self, found: tuple[StudyGroup, int, bool]) -> GroupLine:
        group, members, is_member = found
        return GroupLine(group, members, is_member, title_of(self._catalogue_of, group))

    def _managed(self, session: Session, asker: Asker, group_id: int, *, is_moderator: bool) -> StudyGroup:
        group = group_numbered(session, server_of(asker), group_id)
        check_living(group)
        check_may_manage(group, asker.user_id, is_moderator=is_moderator)
        return group

    def _saved(self, session: Session, before: StudyGroup, after: StudyGroup, now: datetime) -> Edited:
        if after == before:
            return Edited(view_of(session, self._catalogue_of, after), before, is_changed=False)
        after = replace(after, version=before.version + 1)
        study_groups.save(session, after)
        group_places.mark_changed(session, after.guild_id, [after.id], now=now)
        return Edited(view_of(session, self._catalogue_of, after), before, is_changed=True)

    def _credential_id(self, guild_id: int, named: str | None) -> str | None:
        if named is None or not named.strip():
            return None
        return self._catalogue_of(guild_id).seen.named(named).id


def _come_in(session: Session, asker: Asker, group: StudyGroup, now: datetime) -> Membership:
    return group_members.add(
        session,
        group.guild_id,
        group.id,
        asker.user_id,
        joined_on=today_of(session, asker.user_id, now),
        interaction_id=asker.interaction_id,
    )


def _check_not_kept_out(session: Session, asker: Asker) -> None:
    """Raises UserError `group-blocked` for whom the moderators let write nothing that others read."""
    if BlockedFrom.EVERYTHING in member_blocks.blocks_of(session, server_of(asker), asker.user_id):
        raise UserError("group-blocked")


def _check_name_is_free(session: Session, guild_id: int, name: str) -> None:
    if study_groups.living_named(session, guild_id, name) is not None:
        raise UserError("group-name-taken", name=name)


def _record(session: Session, asker: Asker, group: StudyGroup, action: AuditAction, now: datetime) -> None:
    deed = Deed(action, group.guild_id, asker.user_id, now, str(group.id), {"title": group.name})
    audit.record(session, [deed])


def _tell_invited(session: Session, invitation: Invitation, now: datetime) -> None:
    key = OutboxKey(
        invitation.guild_id,
        OutboxScope.MEMBER,
        invitation.user_id,
        OutboxKind.INVITE,
        str(invitation.group_id),
        today_of(session, invitation.user_id, now).isoformat(),
    )
    outbox.add(session, key, {}, due_at=now, now=now)
