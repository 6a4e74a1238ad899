"""What members do: enrolments, the ledger, and what they set in a server."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from bot.domain.enrolment import EnrolmentStatus
from bot.domain.ledger import MAX_NOTE_LENGTH, EntryKind
from bot.domain.minutes_text import MAX_MINUTES
from bot.domain.visibility import Announcing, Visibility
from bot.storage.tables.base import COUNTED, MAX_ID_LENGTH, WORD_LENGTH, Table, one_of
from bot.storage.tables.moderation import TOKEN_LENGTH

_HASH_LENGTH = 16
_OPEN = text("status IN ('active', 'paused')")
_TICKED = text("kind = 'done' AND voided_by IS NULL")


class EnrolmentRow(Table, table=True):
    """A member's work on a credential; `outline` is what it keeps of the catalogue, as JSON.

    `status` is that of the last line of its history, here too so that the database sees to one open
    enrolment a credential.
    """

    __tablename__ = "enrolment"
    __table_args__ = (
        one_of("status", EnrolmentStatus),
        UniqueConstraint("guild_id", "interaction_id"),
        Index(
            "ix_enrolment_open",
            "guild_id",
            "user_id",
            "credential_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(None, "user_id", "guild_id"),
    )

    id: str = Field(primary_key=True, max_length=TOKEN_LENGTH)
    guild_id: int = Field(sa_type=BigInteger)
    user_id: int = Field(sa_type=BigInteger)
    credential_id: str = Field(max_length=MAX_ID_LENGTH)
    interaction_id: int = Field(sa_type=BigInteger)
    status: str = Field(max_length=WORD_LENGTH)
    outline: str = Field(sa_type=Text)
    target: date | None = None
    started_on: date
    declined_hash: str | None = Field(default=None, max_length=_HASH_LENGTH)


class EnrolmentStatusRow(Table, table=True):
    """One line of an enrolment's history, append-only."""

    __tablename__ = "enrolment_status"
    __table_args__ = (one_of("status", EnrolmentStatus), Index(None, "enrolment_id"))

    id: int | None = Field(default=None, primary_key=True, sa_type=COUNTED)
    guild_id: int = Field(sa_type=BigInteger)
    enrolment_id: str = Field(foreign_key="enrolment.id", max_length=TOKEN_LENGTH)
    status: str = Field(max_length=WORD_LENGTH)
    at: datetime
    interaction_id: int = Field(sa_type=BigInteger)


class LogEntryRow(Table, table=True):
    """One row of the ledger, append-only but for `voided_by`; `part` tells an edit's void from its new entry.

    `user_id` is the enrolment's, here too for what is asked of a member across enrolments.
    """

    __tablename__ = "log_entry"
    __table_args__ = (
        one_of("kind", EntryKind),
        CheckConstraint(f"minutes BETWEEN 1 AND {MAX_MINUTES}", name="minutes"),
        CheckConstraint("kind <> 'done' OR task_id IS NOT NULL", name="done_has_task"),
        CheckConstraint("kind <> 'minutes' OR minutes IS NOT NULL", name="minutes_has_minutes"),
        CheckConstraint("(kind = 'void') = (voids IS NOT NULL)", name="void_names_entry"),
        UniqueConstraint("guild_id", "interaction_id", "part"),
        UniqueConstraint("voids"),
        Index(
            "ix_log_entry_ticked",
            "enrolment_id",
            "task_id",
            unique=True,
            sqlite_where=_TICKED,
            postgresql_where=_TICKED,
        ),
        Index(None, "enrolment_id", "id"),
        Index(None, "user_id", "guild_id", "local_day"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=COUNTED)
    guild_id: int = Field(sa_type=BigInteger)
    user_id: int = Field(sa_type=BigInteger)
    enrolment_id: str = Field(foreign_key="enrolment.id", max_length=TOKEN_LENGTH)
    kind: str = Field(max_length=WORD_LENGTH)
    task_id: str | None = Field(default=None, max_length=MAX_ID_LENGTH)
    minutes: int | None = None
    note: str | None = Field(default=None, max_length=MAX_NOTE_LENGTH)
    local_day: date
    logged_at: datetime
    interaction_id: int = Field(sa_type=BigInteger)
    part: int = 0
    replaces: int | None = Field(default=None, sa_type=BigInteger)
    voids: int | None = Field(default=None, sa_type=BigInteger)
    voided_by: int | None = Field(default=None, sa_type=BigInteger)


class MemberSettingsRow(Table, table=True):
    """What belongs to a member in one server; NULL for what they were never asked."""

    __tablename__ = "member_settings"
    __table_args__ = (
        one_of("visibility", Visibility),
        one_of("announcing", Announcing),
        Index(None, "user_id"),
    )

    guild_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    user_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    visibility: str | None = Field(default=None, max_length=WORD_LENGTH)
    announcing: str | None = Field(default=None, max_length=WORD_LENGTH)
    updated_at: datetime
