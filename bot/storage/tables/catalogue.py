"""The catalogue's layers, with the history of every entry."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, Text, false
from sqlmodel import Field

from bot.domain.catalogue_changes import MAX_REASON_LENGTH
from bot.domain.catalogue_layers import Change, EntryStatus, Origin
from bot.storage.tables.base import MAX_ID_LENGTH, WORD_LENGTH, Table, one_of


class CatalogueEntryRow(Table, table=True):
    """What a layer of the catalogue says of one credential; `guild_id` is 0 for the installation's layer.

    `is_merged`: it is retired, and `successor_id` names the very same credential.
    """

    __tablename__ = "catalogue_entry"
    __table_args__ = (
        one_of("status", EntryStatus),
        CheckConstraint("status <> 'published' OR record IS NOT NULL", name="published_has_record"),
        CheckConstraint("status <> 'retired' OR reason IS NOT NULL", name="retired_has_reason"),
    )

    guild_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    credential_id: str = Field(primary_key=True, max_length=MAX_ID_LENGTH)
    status: str = Field(max_length=WORD_LENGTH)
    record: str | None = Field(default=None, sa_type=Text)
    reason: str | None = Field(default=None, max_length=MAX_REASON_LENGTH)
    successor_id: str | None = Field(default=None, max_length=MAX_ID_LENGTH)
    version: int
    changed_at: datetime
    is_merged: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class CatalogueVersionRow(Table, table=True):
    """The history of an entry, append-only: `before` and `after` are what the layer said, as JSON."""

    __tablename__ = "catalogue_version"
    __table_args__ = (
        one_of("change", Change),
        one_of("origin", Origin),
        ForeignKeyConstraint(
            ["guild_id", "credential_id"], ["catalogue_entry.guild_id", "catalogue_entry.credential_id"]
        ),
        Index(None, "actor_id"),
    )

    guild_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    credential_id: str = Field(primary_key=True, max_length=MAX_ID_LENGTH)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    change: str = Field(max_length=WORD_LENGTH)
    origin: str = Field(max_length=WORD_LENGTH)
    actor_id: int | None = Field(default=None, sa_type=BigInteger)
    reason: str | None = Field(default=None, max_length=MAX_REASON_LENGTH)
    changed_at: datetime
    before: str | None = Field(default=None, sa_type=Text)
    after: str = Field(sa_type=Text)


class CatalogueLayerRow(Table, table=True):
    """When each layer changed last, by the counter: other processes look here for what is new."""

    __tablename__ = "catalogue_layer"
    __table_args__ = (Index(None, "version"),)

    guild_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    version: int = Field(sa_type=BigInteger)


class CatalogueCounterRow(Table, table=True):
    """One row: how many changes there were in all layers. Who writes it holds it until the commit."""

    __tablename__ = "catalogue_counter"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    version: int = Field(sa_type=BigInteger)
