"""Planning the notices that a credential expires, in the transaction that completes it; and what one says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.enrolment import Enrolment, EnrolmentStatus
from bot.domain.errors import UserError
from bot.domain.outbox import OutboxEntry, OutboxKind
from bot.domain.ports import Clock
from bot.domain.renewal import (
    RENEWAL_SUBJECT,
    enrolment_in,
    expires_on,
    is_its_day,
    is_renewal,
    renewal_days,
    renewal_key,
    renewal_subject,
    valid_months_of,
)
from bot.domain.target_notice import notice_due
from bot.domain.visibility import Visibility
from bot.services.asker import Asker
from bot.services.member_ledger import CatalogueOf, Member, current_outline, kept_id, member_of
from bot.storage import enrolments, member_settings, outbox
from bot.storage.database import Database, Session

Payload = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class RenewalNotice:
    """A notice as it is true now, planned for a local day.

    `is_offered`: one can still look at the credential, and begin it again.
    """

    enrolment: Enrolment
    planned: date
    completed_on: date
    expires: date
    days_left: int
    is_offered: bool
    visibility: Visibility


def follow_renewal(
    session: Session, member: Member, before: Enrolment, after: Enrolment, catalogue_of: CatalogueOf
) -> None:
    """Writes when the member will be told that what they completed expires; an undo takes that back."""
    if before.status is after.status:
        return
    if before.status is EnrolmentStatus.COMPLETED:
        outbox.call_off(session, after.guild_id, OutboxKind.NOTICE, renewal_subject(after.id))
    if after.status is EnrolmentStatus.COMPLETED:
        months = valid_months_of(after, current_outline(catalogue_of, after))
        _plan(session, member, after, member.today, months)


def _plan(session: Session, member: Member, completed: Enrolment, day: date, months: int | None) -> None:
    if months is None or completed.completed_at is None:
        return
    told = {"completed_at": completed.completed_at.isoformat(), "completed_on": day.isoformat()}
    for each in renewal_days(expires_on(day, months), today=member.today):
        due = notice_due(each, member.zone)
        outbox.put(session, OutboxEntry(renewal_key(completed, each), told, member.now, due))


class RenewalNotices:
    """Reads what a notice says at the moment at which it is sent."""

    def __init__(self, catalogue_of: CatalogueOf, database: Database, clock: Clock) -> None:
        """`catalogue_of` is what a server sees at this moment."""
        self._catalogue_of = catalogue_of
        self._database = database
        self._clock = clock

    async def notice(self, asker: Asker, delivery_id: int) -> RenewalNotice | None:
        """What the delivery says now; None where it does not hold any more: undone, renewed, or expired.

        Where the catalogue says by now that it is valid for another time, the notices of that are planned.
        """
        return await self._database.write(self._notice, asker, delivery_id, self._clock.now())

    async def credential_of(self, asker: Asker, delivery_id: int) -> tuple[str, bool]:
        """The id of the credential that the asker's own delivery tells of, and whether they renew it already.

        Raises UserError `delivery-unknown`.
        """
        return await self._database.read(self._credential, asker, delivery_id, self._clock.now())

    async def claim_untold(self, asker: Asker) -> list[tuple[int, RenewalNotice]]:
        """What could not be sent to the member directly and holds still; from now on they know.

        Each with the number of its delivery. Raises UserError `server-needed`.
        """

        def claim(session: Session, now: datetime) -> list[tuple[int, RenewalNotice]]:
            member = member_of(session, asker, now)
            claimed = outbox.claim_notices(session, member.guild_id, member.user_id, RENEWAL_SUBJECT)
            told = [(each, self._notice(session, asker, each, now)) for each in claimed]
            return [(number, notice) for number, notice in told if notice is not None]

        return await self._database.write(claim, self._clock.now())

    async def open_credential(self, guild_id: int, delivery_id: int) -> str:
        """The id of the credential for others who read it, as its member lets the server see their progress.

        Raises UserError `delivery-unknown`.
        """
        enrolment = await self._database.read(_open_enrolment, guild_id, delivery_id)
        return kept_id(self._catalogue_of, enrolment)

    def _notice(
        self, session: Session, asker: Asker, delivery_id: int, now: datetime
    ) -> RenewalNotice | None:
        member = member_of(session, asker, now)
        entry, enrolment = _told(session, member, delivery_id)
        current = current_outline(self._catalogue_of, enrolment)
        months = valid_months_of(enrolment, current)
        if months is None or self._is_over(session, enrolment, entry.payload):
            return None
        completed_on = date.fromisoformat(str(entry.payload["completed_on"]))
        expires = expires_on(completed_on, months)
        planned = date.fromisoformat(entry.key.period)
        if not is_its_day(expires, planned, today=member.today):
            _plan(session, member, enrolment, completed_on, months)
            return None
        return RenewalNotice(
            enrolment,
            planned,
            completed_on,
            expires,
            (expires - member.today).days,
            current is not None,
            member_settings.visibility_of(session, member.guild_id, member.user_id),
        )

    def _is_over(self, session: Session, enrolment: Enrolment, told: Payload) -> bool:
        """Whether this completion was undone, or the member began the same anew since."""
        completed_at = enrolment.completed_at
        return (
            completed_at is None
            or completed_at.isoformat() != told["completed_at"]
            or self._is_renewed(session, enrolment)
        )

    def _is_renewed(self, session: Session, enrolment: Enrolment) -> bool:
        same = kept_id(self._catalogue_of, enrolment)
        mine = enrolments.all_of(session, enrolment.guild_id, enrolment.user_id)
        return any(
            kept_id(self._catalogue_of, each) == same
            and each.id != enrolment.id
            and each.started_at >= enrolment.history[-1].at
            for each in mine
        )

    def _credential(
        self, session: Session, asker: Asker, delivery_id: int, now: datetime
    ) -> tuple[str, bool]:
        _, enrolment = _told(session, member_of(session, asker, now), delivery_id)
        return kept_id(self._catalogue_of, enrolment), self._is_renewed(session, enrolment)


def _told(session: Session, member: Member, delivery_id: int) -> tuple[OutboxEntry, Enrolment]:
    """The member's own delivery and what it is about. Raises UserError `delivery-unknown`."""
    entry = outbox.of_member(session, member.guild_id, member.user_id, delivery_id)
    if entry is not None and is_renewal(entry.key):
        about = enrolments.of_member(session, member.guild_id, member.user_id, enrolment_in(entry.key))
        if about is not None:
            return entry, about
    raise UserError("delivery-unknown")


def _open_enrolment(session: Session, guild_id: int, delivery_id: int) -> Enrolment:
    entry = outbox.in_server(session, guild_id, delivery_id)
    if entry is not None and is_renewal(entry.key):
        owner_id = entry.key.scope_id
        about = enrolments.of_member(session, guild_id, owner_id, enrolment_in(entry.key))
        is_open = member_settings.visibility_of(session, guild_id, owner_id) is Visibility.SERVER
        if about is not None and is_open:
            return about
    raise UserError("delivery-unknown")
