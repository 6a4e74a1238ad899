"""Study groups, with their members, places and check-ins; kudos, and who is happy to help."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_LIVING = sa.text("ended_at IS NULL")
_CURRENT = sa.text("left_on IS NULL")
_OPEN = sa.text("status = 'open'")
_CHANGED = sa.text("changed_at IS NOT NULL")
_KINDS = (
    "'completion', 'reminder', 'digest', 'notice', 'fault', "
    "'board', 'group_news', 'invite', 'group_fault', 'checkin'"
)
_SCOPE = "scope IN ('member', 'guild', 'group')"
_CHECKS = {
    "outbox": {"ck_outbox_kind": f"kind IN ({_KINDS})", "ck_outbox_scope": _SCOPE},
    "schedule": {
        "ck_schedule_kind": "kind IN ('reminder', 'digest', 'checkin')",
        "ck_schedule_scope": _SCOPE,
    },
}


def upgrade() -> None:
    """The step forwards."""
    for table, checks in _CHECKS.items():
        with op.batch_alter_table(table) as batch:
            for name, sql in checks.items():
                batch.drop_constraint(op.f(name), type_="check")
                batch.create_check_constraint(op.f(name), sql)
    _create_study_group()
    _create_group_member()
    _create_group_invite()
    _create_group_place()
    _create_group_checkin()
    _create_group_checkin_answer()
    _create_group_week_line()
    _create_erased_work()
    _create_kudos()
    _create_happy_to_help()


def _create_study_group() -> None:
    op.create_table(
        "study_group",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("name", AutoString(length=60), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("credential_id", AutoString(length=60), nullable=True),
        sa.Column("most_members", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("goal_minutes_week", sa.Integer(), nullable=True),
        sa.Column("goal_by", sa.Date(), nullable=True),
        sa.Column("zone", AutoString(length=64), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("interaction_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("goal_minutes_week > 0", name=op.f("ck_study_group_goal_minutes_week")),
        sa.CheckConstraint("most_members BETWEEN 2 AND 50", name=op.f("ck_study_group_most_members")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_group")),
        sa.UniqueConstraint(
            "guild_id", "interaction_id", name=op.f("uq_study_group_guild_id_interaction_id")
        ),
    )
    with op.batch_alter_table("study_group") as batch:
        batch.create_index(
            "ix_study_group_living",
            ["guild_id", "name_key"],
            unique=True,
            sqlite_where=_LIVING,
            postgresql_where=_LIVING,
        )
        batch.create_index(batch.f("ix_study_group_owner_id_guild_id"), ["owner_id", "guild_id"])


def _create_group_member() -> None:
    op.create_table(
        "group_member",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", _COUNTED, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("shared_when_left", sa.Boolean(), nullable=True),
        sa.Column("interaction_id", sa.BigInteger(), nullable=False),
        sa.Column("left_by_interaction", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(left_on IS NULL) = (shared_when_left IS NULL)", name=op.f("ck_group_member_left_says_shared")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["study_group.id"], name=op.f("fk_group_member_group_id_study_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_member")),
        sa.UniqueConstraint(
            "guild_id", "interaction_id", name=op.f("uq_group_member_guild_id_interaction_id")
        ),
    )
    with op.batch_alter_table("group_member") as batch:
        batch.create_index(
            "ix_group_member_current",
            ["group_id", "user_id"],
            unique=True,
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
        )
        batch.create_index(batch.f("ix_group_member_group_id_id"), ["group_id", "id"])
        batch.create_index(batch.f("ix_group_member_user_id_guild_id"), ["user_id", "guild_id"])


def _create_group_invite() -> None:
    op.create_table(
        "group_invite",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", _COUNTED, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("invited_by", sa.BigInteger(), nullable=True),
        sa.Column("invited_on", sa.Date(), nullable=False),
        sa.Column("invited_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("status", AutoString(length=20), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.Column("refused_at", UTCDateTime(), nullable=True),
        sa.Column("refusal_told", sa.Boolean(), nullable=False),
        sa.Column("interaction_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("status IN ('open', 'accepted', 'declined')", name=op.f("ck_group_invite_status")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["study_group.id"], name=op.f("fk_group_invite_group_id_study_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_invite")),
        sa.UniqueConstraint(
            "guild_id", "interaction_id", name=op.f("uq_group_invite_guild_id_interaction_id")
        ),
    )
    with op.batch_alter_table("group_invite") as batch:
        batch.create_index(
            batch.f("ix_group_invite_invited_by_guild_id_invited_on"),
            ["invited_by", "guild_id", "invited_on"],
        )
        batch.create_index(
            "ix_group_invite_open",
            ["group_id", "user_id"],
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        )
        batch.create_index(batch.f("ix_group_invite_user_id_guild_id"), ["user_id", "guild_id"])


def _create_group_place() -> None:
    op.create_table(
        "group_place",
        sa.Column("group_id", _COUNTED, autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("board_message_id", sa.BigInteger(), nullable=True),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("trouble", AutoString(length=20), nullable=True),
        sa.Column("troubled_at", UTCDateTime(), nullable=True),
        sa.Column("trouble_told", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=True),
        sa.Column("week_ends_at", UTCDateTime(), nullable=True),
        sa.Column("shown_at", UTCDateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("not_before", UTCDateTime(), nullable=True),
        sa.Column("lease_token", AutoString(length=12), nullable=True),
        sa.Column("lease_until", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "trouble IN ('no_thread_yet', 'message_gone', 'thread_gone', 'channel_gone', 'forbidden')",
            name=op.f("ck_group_place_trouble"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["study_group.id"], name=op.f("fk_group_place_group_id_study_group")
        ),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_group_place")),
    )
    with op.batch_alter_table("group_place") as batch:
        batch.create_index(
            "ix_group_place_changed", ["changed_at"], sqlite_where=_CHANGED, postgresql_where=_CHANGED
        )
        batch.create_index(batch.f("ix_group_place_guild_id_thread_id"), ["guild_id", "thread_id"])
        batch.create_index(batch.f("ix_group_place_lease_until"), ["lease_until"])
        batch.create_index(batch.f("ix_group_place_week_ends_at"), ["week_ends_at"])


def _create_group_checkin() -> None:
    op.create_table(
        "group_checkin",
        sa.Column("group_id", _COUNTED, autoincrement=False, nullable=False),
        sa.Column("week", AutoString(length=8), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.Column("total_minutes", sa.Integer(), nullable=True),
        sa.Column("total_tasks", sa.Integer(), nullable=True),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("changed_at", UTCDateTime(), nullable=True),
        sa.Column("shown_at", UTCDateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("not_before", UTCDateTime(), nullable=True),
        sa.Column("lease_token", AutoString(length=12), nullable=True),
        sa.Column("lease_until", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (total_minutes IS NULL) AND (closed_at IS NULL) = (total_tasks IS NULL)",
            name=op.f("ck_group_checkin_closed_has_totals"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["study_group.id"], name=op.f("fk_group_checkin_group_id_study_group")
        ),
        sa.PrimaryKeyConstraint("group_id", "week", name=op.f("pk_group_checkin")),
    )
    with op.batch_alter_table("group_checkin") as batch:
        batch.create_index(
            "ix_group_checkin_changed", ["changed_at"], sqlite_where=_CHANGED, postgresql_where=_CHANGED
        )
        batch.create_index(batch.f("ix_group_checkin_lease_until"), ["lease_until"])


def _create_group_checkin_answer() -> None:
    op.create_table(
        "group_checkin_answer",
        sa.Column("group_id", _COUNTED, autoincrement=False, nullable=False),
        sa.Column("week", AutoString(length=8), nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("went_well", AutoString(length=500), nullable=True),
        sa.Column("next_up", AutoString(length=500), nullable=True),
        sa.Column("is_resting", sa.Boolean(), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["study_group.id"], name=op.f("fk_group_checkin_answer_group_id_study_group")
        ),
        sa.PrimaryKeyConstraint("group_id", "week", "user_id", name=op.f("pk_group_checkin_answer")),
    )
    with op.batch_alter_table("group_checkin_answer") as batch:
        batch.create_index(batch.f("ix_group_checkin_answer_user_id_guild_id"), ["user_id", "guild_id"])


def _create_group_week_line() -> None:
    op.create_table(
        "group_week_line",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", _COUNTED, nullable=False),
        sa.Column("week", AutoString(length=8), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("worker_id", AutoString(length=12), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("tasks_done", sa.Integer(), nullable=False),
        sa.Column("streak_weeks", sa.Integer(), nullable=False),
        sa.Column("kudos", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "user_id IS NULL OR worker_id IS NULL", name=op.f("ck_group_week_line_one_worker")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["study_group.id"], name=op.f("fk_group_week_line_group_id_study_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_week_line")),
        sa.UniqueConstraint(
            "group_id", "week", "user_id", name=op.f("uq_group_week_line_group_id_week_user_id")
        ),
    )
    with op.batch_alter_table("group_week_line") as batch:
        batch.create_index(batch.f("ix_group_week_line_user_id_guild_id"), ["user_id", "guild_id"])


def _create_erased_work() -> None:
    op.create_table(
        "erased_work",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", _COUNTED, nullable=False),
        sa.Column("worker_id", AutoString(length=12), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("credential_id", AutoString(length=60), nullable=False),
        sa.Column("kind", AutoString(length=20), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('done', 'minutes')", name=op.f("ck_erased_work_kind")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_erased_work_minutes")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["study_group.id"], name=op.f("fk_erased_work_group_id_study_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erased_work")),
    )
    with op.batch_alter_table("erased_work") as batch:
        batch.create_index(batch.f("ix_erased_work_group_id_week"), ["group_id", "week"])


def _create_kudos() -> None:
    op.create_table(
        "kudos",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", _COUNTED, nullable=True),
        sa.Column("sender_id", sa.BigInteger(), nullable=False),
        sa.Column("receiver_id", sa.BigInteger(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("given_at", UTCDateTime(), nullable=False),
        sa.Column("interaction_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("sender_id <> receiver_id", name=op.f("ck_kudos_not_oneself")),
        sa.ForeignKeyConstraint(["group_id"], ["study_group.id"], name=op.f("fk_kudos_group_id_study_group")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kudos")),
        sa.UniqueConstraint("guild_id", "interaction_id", name=op.f("uq_kudos_guild_id_interaction_id")),
        sa.UniqueConstraint(
            "guild_id",
            "sender_id",
            "receiver_id",
            "given_on",
            name=op.f("uq_kudos_guild_id_sender_id_receiver_id_given_on"),
        ),
    )
    with op.batch_alter_table("kudos") as batch:
        batch.create_index(
            batch.f("ix_kudos_receiver_id_guild_id_given_on"), ["receiver_id", "guild_id", "given_on"]
        )
        batch.create_index(
            batch.f("ix_kudos_sender_id_guild_id_given_on"), ["sender_id", "guild_id", "given_on"]
        )


def _create_happy_to_help() -> None:
    op.create_table(
        "happy_to_help",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("credential_id", AutoString(length=60), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "credential_id", name=op.f("pk_happy_to_help")),
    )
    with op.batch_alter_table("happy_to_help") as batch:
        batch.create_index(batch.f("ix_happy_to_help_guild_id_credential_id"), ["guild_id", "credential_id"])
        batch.create_index(batch.f("ix_happy_to_help_user_id"), ["user_id"])
