import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect

from bot.domain.errors import UserError
from bot.storage import migrating, sqlite
from bot.storage.file_lock import FileLock
from bot.storage.history import HEAD, HISTORY, alembic_config
from bot.storage.migrating import migrate
from bot.storage.tables import METADATA

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade():
    with op.batch_alter_table("user_settings") as batch:
        batch.add_column(sa.Column("motto", sa.String(), nullable=True))
    op.execute("UPDATE user_settings SET motto = 'onwards'")
"""


@pytest.fixture
def next_history(tmp_path: Path) -> Path:
    """The history as a later release has it."""
    history = tmp_path / "history 100%"
    shutil.copytree(HISTORY, history, ignore=shutil.ignore_patterns("__pycache__"))
    (history / "versions" / "next_release.py").write_text(NEXT)
    return history


def run(path: Path, statement: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    rows = connection.execute(statement).fetchall()
    connection.commit()
    connection.close()
    return rows


def with_data(path: Path) -> None:
    migrate(path)
    run(path, "INSERT INTO user_settings VALUES (1, 90, 7, '2026-11-24 18:30:00.000000', NULL, NULL)")


def schema_of(engine: Engine) -> dict[str, object]:
    """What Alembic does not compare by itself: constraints and indexes by name and text."""
    found = inspect(engine)
    return {
        table: (
            sorted((check["name"], check["sqltext"]) for check in found.get_check_constraints(table)),
            sorted(
                (unique["name"], unique["column_names"]) for unique in found.get_unique_constraints(table)
            ),
            sorted((index["name"], index["column_names"]) for index in found.get_indexes(table)),
            found.get_pk_constraint(table)["name"],
            sorted(str(key["name"]) for key in found.get_foreign_keys(table)),
        )
        for table in sorted(METADATA.tables)
    }


def test_the_models_and_the_history_agree(path: Path):
    migrate(path)
    migrated, modelled = create_engine(f"sqlite:///{path}"), create_engine("sqlite://")
    METADATA.create_all(modelled)
    with migrated.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    assert schema_of(migrated) == schema_of(modelled)
    migrated.dispose()
    modelled.dispose()


def test_the_newest_step_is_known_without_alembic():
    assert ScriptDirectory.from_config(alembic_config(HISTORY)).get_heads() == [HEAD]


def test_every_constraint_has_a_name():
    nameless = [
        (table.name, constraint)
        for table in METADATA.tables.values()
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert nameless == []


def test_a_new_file_gets_its_tables_and_no_backup(path: Path):
    migrate(path)
    tables = {name for (name,) in run(path, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables == {*METADATA.tables, "alembic_version"}
    assert not list(path.parent.glob("*upgrade*"))


def test_a_start_with_nothing_to_do_loads_no_alembic(path: Path):
    migrate(path)
    script = (
        "import sys, pathlib; from bot.storage.migrating import migrate; migrate(pathlib.Path(sys.argv[1]));"
        "sys.exit(bool({'alembic', 'filelock'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)


def test_an_upgrade_keeps_what_is_there_and_backs_it_up(path: Path, next_history: Path):
    with_data(path)
    migrate(path, history=next_history, head="0005")
    assert run(path, "SELECT user_id, weekly_minutes, motto FROM user_settings") == [(1, 90, "onwards")]
    backup = path.with_name(f"{path.name}.before-upgrade-from-{HEAD}")
    assert run(backup, "SELECT user_id, weekly_minutes FROM user_settings") == [(1, 90)]
    assert backup.stat().st_mode & 0o077 == 0
    # The backup is a database that this release can go on with.
    migrate(backup)


def test_the_first_release_with_data_is_brought_up_to_date(path: Path, tmp_path: Path):
    first = tmp_path / "first"
    shutil.copytree(HISTORY, first, ignore=shutil.ignore_patterns("__pycache__"))
    for later in (first / "versions").glob("*.py"):
        if later.name not in {"__init__.py", "first_tables.py"}:
            later.unlink()
    migrate(path, history=first, head="0001")
    run(path, "INSERT INTO user_settings VALUES (1, 90, 7, '2026-11-24 18:30:00.000000')")
    migrate(path)
    assert run(path, "SELECT user_id, weekly_minutes FROM user_settings") == [(1, 90)]
    assert run(path, "SELECT * FROM catalogue_entry") == []
    assert run(path.with_name(f"{path.name}.before-upgrade-from-0001"), "SELECT user_id FROM user_settings")


def test_a_backup_that_broke_off_does_not_stand_in_the_way(path: Path, next_history: Path):
    with_data(path)
    backup = path.with_name(f"{path.name}.before-upgrade-from-{HEAD}")
    backup.with_name(f"{backup.name}.unfinished").write_bytes(b"half of it")
    backup.write_bytes(b"of an earlier try")
    migrate(path, history=next_history, head="0005")
    assert run(backup, "SELECT user_id FROM user_settings") == [(1,)]


@pytest.mark.parametrize(
    "breaking",
    [
        "    op.execute('SELECT no_such_function()')\n",
        # References are not looked at while a step rebuilds tables, and are before it counts.
        """
    op.execute("CREATE TABLE child (id INTEGER REFERENCES user_settings (user_id))")
    op.execute("INSERT INTO child VALUES (12345)")
""",
    ],
)
def test_a_step_that_fails_changes_nothing(path: Path, next_history: Path, breaking: str):
    with_data(path)
    (next_history / "versions" / "next_release.py").write_text(NEXT + breaking)
    with pytest.raises(UserError) as refused:
        migrate(path, history=next_history, head="0005")
    assert refused.value.message_id == "database-migration-failed"
    assert run(path, "SELECT * FROM user_settings") == [(1, 90, 7, "2026-11-24 18:30:00.000000", None, None)]
    assert run(path, "SELECT version_num FROM alembic_version") == [(HEAD,)]
    migrate(path)


def test_a_newer_database_is_refused_and_left_alone(path: Path, next_history: Path):
    with_data(path)
    migrate(path, history=next_history, head="0005")
    before = path.read_bytes()
    with pytest.raises(UserError) as refused:
        migrate(path)
    assert refused.value.message_id == "database-newer"
    assert path.read_bytes() == before


def test_the_database_of_another_program_is_refused_and_left_alone(path: Path):
    run(path, "CREATE TABLE recipes (title TEXT)")
    before = path.read_bytes()
    with pytest.raises(UserError) as refused:
        migrate(path)
    assert refused.value.message_id == "database-foreign"
    assert path.read_bytes() == before


def test_an_upgrade_that_another_process_does_is_waited_for(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(migrating, "_LOCK_SECONDS", 0)
    lock = FileLock(path)
    assert lock.is_taken()
    with pytest.raises(UserError) as refused:
        migrate(path)
    assert refused.value.message_id == "database-busy"
    lock.release()
    migrate(path)


def test_two_processes_that_start_at_once_both_find_it_done(path: Path):
    script = (
        "import sys, pathlib; from bot.storage.migrating import migrate; migrate(pathlib.Path(sys.argv[1]))"
    )
    starts = [subprocess.Popen([sys.executable, "-c", script, str(path)]) for _ in range(3)]
    assert [start.wait() for start in starts] == [0, 0, 0]
    assert run(path, "SELECT version_num FROM alembic_version") == [(HEAD,)]


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
        migrate(path, history=next_history, head="0005")
    assert refused.value.message_id == "database-damaged"


def test_a_next_step_can_be_drafted_from_the_models(next_history: Path, path: Path):
    migrate(path)
    config = alembic_config(next_history)
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        (next_history / "versions" / "next_release.py").unlink()
        drafted = command.revision(config, "A next step", autogenerate=True, rev_id="0005")
    engine.dispose()
    assert not isinstance(drafted, list)
    assert drafted is not None
    text = Path(drafted.path).read_text()
    assert '"""A next step."""' in text
    compile(text, "draft", "exec")
