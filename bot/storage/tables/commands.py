"""What Discord was last told of the commands."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field

from bot.storage.tables.base import Table

_HASH_LENGTH = 64


class CommandSyncRow(Table, table=True):
    """Which commands Discord was last told of, by application."""

    __tablename__ = "command_sync"

    application_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    commands_hash: str = Field(max_length=_HASH_LENGTH)
    synced_at: datetime
