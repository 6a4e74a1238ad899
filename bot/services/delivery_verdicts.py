"""Whether what was claimed is still wanted, and where it goes to: decided for a whole batch at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.delivery import Delivery
from bot.domain.delivery_rules import is_missed
from bot.domain.enrolment import EnrolmentStatus
from bot.domain.occurrence import WEEKLY, is_trial
from bot.domain.outbox import OutboxKey, OutboxKind, OutboxScope, Verdict
from bot.domain.renewal import is_renewal
from bot.domain.schedule import Owner, Schedule
from bot.domain.server_settings import ServerSettings
from bot.services.group_deliveries import KnownGroups, group_of, group_verdict, known_groups
from bot.services.member_ledger import is_announced
from bot.storage import enrolments, schedules, server_settings
from bot.storage.database import Session

_SCHEDULED = {OutboxKind.REMINDER, OutboxKind.DIGEST, OutboxKind.NOTICE, OutboxKind.CHECKIN}
_DIRECT = {OutboxKind.FAULT, OutboxKind.INVITE}
_REMINDING = {OutboxKind.REMINDER, OutboxKind.NOTICE}


@dataclass(frozen=True, slots=True)
class Aim:
    """Where it goes to (None: directly), unless a `verdict` says why it is not wanted."""

    channel_id: int | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """What the decisions of a batch go by."""

    now: datetime
    schedules: dict[Owner, Schedule]
    statuses: dict[tuple[int, int], set[EnrolmentStatus]]
    servers: dict[int, ServerSettings]
    faulty: set[tuple[int, int]]
    is_announced: Callable[[int, int], bool]
    groups: KnownGroups


def owner_of(key: OutboxKey) -> Owner:
    """Whose schedule it goes by: it made it due, and a notice goes to where the member's reminder goes."""
    kind = OutboxKind.REMINDER if key.kind is OutboxKind.NOTICE else key.kind
    return Owner(key.guild_id, key.scope, key.scope_id, kind)


def aims_of(session: Session, deliveries: Sequence[Delivery], now: datetime) -> dict[int, Aim]:
    """Where each goes to, or why it does not; by `Delivery.id`."""
    keys = [each.key for each in deliveries]
    told = {key.guild_id for key in keys if key.kind is OutboxKind.COMPLETION}
    reminded = [(key.guild_id, key.scope_id) for key in keys if key.kind in _REMINDING]
    known = _Known(
        now,
        schedules.of_many(session, {owner_of(key) for key in keys if key.kind in _SCHEDULED}),
        enrolments.open_statuses(session, reminded),
        {guild_id: server_settings.of(session, guild_id) for guild_id in sorted(told)},
        server_settings.faulty_channels(session, [key.guild_id for key in keys]),
        lambda guild_id, user_id: is_announced(session, guild_id, user_id),
        known_groups(session, keys),
    )
    return {each.id: _aim(each, known) for each in deliveries}


def _aim(delivery: Delivery, known: _Known) -> Aim:
    if delivery.key.kind in _DIRECT:
        return Aim()
    if delivery.key.kind is OutboxKind.COMPLETION:
        return _completion(delivery, known)
    if group_of(delivery.key) is not None:
        return _of_group(delivery, known)
    schedule = known.schedules.get(owner_of(delivery.key))
    if is_renewal(delivery.key):
        return _renewal(delivery.key.guild_id, schedule, known)
    if schedule is None:
        return Aim(verdict=Verdict.OFF)
    aim = _to_channel(delivery.key.guild_id, schedule.channel_id, known)
    # Who tries it wants to see it now, whatever is underway.
    return aim if is_trial(delivery.key) else Aim(aim.channel_id, _unwanted(delivery, schedule, known, aim))


def _of_group(delivery: Delivery, known: _Known) -> Aim:
    key = delivery.key
    if key.kind is OutboxKind.CHECKIN:
        is_off = key.subject == WEEKLY and owner_of(key) not in known.schedules
        if is_off or is_missed(key.kind, delivery.due_at, known.now):
            return Aim(verdict=Verdict.OFF if is_off else Verdict.MISSED)
    return Aim(*group_verdict(delivery, known.groups))


def _completion(delivery: Delivery, known: _Known) -> Aim:
    key, server = delivery.key, known.servers[delivery.key.guild_id]
    if delivery.is_withdrawn:
        return Aim(verdict=Verdict.WITHDRAWN)
    if not known.is_announced(key.guild_id, key.scope_id):
        return Aim(verdict=Verdict.OPTED_OUT)
    if server.announce_channel_id is None:
        return Aim(verdict=Verdict.NO_CHANNEL)
    if server.is_quiet(known.now):
        return Aim(verdict=Verdict.PAUSED)
    return _to_channel(key.guild_id, server.announce_channel_id, known)


def _renewal(guild_id: int, schedule: Schedule | None, known: _Known) -> Aim:
    """It comes years later, when most have no reminder any more: to those directly."""
    if schedule is None:
        return Aim()
    if schedule.is_paused(known.now):
        return Aim(verdict=Verdict.PAUSED)
    return _to_channel(guild_id, schedule.channel_id, known)


def _to_channel(guild_id: int, channel_id: int | None, known: _Known) -> Aim:
    if channel_id is not None and (guild_id, channel_id) in known.faulty:
        return Aim(verdict=Verdict.FAULTY_CHANNEL)
    return Aim(channel_id)


def _unwanted(delivery: Delivery, schedule: Schedule, known: _Known, aim: Aim) -> Verdict | None:
    if is_missed(delivery.key.kind, delivery.due_at, known.now):
        return Verdict.MISSED
    if schedule.is_paused(known.now):
        return Verdict.PAUSED
    if delivery.key.scope is OutboxScope.MEMBER:
        statuses = known.statuses.get((delivery.key.guild_id, delivery.key.scope_id), set())
        if EnrolmentStatus.ACTIVE not in statuses:
            return Verdict.PAUSED if statuses else Verdict.FINISHED
    return aim.verdict
