"""The door to an SQLite file: one thread writes, a few read."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from sqlmodel import Session

from bot.storage import sqlite
from bot.storage.file_lock import FileLock
from bot.storage.file_use import FileUse
from bot.storage.writer import Writer

_READERS = 4
"""Reads are short, and Python runs one at a time anyway; these are for the waiting on the disk."""


class SqliteDoor:
    """What `Database` does its work through on SQLite. `path` is a file whose tables are up to date."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._use = FileUse(path)
        self._use.share()
        self._writing = sqlite.writing_engine(path)
        self._reading = sqlite.reading_engine(path, _READERS)
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="database-reader")
        self._writer = Writer(self._writing)

    def submit_read(self, work: Callable[[Session], Any]) -> Future[Any]:
        """The promise of what `work` returns."""
        return self._readers.submit(self._read, work)

    def submit_write(self, work: Callable[[Session], Any]) -> Future[Any]:
        """The promise of what `work` returns, kept once that is on disk."""
        return self._writer.submit(work)

    def submit_forgetting(self) -> Future[bool]:
        """The promise that the log of the writes is empty: what was overwritten in the file stood there."""
        return self._readers.submit(sqlite.emptied_log, self._path)

    def lock(self) -> FileLock:
        """The lock of the file between processes, not yet held."""
        return FileLock(self._path)

    def told(self, error: BaseException) -> BaseException:
        """The error as a person is told of it."""
        return sqlite.told_to_members(error, self._path)

    def close(self) -> None:
        """Does what was submitted before, then lets go of the file."""
        self._writer.close()
        self._readers.shutdown()
        self._writing.dispose()
        self._reading.dispose()
        self._use.release()

    def _read(self, work: Callable[[Session], Any]) -> object:
        with Session(self._reading, expire_on_commit=False) as session:
            return work(session)
