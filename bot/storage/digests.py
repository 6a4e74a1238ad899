"""The queries of a server's digest: only of members who let it be told. Every one names its server."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from bot.domain.enrolment import EnrolmentStatus
from bot.domain.ledger import EntryKind
from bot.domain.visibility import Announcing, Visibility
from bot.storage.outlines import outline_in
from bot.storage.tables import EnrolmentRow, EnrolmentStatusRow, LogEntryRow, MemberSettingsRow

_TELLS = (Announcing.QUIET.value, Announcing.PING.value)
_IS_OPEN_TO_ALL = col(MemberSettingsRow.visibility) == Visibility.SERVER.value


def finished(session: Session, guild_id: int, since: datetime, until: datetime) -> list[tuple[int, str]]:
    """Members who want it told, and what they finished (and it is finished still), the first one first."""
    at = func.max(col(EnrolmentStatusRow.at))
    query = (
        select(EnrolmentRow.user_id, EnrolmentRow.outline, at)
        .join(EnrolmentStatusRow, col(EnrolmentStatusRow.enrolment_id) == col(EnrolmentRow.id))
        .join(MemberSettingsRow, _settings_of(EnrolmentRow))
        .where(
            col(EnrolmentRow.guild_id) == guild_id,
            col(EnrolmentRow.status) == EnrolmentStatus.COMPLETED.value,
            col(EnrolmentStatusRow.status) == EnrolmentStatus.COMPLETED.value,
            col(MemberSettingsRow.announcing).in_(_TELLS),
        )
        .group_by(col(EnrolmentRow.id), col(EnrolmentRow.user_id), col(EnrolmentRow.outline))
        .having(at >= since, at < until)
        .order_by(at, col(EnrolmentRow.id))
    )
    return [(user_id, outline_in(outline).title) for user_id, outline, _ in session.exec(query)]


def started(session: Session, guild_id: int, since: date, until: date) -> list[tuple[int, str]]:
    """Members who let the server see it, and what they started and did not drop, the first one first."""
    query = (
        select(EnrolmentRow.user_id, EnrolmentRow.outline)
        .join(MemberSettingsRow, _settings_of(EnrolmentRow))
        .where(
            col(EnrolmentRow.guild_id) == guild_id,
            col(EnrolmentRow.started_on) >= since,
            col(EnrolmentRow.started_on) < until,
            col(EnrolmentRow.status) != EnrolmentStatus.DROPPED.value,
            _IS_OPEN_TO_ALL,
        )
        .order_by(col(EnrolmentRow.started_on), col(EnrolmentRow.id))
    )
    return [(user_id, outline_in(outline).title) for user_id, outline in session.exec(query)]


def minutes_by_day(session: Session, guild_id: int, since: date, until: date) -> dict[date, int]:
    """The minutes of those who let the server see them, by the day."""
    query = (
        select_columns(col(LogEntryRow.local_day), func.sum(col(LogEntryRow.minutes)))
        .join(MemberSettingsRow, _settings_of(LogEntryRow))
        .where(*_worked(guild_id, since, until))
        .group_by(col(LogEntryRow.local_day))
        .order_by(col(LogEntryRow.local_day))
    )
    rows = session.connection().execute(query)
    return {day: int(minutes) for day, minutes in rows if minutes}


def members_counted(session: Session, guild_id: int, since: date, until: date) -> int:
    """How many those are."""
    query = (
        select(func.count(func.distinct(LogEntryRow.user_id)))
        .join(MemberSettingsRow, _settings_of(LogEntryRow))
        .where(*_worked(guild_id, since, until), col(LogEntryRow.minutes).is_not(None))
    )
    return int(session.exec(query).one())


def _settings_of(rows: type[EnrolmentRow | LogEntryRow]) -> Any:  # noqa: ANN401 - SQL
    return and_(
        col(MemberSettingsRow.guild_id) == col(rows.guild_id),
        col(MemberSettingsRow.user_id) == col(rows.user_id),
    )


def _worked(guild_id: int, since: date, until: date) -> list[Any]:
    return [
        col(LogEntryRow.guild_id) == guild_id,
        col(LogEntryRow.local_day) >= since,
        col(LogEntryRow.local_day) < until,
        col(LogEntryRow.kind) != EntryKind.VOID.value,
        col(LogEntryRow.voided_by).is_(None),
        _IS_OPEN_TO_ALL,
    ]
