"""The door to a PostgreSQL database: a few threads write and a few read, each on a connection of its own.

A write is tried again where others were faster, and where the connection was lost before its commit: query
functions have no effects but those on their session. After a connection was lost in the commit itself nobody
knows whether it counts, and the caller is told so.
"""

import random
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.domain.errors import UserError
from bot.storage import postgresql
from bot.storage.address import PostgresqlAddress
from bot.storage.postgresql_lock import PostgresqlLock
from bot.storage.turnstile import Turnstile

_THREADS = 8
"""To read, and as many to write. A server takes a hundred connections unless it is told otherwise."""

_CONFLICTS_BEFORE_ALONE = 3
_MOST_CONFLICTS = 20
"""Whoever writes alone in this process meets those of other processes only."""
_MOST_TAKEN = 2
"""Whoever looks before they write sees at the second try what was written first; a third is for luck."""
_MOST_CONNECTS = 5
_FIRST_PAUSE_SECONDS = 0.002
_FIRST_CONNECT_PAUSE_SECONDS = 0.1
_LONGEST_PAUSE_SECONDS = 1.0


class PostgresqlDoor:
    """What `Database` does its work through on PostgreSQL. The tables at `address` are up to date."""

    def __init__(self, address: PostgresqlAddress) -> None:
        self._address = address
        self._writing = postgresql.writing_engine(address, _THREADS)
        self._reading = postgresql.reading_engine(address, _THREADS)
        self._turnstile = Turnstile()
        self._writers = ThreadPoolExecutor(_THREADS, thread_name_prefix="database-writer")
        self._readers = ThreadPoolExecutor(_THREADS, thread_name_prefix="database-reader")

    def submit_read(self, work: Callable[[Session], Any]) -> Future[Any]:
        """The promise of what `work` returns."""
        return self._readers.submit(_tried_again, lambda _: self._read(work))

    def submit_write(self, work: Callable[[Session], Any]) -> Future[Any]:
        """The promise of what `work` returns, kept once that is on disk."""
        return self._writers.submit(_tried_again, lambda conflicts: self._write(work, conflicts))

    def submit_forgetting(self) -> Future[bool]:
        """A promise that is kept: the server's files and its vacuum are the business of who runs it."""
        kept: Future[bool] = Future()
        kept.set_result(True)
        return kept

    def lock(self) -> PostgresqlLock:
        """The lock of the database between processes, not yet held."""
        return PostgresqlLock(self._address)

    def told(self, error: BaseException) -> BaseException:
        """The error as a person is told of it."""
        return postgresql.told_to_members(error)

    def close(self) -> None:
        """Does what was submitted before, then lets go of the connections."""
        self._writers.shutdown()
        self._readers.shutdown()
        self._writing.dispose()
        self._reading.dispose()

    def _read(self, work: Callable[[Session], Any]) -> object:
        with Session(self._reading, expire_on_commit=False) as session:
            return work(session)

    def _write(self, work: Callable[[Session], Any], conflicts: int) -> object:
        is_alone = conflicts >= _CONFLICTS_BEFORE_ALONE
        turn = self._turnstile.alone() if is_alone else self._turnstile.together()
        with turn, Session(self._writing, expire_on_commit=False) as session:
            value = work(session)
            session.flush()
            _commit(session)
            return value


def _tried_again(attempt: Callable[[int], object]) -> object:
    """What the attempt returns, which is told how often others were faster."""
    conflicts = losses = taken = 0
    while True:
        try:
            return attempt(conflicts)
        except DBAPIError as error:
            if postgresql.is_conflict(error) and conflicts < _MOST_CONFLICTS:
                conflicts += 1
                _pause(_FIRST_PAUSE_SECONDS, conflicts)
            elif postgresql.is_taken(error) and taken < _MOST_TAKEN:
                taken += 1
                _pause(_FIRST_PAUSE_SECONDS, taken)
            elif postgresql.is_lost(error) and losses < _MOST_CONNECTS:
                losses += 1
                _pause(_FIRST_CONNECT_PAUSE_SECONDS, losses)
            else:
                raise


def _commit(session: Session) -> None:
    try:
        session.commit()
    except DBAPIError as cause:
        if postgresql.is_lost(cause):
            raise UserError("database-uncertain") from cause
        raise


def _pause(first_seconds: float, tries: int) -> None:
    """Longer from try to try, and never the same for two: who met once would meet again."""
    longest = min(first_seconds * 2**tries, _LONGEST_PAUSE_SECONDS)
    time.sleep(random.uniform(longest / 2, longest))  # noqa: S311 - chance, no secret
