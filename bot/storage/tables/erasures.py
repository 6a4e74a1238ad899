"""What is left of an erasure: a keyed hash that tells a restored backup whom to erase again."""

from datetime import datetime

from sqlalchemy import CheckConstraint, LargeBinary
from sqlmodel import Field

from bot.domain.erasure import ErasureScope
from bot.storage.tables.base import WORD_LENGTH, Table, one_of

_HASH_LENGTH = 64


class ErasureTombstoneRow(Table, table=True):
    """The last erasure of a member, in one server or in all: who it was cannot be read from it."""

    __tablename__ = "erasure_tombstone"
    __table_args__ = (one_of("scope", ErasureScope),)

    member_hash: str = Field(primary_key=True, max_length=_HASH_LENGTH)
    scope: str = Field(max_length=WORD_LENGTH)
    erased_at: datetime


class ErasureKeyRow(Table, table=True):
    """One row: the key of the hashes, made at random when it is first needed."""

    __tablename__ = "erasure_key"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    key: bytes = Field(sa_type=LargeBinary)
