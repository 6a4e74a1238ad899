"""Study groups: who is in them and was, who may come in, and where they meet."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from bot.domain.group_place import PlaceTrouble
from bot.domain.ledger import EntryKind
from bot.domain.minutes_text import MAX_MINUTES
from bot.domain.study_group import LEAST_MEMBERS, MAX_NAME_LENGTH, MOST_MEMBERS, InvitationStatus
from bot.domain.time_zones import MAX_ZONE_LENGTH
from bot.storage.tables.base import COUNTED, MAX_ID_LENGTH, WORD_LENGTH, Table, one_of
from bot.storage.tables.moderation import TOKEN_LENGTH

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
