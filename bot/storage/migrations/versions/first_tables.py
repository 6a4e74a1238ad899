"""Stored searches, user settings, and which commands Discord was told of."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The step forwards."""
    _create_stored_search()
    op.create_table(
        "user_settings",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("weekly_minutes", sa.Integer(), nullable=True),
        sa.Column("direct_message_guild_id", sa.BigInteger(), nullable=True),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "weekly_minutes BETWEEN 1 AND 10080", name=op.f("ck_user_settings_weekly_minutes")
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_user_settings")),
    )
    op.create_table(
        "command_sync",
        sa.Column("application_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("commands_hash", AutoString(length=64), nullable=False),
        sa.Column("synced_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_command_sync")),
    )


def _create_stored_search() -> None:
    op.create_table(
        "stored_search",
        sa.Column("id", AutoString(length=12), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("interaction_id", sa.BigInteger(), nullable=False),
        sa.Column("goal", AutoString(length=400), nullable=False),
        sa.Column("weekly_minutes", sa.Integer(), nullable=True),
        sa.Column("weeks", sa.Float(), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("total_minutes", sa.Integer(), nullable=True),
        sa.Column("level", AutoString(length=20), nullable=True),
        sa.Column("shown_by", AutoString(length=20), nullable=True),
        sa.Column("cost", AutoString(length=20), nullable=True),
        sa.Column("language", AutoString(length=2), nullable=True),
        sa.Column("topic", AutoString(length=100), nullable=True),
        sa.Column("credit", sa.Boolean(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("hours_remembered", sa.Boolean(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        *_stored_search_constraints(),
    )
    with op.batch_alter_table("stored_search") as batch:
        batch.create_index(op.f("ix_stored_search_expires_at"), ["expires_at"])
        batch.create_index(op.f("ix_stored_search_owner_id_guild_id"), ["owner_id", "guild_id"])


def _stored_search_constraints() -> tuple[sa.Constraint, ...]:
    return (
        sa.CheckConstraint("length(id) = 12", name=op.f("ck_stored_search_id_length")),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_stored_search_expires_later")),
        sa.CheckConstraint(
            "level IN ('beginner', 'intermediate', 'advanced', 'mixed')", name=op.f("ck_stored_search_level")
        ),
        sa.CheckConstraint(
            "shown_by IN ('lessons', 'quiz', 'exam', 'portfolio', 'project', 'practice', 'attendance', "
            "'prior_credential')",
            name=op.f("ck_stored_search_shown_by"),
        ),
        sa.CheckConstraint("cost IN ('free', 'paid', 'subscription')", name=op.f("ck_stored_search_cost")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_search")),
        sa.UniqueConstraint(
            "owner_id", "interaction_id", name=op.f("uq_stored_search_owner_id_interaction_id")
        ),
    )
