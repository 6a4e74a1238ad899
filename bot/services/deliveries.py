"""The use cases of the sweep: make due, claim, and keep what came of it. Each is one transaction."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.delivery import Delivery, DeliveryError, ForbiddenError, Place, SentMessage
from bot.domain.delivery_rules import LEASE
from bot.domain.outbox import OutboxKind, OutboxScope, OutboxStatus, Verdict
from bot.domain.ports import Clock
from bot.domain.server_settings import ChannelFault, FaultReason
from bot.services.channel_faults import out_of_order
from bot.services.delivery_verdicts import aims_of, owner_of
from bot.services.due_weeks import Opening, make_all_due
from bot.services.group_deliveries import group_refused, group_sent
from bot.storage import deliveries, group_invites, schedules
from bot.storage.database import Database, Session

_SCHEDULES_AT_ONCE = 20
"""A member who waits for the writer waits some milliseconds."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery in hand, until the lease of `token` ends.

    `must_look`: it may have been sent before, and is looked for first. `unwanted`: it is not to be sent; only
    what has to be looked for first comes with one.
    """

    delivery: Delivery
    token: str
    must_look: bool = False
    unwanted: Verdict | None = None


class Deliveries:
    """What waits in the outbox, for whoever sends it. `lease` is how long a claim holds.

    `opening` begins what is begun by its being due.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        lease: timedelta = LEASE,
        opening: Opening | None = None,
    ) -> None:
        self._database = database
        self._opening = opening
        self._clock = clock
        self.lease = lease

    def now(self) -> datetime:
        """The moment of the calendar."""
        return self._clock.now()

    async def make_due(self, now: datetime) -> int:
        """Writes all that is due until a moment of the calendar into the outbox; says how much that is."""
        total = 0
        while True:
            made, is_all = await self.make_some_due(now, _SCHEDULES_AT_ONCE)
            total += made
            if is_all:
                return total

    async def make_some_due(self, now: datetime, at_least: int) -> tuple[int, bool]:
        """The same until so much is written, a few at a time; says too whether that was all."""
        total = 0
        while total < at_least:
            looked_at, made = await self._database.write(make_all_due, now, _SCHEDULES_AT_ONCE, self._opening)
            total += made
            if looked_at < _SCHEDULES_AT_ONCE:
                return total, True
        return total, False

    async def first_due(self, after: datetime) -> datetime | None:
        """When something is due next, later than a moment of the calendar; None where nothing is."""
        return await self._database.read(_first_due, after)

    async def claim(
        self, now: datetime, limit: int, busy: Collection[int] = (), *, newest_first: bool = False
    ) -> tuple[list[Claim], int]:
        """What is to be sent now, at most `limit`, and how many rows were looked at for it.

        What is not wanted any more is skipped. `busy` are deliveries that are in hand already.
        """
        return await self._database.write(_claim, now, self.lease, limit, busy, newest_first)

    async def sent(self, claim: Claim, message: SentMessage) -> None:
        """Keeps that it was sent."""
        await self._database.write(_sent, claim.delivery, message)

    async def skip(self, claim: Claim, verdict: Verdict) -> None:
        """Keeps that it is not sent, as there is no need to."""
        await self._database.write(_finish, claim, verdict, OutboxStatus.SKIPPED)

    async def bury(self, claim: Claim, verdict: Verdict) -> None:
        """Keeps that it is given up."""
        await self._database.write(_finish, claim, verdict, OutboxStatus.DEAD)

    async def refused(self, claim: Claim, error: DeliveryError) -> None:
        """Keeps that it cannot be delivered there (ForbiddenError, GoneError).

        Its member is told at the next chance; the moderators at once, and once a channel.
        """
        await self._database.write(_refused, claim, error, self._clock.now())

    async def put_off(self, claim: Claim, wait: timedelta, *, may_be_sent: bool) -> None:
        """Lets it wait."""
        await self._database.write(
            deliveries.put_off, claim.delivery.id, claim.token, wait, may_be_sent=may_be_sent
        )

    async def give_back(self, claims: Iterable[Claim]) -> None:
        """Gives back what was claimed and not begun."""
        claims = list(claims)
        tokens = {each.delivery.id: each.token for each in claims}
        unsure = {each.delivery.id for each in claims if each.must_look}
        await self._database.write(deliveries.give_back, tokens, unsure)

    async def claim_amendments(self, busy: Collection[int] = ()) -> list[Delivery]:
        """What was sent and does not hold any more, or holds again."""
        if not await self._database.read(deliveries.has_amendments):
            return []
        return await self._database.write(deliveries.claim_amendments, lease=self.lease, busy=busy)

    async def amended(self, delivery: Delivery) -> None:
        """Keeps that the message says what holds."""
        await self._database.write(deliveries.mark_amended, delivery.id, is_withdrawn=delivery.is_withdrawn)

    async def put_amendment_off(self, delivery: Delivery, wait: timedelta) -> None:
        """Lets a message stand as it is for a while."""
        await self._database.write(deliveries.put_amendment_off, delivery.id, wait)

    async def database_time(self) -> datetime:
        """What the database's clock shows."""
        return await self._database.read(deliveries.database_time)


def _first_due(session: Session, after: datetime) -> datetime | None:
    found = (schedules.first_due_after(session, after), deliveries.first_due_after(session, after))
    return min((each for each in found if each is not None), default=None)


def _claim(
    session: Session,
    now: datetime,
    lease: timedelta,
    limit: int,
    busy: Collection[int],
    newest_first: bool,  # noqa: FBT001 - as the door hands it on
) -> tuple[list[Claim], int]:
    token = deliveries.new_token()
    claimed = deliveries.claim(
        session, token, now=now, lease=lease, limit=limit, busy=busy, newest_first=newest_first
    )
    aims = aims_of(session, [each for each, _ in claimed], now)
    skipped = {
        each.id: verdict
        for each, must_look in claimed
        if not must_look and (verdict := aims[each.id].verdict) is not None
    }
    deliveries.finish(session, skipped, token, OutboxStatus.SKIPPED)
    aimed = {
        each.id: aims[each.id].channel_id
        for each, must_look in claimed
        if not must_look and aims[each.id].channel_id != each.channel_id
    }
    deliveries.aim(session, aimed)
    claims = [
        # What may have been sent before is looked for, and sent, where it was tried then.
        Claim(each, token, must_look=True, unwanted=aims[each.id].verdict)
        if must_look
        else Claim(replace(each, channel_id=aims[each.id].channel_id), token)
        for each, must_look in claimed
        if each.id not in skipped
    ]
    return claims, len(claimed)


def _sent(session: Session, delivery: Delivery, message: SentMessage) -> None:
    deliveries.mark_sent(session, delivery.id, message)
    if delivery.key.kind is OutboxKind.REMINDER:
        schedules.set_refused(session, owner_of(delivery.key), None)
    elif delivery.key.scope is OutboxScope.GROUP:
        group_sent(session, delivery, message)


def _finish(session: Session, claim: Claim, verdict: Verdict, status: OutboxStatus) -> None:
    deliveries.finish(session, {claim.delivery.id: verdict}, claim.token, status)


def _refused(session: Session, claim: Claim, error: DeliveryError, now: datetime) -> None:
    delivery = claim.delivery
    is_forbidden = isinstance(error, ForbiddenError)
    verdict = Verdict.FORBIDDEN if is_forbidden else Verdict.GONE
    if isinstance(error, ForbiddenError) and error.where is Place.DIRECT_MESSAGE:
        verdict = Verdict.REFUSED_DM
    _finish(session, claim, verdict, OutboxStatus.DEAD)
    if delivery.key.scope is OutboxScope.GROUP:
        group_refused(session, delivery, error, now)
    elif delivery.key.kind in {OutboxKind.REMINDER, OutboxKind.NOTICE}:
        schedules.set_refused(session, owner_of(delivery.key), now)
    elif delivery.key.kind is OutboxKind.INVITE:
        key = delivery.key
        group_invites.set_refused(session, key.guild_id, int(key.subject), key.scope_id, now=now)
    elif delivery.key.kind is not OutboxKind.FAULT and delivery.channel_id is not None:
        reason = FaultReason.FORBIDDEN if is_forbidden else FaultReason.GONE
        out_of_order(session, delivery.key.guild_id, ChannelFault(delivery.channel_id, reason, now))
