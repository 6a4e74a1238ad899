"""What is delivered to study groups: whether it is still wanted, and what follows when it is sent or not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.delivery import Delivery, DeliveryError, ForbiddenError, LostPlaceError, SentMessage
from bot.domain.group_place import GroupPlace, PlaceTrouble
from bot.domain.outbox import OutboxKey, OutboxKind, OutboxScope, Verdict
from bot.domain.study_group import StudyGroup
from bot.services.group_places import in_trouble
from bot.storage import group_checkins, group_places, study_groups
from bot.storage.database import Session

_NO_TROUBLE = {None, PlaceTrouble.NO_THREAD_YET}
"""With the first of its posts comes the thread."""


@dataclass(frozen=True, slots=True)
class KnownGroups:
    """The groups of a batch and where they meet, by server and number."""

    groups: Mapping[tuple[int, int], StudyGroup] = field(default_factory=dict)
    places: Mapping[tuple[int, int], GroupPlace] = field(default_factory=dict)


def group_of(key: OutboxKey) -> tuple[int, int] | None:
    """The server and the number of the group that something is about; None where it is about none."""
    if key.scope is OutboxScope.GROUP:
        return key.guild_id, key.scope_id
    return (key.guild_id, int(key.subject)) if key.kind is OutboxKind.GROUP_FAULT else None


def known_groups(session: Session, keys: Iterable[OutboxKey]) -> KnownGroups:
    """What is known of the groups that these are about."""
    wanted: dict[int, set[int]] = {}
    for found in map(group_of, keys):
        if found is not None:
            wanted.setdefault(found[0], set()).add(found[1])
    groups, places = {}, {}
    for guild_id, numbers in sorted(wanted.items()):
        for number, group in study_groups.with_numbers(session, guild_id, numbers).items():
            groups[guild_id, number] = group
        for number, place in group_places.of_many(session, guild_id, numbers).items():
            places[guild_id, number] = place
    return KnownGroups(groups, places)


def group_verdict(delivery: Delivery, known: KnownGroups) -> tuple[int | None, Verdict | None]:
    """The thread to which it goes (None: none yet, or directly), and why it is not wanted."""
    about = group_of(delivery.key)
    group, place = known.groups.get(about or (0, 0)), known.places.get(about or (0, 0))
    if group is None or place is None:
        return None, Verdict.OFF
    kind = delivery.key.kind
    if kind is OutboxKind.GROUP_FAULT:
        is_over = not group.is_living or place.trouble in _NO_TROUBLE
        return None, Verdict.WITHDRAWN if is_over else None
    if not group.is_living and kind is not OutboxKind.GROUP_NEWS:
        return None, Verdict.OFF
    if kind is OutboxKind.BOARD:
        is_old = delivery.key.period != str(place.generation) or place.board_message_id is not None
        return place.thread_id, Verdict.WITHDRAWN if is_old else None
    if place.trouble not in _NO_TROUBLE:
        return place.thread_id, Verdict.FAULTY_CHANNEL
    return place.thread_id, None


def group_sent(session: Session, delivery: Delivery, message: SentMessage) -> None:
    """Keeps where a board or a check-in is: it is edited there."""
    key = delivery.key
    if key.kind is OutboxKind.BOARD:
        group_places.set_board(session, key.guild_id, key.scope_id, int(key.period), message.message_id)
    elif key.kind is OutboxKind.CHECKIN:
        group_checkins.set_message(session, key.guild_id, key.scope_id, key.period, message)


def group_refused(session: Session, delivery: Delivery, error: DeliveryError, now: datetime) -> None:
    """Keeps that a group's place takes nothing; its owner is told, once."""
    place = group_places.of(session, delivery.key.guild_id, delivery.key.scope_id)
    if place is None:
        return
    has_moved = delivery.channel_id is not None and delivery.channel_id != place.thread_id
    is_old_board = delivery.key.kind is OutboxKind.BOARD and delivery.key.period != str(place.generation)
    if not (has_moved or is_old_board):
        in_trouble(session, place, _trouble(error), now)


def _trouble(error: DeliveryError) -> PlaceTrouble:
    if isinstance(error, LostPlaceError):
        return error.trouble
    return PlaceTrouble.FORBIDDEN if isinstance(error, ForbiddenError) else PlaceTrouble.THREAD_GONE
