"""What was merged before entries said so is known afterwards, on each kind of database."""

from pathlib import Path

from bot.storage.history import HEAD, HISTORY
from tests.storage.next_release import write_history_until
from tests.stores import Store

_ENTRY = (
    "INSERT INTO catalogue_entry (guild_id, credential_id, status, reason, successor_id, version, changed_at)"
    " VALUES ({}, '{}', 'retired', 'why', '{}', 1, '2026-11-24 18:30:00.000000')"
)
_DEED = (
    "INSERT INTO audit_entry (guild_id, action, subject, details, at)"
    " VALUES ({}, '{}', '{}', '{}', '2026-11-24 18:30:00.000000')"
)
_MARKED = "SELECT guild_id, credential_id FROM catalogue_entry WHERE is_merged ORDER BY credential_id"


def test_what_was_merged_before_is_marked_and_what_was_only_replaced_is_not(store: Store, tmp_path: Path):
    url = store.new_url(is_migrated=False)
    store.migrate(url, write_history_until(tmp_path / "history", "0008"), "0008")
    for guild_id, dropped, kept in (
        (10, "sql-again", "sql"),
        (10, "sql-1", "sql-2"),
        (10, "moved-on", "other"),
        (20, "sql-again", "sql"),
    ):
        store.rows(url, _ENTRY.format(guild_id, dropped, kept))
    store.rows(url, _DEED.format(10, "entries_merged", "sql", '{"dropped_id": "sql-again"}'))
    store.rows(url, _DEED.format(10, "entries_merged", "sql", '{"dropped_id": "moved-on"}'))
    store.rows(url, _DEED.format(10, "entry_retired", "sql-1", "{}"))
    store.migrate(url, HISTORY, HEAD)
    assert store.rows(url, _MARKED) == [(10, "sql-again")]
