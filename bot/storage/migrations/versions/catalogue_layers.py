"""The layers of the catalogue, their history, and the counter of their changes."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The step forwards."""
    _create_entry()
    _create_version()
    op.create_table(
        "catalogue_layer",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_catalogue_layer")),
    )
    with op.batch_alter_table("catalogue_layer") as batch:
        batch.create_index(op.f("ix_catalogue_layer_version"), ["version"])
    op.create_table(
        "catalogue_counter",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_catalogue_counter_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_counter")),
    )


def _create_entry() -> None:
    op.create_table(
        "catalogue_entry",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("credential_id", AutoString(length=60), nullable=False),
        sa.Column("status", AutoString(length=20), nullable=False),
        sa.Column("record", sa.Text(), nullable=True),
        sa.Column("reason", AutoString(length=400), nullable=True),
        sa.Column("successor_id", AutoString(length=60), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "status IN ('published', 'retired', 'hidden', 'inherited')",
            name=op.f("ck_catalogue_entry_status"),
        ),
        sa.CheckConstraint(
            "status <> 'published' OR record IS NOT NULL",
            name=op.f("ck_catalogue_entry_published_has_record"),
        ),
        sa.CheckConstraint(
            "status <> 'retired' OR reason IS NOT NULL", name=op.f("ck_catalogue_entry_retired_has_reason")
        ),
        sa.PrimaryKeyConstraint("guild_id", "credential_id", name=op.f("pk_catalogue_entry")),
    )


def _create_version() -> None:
    op.create_table(
        "catalogue_version",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("credential_id", AutoString(length=60), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("change", AutoString(length=20), nullable=False),
        sa.Column("origin", AutoString(length=20), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", AutoString(length=400), nullable=True),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "change IN ('added', 'changed', 'retired', 'restored', 'hidden', 'dropped')",
            name=op.f("ck_catalogue_version_change"),
        ),
        sa.CheckConstraint("origin IN ('member', 'command_line')", name=op.f("ck_catalogue_version_origin")),
        sa.ForeignKeyConstraint(
            ["guild_id", "credential_id"],
            ["catalogue_entry.guild_id", "catalogue_entry.credential_id"],
            name=op.f("fk_catalogue_version_guild_id_credential_id_catalogue_entry"),
        ),
        sa.PrimaryKeyConstraint("guild_id", "credential_id", "number", name=op.f("pk_catalogue_version")),
    )
    with op.batch_alter_table("catalogue_version") as batch:
        batch.create_index(op.f("ix_catalogue_version_actor_id"), ["actor_id"])
