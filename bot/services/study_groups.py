"""The use cases of a study group's life: it is made, joined, changed, left and ended."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

from bot.domain.errors import UserError
from bot.domain.local_days import local_day
from bot.domain.moderation import AuditAction, Deed
from bot.domain.ports import Clock
from bot.domain.schedule import WeeklyTime, group_checkin
from bot.domain.study_group import (
    GroupChanges,
    GroupEvent,
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
from bot.domain.time_zones import zone_named
from bot.services.asker import Asker
from bot.services.checkin_closing import close_checkins
from bot.services.group_changes import Edited, Joined, Left, NewGroup
from bot.services.group_places import begin_place
from bot.services.group_rooms import (
    GroupView,
    check_not_kept_out,
    group_numbered,
    let_go,
    over,
    pass_on,
    server_of,
    tell_group,
    today_of,
    view_of,
)
from bot.services.member_ledger import CatalogueOf
from bot.services.schedules import move_to_zone, set_weekly
from bot.storage import (
    audit,
    group_invites,
    group_members,
    group_places,
    server_settings,
    study_groups,
    user_settings,
)
from bot.storage.database import Database, Session

__all__ = ["Edited", "Joined", "Left", "NewGroup", "StudyGroups"]

CHECKIN_WEEKDAY, CHECKIN_AT = 6, time(18)
"""Sunday evening: the week is nearly over, and the next one not begun."""


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

        `changes.zone` is a zone or a city; the check-in keeps its time of day, there.
        Raises UserError `group-unknown`, `group-over`, `group-not-yours`, `group-name-taken`,
        `group-blocked`, and as `changed`, `zone_named` and `SeenCatalogue.named` do.
        """
        if changes.credential_id:
            named = self._credential_id(server_of(asker), changes.credential_id)
            changes = replace(changes, credential_id=named)
        if changes.zone is not None:
            changes = replace(changes, zone=zone_named(changes.zone))
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
            if after != before and asker.user_id != before.owner_id:
                _record(session, asker, after, AuditAction.GROUP_EDITED, now)
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

    def _create(
        self, session: Session, asker: Asker, wanted: NewGroup, credential_id: str | None, now: datetime
    ) -> GroupView:
        guild_id = server_of(asker)
        known = study_groups.made_by(session, guild_id, asker.interaction_id)
        if known is not None:
            return view_of(session, self._catalogue_of, known)
        check_not_kept_out(session, asker)
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
        check_not_kept_out(session, asker)
        members = len(group_members.current_of(session, before.guild_id, group_id))
        after = changed(before, changes, members=members)
        if name_key(after.name) != name_key(before.name):
            _check_name_is_free(session, before.guild_id, after.name)
        if after.name != before.name:
            words = {"name": after.name, "before": before.name}
            tell_group(session, after, GroupEvent.RENAMED, asker.interaction_id, now, words)
        if after.zone != before.zone:
            move_to_zone(session, group_checkin(after.guild_id, after.id), after.zone, now)
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


def _check_name_is_free(session: Session, guild_id: int, name: str) -> None:
    if study_groups.living_named(session, guild_id, name) is not None:
        raise UserError("group-name-taken", name=name)


def _record(session: Session, asker: Asker, group: StudyGroup, action: AuditAction, now: datetime) -> None:
    deed = Deed(action, group.guild_id, asker.user_id, now, str(group.id), {"title": group.name})
    audit.record(session, [deed])
