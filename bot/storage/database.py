"""The one async door to the database. Behind it query functions are plain functions over a `Session`."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.domain.errors import UserError
from bot.storage.address import PostgresqlAddress, address_of
from bot.storage.migrating import migrate
from bot.storage.sqlite_door import SqliteDoor

__all__ = ["Database", "Session"]

_log = logging.getLogger(__name__)
_P = ParamSpec("_P")
_T = TypeVar("_T")
_Query = Callable[Concatenate[Session, _P], _T]

_LOCK_POLL_SECONDS = 0.1


class Door(Protocol):
    """What is different from one database to another."""

    def submit_read(self, work: Callable[[Session], Any]) -> Future[Any]:
        """The promise of what `work` returns; it cannot write."""
        ...

    def submit_write(self, work: Callable[[Session], Any]) -> Future[Any]:
        """The promise of what `work` returns, kept once its one transaction is on disk."""
        ...

    def submit_forgetting(self) -> Future[bool]:
        """The promise that what was deleted is in no file any more, as far as that is in our hands.

        It returns False where somebody still reads what was there before: then it is to be tried again.
        """
        ...

    def lock(self) -> "DoorLock":
        """The lock that one process holds at a time, not yet held."""
        ...

    def told(self, error: BaseException) -> BaseException:
        """The error as a person is told of it, where they can do something about it; else as it is."""
        ...

    def close(self) -> None:
        """Does what was submitted before, then lets go of the database. Blocks."""
        ...


class DoorLock(Protocol):
    """Held by one process at a time, and let go by the end of the process at the latest."""

    def is_taken(self) -> bool:
        """Takes the lock, and says whether it did; at once."""
        ...

    def release(self) -> None:
        """Lets go of it."""
        ...


class Database:
    """Where members' work is kept. Open it with `open`."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._closing: asyncio.Future[None] | None = None

    @classmethod
    async def open(cls, url: str, *, may_upgrade: bool = False) -> "Database":
        """The database at `url`, created and brought up to date where it is not.

        One on a PostgreSQL server that holds something is brought up to date only if it `may_upgrade`: of
        an SQLite file there is a backup first. Raises UserError `database-url-unsupported`,
        `database-url-malformed`, `database-driver-missing`, `database-upgrade-unasked`, `database-newer`,
        `database-foreign`, `database-migration-failed`, `database-unconnected` and those of what the
        database refuses.
        """
        address = address_of(url)
        if isinstance(address, PostgresqlAddress):
            return cls(await asyncio.to_thread(_postgresql_door, address, may_upgrade=may_upgrade))
        return cls(await asyncio.to_thread(_sqlite_door, address))

    async def read(self, query: _Query[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """What the query function returns, all of it as of one moment. It cannot write.

        Raises what the function raises, `database-closed`, and what the database refuses.
        """
        return await self._answer(self._door.submit_read, query, *args, **kwargs)

    async def write(self, query: _Query[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """What the query function returns, once its one transaction is on disk.

        Load, decide and save inside the function; it runs alone and never commits. What it raises undoes it.
        Raises what the function raises, `database-closed`, and what the database refuses.
        """
        return await self._answer(self._door.submit_write, query, *args, **kwargs)

    async def forget_deleted(self) -> bool:
        """Lets what was deleted be in no file any more, and says whether it is so.

        It is not while a backup is being made, or another process reads: then it is to be asked again.
        """
        if self._closing is not None:
            raise UserError("database-closed")
        return await asyncio.wrap_future(self._door.submit_forgetting())

    async def close(self) -> None:
        """Does what was accepted, refuses what comes after."""
        if self._closing is None:
            self._closing = asyncio.ensure_future(asyncio.to_thread(self._door.close))
        # Who stops waiting does not stop the closing.
        await asyncio.shield(self._closing)

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """Held by one process at a time: the lock under which the tables are brought up to date as well."""
        lock = self._door.lock()
        while not await _is_taken(lock):  # noqa: ASYNC110 - who holds it may be another process
            await asyncio.sleep(_LOCK_POLL_SECONDS)
        try:
            yield
        finally:
            await asyncio.to_thread(lock.release)

    async def _answer(
        self,
        submit: Callable[[Callable[[Session], Any]], Future[Any]],
        query: _Query[_P, _T],
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> _T:
        if self._closing is not None:
            raise UserError("database-closed")
        try:
            answer: _T = await asyncio.wrap_future(submit(lambda session: query(session, *args, **kwargs)))
        except DBAPIError as cause:
            error = self._door.told(cause)
            if error is cause:
                raise
            _log.exception("The database refuses")
            raise error from cause
        return answer


def _sqlite_door(path: Path) -> Door:
    migrate(path)
    return SqliteDoor(path)


def _postgresql_door(address: PostgresqlAddress, *, may_upgrade: bool) -> Door:
    # Only who keeps their data there has what speaks to it installed.
    from bot.storage import postgresql_migrating
    from bot.storage.postgresql_door import PostgresqlDoor

    postgresql_migrating.migrate(address, may_upgrade=may_upgrade)
    return PostgresqlDoor(address)


async def _is_taken(lock: DoorLock) -> bool:
    """Asks for it in a thread. Who is cancelled meanwhile holds nothing."""
    asking = asyncio.ensure_future(asyncio.to_thread(lock.is_taken))
    try:
        return await asyncio.shield(asking)
    except asyncio.CancelledError:
        await asyncio.wait([asking])
        lock.release()
        raise
