"""Putting a backup in the place of an SQLite file, while nobody uses it."""

import logging
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from bot.domain.erasure import ErasureRecord
from bot.domain.errors import UserError
from bot.storage import erasures, sqlite
from bot.storage.copies import check_soundness, put_in_place, sync_folder, write_copy
from bot.storage.file_use import FileUse
from bot.storage.migrating import NEW, migrate, revision_of
from bot.storage.tables import ErasureKeyRow

_log = logging.getLogger(__name__)

Replay = Callable[[Session, ErasureRecord], object]
"""Erases from a restored database whom the record names, and keeps the record there."""

_OF_THE_BACKUP = {
    "database-not-one": "restore-not-one",
    "database-foreign": "restore-not-one",
    "database-damaged": "restore-damaged",
    "database-newer": "restore-newer",
}
_BESIDE = ("-wal", "-shm")


def restore(backup: Path, path: Path, aside: Path, *, may_replace: bool, replay: Replay) -> Path | None:
    """Puts what is in `backup` in the place of `path`, brought up to date and without who was erased since.

    What was there is copied to `aside` first, or moved there where it is damaged. Returns where it is now;
    None where there was nothing. Raises UserError `restore-unreadable`, `restore-not-one`, `restore-damaged`,
    `restore-newer`, `restore-would-replace`, `database-in-use`, those of what SQLite refuses, and OSError;
    `path` is as it was then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    use = FileUse(path)
    use.take_alone()
    try:
        is_replacing = path.exists() and path.stat().st_size > 0
        if is_replacing and not may_replace:
            raise UserError("restore-would-replace", path=str(path))
        # On the same disk, so that a rename puts it in place.
        with TemporaryDirectory(prefix=".badger-restore-", dir=path.parent) as folder:
            prepared = Path(folder) / path.name
            _prepare(backup, prepared)
            if is_replacing:
                _erase_again(path, prepared, replay)
                _keep_aside(path, aside)
            put_in_place(prepared, path)
        return aside if is_replacing else None
    finally:
        use.release()


def _prepare(backup: Path, prepared: Path) -> None:
    """Copies the backup and brings the copy up to date; the backup itself stays as it is."""
    try:
        sqlite.create_private(prepared)
        shutil.copyfile(backup, prepared)
    except OSError as cause:
        raise UserError("restore-unreadable", path=str(backup), cause=cause.strerror or "") from cause
    try:
        _check_ours(prepared)
        migrate(prepared)
    except UserError as error:
        message_id = _OF_THE_BACKUP.get(error.message_id, error.message_id)
        raise UserError(message_id, path=str(backup)) from error
    _settle(prepared)


def _check_ours(path: Path) -> None:
    try:
        check_soundness(path, told_as=path)
        is_ours = revision_of(path) != NEW
    except sqlite3.Error as cause:
        error = sqlite.told(cause, path)
        if error is cause:
            raise
        raise error from cause
    if not is_ours:
        raise UserError("database-not-one")


def _erase_again(path: Path, prepared: Path, replay: Replay) -> None:
    """Takes over from the file that is replaced who was erased."""
    record = _record_in(path)
    if record is None:
        return
    engine = sqlite.writing_engine(prepared)
    with Session(engine) as session:
        replay(session, record)
        session.commit()
    engine.dispose()
    _settle(prepared)


def _record_in(path: Path) -> ErasureRecord | None:
    engine = sqlite.reading_engine(path, connections=1)
    try:
        with Session(engine) as session:
            is_there = engine.dialect.has_table(session.connection(), str(ErasureKeyRow.__tablename__))
            return erasures.record_of(session) if is_there else None
    except DatabaseError:
        _log.warning("Who was erased cannot be read from the damaged database", exc_info=True)
        return None
    finally:
        engine.dispose()


def _keep_aside(path: Path, aside: Path) -> None:
    aside.parent.mkdir(parents=True, exist_ok=True)
    try:
        write_copy(path, aside)
        _settle(path)
    except (sqlite3.Error, UserError):
        _log.warning("The damaged database is kept as it is", exc_info=True)
        for ending in ("", *_BESIDE):
            piece = path.with_name(path.name + ending)
            if piece.exists():
                shutil.move(piece, aside.with_name(aside.name + ending))
        sync_folder(aside.parent)


def _settle(path: Path) -> None:
    """Writes all that lies beside the file into it, and nothing beside it after that."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    for ending in _BESIDE:
        path.with_name(path.name + ending).unlink(missing_ok=True)
