"""The tables. A change here needs a migration; nothing here validates, the domain has done so before."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Float,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Text,
    UniqueConstraint,
)
from sqlmodel import Field, SQLModel

from bot.domain.budget import MAX_WEEKLY_MINUTES
from bot.domain.budget_text import MAX_GOAL_LENGTH
from bot.domain.catalogue_changes import MAX_REASON_LENGTH
from bot.domain.catalogue_layers import Change, EntryStatus, Origin
from bot.domain.credential import Level
from bot.domain.filters import SHOWN_BY, CostFilter

SEARCH_ID_LENGTH = 12
MAX_ID_LENGTH = 60
_HASH_LENGTH = 64
_WORD_LENGTH = 20
_MAX_TOPIC_LENGTH = 100
_LANGUAGE_LENGTH = 2

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class _Table(SQLModel):
    metadata = METADATA


def _one_of(column: str, words: Iterable[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class StoredSearchRow(_Table, table=True):
    """A search that was asked for. `guild_id` is NULL for one of a direct message without a server."""

    __tablename__ = "stored_search"
    __table_args__ = (
        CheckConstraint(f"length(id) = {SEARCH_ID_LENGTH}", name="id_length"),
        CheckConstraint("expires_at > created_at", name="expires_later"),
        _one_of("level", Level),
        _one_of("shown_by", SHOWN_BY),
        _one_of("cost", CostFilter),
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


class UserSettingsRow(_Table, table=True):
    """What belongs to a user in every server: hours a week, and the server of their direct messages."""

    __tablename__ = "user_settings"
    __table_args__ = (
        CheckConstraint(f"weekly_minutes BETWEEN 1 AND {MAX_WEEKLY_MINUTES}", name="weekly_minutes"),
    )

    user_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    weekly_minutes: int | None = None
    direct_message_guild_id: int | None = Field(default=None, sa_type=BigInteger)
    updated_at: datetime


class CommandSyncRow(_Table, table=True):
    """Which commands Discord was last told of, by application."""

    __tablename__ = "command_sync"

    application_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    commands_hash: str = Field(max_length=_HASH_LENGTH)
    synced_at: datetime


class CatalogueEntryRow(_Table, table=True):
    """What a layer of the catalogue says of one credential; `guild_id` is 0 for the installation's layer."""

    __tablename__ = "catalogue_entry"
    __table_args__ = (
        _one_of("status", EntryStatus),
        CheckConstraint("status <> 'published' OR record IS NOT NULL", name="published_has_record"),
        CheckConstraint("status <> 'retired' OR reason IS NOT NULL", name="retired_has_reason"),
    )

    guild_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    credential_id: str = Field(primary_key=True, max_length=MAX_ID_LENGTH)
    status: str = Field(max_length=_WORD_LENGTH)
    record: str | None = Field(default=None, sa_type=Text)
    reason: str | None = Field(default=None, max_length=MAX_REASON_LENGTH)
    successor_id: str | None = Field(default=None, max_length=MAX_ID_LENGTH)
    version: int
    changed_at: datetime


class CatalogueVersionRow(_Table, table=True):
    """The history of an entry, append-only: `before` and `after` are what the layer said, as JSON."""

    __tablename__ = "catalogue_version"
    __table_args__ = (
        _one_of("change", Change),
        _one_of("origin", Origin),
        ForeignKeyConstraint(
            ["guild_id", "credential_id"], ["catalogue_entry.guild_id", "catalogue_entry.credential_id"]
        ),
        Index(None, "actor_id"),
    )

    guild_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    credential_id: str = Field(primary_key=True, max_length=MAX_ID_LENGTH)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    change: str = Field(max_length=_WORD_LENGTH)
    origin: str = Field(max_length=_WORD_LENGTH)
    actor_id: int | None = Field(default=None, sa_type=BigInteger)
    reason: str | None = Field(default=None, max_length=MAX_REASON_LENGTH)
    changed_at: datetime
    before: str | None = Field(default=None, sa_type=Text)
    after: str = Field(sa_type=Text)


class CatalogueLayerRow(_Table, table=True):
    """When each layer changed last, by the counter: other processes look here for what is new."""

    __tablename__ = "catalogue_layer"
    __table_args__ = (Index(None, "version"),)

    guild_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    version: int = Field(sa_type=BigInteger)


class CatalogueCounterRow(_Table, table=True):
    """One row: how many changes there were in all layers. Who writes it holds it until the commit."""

    __tablename__ = "catalogue_counter"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    version: int = Field(sa_type=BigInteger)
