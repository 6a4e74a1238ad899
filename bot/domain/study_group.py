"""Study groups: members of one server who work together, and who may do what in a group."""

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.errors import UserError
from bot.domain.local_days import DAYS_PER_WEEK, local_day
from bot.domain.minutes_text import MAX_MINUTES
from bot.domain.plain_text import printable
from bot.domain.visibility import Visibility

MAX_NAME_LENGTH = 60
LEAST_MEMBERS = 2
MOST_MEMBERS = 50
DEFAULT_MEMBERS = 10
MOST_GROUPS_OF_A_MEMBER = 20
MOST_GROUPS_OF_A_SERVER = 1000
INVITATION_DAYS = 14
MOST_INVITATIONS_A_DAY = 10
MAX_GOAL_MINUTES = MOST_MEMBERS * DAYS_PER_WEEK * MAX_MINUTES
MOST_GOAL_DAYS = 3660
OUTSIDERS_NEED = 3
"""So many people must have counted in a sum before those see it who are not in the group."""


class GroupEvent(StrEnum):
    """What a group is told once."""

    JOINED = "joined"
    LEFT = "left"
    RENAMED = "renamed"
    OWNER = "owner"
    ENDED = "ended"


class InvitationStatus(StrEnum):
    """What became of an invitation; one that is open ends by itself after some days."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class StudyGroup:
    """Members of a server who work together, on one credential or each on their own.

    `goal_minutes_week` are minutes a week together, `goal_by` the day by which all want to be done. Days and
    weeks of the group are those of its `zone`. `owner_id` is None where the last one was erased. `version`
    counts the changes, from 1.
    """

    id: int
    guild_id: int
    name: str
    owner_id: int | None
    credential_id: str | None
    most_members: int
    is_open: bool
    goal_minutes_week: int | None
    goal_by: date | None
    zone: str
    created_at: datetime
    ended_at: datetime | None = None
    version: int = 1

    @property
    def is_living(self) -> bool:
        """Whether it has not ended."""
        return self.ended_at is None

    @property
    def created_on(self) -> date:
        """The day of the group on which it was made."""
        return local_day(self.created_at, self.zone)


@dataclass(frozen=True, slots=True)
class Membership:
    """A stay in a group, from one local day of the member's to another; earlier ones have smaller ids.

    `left_on` None: they are in it. `shared_when_left`: whether the group saw their work when they left.
    """

    id: int
    group_id: int
    user_id: int
    joined_on: date
    left_on: date | None = None
    shared_when_left: bool | None = None

    @property
    def is_current(self) -> bool:
        """Whether they are in the group."""
        return self.left_on is None


@dataclass(frozen=True, slots=True)
class Invitation:
    """That somebody may come into a group. `invited_by` is None for who was erased."""

    id: int
    guild_id: int
    group_id: int
    user_id: int
    invited_by: int | None
    invited_at: datetime
    expires_at: datetime
    status: InvitationStatus = InvitationStatus.OPEN

    def is_open(self, now: datetime) -> bool:
        """Whether it can be taken at a moment."""
        return self.status is InvitationStatus.OPEN and now < self.expires_at


@dataclass(frozen=True, slots=True)
class GroupChanges:
    """What an edit changes; None leaves a field as it is. An empty `credential_id` takes it away."""

    name: str | None = None
    credential_id: str | None = None
    most_members: int | None = None
    is_open: bool | None = None
    zone: str | None = None


def checked_name(typed: str) -> str:
    """The name on one line. Raises UserError `group-name-missing`, `group-name-too-long`."""
    name = printable(typed)
    if not name:
        raise UserError("group-name-missing")
    if len(name) > MAX_NAME_LENGTH:
        raise UserError("group-name-too-long", limit=MAX_NAME_LENGTH)
    return name


def name_key(name: str) -> str:
    """What two names have in common that look the same: there is one living group of it in a server."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def checked_size(most_members: int, *, members: int = 0) -> int:
    """How many may be in it. Raises UserError `group-size-wrong`, `group-size-below-members`."""
    if not LEAST_MEMBERS <= most_members <= MOST_MEMBERS:
        raise UserError("group-size-wrong", least=LEAST_MEMBERS, most=MOST_MEMBERS)
    if most_members < members:
        raise UserError("group-size-below-members", members=members)
    return most_members


def checked_goal(minutes_week: int | None, by: date | None, *, today: date) -> tuple[int | None, date | None]:
    """A goal that can be kept. Raises UserError `group-goal-hours-wrong`, `group-goal-day-wrong`."""
    if minutes_week is not None and not 1 <= minutes_week <= MAX_GOAL_MINUTES:
        raise UserError("group-goal-hours-wrong")
    if by is not None and not today < by <= today + timedelta(days=MOST_GOAL_DAYS):
        raise UserError("group-goal-day-wrong")
    return minutes_week, by


def may_manage(group: StudyGroup, user_id: int, *, is_moderator: bool) -> bool:
    """Whether somebody may change the group and end it."""
    return is_moderator or user_id == group.owner_id


def check_may_manage(group: StudyGroup, user_id: int, *, is_moderator: bool) -> None:
    """Raises UserError `group-not-yours`."""
    if not may_manage(group, user_id, is_moderator=is_moderator):
        raise UserError("group-not-yours", name=group.name)


def check_living(group: StudyGroup) -> None:
    """Raises UserError `group-over`."""
    if not group.is_living:
        raise UserError("group-over", name=group.name)


def may_join(group: StudyGroup, *, members: int, groups_of_member: int, is_invited: bool) -> None:
    """Lets somebody in who is not in it.

    Raises UserError `group-over`, `group-by-invitation`, `group-full`, `groups-too-many`.
    """
    check_living(group)
    if not group.is_open and not is_invited:
        raise UserError("group-by-invitation", name=group.name)
    if members >= group.most_members:
        raise UserError("group-full", name=group.name, most=group.most_members)
    check_has_room_for_groups(groups_of_member)


def check_has_room_for_groups(groups_of_member: int) -> None:
    """Raises UserError `groups-too-many` where somebody is in as many groups as one may be in."""
    if groups_of_member >= MOST_GROUPS_OF_A_MEMBER:
        raise UserError("groups-too-many", most=MOST_GROUPS_OF_A_MEMBER)


def check_server_has_room(groups_of_server: int) -> None:
    """Raises UserError `groups-of-server-too-many`."""
    if groups_of_server >= MOST_GROUPS_OF_A_SERVER:
        raise UserError("groups-of-server-too-many", most=MOST_GROUPS_OF_A_SERVER)


def next_owner(memberships: Iterable[Membership], *, without: int) -> int | None:
    """Who has been in the group longest but for one; None where nobody else is in it."""
    staying = [each for each in memberships if each.is_current and each.user_id != without]
    return min(staying, key=lambda each: each.id).user_id if staying else None


def changed(group: StudyGroup, changes: GroupChanges, *, members: int) -> StudyGroup:
    """The group after an edit, its version counted up where something is different.

    Raises UserError as `checked_name` and `checked_size` do.
    """
    most = group.most_members if changes.most_members is None else changes.most_members
    after = replace(
        group,
        name=group.name if changes.name is None else checked_name(changes.name),
        credential_id=group.credential_id if changes.credential_id is None else changes.credential_id or None,
        most_members=most if most == group.most_members else checked_size(most, members=members),
        is_open=group.is_open if changes.is_open is None else changes.is_open,
        zone=group.zone if changes.zone is None else changes.zone,
    )
    return group if after == group else replace(after, version=group.version + 1)


def shows_work(last_stay: Membership, visibility: Visibility) -> bool:
    """Whether what a member did counts for the group: as they show it now, or did when they left."""
    return bool(last_stay.shared_when_left) if last_stay.left_on else visibility is not Visibility.PRIVATE


def counts_in(memberships: Collection[Membership], day: date) -> bool:
    """Whether work of a local day was done in the group, by all the stays of its member."""
    return any(
        each.joined_on <= day and (each.left_on is None or day <= each.left_on) for each in memberships
    )
