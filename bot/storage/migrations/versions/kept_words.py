"""What members typed and may mend."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The step forwards."""
    op.create_table(
        "kept_words",
        sa.Column("id", AutoString(length=12), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_kept_words_expires_later")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_words")),
    )
    with op.batch_alter_table("kept_words") as batch:
        batch.create_index(batch.f("ix_kept_words_owner_id"), ["owner_id"])
        batch.create_index(batch.f("ix_kept_words_expires_at"), ["expires_at"])
