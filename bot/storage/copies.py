"""Copies of an SQLite file: whole, sound, and on disk before their name is there."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.domain.errors import UserError
from bot.storage import sqlite


def write_copy(path: Path, copy: Path) -> None:
    """Writes what is in the file now to `copy`, in place of what is there, while others use the file.

    Raises UserError `database-damaged`, OSError, and what SQLite refuses.
    """
    unfinished = copy.with_name(f"{copy.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    sqlite.create_private(unfinished)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {sqlite.BUSY_TIMEOUT_MS}")
            connection.execute("VACUUM INTO ?", (str(unfinished),))
        check_soundness(unfinished, told_as=path)
        put_in_place(unfinished, copy)
    finally:
        unfinished.unlink(missing_ok=True)


def check_soundness(path: Path, *, told_as: Path) -> None:
    """Raises UserError `database-damaged`, which names `told_as`, where the file is not whole."""
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise UserError("database-damaged", path=str(told_as))


def put_in_place(finished: Path, path: Path) -> None:
    """Gives a finished file its name: a crash leaves the one that had it before, or this one whole."""
    with finished.open("rb") as file:
        os.fsync(file.fileno())
    finished.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Brings the names in a folder to disk, where the system knows how."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
