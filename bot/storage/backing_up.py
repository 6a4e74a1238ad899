"""A copy of an SQLite file while others use it."""

import sqlite3
from pathlib import Path

from bot.domain.errors import UserError
from bot.storage import sqlite
from bot.storage.copies import write_copy
from bot.storage.file_use import FileUse
from bot.storage.migrating import NEW, revision_of


def back_up_file(path: Path, copy: Path) -> None:
    """Writes what is in the file now to `copy`, which is not there yet.

    Raises UserError `backup-nothing`, `backup-would-replace`, `backup-failed`, `database-foreign`,
    `database-damaged` and those of what SQLite refuses.
    """
    if not path.exists():
        raise UserError("backup-nothing", path=str(path))
    if copy.exists():
        raise UserError("backup-would-replace", path=str(copy))
    use = FileUse(path)
    use.share()
    try:
        if revision_of(path) == NEW:
            raise UserError("backup-nothing", path=str(path))
        _make_private_folder(copy.parent)
        write_copy(path, copy)
    except OSError as cause:
        raise UserError("backup-failed", path=str(copy), cause=cause.strerror or "") from cause
    except sqlite3.Error as cause:
        error = sqlite.told(cause, path)
        if error is cause:
            raise
        raise error from cause
    finally:
        use.release()


def _make_private_folder(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(parents=True, mode=0o700)
