"""What a study group's week leaves: check-ins, snapshots, and what members give one another."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from bot.domain.group_checkin import MAX_ANSWER_LENGTH
from bot.storage.tables.base import COUNTED, MAX_ID_LENGTH, Table
from bot.storage.tables.moderation import TOKEN_LENGTH

_WEEK_LENGTH = 8
"""2026-W48"""
_CHANGED = text("changed_at IS NOT NULL")


class GroupCheckinRow(Table, table=True):
    """A group's check-in of a week. The totals are those of the snapshot, NULL until it is closed.

    Its message is edited as the board is: see `GroupPlaceRow`.
    """

    __tablename__ = "group_checkin"
    __table_args__ = (
        CheckConstraint(
            "(closed_at IS NULL) = (total_minutes IS NULL) AND (closed_at IS NULL) = (total_tasks IS NULL)",
            name="closed_has_totals",
        ),
        Index("ix_group_checkin_changed", "changed_at", sqlite_where=_CHANGED, postgresql_where=_CHANGED),
        Index(None, "lease_until"),
    )

    group_id: int = Field(
        primary_key=True,
        foreign_key="study_group.id",
        sa_type=COUNTED,
        sa_column_kwargs={"autoincrement": False},
    )
    week: str = Field(primary_key=True, max_length=_WEEK_LENGTH)
    guild_id: int = Field(sa_type=BigInteger)
    opened_at: datetime
    closed_at: datetime | None = None
    total_minutes: int | None = None
    total_tasks: int | None = None
    channel_id: int | None = Field(default=None, sa_type=BigInteger)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    changed_at: datetime | None = None
    shown_at: datetime | None = None
    tries: int = 0
    not_before: datetime | None = None
    lease_token: str | None = Field(default=None, max_length=TOKEN_LENGTH)
    lease_until: datetime | None = None


class GroupCheckinAnswerRow(Table, table=True):
    """What a member said at a check-in."""

    __tablename__ = "group_checkin_answer"
    __table_args__ = (Index(None, "user_id", "guild_id"),)

    group_id: int = Field(
        primary_key=True,
        foreign_key="study_group.id",
        sa_type=COUNTED,
        sa_column_kwargs={"autoincrement": False},
    )
    week: str = Field(primary_key=True, max_length=_WEEK_LENGTH)
    user_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    guild_id: int = Field(sa_type=BigInteger)
    went_well: str | None = Field(default=None, max_length=MAX_ANSWER_LENGTH)
    next_up: str | None = Field(default=None, max_length=MAX_ANSWER_LENGTH)
    is_resting: bool
    answered_at: datetime


class GroupWeekLineRow(Table, table=True):
    """A line of the snapshot of a closed week; `worker_id` is a random one in place of an erased member's."""

    __tablename__ = "group_week_line"
    __table_args__ = (
        CheckConstraint("user_id IS NULL OR worker_id IS NULL", name="one_worker"),
        UniqueConstraint("group_id", "week", "user_id"),
        Index(None, "user_id", "guild_id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=COUNTED)
    guild_id: int = Field(sa_type=BigInteger)
    group_id: int = Field(foreign_key="study_group.id", sa_type=COUNTED)
    week: str = Field(max_length=_WEEK_LENGTH)
    user_id: int | None = Field(default=None, sa_type=BigInteger)
    worker_id: str | None = Field(default=None, max_length=TOKEN_LENGTH)
    minutes: int
    tasks_done: int
    streak_weeks: int
    kudos: int = 0


class KudosRow(Table, table=True):
    """That a member gave another kudos, in a group or (NULL) elsewhere; `given_on` is the giver's day."""

    __tablename__ = "kudos"
    __table_args__ = (
        CheckConstraint("sender_id <> receiver_id", name="not_oneself"),
        UniqueConstraint("guild_id", "sender_id", "receiver_id", "given_on"),
        UniqueConstraint("guild_id", "interaction_id"),
        Index(None, "receiver_id", "guild_id", "given_on"),
        Index(None, "sender_id", "guild_id", "given_on"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=COUNTED)
    guild_id: int = Field(sa_type=BigInteger)
    group_id: int | None = Field(default=None, foreign_key="study_group.id", sa_type=COUNTED)
    sender_id: int = Field(sa_type=BigInteger)
    receiver_id: int = Field(sa_type=BigInteger)
    given_on: date
    given_at: datetime
    interaction_id: int = Field(sa_type=BigInteger)


class HappyToHelpRow(Table, table=True):
    """That a member who completed a credential helps others with it."""

    __tablename__ = "happy_to_help"
    __table_args__ = (Index(None, "guild_id", "credential_id"), Index(None, "user_id"))

    guild_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    user_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    credential_id: str = Field(primary_key=True, max_length=MAX_ID_LENGTH)
    since: datetime
