"""All that the database holds of a user, as plain data, for their own export. Nobody else's id is in it."""

import json
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import BigInteger, select
from sqlmodel import Session

from bot.storage.tables import METADATA

_WITHOUT = {"catalogue_upload": {"content"}}
"""The bytes of a file that the user sent themselves."""
_KEPT: tuple[tuple[str, str, str, tuple[str, ...] | None], ...] = (
    ("settings", "user_settings", "user_id", None),
    ("settings_in_servers", "member_settings", "user_id", None),
    ("enrolments", "enrolment", "user_id", None),
    ("log_entries", "log_entry", "user_id", None),
    ("searches", "stored_search", "owner_id", None),
    ("to_be_told", "outbox", "scope_id", ("lease_token",)),
    ("reminders", "schedule", "scope_id", None),
    ("congratulations_given", "congratulation", "user_id", None),
    ("typed_and_not_logged", "kept_words", "owner_id", None),
    ("drafts", "catalogue_draft", "owner_id", None),
    ("files_sent", "catalogue_upload", "owner_id", None),
    ("proposals", "catalogue_proposal", "member_id", ("decided_by",)),
    ("blocked_from", "member_block", "user_id", ("blocked_by",)),
    ("words_added", "catalogue_alias", "added_by", None),
    ("changes_of_the_catalogue", "catalogue_version", "actor_id", None),
    ("deeds_as_moderator", "audit_entry", "actor_id", ("subject",)),
    ("groups_owned", "study_group", "owner_id", ("name_key",)),
    ("group_stays", "group_member", "user_id", None),
    ("invitations_to_groups", "group_invite", "user_id", ("invited_by",)),
    ("invitations_sent", "group_invite", "invited_by", ("user_id",)),
    ("checkin_answers", "group_checkin_answer", "user_id", None),
    ("weeks_in_groups", "group_week_line", "user_id", None),
    ("kudos_given", "kudos", "sender_id", ("receiver_id",)),
    ("kudos_received", "kudos", "receiver_id", ("sender_id",)),
    ("happy_to_help", "happy_to_help", "user_id", None),
)
"""The name in the export, the table, the column of the user, and what names others."""
_DECISIONS = (
    (
        "decisions",
        "catalogue_proposal",
        "decided_by",
        ("guild_id", "id", "kind", "status", "decided_at", "answer"),
    ),
    ("blocks_set", "member_block", "blocked_by", ("guild_id", "what", "blocked_at")),
    ("servers_set_up_last", "server_settings", "changed_by", ("guild_id", "updated_at")),
    ("done_about_you", "audit_entry", "subject", ("guild_id", "action", "at")),
)
"""What was decided about others, or by others about the user: their own part of it only."""
COVERED = frozenset((table, column) for _, table, column, _ in (*_KEPT, *_DECISIONS))
"""The columns that can hold the user, and whose rows an export has."""
_LONG_IDS = {"added_by", "invited_by", "left_by_interaction"}
"""Besides those that say in their names that they are ids."""
_JSON_COLUMNS = {"outline", "payload", "content", "details", "before", "after"}


def rows_of(session: Session, user_id: int) -> dict[str, list[dict[str, Any]]]:
    """Every row of the user in every table, by name; ids are texts, times ISO 8601 in UTC."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, table, column, others in _KEPT:
        left_out = {*(others or ()), *_WITHOUT.get(table, ())}
        wanted = [each.name for each in METADATA.tables[table].c if each.name not in left_out]
        found[name] = _rows(session, table, column, tuple(wanted), user_id)
    for name, table, column, columns in _DECISIONS:
        found[name] = _rows(session, table, column, columns, user_id)
    found["enrolment_history"] = _history(session, user_id)
    return found


def _rows(
    session: Session, table_name: str, column: str, wanted: tuple[str, ...], user_id: int
) -> list[dict[str, Any]]:
    table = METADATA.tables[table_name]
    # What an audited deed was about is a text.
    wanted_id = user_id if isinstance(table.c[column].type, BigInteger) else str(user_id)
    query = select(*(table.c[name] for name in wanted)).where(table.c[column] == wanted_id)
    if "scope_id" in table.c:
        query = query.where(table.c.scope == "member")
    order = [table.c.guild_id.nulls_first()] if "guild_id" in table.c else []
    rows = session.connection().execute(query.order_by(*order, *table.primary_key.columns)).mappings()
    return [{name: _plain(name, row[name]) for name in wanted} for row in rows]


def _history(session: Session, user_id: int) -> list[dict[str, Any]]:
    lines, enrolment = METADATA.tables["enrolment_status"], METADATA.tables["enrolment"]
    columns = ("guild_id", "enrolment_id", "status", "at")
    query = (
        select(*(lines.c[name] for name in columns))
        .join(enrolment, enrolment.c.id == lines.c.enrolment_id)
        .where(enrolment.c.user_id == user_id)
        .order_by(lines.c.id)
    )
    rows = session.connection().execute(query).mappings()
    return [{name: _plain(name, row[name]) for name in columns} for row in rows]


def _plain(name: str, value: object) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, int) and (name.endswith("_id") or name in _LONG_IDS):
        # Beyond 2 to the 53 most readers of JSON round.
        return str(value)
    if isinstance(value, str) and name in _JSON_COLUMNS:
        return json.loads(value)
    return value
