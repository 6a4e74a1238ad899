"""Enrolments, the ledger, what members set in a server, what is to be told, and what erasures leave."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_OPEN = sa.text("status IN ('active', 'paused')")
_TICKED = sa.text("kind = 'done' AND voided_by IS NULL")


def upgrade() -> None:
    """The step forwards."""
    _create_enrolment()
    _create_erasure_key()
    _create_erasure_tombstone()
    _create_member_settings()
    _create_outbox()
    _create_enrolment_status()
    _create_log_entry()
    with op.batch_alter_table("user_settings") as batch:
        batch.add_column(sa.Column("time_zone", AutoString(length=64), nullable=True))
        batch.add_column(sa.Column("language", AutoString(length=2), nullable=True))


def _create_enrolment() -> None:
    op.create_table(
        "enrolment",
        sa.Column("id", AutoString(length=12), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("credential_id", AutoString(length=60), nullable=False),
        sa.Column("interaction_id", sa.BigInteger(), nullable=False),
        sa.Column("status", AutoString(length=20), nullable=False),
        sa.Column("outline", sa.Text(), nullable=False),
        sa.Column("target", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("declined_hash", AutoString(length=16), nullable=True),
        sa.CheckConstraint(
            "status IN ('active', 'paused', 'completed', 'dropped')", name=op.f("ck_enrolment_status")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint("guild_id", "interaction_id", name=op.f("uq_enrolment_guild_id_interaction_id")),
    )
    with op.batch_alter_table("enrolment") as batch:
        batch.create_index(
            "ix_enrolment_open",
            ["guild_id", "user_id", "credential_id"],
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        )
        batch.create_index(batch.f("ix_enrolment_user_id_guild_id"), ["user_id", "guild_id"])


def _create_erasure_key() -> None:
    op.create_table(
        "erasure_key",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_erasure_key_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_key")),
    )


def _create_erasure_tombstone() -> None:
    op.create_table(
        "erasure_tombstone",
        sa.Column("member_hash", AutoString(length=64), nullable=False),
        sa.Column("scope", AutoString(length=20), nullable=False),
        sa.Column("erased_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("scope IN ('here', 'everywhere')", name=op.f("ck_erasure_tombstone_scope")),
        sa.PrimaryKeyConstraint("member_hash", name=op.f("pk_erasure_tombstone")),
    )


def _create_member_settings() -> None:
    op.create_table(
        "member_settings",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("visibility", AutoString(length=20), nullable=True),
        sa.Column("announcing", AutoString(length=20), nullable=True),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "announcing IN ('off', 'quiet', 'ping')", name=op.f("ck_member_settings_announcing")
        ),
        sa.CheckConstraint(
            "visibility IN ('private', 'groups', 'server')", name=op.f("ck_member_settings_visibility")
        ),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name=op.f("pk_member_settings")),
    )
    with op.batch_alter_table("member_settings") as batch:
        batch.create_index(batch.f("ix_member_settings_user_id"), ["user_id"])


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("scope", AutoString(length=20), nullable=False),
        sa.Column("scope_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", AutoString(length=20), nullable=False),
        sa.Column("subject", AutoString(length=100), nullable=False),
        sa.Column("period", AutoString(length=40), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("status", AutoString(length=20), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('completion')", name=op.f("ck_outbox_kind")),
        sa.CheckConstraint("scope IN ('member', 'guild')", name=op.f("ck_outbox_scope")),
        sa.CheckConstraint(
            "status IN ('pending', 'leased', 'sent', 'dead', 'skipped')", name=op.f("ck_outbox_status")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint(
            "guild_id",
            "scope",
            "scope_id",
            "kind",
            "subject",
            "period",
            name=op.f("uq_outbox_guild_id_scope_scope_id_kind_subject_period"),
        ),
    )
    with op.batch_alter_table("outbox") as batch:
        batch.create_index(batch.f("ix_outbox_scope_id_guild_id"), ["scope_id", "guild_id"])
        batch.create_index(batch.f("ix_outbox_status_due_at"), ["status", "due_at"])


def _create_enrolment_status() -> None:
    op.create_table(
        "enrolment_status",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("enrolment_id", AutoString(length=12), nullable=False),
        sa.Column("status", AutoString(length=20), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("interaction_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "status IN ('active', 'paused', 'completed', 'dropped')", name=op.f("ck_enrolment_status_status")
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_enrolment_status_enrolment_id_enrolment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment_status")),
    )
    with op.batch_alter_table("enrolment_status") as batch:
        batch.create_index(batch.f("ix_enrolment_status_enrolment_id"), ["enrolment_id"])


def _create_log_entry() -> None:
    op.create_table(
        "log_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("enrolment_id", AutoString(length=12), nullable=False),
        sa.Column("kind", AutoString(length=20), nullable=False),
        sa.Column("task_id", AutoString(length=60), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("note", AutoString(length=300), nullable=True),
        sa.Column("local_day", sa.Date(), nullable=False),
        sa.Column("logged_at", UTCDateTime(), nullable=False),
        sa.Column("interaction_id", sa.BigInteger(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("replaces", sa.BigInteger(), nullable=True),
        sa.Column("voids", sa.BigInteger(), nullable=True),
        sa.Column("voided_by", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'void') = (voids IS NOT NULL)", name=op.f("ck_log_entry_void_names_entry")
        ),
        sa.CheckConstraint("kind <> 'done' OR task_id IS NOT NULL", name=op.f("ck_log_entry_done_has_task")),
        sa.CheckConstraint(
            "kind <> 'minutes' OR minutes IS NOT NULL", name=op.f("ck_log_entry_minutes_has_minutes")
        ),
        sa.CheckConstraint("kind IN ('done', 'minutes', 'void')", name=op.f("ck_log_entry_kind")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_log_entry_minutes")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_log_entry_enrolment_id_enrolment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_entry")),
        sa.UniqueConstraint(
            "guild_id", "interaction_id", "part", name=op.f("uq_log_entry_guild_id_interaction_id_part")
        ),
        sa.UniqueConstraint("voids", name=op.f("uq_log_entry_voids")),
    )
    with op.batch_alter_table("log_entry") as batch:
        batch.create_index(batch.f("ix_log_entry_enrolment_id_id"), ["enrolment_id", "id"])
        batch.create_index(
            "ix_log_entry_ticked",
            ["enrolment_id", "task_id"],
            unique=True,
            sqlite_where=_TICKED,
            postgresql_where=_TICKED,
        )
        batch.create_index(
            batch.f("ix_log_entry_user_id_guild_id_local_day"), ["user_id", "guild_id", "local_day"]
        )
