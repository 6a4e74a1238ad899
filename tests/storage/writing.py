"""What the tests of the doors write, and how they hold a writer up."""

import asyncio
import threading

from sqlmodel import Session

from bot.storage import user_settings
from tests.set_clock import NOW
from tests.stores import Store


def remember(session: Session, user_id: int, minutes: int = 60) -> int:
    user_settings.remember_weekly_minutes(session, user_id, minutes, now=NOW)
    return user_id


def users_of(store: Store, url: str) -> set[int]:
    """The users in the database, as another program sees them."""
    return {user for (user,) in store.rows(url, "SELECT user_id FROM user_settings")}


class Gate:
    """Holds the writer until it is opened, so that what comes meanwhile waits together."""

    def __init__(self) -> None:
        self._opened = threading.Event()
        self._reached = threading.Event()

    def wait(self, _session: Session) -> None:
        self._reached.set()
        self._opened.wait()

    async def reached(self) -> None:
        await asyncio.to_thread(self._reached.wait)

    def open(self) -> None:
        self._opened.set()
