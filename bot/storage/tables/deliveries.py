"""What is to be told, and when: outbox, weekly schedules, servers' settings, channels out of order."""

from datetime import datetime, time

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, UniqueConstraint, false, text
from sqlmodel import Field

from bot.domain.outbox import OutboxKind, OutboxScope, OutboxStatus, Verdict
from bot.domain.server_settings import AnnouncementStyle, AnnouncementTone, FaultReason
from bot.domain.time_zones import MAX_ZONE_LENGTH
from bot.storage.tables.base import COUNTED, WORD_LENGTH, Table, one_of
from bot.storage.tables.moderation import TOKEN_LENGTH

_SUBJECT_LENGTH = 100
_PERIOD_LENGTH = 40
TO_AMEND = text("status = 'sent' AND (withdrawn_at IS NOT NULL) <> says_withdrawn")
"""What was sent, and says what does not hold any more."""


class OutboxRow(Table, table=True):
    """Something to be told, once; `payload` is what it says, as JSON, without anybody's id.

    `status` belongs to the delivery: what is pending was surely not sent, what is leased may have been.
    `withdrawn_at` belongs to what is told of: it does not hold any more. `says_withdrawn` is what the message
    that was sent says of that. `due_at` is a time of the calendar; `lease_until`, `not_before` and
    `first_tried_at` are the database's. `channel_id` is where it is tried (NULL: directly), and once it is
    sent, where it is.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        one_of("kind", OutboxKind),
        one_of("scope", OutboxScope),
        one_of("status", OutboxStatus),
        one_of("verdict", Verdict),
        CheckConstraint("status <> 'leased' OR lease_until IS NOT NULL", name="leased_until"),
        UniqueConstraint("guild_id", "scope", "scope_id", "kind", "subject", "period"),
        Index(None, "status", "due_at"),
        Index(None, "scope_id", "guild_id"),
        Index("ix_outbox_to_amend", "id", sqlite_where=TO_AMEND, postgresql_where=TO_AMEND),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=COUNTED)
    guild_id: int = Field(sa_type=BigInteger)
    scope: str = Field(max_length=WORD_LENGTH)
    scope_id: int = Field(sa_type=BigInteger)
    kind: str = Field(max_length=WORD_LENGTH)
    subject: str = Field(max_length=_SUBJECT_LENGTH)
    period: str = Field(max_length=_PERIOD_LENGTH)
    payload: str = Field(sa_type=Text)
    status: str = Field(max_length=WORD_LENGTH)
    created_at: datetime
    due_at: datetime
    withdrawn_at: datetime | None = None
    says_withdrawn: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    verdict: str | None = Field(default=None, max_length=WORD_LENGTH)
    tries: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    first_tried_at: datetime | None = None
    not_before: datetime | None = None
    lease_token: str | None = Field(default=None, max_length=TOKEN_LENGTH)
    lease_until: datetime | None = None
    channel_id: int | None = Field(default=None, sa_type=BigInteger)
    message_id: int | None = Field(default=None, sa_type=BigInteger)


class ScheduleRow(Table, table=True):
    """What comes every week; `channel_id` NULL: in a direct message. `next_due_utc` is of the calendar.

    `refused_at`: since then it cannot be delivered where it goes to; `refusal_told`: its owner knows.
    """

    __tablename__ = "schedule"
    __table_args__ = (
        one_of("kind", (OutboxKind.REMINDER, OutboxKind.DIGEST, OutboxKind.CHECKIN)),
        one_of("scope", OutboxScope),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        UniqueConstraint("guild_id", "scope", "scope_id", "kind"),
        Index(None, "next_due_utc"),
        Index(None, "scope_id", "guild_id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=COUNTED)
    guild_id: int = Field(sa_type=BigInteger)
    scope: str = Field(max_length=WORD_LENGTH)
    scope_id: int = Field(sa_type=BigInteger)
    kind: str = Field(max_length=WORD_LENGTH)
    zone: str = Field(max_length=MAX_ZONE_LENGTH)
    weekday: int
    wall_time: time
    channel_id: int | None = Field(default=None, sa_type=BigInteger)
    paused_until: datetime | None = None
    next_due_utc: datetime
    refused_at: datetime | None = None
    refusal_told: bool = Field(default=False)
    version: int = 1


class ServerSettingsRow(Table, table=True):
    """What moderators set for a server's announcements; NULL for what they never set.

    `changed_by` is who changed it last; NULL for who was erased too.
    """

    __tablename__ = "server_settings"
    __table_args__ = (
        one_of("style", AnnouncementStyle),
        one_of("tone", AnnouncementTone),
        Index(None, "changed_by"),
    )

    guild_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    zone: str | None = Field(default=None, max_length=MAX_ZONE_LENGTH)
    announce_channel_id: int | None = Field(default=None, sa_type=BigInteger)
    style: str | None = Field(default=None, max_length=WORD_LENGTH)
    announcements_paused_until: datetime | None = None
    updated_at: datetime
    tone: str | None = Field(default=None, max_length=WORD_LENGTH)
    setup_channel_id: int | None = Field(default=None, sa_type=BigInteger)
    changed_by: int | None = Field(default=None, sa_type=BigInteger)


class CongratulationRow(Table, table=True):
    """That a member congratulated on a completion that the server was told of (a row of the outbox)."""

    __tablename__ = "congratulation"
    __table_args__ = (Index(None, "user_id"),)

    announcement_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    user_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    guild_id: int = Field(sa_type=BigInteger)
    congratulated_at: datetime


class ChannelFaultRow(Table, table=True):
    """A channel that takes nothing; the row goes when it is repaired."""

    __tablename__ = "channel_fault"
    __table_args__ = (one_of("reason", FaultReason),)

    guild_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    channel_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    reason: str = Field(max_length=WORD_LENGTH)
    found_at: datetime
