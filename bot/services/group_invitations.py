"""The use cases of invitations into study groups: sent, answered, and told of where they were refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.errors import UserError
from bot.domain.outbox import OutboxKey, OutboxKind, OutboxScope
from bot.domain.ports import Clock
from bot.domain.study_group import (
    INVITATION_DAYS,
    MOST_INVITATIONS_A_DAY,
    Invitation,
    InvitationStatus,
    check_living,
)
from bot.services.asker import Asker
from bot.services.group_rooms import (
    GroupView,
    check_not_kept_out,
    group_numbered,
    server_of,
    today_of,
    view_of,
)
from bot.services.member_ledger import CatalogueOf
from bot.storage import group_invites, outbox, own_servers, study_groups
from bot.storage.database import Database, Session


@dataclass(frozen=True, slots=True)
class InvitationView:
    """An invitation with its group; `is_new` is False where it was there before."""

    invitation: Invitation
    view: GroupView
    is_new: bool = False


class GroupInvitations:
    """Keeps invitations. `wake` is called when one is to be sent at once.

    In a direct message without a server every use case raises UserError `server-needed`.
    """

    def __init__(
        self, catalogue_of: CatalogueOf, database: Database, clock: Clock, wake: Callable[[], None]
    ) -> None:
        """`catalogue_of` is what a server sees at this moment."""
        self._catalogue_of = catalogue_of
        self._database = database
        self._clock = clock
        self._wake = wake

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

    async def of(self, asker: Asker, group_id: int) -> InvitationView | None:
        """The asker's invitation to a group, where it can be taken now."""

        def look(session: Session, now: datetime) -> InvitationView | None:
            guild_id = server_of(asker)
            found = group_invites.open_of(session, guild_id, group_id, asker.user_id, now)
            if found is None:
                return None
            group = group_numbered(session, guild_id, group_id)
            return InvitationView(found, view_of(session, self._catalogue_of, group))

        return await self._database.read(look, self._clock.now())

    async def take_refused(self, asker: Asker) -> list[InvitationView]:
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

    async def server_of_one(self, user_id: int, group_id: int) -> int | None:
        """The server of a group into which a user was invited, for a button; None where they were not."""
        return await self._database.read(own_servers.of_invitation, user_id, group_id)

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
        check_not_kept_out(session, asker)
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


def invitations_of(
    session: Session, catalogue_of: CatalogueOf, asker: Asker, now: datetime
) -> tuple[InvitationView, ...]:
    """The asker's invitations into living groups that can be taken now, the newest first."""
    guild_id = server_of(asker)
    found = group_invites.all_open_of(session, guild_id, asker.user_id, now)
    groups = study_groups.with_numbers(session, guild_id, (each.group_id for each in found))
    return tuple(
        InvitationView(each, view_of(session, catalogue_of, groups[each.group_id]))
        for each in found
        if groups[each.group_id].is_living
    )


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
