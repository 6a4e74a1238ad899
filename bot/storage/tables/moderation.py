"""What moderators and the members who propose something leave behind."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field

from bot.domain.catalogue_changes import MAX_REASON_LENGTH
from bot.domain.moderation import (
    MAX_NOTE_LENGTH,
    BlockedFrom,
    ProposalKind,
    ProposalStatus,
    ReportReason,
)
from bot.storage.tables.base import MAX_ID_LENGTH, WORD_LENGTH, Table, one_of

TOKEN_LENGTH = 12
"""Of the random ids that travel in buttons."""
MAX_ALIAS_LENGTH = 60
MAX_FILE_NAME_LENGTH = 200
_MAX_MEANING_LENGTH = 200
_SUBJECT_LENGTH = 100
_ACTION_LENGTH = 40


class CatalogueDraftRow(Table, table=True):
    """An entry on its way, or one that is being changed; `content` is what is known so far, as JSON."""

    __tablename__ = "catalogue_draft"
    __table_args__ = (
        CheckConstraint("expires_at > created_at", name="expires_later"),
        UniqueConstraint("owner_id", "interaction_id"),
        Index(None, "guild_id", "owner_id"),
        Index(None, "expires_at"),
    )

    id: str = Field(primary_key=True, max_length=TOKEN_LENGTH)
    guild_id: int = Field(sa_type=BigInteger)
    owner_id: int = Field(sa_type=BigInteger)
    interaction_id: int = Field(sa_type=BigInteger)
    credential_id: str | None = Field(default=None, max_length=MAX_ID_LENGTH)
    base_version: int | None = None
    proposal_id: str | None = Field(default=None, max_length=TOKEN_LENGTH)
    content: str = Field(sa_type=Text)
    created_at: datetime
    updated_at: datetime
    expires_at: datetime


class CatalogueProposalRow(Table, table=True):
    """What a member suggests or reports. `member_id` and `decided_by` are NULL for who was erased."""

    __tablename__ = "catalogue_proposal"
    __table_args__ = (
        one_of("kind", ProposalKind),
        one_of("status", ProposalStatus),
        one_of("reason", ReportReason),
        CheckConstraint("kind <> 'suggestion' OR content IS NOT NULL", name="suggestion_has_content"),
        CheckConstraint("kind <> 'report' OR credential_id IS NOT NULL", name="report_has_credential"),
        CheckConstraint("status = 'open' OR decided_at IS NOT NULL", name="decided_has_time"),
        UniqueConstraint("guild_id", "interaction_id"),
        Index(None, "guild_id", "status", "created_at"),
        Index(None, "member_id", "guild_id"),
        Index(None, "decided_by"),
    )

    id: str = Field(primary_key=True, max_length=TOKEN_LENGTH)
    guild_id: int = Field(sa_type=BigInteger)
    member_id: int | None = Field(default=None, sa_type=BigInteger)
    interaction_id: int = Field(sa_type=BigInteger)
    kind: str = Field(max_length=WORD_LENGTH)
    status: str = Field(max_length=WORD_LENGTH)
    credential_id: str | None = Field(default=None, max_length=MAX_ID_LENGTH)
    reason: str | None = Field(default=None, max_length=WORD_LENGTH)
    note: str | None = Field(default=None, max_length=MAX_NOTE_LENGTH)
    content: str | None = Field(default=None, sa_type=Text)
    created_at: datetime
    decided_at: datetime | None = None
    decided_by: int | None = Field(default=None, sa_type=BigInteger)
    answer: str | None = Field(default=None, max_length=MAX_REASON_LENGTH)
    result_id: str | None = Field(default=None, max_length=MAX_ID_LENGTH)
    told_at: datetime | None = None


class MemberBlockRow(Table, table=True):
    """What a member may not do in a server."""

    __tablename__ = "member_block"
    __table_args__ = (one_of("what", BlockedFrom), Index(None, "user_id"), Index(None, "blocked_by"))

    guild_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    user_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    what: str = Field(primary_key=True, max_length=WORD_LENGTH)
    reason: str | None = Field(default=None, max_length=MAX_REASON_LENGTH)
    blocked_by: int | None = Field(default=None, sa_type=BigInteger)
    blocked_at: datetime


class CatalogueAliasRow(Table, table=True):
    """A server's own word; it means a credential or other words, never both."""

    __tablename__ = "catalogue_alias"
    __table_args__ = (
        CheckConstraint("(credential_id IS NULL) <> (words IS NULL)", name="one_meaning"),
        Index(None, "added_by"),
    )

    guild_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    word: str = Field(primary_key=True, max_length=MAX_ALIAS_LENGTH)
    credential_id: str | None = Field(default=None, max_length=MAX_ID_LENGTH)
    words: str | None = Field(default=None, max_length=_MAX_MEANING_LENGTH)
    added_by: int | None = Field(default=None, sa_type=BigInteger)
    added_at: datetime


class CatalogueUploadRow(Table, table=True):
    """A file that waits for a moderator's word; each has one in a server at most."""

    __tablename__ = "catalogue_upload"
    __table_args__ = (
        CheckConstraint("expires_at > created_at", name="expires_later"),
        UniqueConstraint("guild_id", "owner_id"),
        Index(None, "expires_at"),
    )

    id: str = Field(primary_key=True, max_length=TOKEN_LENGTH)
    guild_id: int = Field(sa_type=BigInteger)
    owner_id: int = Field(sa_type=BigInteger)
    name: str = Field(max_length=MAX_FILE_NAME_LENGTH)
    content: bytes = Field(sa_type=LargeBinary)
    created_at: datetime
    expires_at: datetime


class AuditEntryRow(Table, table=True):
    """Who did what in a server, append-only; `details` are a few facts as JSON."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "guild_id", "id"), Index(None, "actor_id"))

    # SQLite counts up in a column of the one type INTEGER only.
    id: int | None = Field(
        default=None,
        primary_key=True,
        sa_type=BigInteger().with_variant(Integer, "sqlite"),
    )
    guild_id: int = Field(sa_type=BigInteger)
    actor_id: int | None = Field(default=None, sa_type=BigInteger)
    action: str = Field(max_length=_ACTION_LENGTH)
    subject: str = Field(max_length=_SUBJECT_LENGTH)
    details: str = Field(sa_type=Text)
    at: datetime
