"""Backups while Badger runs, and what becomes of the database when one is put back."""

import asyncio
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.errors import UserError
from bot.ops.backup import Backup, back_up, erase_again, restore
from bot.services.erasing import erase_member
from bot.storage import user_settings
from bot.storage.database import Database, Session
from tests.set_clock import NOW
from tests.storage.next_release import NEXT_HEAD, old_rows, write_history_until, write_next_history
from tests.stores import PostgresqlStore, SqliteStore, Store

KEEP = timedelta(days=30)
LATER = NOW + timedelta(hours=1)
MIRA, NOA = 2**62 + 1, 2**62 + 2


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "badger.sqlite3"


@pytest.fixture
def url(path: Path) -> str:
    return f"sqlite:///{path}"


def writing(url: str, *works: Callable[[Session], object]) -> None:
    async def write_all() -> None:
        database = await Database.open(url)
        for work in works:
            await database.write(work)
        await database.close()

    asyncio.run(write_all())


def remember(user: int) -> Callable[[Session], object]:
    return lambda session: user_settings.remember_weekly_minutes(session, user, 60, now=NOW)


def erase(user: int, at: datetime = LATER) -> Callable[[Session], object]:
    return lambda session: erase_member(session, user, None, now=at)


def users_in(path: Path) -> set[int]:
    with closing(sqlite3.connect(path)) as connection:
        return {user for (user,) in connection.execute("SELECT user_id FROM user_settings")}


def backed_up(url: str, copy: Path | None = None, now: datetime = NOW) -> Backup:
    return back_up(url, copy, keep=KEEP, now=now)


def holds(folder: Path, user: int) -> set[str]:
    """The files that hold the id of a user, as text or as SQLite and PostgreSQL write it."""
    forms = (str(user).encode(), user.to_bytes(8, "big"))
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.name for file in files if any(form in file.read_bytes() for form in forms)}


async def test_a_backup_is_made_while_badger_writes(path: Path, url: str):
    database = await Database.open(url)
    await database.write(remember(MIRA))
    copy = backed_up(url).path
    await database.write(remember(NOA))
    await database.close()
    assert copy == path.parent / "backups" / "badger-20261124T183000Z.sqlite3"
    assert users_in(copy) == {MIRA}
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert list(copy.parent.iterdir()) == [copy]


def test_only_old_backups_of_ours_are_deleted(path: Path, url: str, tmp_path: Path):
    writing(url, remember(MIRA))
    backups = path.parent / "backups"
    backups.mkdir()
    old = ["badger-20261025T182959Z.sqlite3", "badger-20240101T000000Z-before-restore.sqlite3"]
    others = [
        "badger-20261025T183000Z.sqlite3",
        "badger-20240101.sqlite3",
        "badger-20249999T000000Z.sqlite3",
        "holidays.jpg",
    ]
    for name in (*old, *others):
        (backups / name).write_text("kept")
    elsewhere = backed_up(url, tmp_path / "mine.sqlite3")
    assert elsewhere.deleted == ()
    assert len(list(backups.iterdir())) == 6
    made = backed_up(url)
    assert {deleted.name for deleted in made.deleted} == set(old)
    assert {file.name for file in backups.iterdir()} == {*others, made.path.name}


def test_a_backup_never_replaces_anything(url: str, tmp_path: Path):
    writing(url, remember(MIRA))
    (tmp_path / "letter").write_text("Dear grandmother")
    with pytest.raises(UserError) as refused:
        backed_up(url, tmp_path / "letter")
    assert refused.value.message_id == "backup-would-replace"
    assert (tmp_path / "letter").read_text() == "Dear grandmother"
    with pytest.raises(UserError) as refused:
        backed_up(url, Path("/dev/null/backup"))
    assert refused.value.message_id == "backup-failed"


def test_there_is_no_backup_of_nothing(path: Path, url: str):
    with pytest.raises(UserError) as refused:
        backed_up(url)
    assert refused.value.message_id == "backup-nothing"
    path.parent.mkdir()
    path.touch()
    with pytest.raises(UserError) as refused:
        backed_up(url)
    assert refused.value.message_id == "backup-nothing"


def test_what_is_restored_is_what_was_backed_up_and_what_was_there_is_kept(path: Path, url: str):
    writing(url, remember(MIRA))
    copy = backed_up(url).path
    before = copy.read_bytes()
    writing(url, remember(NOA))
    kept = restore(url, copy, may_replace=True, now=LATER)
    assert users_in(path) == {MIRA}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert kept == path.parent / "backups" / "badger-20261124T193000Z-before-restore.sqlite3"
    assert users_in(kept) == {MIRA, NOA}
    assert copy.read_bytes() == before
    assert not [each for each in path.parent.iterdir() if each.name.startswith(".")]
    writing(url, remember(NOA))
    assert users_in(path) == {MIRA, NOA}


def test_a_backup_can_be_put_where_nothing_is(url: str, tmp_path: Path):
    writing(url, remember(MIRA))
    copy = backed_up(url).path
    other = tmp_path / "new machine" / "badger.sqlite3"
    assert restore(f"sqlite:///{other}", copy, may_replace=False, now=LATER) is None
    assert users_in(other) == {MIRA}


def test_nothing_is_replaced_unasked(path: Path, url: str):
    writing(url, remember(MIRA))
    copy = backed_up(url).path
    writing(url, remember(NOA))
    with pytest.raises(UserError) as refused:
        restore(url, copy, may_replace=False, now=LATER)
    assert refused.value.message_id == "restore-would-replace"
    assert users_in(path) == {MIRA, NOA}


async def test_nothing_is_replaced_while_badger_runs(url: str):
    database = await Database.open(url)
    await database.write(remember(MIRA))
    copy = backed_up(url).path
    with pytest.raises(UserError) as refused:
        restore(url, copy, may_replace=True, now=LATER)
    assert refused.value.message_id == "database-in-use"
    await database.close()
    restore(url, copy, may_replace=True, now=LATER)


def break_copy(copy: Path, how: str, tmp_path: Path) -> None:
    if how == "damaged":
        content = bytearray(copy.read_bytes())
        for page in range(1, len(content) // 4096):
            content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
        copy.write_bytes(content)
    elif how == "cut":
        copy.write_bytes(copy.read_bytes()[:20_000])
    elif how == "letter":
        copy.write_text("a letter to grandmother, long enough to have a header of its own " * 20)
    elif how == "empty":
        copy.write_bytes(b"")
    elif how == "foreign":
        copy.unlink()
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("CREATE TABLE recipes (title TEXT)")
    elif how == "newer":
        history = write_next_history(tmp_path / "history")
        SqliteStore(tmp_path, lambda: copy).migrate(f"sqlite:///{copy}", history, NEXT_HEAD)
    else:
        copy.unlink()


@pytest.mark.parametrize(
    ("how", "message_id"),
    [
        ("damaged", "restore-damaged"),
        ("cut", "restore-damaged"),
        ("letter", "restore-not-one"),
        ("empty", "restore-not-one"),
        ("foreign", "restore-not-one"),
        ("newer", "restore-newer"),
        ("missing", "restore-unreadable"),
    ],
)
def test_what_is_no_sound_backup_of_ours_changes_nothing(
    path: Path, url: str, tmp_path: Path, how: str, message_id: str
):
    writing(url, remember(MIRA))
    copy = backed_up(url).path
    break_copy(copy, how, tmp_path)
    writing(url, remember(NOA))
    before = path.read_bytes()
    with pytest.raises(UserError) as refused:
        restore(url, copy, may_replace=True, now=LATER)
    assert refused.value.message_id == message_id
    assert refused.value.arguments["path"] == str(copy)
    assert path.read_bytes() == before


def test_a_backup_of_an_earlier_badger_is_brought_up_to_date(
    path: Path, url: str, sqlite_store: SqliteStore, tmp_path: Path
):
    old = sqlite_store.new_url(is_migrated=False)
    sqlite_store.migrate(old, write_history_until(tmp_path / "history", "0001"), "0001")
    sqlite_store.rows(old, old_rows("0001")[0])
    restore(url, Path(old.removeprefix("sqlite:///")), may_replace=False, now=LATER)
    assert users_in(path) == {2**63 - 1}
    writing(url, remember(NOA))


def test_a_damaged_database_is_replaced_and_kept_as_it_is(path: Path, url: str):
    writing(url, remember(MIRA))
    copy = backed_up(url).path
    path.write_bytes(path.read_bytes()[:20_000])
    damaged = path.read_bytes()
    kept = restore(url, copy, may_replace=True, now=LATER)
    assert users_in(path) == {MIRA}
    assert kept is not None
    assert kept.read_bytes() == damaged


def test_who_was_erased_after_the_backup_is_erased_again(path: Path, url: str, tmp_path: Path):
    writing(url, remember(MIRA), remember(NOA))
    copy = backed_up(url).path.rename(tmp_path / "backup.sqlite3")
    writing(url, erase(MIRA))
    assert holds(path.parent, MIRA) == set()
    restore(url, copy, may_replace=True, now=LATER + KEEP)
    assert users_in(path) == {NOA}
    assert holds(path.parent, MIRA) == set()
    # And once more, from the same backup: the tombstone was taken over.
    restore(url, copy, may_replace=True, now=LATER + 2 * KEEP)
    assert users_in(path) == {NOA}


def test_who_came_back_before_the_backup_stays(path: Path, url: str):
    writing(url, remember(MIRA), erase(MIRA), remember(MIRA))
    copy = backed_up(url).path
    restore(url, copy, may_replace=True, now=LATER)
    assert users_in(path) == {MIRA}


def test_erasures_are_replayed_from_a_database_that_was_replaced_by_other_means(store: Store):
    before, after = store.new_url(), store.new_url()
    writing(before, remember(MIRA), erase(MIRA))
    writing(after, remember(MIRA), remember(NOA))
    assert asyncio.run(erase_again(after, before, now=LATER)) == 1
    assert store.rows(after, "SELECT user_id FROM user_settings") == [(NOA,)]
    assert asyncio.run(erase_again(after, before, now=LATER)) == 0


def test_postgresql_has_its_own_means(postgresql_store: PostgresqlStore, tmp_path: Path):
    url = postgresql_store.new_url()
    with pytest.raises(UserError) as refused:
        backed_up(url)
    assert refused.value.message_id == "backup-postgresql"
    with pytest.raises(UserError) as refused:
        restore(url, tmp_path / "backup", may_replace=True, now=NOW.astimezone(UTC))
    assert refused.value.message_id == "restore-postgresql"
