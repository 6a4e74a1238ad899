"""The queries of what a group could not be told while its place was out of order. Each names its server."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, update

from bot.domain.group_place import GroupPlace
from bot.domain.outbox import OutboxKey, OutboxKind, OutboxScope, OutboxStatus, Verdict
from bot.storage import group_checkins, outbox
from bot.storage.tables import OutboxRow

_NEWS_FOR = timedelta(hours=48)
"""What could not be told for longer is no news any more."""
_NOWHERE = (Verdict.FORBIDDEN.value, Verdict.GONE.value, Verdict.FAULTY_CHANNEL.value)


def tell_again(session: Session, place: GroupPlace, *, has_moved: bool, now: datetime) -> None:
    """Has told what could not be told while the place was out of order, and posts the open check-in anew.

    The latter only where the place `has_moved`: what was posted stayed behind.
    """
    checkin = group_checkins.opened(session, place.guild_id, place.group_id)
    unsent = update(OutboxRow).where(
        col(OutboxRow.guild_id) == place.guild_id,
        col(OutboxRow.scope) == OutboxScope.GROUP.value,
        col(OutboxRow.scope_id) == place.group_id,
        col(OutboxRow.status).in_([OutboxStatus.SKIPPED.value, OutboxStatus.DEAD.value]),
        col(OutboxRow.verdict).in_(_NOWHERE),
    )
    news = (
        col(OutboxRow.kind) == OutboxKind.GROUP_NEWS.value,
        col(OutboxRow.created_at) >= now - _NEWS_FOR,
    )
    asked = (
        col(OutboxRow.kind) == OutboxKind.CHECKIN.value,
        col(OutboxRow.period) == (checkin.week if checkin else ""),
    )
    again = {
        "status": OutboxStatus.PENDING.value,
        "verdict": None,
        "not_before": None,
        "first_tried_at": None,
        "tries": 0,
        "channel_id": None,
    }
    session.exec(unsent.where(*news).values(**again))
    waiting = session.exec(unsent.where(*asked).values(**again).returning(col(OutboxRow.id))).all()
    if checkin is None or waiting or not has_moved:
        return
    if group_checkins.message_of(session, place.guild_id, place.group_id, checkin.week) is not None:
        group_checkins.forget_message(session, place.guild_id, place.group_id, checkin.week)
        scope, kind = OutboxScope.GROUP, OutboxKind.CHECKIN
        subject = f"moved:{place.generation}"
        key = OutboxKey(place.guild_id, scope, place.group_id, kind, subject, checkin.week)
        outbox.add(session, key, {}, due_at=now, now=now)
