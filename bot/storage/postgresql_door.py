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

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.domain.errors import UserError
from bot.storage import postgresql
from bot.storage.address import PostgresqlAddress
from bot.storage.postgresql_lock import PostgresqlLock

_THREADS = 8
"""To read, and as many to write. A server takes a hundred connections unless it is told otherwise."""

_MOST_CONFLICTS = 30
"""One of those that meet always comes through, so that this is never reached by bad luck alone."""
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
        self._writers = ThreadPoolExecutor(_THREADS, thread_name_prefix="database-writer")
        self._readers = ThreadPoolExecutor(_THREADS, thread_name_prefix="database-reader")

    def submit_read(self, work: Callable[[Session], Any]) -> Future[Any]:
        """The promise of what `work` returns."""
        return self._readers.submit(_tried_again, self._reading, work, commits=False)

    def submit_write(self, work: Callable[[Session], Any]) -> Future[Any]:
        """The promise of what `work` returns, kept once that is on disk."""
        return self._writers.submit(_tried_again, self._writing, work, commits=True)

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


def _tried_again(engine: Engine, work: Callable[[Session], Any], *, commits: bool) -> object:
    conflicts = losses = 0
    while True:
        try:
            return _done(engine, work, commits=commits)
        except DBAPIError as error:
            if postgresql.is_conflict(error) and conflicts < _MOST_CONFLICTS:
                conflicts += 1
                _pause(_FIRST_PAUSE_SECONDS, conflicts)
            elif postgresql.is_lost(error) and losses < _MOST_CONNECTS:
                losses += 1
                _pause(_FIRST_CONNECT_PAUSE_SECONDS, losses)
            else:
                raise


def _done(engine: Engine, work: Callable[[Session], Any], *, commits: bool) -> object:
    with Session(engine, expire_on_commit=False) as session:
        value = work(session)
        if commits:
            session.flush()
            _commit(session)
        return value


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
