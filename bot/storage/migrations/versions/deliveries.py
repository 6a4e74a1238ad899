"""Deliveries of what is to be told, weekly schedules, servers' settings, and channels out of order."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_VERDICTS = (
    "'missed', 'paused', 'off', 'finished', 'opted_out', 'withdrawn', 'no_channel', 'not_this_week', "
    "'nothing_new', 'faulty_channel', 'forbidden', 'gone', 'refused_dm', 'too_late', 'failed'"
)
_TO_AMEND = sa.text("status = 'sent' AND (withdrawn_at IS NOT NULL) <> says_withdrawn")
_CHECKS = {
    "ck_outbox_kind": "kind IN ('completion', 'reminder', 'digest', 'notice', 'fault')",
    "ck_outbox_verdict": f"verdict IN ({_VERDICTS})",
    "ck_outbox_leased_until": "status <> 'leased' OR lease_until IS NOT NULL",
}


def upgrade() -> None:
    """The step forwards."""
    _extend_outbox()
    _create_schedule()
    _create_server_settings()
    _create_channel_fault()


def _outbox_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("says_withdrawn", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("verdict", AutoString(length=20), nullable=True),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("first_tried_at", UTCDateTime(), nullable=True),
        sa.Column("not_before", UTCDateTime(), nullable=True),
        sa.Column("lease_token", AutoString(length=12), nullable=True),
        sa.Column("lease_until", UTCDateTime(), nullable=True),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
    ]


def _extend_outbox() -> None:
    with op.batch_alter_table("outbox") as batch:
        for column in _outbox_columns():
            batch.add_column(column)
        batch.drop_constraint(op.f("ck_outbox_kind"), type_="check")
        for name, sql in _CHECKS.items():
            batch.create_check_constraint(op.f(name), sql)
    op.create_index(
        "ix_outbox_to_amend", "outbox", ["id"], sqlite_where=_TO_AMEND, postgresql_where=_TO_AMEND
    )


def _create_schedule() -> None:
    op.create_table(
        "schedule",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("scope", AutoString(length=20), nullable=False),
        sa.Column("scope_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", AutoString(length=20), nullable=False),
        sa.Column("zone", AutoString(length=64), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("wall_time", sa.Time(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("paused_until", UTCDateTime(), nullable=True),
        sa.Column("next_due_utc", UTCDateTime(), nullable=False),
        sa.Column("refused_at", UTCDateTime(), nullable=True),
        sa.Column("refusal_told", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('reminder', 'digest')", name=op.f("ck_schedule_kind")),
        sa.CheckConstraint("scope IN ('member', 'guild')", name=op.f("ck_schedule_scope")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_schedule_weekday")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule")),
        sa.UniqueConstraint(
            "guild_id", "scope", "scope_id", "kind", name=op.f("uq_schedule_guild_id_scope_scope_id_kind")
        ),
    )
    with op.batch_alter_table("schedule") as batch:
        batch.create_index(batch.f("ix_schedule_next_due_utc"), ["next_due_utc"])
        batch.create_index(batch.f("ix_schedule_scope_id_guild_id"), ["scope_id", "guild_id"])


def _create_server_settings() -> None:
    op.create_table(
        "server_settings",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("zone", AutoString(length=64), nullable=True),
        sa.Column("announce_channel_id", sa.BigInteger(), nullable=True),
        sa.Column("style", AutoString(length=20), nullable=True),
        sa.Column("announcements_paused_until", UTCDateTime(), nullable=True),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("style IN ('picture', 'text')", name=op.f("ck_server_settings_style")),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_server_settings")),
    )


def _create_channel_fault() -> None:
    op.create_table(
        "channel_fault",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", AutoString(length=20), nullable=False),
        sa.Column("found_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("reason IN ('forbidden', 'gone')", name=op.f("ck_channel_fault_reason")),
        sa.PrimaryKeyConstraint("guild_id", "channel_id", name=op.f("pk_channel_fault")),
    )
