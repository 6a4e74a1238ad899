"""Which retired entries are the very same credential as their successor."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_MERGES = "SELECT guild_id, subject, details FROM audit_entry WHERE action = 'entries_merged'"
_MARK = (
    "UPDATE catalogue_entry SET is_merged = true WHERE guild_id = :guild_id AND credential_id = :dropped_id"
    " AND status = 'retired' AND successor_id = :kept_id"
)


def upgrade() -> None:
    """The step forwards. What was merged before stands in the audit log."""
    with op.batch_alter_table("catalogue_entry") as batch:
        batch.add_column(sa.Column("is_merged", sa.Boolean(), server_default=sa.false(), nullable=False))
    connection = op.get_bind()
    for guild_id, kept_id, details in connection.execute(sa.text(_MERGES)).all():
        merged = {"guild_id": guild_id, "kept_id": kept_id, "dropped_id": json.loads(details)["dropped_id"]}
        connection.execute(sa.text(_MARK), merged)
