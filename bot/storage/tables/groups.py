"""Study groups: who is in them, where they meet, their check-ins, and what members give one another."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from bot.domain.group_checkin import MAX_ANSWER_LENGTH
from bot.domain.group_place import PlaceTrouble
from bot.domain.ledger import EntryKind
from bot.domain.minutes_text import MAX_MINUTES
from bot.domain.study_group import LEAST_MEMBERS, MAX_NAME_LENGTH, MOST_MEMBERS, InvitationStatus
from bot.domain.time_zones import MAX_ZONE_LENGTH
from bot.storage.tables.base import COUNTED, MAX_ID_LENGTH, WORD_LENGTH, Table, one_of
from bot.storage.tables.moderation import TOKEN_LENGTH

_WEEK_LENGTH = 8
"""2026-W48"""
_LIVING = text("ended_at IS NULL")
_CURRENT = text("left_on IS NULL")
_OPEN = text("status = 'open'")
_CHANGED = text("changed_at IS NOT NULL")


class StudyGroupRow(Table, table=True):
    """A group. `name_key` is what its name has in common with all that look the same."""

    __tablename__ = "study_group"
    __table_args__ = (
        CheckConstraint(f"most_members BETWEEN {LEAST_MEMBERS} AND {MOST_MEMBERS}", name="most_members"),
        CheckConstraint("goal_minutes_week > 0", name="goal_minutes_week"),
        UniqueConstraint("guild_id", "interaction_id"),
        Index(
            "ix_study_group_living",
            "guild_id",
            "name_key",
            unique=True,
            sqlite_where=_LIVING,
            postgresql_where=_LIVING,
        ),
        Index(None, "owner_id", "guild_id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=COUNTED)
    guild_id: int = Field(sa_type=BigInteger)
    name: str = Field(max_length=MAX_NAME_LENGTH)
    name_key: str = Field(sa_type=Text)
    owner_id: int | None = Field(default=None, sa_type=BigInteger)
    credential_id: str | None = Field(default=None, max_length=MAX_ID_LENGTH)
    most_members: int
    is_open: bool
    goal_minutes_week: int | None = None
    goal_by: date | None = None
    zone: str = Field(max_length=MAX_ZONE_LENGTH)
    created_at: datetime
    ended_at: datetime | None = None
    version: int = 1
    interaction_id: int = Field(sa_type=BigInteger)


class GroupMemberRow(Table, table=True):
    """A stay in a group; `left_on` NULL: still in it. `left_by_interaction` is what they did to leave."""

    __tablename__ = "group_member"
    __table_args__ = (
        CheckConstraint("(left_on IS NULL) = (shared_when_left IS NULL)", name="left_says_shared"),
        UniqueConstraint("guild_id", "interaction_id"),
        Index(
            "ix_group_member_current",
            "group_id",
            "user_id",
            unique=True,
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
        ),
        Index(None, "group_id", "id"),
        Index(None, "user_id", "guild_id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=COUNTED)
    guild_id: int = Field(sa_type=BigInteger)
    group_id: int = Field(foreign_key="study_group.id", sa_type=COUNTED)
    user_id: int = Field(sa_type=BigInteger)
    joined_on: date
    left_on: date | None = None
    shared_when_left: bool | None = None
    interaction_id: int = Field(sa_type=BigInteger)
    left_by_interaction: int | None = Field(default=None, sa_type=BigInteger)


class GroupInviteRow(Table, table=True):
    """An invitation. `invited_on` is the local day of who invited.

    `refused_at`: it could not be delivered; `refusal_told`: the invited one was told here instead.
    """

    __tablename__ = "group_invite"
    __table_args__ = (
        one_of("status", InvitationStatus),
        UniqueConstraint("guild_id", "interaction_id"),
        Index(
            "ix_group_invite_open",
            "group_id",
            "user_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(None, "user_id", "guild_id"),
        Index(None, "invited_by", "guild_id", "invited_on"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=COUNTED)
    guild_id: int = Field(sa_type=BigInteger)
    group_id: int = Field(foreign_key="study_group.id", sa_type=COUNTED)
    user_id: int = Field(sa_type=BigInteger)
    invited_by: int | None = Field(default=None, sa_type=BigInteger)
    invited_on: date
    invited_at: datetime
    expires_at: datetime
    status: str = Field(max_length=WORD_LENGTH)
    answered_at: datetime | None = None
    refused_at: datetime | None = None
    refusal_told: bool = False
    interaction_id: int = Field(sa_type=BigInteger)


class GroupPlaceRow(Table, table=True):
    """Where a group meets.

    `changed_at`: since then (a time of the calendar) the board does not say what holds; who shows it sets it
    to NULL under a lease before looking, and back where it was not shown. `week_ends_at` is the moment of the
    calendar at which the week that the board shows is over. `lease_until`, `shown_at` and `not_before` are
    the database's time.
    """

    __tablename__ = "group_place"
    __table_args__ = (
        one_of("trouble", PlaceTrouble),
        Index(None, "guild_id", "thread_id"),
        Index("ix_group_place_changed", "changed_at", sqlite_where=_CHANGED, postgresql_where=_CHANGED),
        Index(None, "week_ends_at"),
        Index(None, "lease_until"),
    )

    group_id: int = Field(
        primary_key=True,
        foreign_key="study_group.id",
        sa_type=COUNTED,
        sa_column_kwargs={"autoincrement": False},
    )
    guild_id: int = Field(sa_type=BigInteger)
    channel_id: int = Field(sa_type=BigInteger)
    thread_id: int | None = Field(default=None, sa_type=BigInteger)
    is_private: bool
    board_message_id: int | None = Field(default=None, sa_type=BigInteger)
    generation: int = 1
    trouble: str | None = Field(default=None, max_length=WORD_LENGTH)
    troubled_at: datetime | None = None
    trouble_told: bool = False
    changed_at: datetime | None = None
    week_ends_at: datetime | None = None
    shown_at: datetime | None = None
    tries: int = 0
    not_before: datetime | None = None
    lease_token: str | None = Field(default=None, max_length=TOKEN_LENGTH)
    lease_until: datetime | None = None


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


class ErasedWorkRow(Table, table=True):
    """What an erased member did in a group, for its sums: by a random id, and of a week (its Monday)."""

    __tablename__ = "erased_work"
    __table_args__ = (
        one_of("kind", (EntryKind.DONE, EntryKind.MINUTES)),
        CheckConstraint(f"minutes BETWEEN 1 AND {MAX_MINUTES}", name="minutes"),
        Index(None, "group_id", "week"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=COUNTED)
    guild_id: int = Field(sa_type=BigInteger)
    group_id: int = Field(foreign_key="study_group.id", sa_type=COUNTED)
    worker_id: str = Field(max_length=TOKEN_LENGTH)
    week: date
    credential_id: str = Field(max_length=MAX_ID_LENGTH)
    kind: str = Field(max_length=WORD_LENGTH)
    minutes: int | None = None


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
