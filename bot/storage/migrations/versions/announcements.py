"""How completions sound, where a server was set up and by whom, and who congratulated."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TONE = "tone IN ('warm', 'plain')"


def upgrade() -> None:
    """The step forwards."""
    _extend_server_settings()
    op.create_table(
        "congratulation",
        sa.Column("announcement_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("congratulated_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("announcement_id", "user_id", name=op.f("pk_congratulation")),
    )
    with op.batch_alter_table("congratulation") as batch:
        batch.create_index(batch.f("ix_congratulation_user_id"), ["user_id"])


def _extend_server_settings() -> None:
    """SQLite can only write a table with another constraint anew."""
    columns = [
        sa.Column("tone", AutoString(length=20), nullable=True),
        sa.Column("setup_channel_id", sa.BigInteger(), nullable=True),
        sa.Column("changed_by", sa.BigInteger(), nullable=True),
    ]
    if op.get_bind().dialect.name == "sqlite":
        checks = (sa.CheckConstraint(_TONE, name=op.f("ck_server_settings_tone")),)
        with op.batch_alter_table("server_settings", recreate="always", table_args=checks) as batch:
            for column in columns:
                batch.add_column(column)
    else:
        for column in columns:
            op.add_column("server_settings", column)
        op.create_check_constraint(op.f("ck_server_settings_tone"), "server_settings", _TONE)
    op.create_index(op.f("ix_server_settings_changed_by"), "server_settings", ["changed_by"])
