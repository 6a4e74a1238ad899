"""What is true of bringing an SQLite file up to date alone: its backup, and the file's own troubles."""

import sqlite3
from pathlib import Path

import pytest

from bot.domain.errors import UserError
from bot.storage import migrating, sqlite
from bot.storage.file_lock import FileLock
from bot.storage.history import HEAD
from bot.storage.migrating import migrate
from bot.storage.tables import METADATA
from tests.storage.next_release import NEXT_HEAD, write_next_history


@pytest.fixture
def next_history(tmp_path: Path) -> Path:
    """The history as a later release has it."""
    return write_next_history(tmp_path / "history 100%")


def run(path: Path, statement: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    rows = connection.execute(statement).fetchall()
    connection.commit()
    connection.close()
    return rows


def with_data(path: Path) -> None:
    migrate(path)
    run(path, "INSERT INTO user_settings VALUES (1, 90, 7, '2026-11-24 18:30:00.000000', NULL, NULL)")


def test_a_new_file_gets_its_tables_and_no_backup(path: Path):
    migrate(path)
    tables = {name for (name,) in run(path, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables == {*METADATA.tables, "alembic_version"}
    assert not list(path.parent.glob("*upgrade*"))


def test_an_upgrade_keeps_what_is_there_and_backs_it_up(path: Path, next_history: Path):
    with_data(path)
    migrate(path, history=next_history, head=NEXT_HEAD)
    assert run(path, "SELECT user_id, weekly_minutes, motto FROM user_settings") == [(1, 90, "onwards")]
    backup = path.with_name(f"{path.name}.before-upgrade-from-{HEAD}")
    assert run(backup, "SELECT user_id, weekly_minutes FROM user_settings") == [(1, 90)]
    assert backup.stat().st_mode & 0o077 == 0
    # The backup is a database that this release can go on with.
    migrate(backup)


def test_a_backup_that_broke_off_does_not_stand_in_the_way(path: Path, next_history: Path):
    with_data(path)
    backup = path.with_name(f"{path.name}.before-upgrade-from-{HEAD}")
    backup.with_name(f"{backup.name}.unfinished").write_bytes(b"half of it")
    backup.write_bytes(b"of an earlier try")
    migrate(path, history=next_history, head=NEXT_HEAD)
    assert run(backup, "SELECT user_id FROM user_settings") == [(1,)]


def test_an_upgrade_that_another_process_does_is_waited_for(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(migrating, "_LOCK_SECONDS", 0)
    lock = FileLock(path)
    assert lock.is_taken()
    with pytest.raises(UserError) as refused:
        migrate(path)
    assert refused.value.message_id == "database-busy"
    lock.release()
    migrate(path)


def test_a_database_held_by_another_program_is_told(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT_MS", 1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(UserError) as refused:
        migrate(path)
    assert refused.value.message_id == "database-busy"
    other.close()


def test_a_damaged_database_is_told_before_anything_is_changed(path: Path, next_history: Path):
    with_data(path)
    content = bytearray(path.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(content)
    with pytest.raises(UserError) as refused:
        migrate(path, history=next_history, head=NEXT_HEAD)
    assert refused.value.message_id == "database-damaged"


def test_references_are_not_looked_at_while_a_step_rebuilds_tables_and_are_before_it_counts(
    path: Path, tmp_path: Path
):
    with_data(path)
    breaking = """
    op.execute("CREATE TABLE child (id INTEGER REFERENCES user_settings (user_id))")
    op.execute("INSERT INTO child VALUES (12345)")
"""
    with pytest.raises(UserError) as refused:
        migrate(path, history=write_next_history(tmp_path / "history", breaking), head=NEXT_HEAD)
    assert refused.value.message_id == "database-migration-failed"
    assert run(path, "SELECT version_num FROM alembic_version") == [(HEAD,)]
