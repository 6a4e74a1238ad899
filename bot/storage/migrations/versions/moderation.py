"""What moderators and the members who propose something leave behind."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The step forwards."""
    _create_audit_entry()
    _create_catalogue_alias()
    _create_catalogue_draft()
    _create_catalogue_proposal()
    _create_catalogue_upload()
    _create_member_block()


def _create_audit_entry() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("action", AutoString(length=40), nullable=False),
        sa.Column("subject", AutoString(length=100), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry") as batch:
        batch.create_index(batch.f("ix_audit_entry_actor_id"), ["actor_id"])
        batch.create_index(batch.f("ix_audit_entry_guild_id_id"), ["guild_id", "id"])


def _create_catalogue_alias() -> None:
    op.create_table(
        "catalogue_alias",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("word", AutoString(length=60), nullable=False),
        sa.Column("credential_id", AutoString(length=60), nullable=True),
        sa.Column("words", AutoString(length=200), nullable=True),
        sa.Column("added_by", sa.BigInteger(), nullable=True),
        sa.Column("added_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "(credential_id IS NULL) <> (words IS NULL)", name=op.f("ck_catalogue_alias_one_meaning")
        ),
        sa.PrimaryKeyConstraint("guild_id", "word", name=op.f("pk_catalogue_alias")),
    )
    with op.batch_alter_table("catalogue_alias") as batch:
        batch.create_index(batch.f("ix_catalogue_alias_added_by"), ["added_by"])


def _create_catalogue_draft() -> None:
    op.create_table(
        "catalogue_draft",
        sa.Column("id", AutoString(length=12), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("interaction_id", sa.BigInteger(), nullable=False),
        sa.Column("credential_id", AutoString(length=60), nullable=True),
        sa.Column("base_version", sa.Integer(), nullable=True),
        sa.Column("proposal_id", AutoString(length=12), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_catalogue_draft_expires_later")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_draft")),
        sa.UniqueConstraint(
            "owner_id", "interaction_id", name=op.f("uq_catalogue_draft_owner_id_interaction_id")
        ),
    )
    with op.batch_alter_table("catalogue_draft") as batch:
        batch.create_index(batch.f("ix_catalogue_draft_expires_at"), ["expires_at"])
        batch.create_index(batch.f("ix_catalogue_draft_guild_id_owner_id"), ["guild_id", "owner_id"])


def _create_catalogue_proposal() -> None:
    op.create_table(
        "catalogue_proposal",
        sa.Column("id", AutoString(length=12), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=True),
        sa.Column("interaction_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", AutoString(length=20), nullable=False),
        sa.Column("status", AutoString(length=20), nullable=False),
        sa.Column("credential_id", AutoString(length=60), nullable=True),
        sa.Column("reason", AutoString(length=20), nullable=True),
        sa.Column("note", AutoString(length=600), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("answer", AutoString(length=400), nullable=True),
        sa.Column("result_id", AutoString(length=60), nullable=True),
        sa.Column("told_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "kind <> 'report' OR credential_id IS NOT NULL",
            name=op.f("ck_catalogue_proposal_report_has_credential"),
        ),
        sa.CheckConstraint(
            "kind <> 'suggestion' OR content IS NOT NULL",
            name=op.f("ck_catalogue_proposal_suggestion_has_content"),
        ),
        sa.CheckConstraint("kind IN ('suggestion', 'report')", name=op.f("ck_catalogue_proposal_kind")),
        sa.CheckConstraint(
            "reason IN ('outdated', 'wrong_time', 'wrong_cost', 'broken_link', 'duplicate', 'misleading', "
            "'other')",
            name=op.f("ck_catalogue_proposal_reason"),
        ),
        sa.CheckConstraint(
            "status = 'open' OR decided_at IS NOT NULL", name=op.f("ck_catalogue_proposal_decided_has_time")
        ),
        sa.CheckConstraint(
            "status IN ('open', 'accepted', 'refused')", name=op.f("ck_catalogue_proposal_status")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_proposal")),
        sa.UniqueConstraint(
            "guild_id", "interaction_id", name=op.f("uq_catalogue_proposal_guild_id_interaction_id")
        ),
    )
    with op.batch_alter_table("catalogue_proposal") as batch:
        batch.create_index(batch.f("ix_catalogue_proposal_decided_by"), ["decided_by"])
        batch.create_index(
            batch.f("ix_catalogue_proposal_guild_id_status_created_at"), ["guild_id", "status", "created_at"]
        )
        batch.create_index(batch.f("ix_catalogue_proposal_member_id_guild_id"), ["member_id", "guild_id"])


def _create_catalogue_upload() -> None:
    op.create_table(
        "catalogue_upload",
        sa.Column("id", AutoString(length=12), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("name", AutoString(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_catalogue_upload_expires_later")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_upload")),
        sa.UniqueConstraint("guild_id", "owner_id", name=op.f("uq_catalogue_upload_guild_id_owner_id")),
    )
    with op.batch_alter_table("catalogue_upload") as batch:
        batch.create_index(batch.f("ix_catalogue_upload_expires_at"), ["expires_at"])


def _create_member_block() -> None:
    op.create_table(
        "member_block",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("what", AutoString(length=20), nullable=False),
        sa.Column("reason", AutoString(length=400), nullable=True),
        sa.Column("blocked_by", sa.BigInteger(), nullable=True),
        sa.Column("blocked_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "what IN ('suggesting', 'announcing', 'everything')", name=op.f("ck_member_block_what")
        ),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "what", name=op.f("pk_member_block")),
    )
    with op.batch_alter_table("member_block") as batch:
        batch.create_index(batch.f("ix_member_block_blocked_by"), ["blocked_by"])
        batch.create_index(batch.f("ix_member_block_user_id"), ["user_id"])
