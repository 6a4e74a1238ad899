"""What the tables have in common: their names for constraints, and columns of few words."""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Integer, MetaData
from sqlmodel import SQLModel

MAX_ID_LENGTH = 60
WORD_LENGTH = 20
# SQLite counts up in a column of the one type INTEGER only.
COUNTED = BigInteger().with_variant(Integer, "sqlite")

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Table(SQLModel):
    """The base of the tables. They validate nothing; the domain has done so before."""

    metadata = METADATA
    # Pydantic would build a validator for each table at every start, and nobody asks it.
    model_config = {"defer_build": True}


def one_of(column: str, words: Iterable[StrEnum]) -> CheckConstraint:
    """The constraint that a column holds one of the words, or NULL."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)
