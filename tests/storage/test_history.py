"""The history of the tables, on each kind of database."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from bot.domain.errors import UserError
from bot.storage.database import Database
from bot.storage.history import HEAD, HISTORY, alembic_config
from bot.storage.tables import METADATA
from tests.storage.next_release import (
    NEXT_HEAD,
    old_rows,
    released_steps,
    write_history_until,
    write_next_history,
)
from tests.stores import Store


def with_data(store: Store) -> str:
    """The address of a database with a member in it."""
    url = store.new_url()
    store.rows(url, old_rows("0001")[0])
    return url


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


def test_the_models_and_the_history_agree(store: Store):
    migrated = store.engine(store.new_url())
    modelled = store.engine(store.new_url(is_migrated=False))
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


def query_of(insert: str) -> str:
    """The query for what a statement inserts."""
    found = re.match(r"INSERT INTO (\w+) \((.*?)\)", insert)
    assert found is not None
    return f"SELECT {found[2]} FROM {found[1]}"  # noqa: S608 - the words are our own


@pytest.mark.parametrize("released", released_steps())
def test_every_release_with_data_is_brought_up_to_date(store: Store, tmp_path: Path, released: str):
    url = store.new_url(is_migrated=False)
    store.migrate(url, write_history_until(tmp_path / "history", released), released)
    inserts = [insert for step in released_steps() if step <= released for insert in old_rows(step)]
    for insert in inserts:
        store.rows(url, insert)
    tables = set(tables_of(store, url)) - {"alembic_version"}
    assert tables == {insert.split()[2] for insert in inserts}
    before = {insert: store.rows(url, query_of(insert)) for insert in inserts}
    store.migrate(url, HISTORY, HEAD)
    assert {insert: store.rows(url, query_of(insert)) for insert in inserts} == before
    assert set(tables_of(store, url)) == {*METADATA.tables, "alembic_version"}


def tables_of(store: Store, url: str) -> list[str]:
    engine = store.engine(url)
    tables = inspect(engine).get_table_names()
    engine.dispose()
    return tables


def test_a_step_that_fails_changes_nothing(store: Store, tmp_path: Path):
    url = with_data(store)
    history = write_next_history(tmp_path / "history 100%", "    op.execute('SELECT no_such_function()')\n")
    with pytest.raises(UserError) as refused:
        store.migrate(url, history, NEXT_HEAD)
    assert refused.value.message_id == "database-migration-failed"
    assert store.rows(url, "SELECT version_num FROM alembic_version") == [(HEAD,)]
    assert "motto" not in columns_of(store, url)
    store.migrate(url, HISTORY, HEAD)


def columns_of(store: Store, url: str) -> set[Any]:
    engine = store.engine(url)
    columns = {column["name"] for column in inspect(engine).get_columns("user_settings")}
    engine.dispose()
    return columns


async def test_a_newer_database_is_refused_and_left_alone(store: Store, tmp_path: Path):
    url = with_data(store)
    store.migrate(url, write_next_history(tmp_path / "history 100%"), NEXT_HEAD)
    with pytest.raises(UserError) as refused:
        await Database.open(url, may_upgrade=True)
    assert refused.value.message_id == "database-newer"
    assert store.rows(url, "SELECT motto FROM user_settings") == [("onwards",)]


async def test_the_database_of_another_program_is_refused_and_left_alone(store: Store):
    url = store.new_url(is_migrated=False)
    store.rows(url, "CREATE TABLE recipes (title TEXT)")
    with pytest.raises(UserError) as refused:
        await Database.open(url)
    assert refused.value.message_id == "database-foreign"
    assert tables_of(store, url) == ["recipes"]


OPEN = (
    "import asyncio, sys; from bot.storage.database import Database;"
    "asyncio.run(asyncio.run(Database.open(sys.argv[1])).close())"
)


def test_two_processes_that_start_at_once_both_find_it_done(store: Store):
    url = store.new_url(is_migrated=False)
    starts = [subprocess.Popen([sys.executable, "-c", OPEN, url]) for _ in range(2)]
    assert [start.wait() for start in starts] == [0, 0]
    assert store.rows(url, "SELECT version_num FROM alembic_version") == [(HEAD,)]


def test_a_start_with_nothing_to_do_loads_no_alembic(store: Store):
    script = f"{OPEN}; sys.exit(bool({{'alembic', 'filelock'}} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", script, store.new_url()], check=True)


def test_a_next_step_can_be_drafted_from_the_models(store: Store, tmp_path: Path):
    history = write_next_history(tmp_path / "history 100%")
    (history / "versions" / "next_release.py").unlink()
    config = alembic_config(history)
    engine = store.engine(store.new_url())
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        drafted = command.revision(config, "A next step", autogenerate=True, rev_id=NEXT_HEAD)
    engine.dispose()
    assert not isinstance(drafted, list)
    assert drafted is not None
    text = Path(drafted.path).read_text()
    assert '"""A next step."""' in text
    compile(text, "draft", "exec")
