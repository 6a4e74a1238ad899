"""The same door as `Database`, built the usual way: a session of a pool of aiosqlite connections each time.

It has every advantage of ours that is a matter of settings: WAL, the same durability, transactions that take
the write lock at once, and enough patience that no write fails.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import event
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import Session
from sqlmodel.ext.asyncio.session import AsyncSession

P = ParamSpec("P")
T = TypeVar("T")

_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "busy_timeout = 60000",
)


class NaivePool:
    """A pool of connections as SQLAlchemy has it: five, and ten more when they are all in use."""

    def __init__(self, path: Path) -> None:
        self._engine = create_async_engine(f"sqlite+aiosqlite:///{path}")
        event.listen(self._engine.sync_engine, "connect", _set_up)
        event.listen(
            self._engine.sync_engine, "begin", lambda opened: opened.exec_driver_sql("BEGIN IMMEDIATE")
        )

    async def write(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What the query function returns, once its transaction is on disk."""
        async with AsyncSession(self._engine, expire_on_commit=False) as session:
            value = await session.run_sync(lambda sync: query(_session(sync), *args, **kwargs))
            await session.commit()
            return value

    async def close(self) -> None:
        """Lets go of the connections."""
        await self._engine.dispose()


def _session(sync: Any) -> Session:  # noqa: ANN401 - SQLModel's own, by another name
    assert isinstance(sync, Session)
    return sync


def _set_up(connection: Any, _record: object) -> None:  # noqa: ANN401 - SQLAlchemy names no type
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
