"""The one writer of an SQLite file: what is given to it is done in order, many to a commit."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine
from sqlmodel import Session

MOST_TO_A_COMMIT = 64
"""A commit costs milliseconds whatever is in it; more than these would make the first of them wait."""


@dataclass(frozen=True, slots=True)
class _Work:
    does: Callable[[Session], Any]
    promise: Future[Any]


@dataclass(frozen=True, slots=True)
class _Outcome:
    work: _Work
    value: Any = None
    error: BaseException | None = None

    def tell(self) -> None:
        if self.error is None:
            self.work.promise.set_result(self.value)
        else:
            self.work.promise.set_exception(self.error)


class Writer:
    """A thread that writes.

    Each work runs in a savepoint of its own: what it raises undoes it alone, and reaches its caller.
    Nobody is answered before the commit; what fails the commit reaches everyone in it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        # A process that ends without closing loses only what nobody was told of.
        self._thread = threading.Thread(target=self._run, name="database-writer", daemon=True)
        self._thread.start()

    def submit(self, does: Callable[[Session], Any]) -> Future[Any]:
        """The promise of what `does` returns, kept once that is on disk."""
        work = _Work(does, Future())
        self._queue.put(work)
        return work.promise

    def close(self) -> None:
        """Does what was submitted before, then ends."""
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        is_last = False
        while not is_last:
            works, is_last = self._next_works()
            # A caller that was cancelled in time wants nothing any more.
            wanted = [work for work in works if work.promise.set_running_or_notify_cancel()]
            if wanted:
                self._write(wanted)

    def _next_works(self) -> tuple[list[_Work], bool]:
        """What waits, at most a commit's worth, and whether nothing comes after it."""
        works: list[_Work] = []
        is_blocking = True
        while len(works) < MOST_TO_A_COMMIT:
            try:
                work = self._queue.get(block=is_blocking)
            except queue.Empty:
                break
            if work is None:
                return works, True
            works.append(work)
            is_blocking = False
        return works, False

    def _write(self, works: list[_Work]) -> None:
        try:
            with self._engine.begin() as connection:
                outcomes = [self._outcome(connection, work) for work in works]
        except BaseException as error:  # noqa: BLE001 - it reaches the callers; the writer lives on
            outcomes = [_Outcome(work, error=error) for work in works]
        for outcome in outcomes:
            outcome.tell()

    def _outcome(self, connection: Connection, work: _Work) -> _Outcome:
        session = _session_in_savepoint(connection)
        try:
            value = work.does(session)
            session.commit()
        except BaseException as error:
            # A full disk takes the whole transaction with it: what others did in it, and the savepoint.
            if not _is_in_transaction(connection):
                raise
            session.close()
            return _Outcome(work, error=error)
        session.close()
        return _Outcome(work, value)


def _session_in_savepoint(connection: Connection) -> Session:
    """A session whose commit releases a savepoint, and whose end without one rolls back to it."""
    return Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False)


def _is_in_transaction(connection: Connection) -> bool:
    driver: Any = connection.connection.driver_connection
    return bool(driver.in_transaction)
