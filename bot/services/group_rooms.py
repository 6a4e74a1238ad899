"""What the use cases of study groups have in common: loading a group, and telling it what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.errors import UserError
from bot.domain.local_days import local_day
from bot.domain.moderation import BlockedFrom
from bot.domain.names import Name, Names
from bot.domain.outbox import OutboxKey, OutboxKind, OutboxScope
from bot.domain.schedule import group_checkin
from bot.domain.study_group import GroupEvent, Membership, StudyGroup, next_owner
from bot.domain.visibility import Visibility
from bot.services.asker import Asker
from bot.services.member_ledger import CatalogueOf
from bot.storage import (
    group_members,
    group_places,
    member_blocks,
    outbox,
    schedules,
    study_groups,
    user_settings,
)
from bot.storage.database import Session


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group as its cards show it; `members` are those who are in it, the longest first.

    `credential_title` is None where it follows none, or one that the server does not see any more.
    """

    group: StudyGroup
    members: tuple[Membership, ...]
    credential_title: str | None

    def membership_of(self, user_id: int) -> Membership | None:
        """The stay of a user who is in it; None of others."""
        return next((each for each in self.members if each.user_id == user_id), None)


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group in one line of a list."""

    group: StudyGroup
    members: int
    is_member: bool
    credential_title: str | None


def server_of(asker: Asker) -> int:
    """The asker's server. Raises UserError `server-needed`."""
    if asker.guild_id is None:
        raise UserError("server-needed")
    return asker.guild_id


def today_of(session: Session, user_id: int, now: datetime) -> date:
    """The day where a user is."""
    return local_day(now, user_settings.time_zone_of(session, user_id))


def group_numbered(session: Session, guild_id: int, group_id: int) -> StudyGroup:
    """A group of the server. Raises UserError `group-unknown`."""
    found = study_groups.of(session, guild_id, group_id)
    if found is None:
        raise UserError("group-unknown")
    return found


def group_named(session: Session, guild_id: int, named: str) -> StudyGroup:
    """A group by its number or its name, a slip allowed; an ended one by its number only.

    Raises UserError `group-unknown`.
    """
    if named.strip().isdecimal():
        found = study_groups.of(session, guild_id, int(named) if len(named) < _MOST_DIGITS else 0)
        if found is not None:
            return found
    exact = study_groups.living_named(session, guild_id, named)
    if exact is not None:
        return exact
    names = Names(Name(str(each), name) for each, name in study_groups.living_names(session, guild_id))
    keys = names.exactly(named) or names.with_a_slip(named)
    if len(keys) != 1:
        raise UserError("group-unknown")
    return group_numbered(session, guild_id, int(keys[0]))


_MOST_DIGITS = 18
"""More do not fit into a column."""


def check_not_kept_out(session: Session, asker: Asker) -> None:
    """Raises UserError `group-blocked` for whom the moderators let write nothing that others read."""
    if BlockedFrom.EVERYTHING in member_blocks.blocks_of(session, server_of(asker), asker.user_id):
        raise UserError("group-blocked")


def view_of(session: Session, catalogue_of: CatalogueOf, group: StudyGroup) -> GroupView:
    """The group with who is in it."""
    members = group_members.current_of(session, group.guild_id, group.id)
    return GroupView(group, tuple(members), title_of(catalogue_of, group))


def title_of(catalogue_of: CatalogueOf, group: StudyGroup) -> str | None:
    """The title of the credential that the group follows."""
    if group.credential_id is None:
        return None
    seen = catalogue_of(group.guild_id).seen
    found = seen.credentials.get(seen.current(group.credential_id) or "")
    return None if found is None else found.title


def tell_group(
    session: Session,
    group: StudyGroup,
    event: GroupEvent,
    about: int,
    now: datetime,
    words: Mapping[str, str] | None = None,
) -> None:
    """Has the group told once; `about` is the number of a stay, or of an interaction."""
    group_places.mark_changed(session, group.guild_id, [group.id], now=now)
    key = OutboxKey(
        group.guild_id,
        OutboxScope.GROUP,
        group.id,
        OutboxKind.GROUP_NEWS,
        f"{event.value}:{about}",
        local_day(now, group.zone).isoformat(),
    )
    outbox.add(session, key, dict(words or {}), due_at=now, now=now)


def let_go(
    session: Session, group: StudyGroup, stay: Membership, now: datetime, interaction_id: int | None
) -> None:
    """Ends a stay on the day where its member is, as they show themselves then."""
    said = group_members.visibilities(session, group.guild_id, [stay.user_id])[stay.user_id]
    group_members.leave(
        session,
        group.guild_id,
        stay,
        left_on=today_of(session, stay.user_id, now),
        shared=said is not Visibility.PRIVATE,
        interaction_id=interaction_id,
    )


def pass_on(
    session: Session, group: StudyGroup, leaver_id: int, now: datetime, interaction_id: int
) -> StudyGroup:
    """The group after somebody left it, saved: with another owner, or over if it is empty."""
    left = group_members.current_of(session, group.guild_id, group.id)
    if not left:
        return over(session, group, now, interaction_id)
    if group.owner_id != leaver_id:
        return group
    heir = next_owner(left, without=leaver_id)
    after = study_groups.owned(session, group, heir)
    stay = next(each for each in left if each.user_id == heir)
    tell_group(session, after, GroupEvent.OWNER, stay.id, now)
    return after


def over(session: Session, group: StudyGroup, now: datetime, interaction_id: int) -> StudyGroup:
    """The group after its end, saved. Nothing comes every week any more."""
    for stay in group_members.current_of(session, group.guild_id, group.id):
        let_go(session, group, stay, now, None)
    after = study_groups.ended(session, group, now)
    schedules.remove(session, group_checkin(group.guild_id, group.id))
    tell_group(session, after, GroupEvent.ENDED, interaction_id, now)
    return after
