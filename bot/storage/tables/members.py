"""What is kept of members: their searches, and what they told of themselves."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Float, Index, Text, UniqueConstraint
from sqlmodel import Field

from bot.domain.budget import MAX_WEEKLY_MINUTES
from bot.domain.budget_text import MAX_GOAL_LENGTH
from bot.domain.credential import Level
from bot.domain.filters import SHOWN_BY, CostFilter
from bot.domain.time_zones import MAX_ZONE_LENGTH
from bot.storage.tables.base import Table, one_of

SEARCH_ID_LENGTH = 12
_MAX_TOPIC_LENGTH = 100
_LANGUAGE_LENGTH = 2


class StoredSearchRow(Table, table=True):
    """A search that was asked for. `guild_id` is NULL for one of a direct message without a server."""

    __tablename__ = "stored_search"
    __table_args__ = (
        CheckConstraint(f"length(id) = {SEARCH_ID_LENGTH}", name="id_length"),
        CheckConstraint("expires_at > created_at", name="expires_later"),
        one_of("level", Level),
        one_of("shown_by", SHOWN_BY),
        one_of("cost", CostFilter),
        UniqueConstraint("owner_id", "interaction_id"),
        Index(None, "owner_id", "guild_id"),
        Index(None, "expires_at"),
    )

    id: str = Field(primary_key=True, max_length=SEARCH_ID_LENGTH)
    owner_id: int = Field(sa_type=BigInteger)
    guild_id: int | None = Field(default=None, sa_type=BigInteger)
    interaction_id: int = Field(sa_type=BigInteger)
    goal: str = Field(max_length=MAX_GOAL_LENGTH)
    weekly_minutes: int | None = None
    weeks: float | None = Field(default=None, sa_type=Float)
    deadline: date | None = None
    total_minutes: int | None = None
    level: str | None = Field(default=None, max_length=20)
    shown_by: str | None = Field(default=None, max_length=20)
    cost: str | None = Field(default=None, max_length=20)
    language: str | None = Field(default=None, max_length=_LANGUAGE_LENGTH)
    topic: str | None = Field(default=None, max_length=_MAX_TOPIC_LENGTH)
    credit: bool = False
    asked_on: date
    hours_remembered: bool = False
    is_public: bool = False
    created_at: datetime
    expires_at: datetime


class UserSettingsRow(Table, table=True):
    """What belongs to a user in every server: hours a week, zone, language, the server of direct messages."""

    __tablename__ = "user_settings"
    __table_args__ = (
        CheckConstraint(f"weekly_minutes BETWEEN 1 AND {MAX_WEEKLY_MINUTES}", name="weekly_minutes"),
    )

    user_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    weekly_minutes: int | None = None
    direct_message_guild_id: int | None = Field(default=None, sa_type=BigInteger)
    updated_at: datetime
    time_zone: str | None = Field(default=None, max_length=MAX_ZONE_LENGTH)
    language: str | None = Field(default=None, max_length=_LANGUAGE_LENGTH)


class KeptWordsRow(Table, table=True):
    """What a member typed and may mend; `content` is one JSON object of texts."""

    __tablename__ = "kept_words"
    __table_args__ = (
        CheckConstraint("expires_at > created_at", name="expires_later"),
        Index(None, "owner_id"),
        Index(None, "expires_at"),
    )

    id: str = Field(primary_key=True, max_length=SEARCH_ID_LENGTH)
    owner_id: int = Field(sa_type=BigInteger)
    guild_id: int | None = Field(default=None, sa_type=BigInteger)
    content: str = Field(sa_type=Text)
    created_at: datetime
    expires_at: datetime
