"""A learning club in the sandbox with the real Badger in it: what the end-to-end tests are about."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from bot.app.serving import connected
from bot.app.surroundings import Surroundings
from bot.discord_ui.address import DiscordAddress
from bot.sandbox.server import Sandbox
from bot.wording.texts import load_texts
from tests.e2e.person import Person, person_at
from tests.openapi import OPENAPI, openapi_faults

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient

CHANNEL = "find-a-credential"
TEXTS = load_texts("en")


class Club:
    """The sandbox, its people and its Badger, which can be stopped and started again on the same database."""

    def __init__(self, sandbox: Sandbox, folder: Path, stack: AsyncExitStack) -> None:
        self.sandbox = sandbox
        self.database_url = f"sqlite:///{folder / 'badger.sqlite3'}"
        self._badger = AsyncExitStack()
        self._stack = stack
        self.channel = ""
        self.amara: Person
        self.jonas: Person
        self.noor: Person
        self.mira: Person
        self.staff: dict[str, Person] = {}
        """With `default_world(…, with_staff=True)`: "owner", "administrator", "organiser", "helper"."""
        self.client: BadgerClient

    @classmethod
    @asynccontextmanager
    async def opened(cls, sandbox: Sandbox, folder: Path) -> AsyncIterator[Self]:
        """The club with its four people at their pages, and no Badger yet."""
        async with AsyncExitStack() as stack:
            club = cls(sandbox, folder, stack)
            people = [
                await stack.enter_async_context(person_at(sandbox.address, str(person.id)))
                for person in sandbox.world.people
            ]
            club.amara, club.jonas, club.noor, club.mira, *staff = people
            club.staff = dict(zip((each.role for each in sandbox.world.people[4:]), staff, strict=True))
            club.channel = await club.amara.channel(CHANNEL)
            try:
                yield club
            finally:
                await club.stop_badger()

    @property
    def bot_id(self) -> str:
        """Badger's own id."""
        return str(self.sandbox.world.bot.id)

    async def start_badger(self) -> None:
        """Starts Badger, and waits until it is ready."""
        surroundings = Surroundings(
            self.sandbox.bot_token,
            self.database_url,
            self.sandbox.clock,
            DiscordAddress(self.sandbox.api_base, self.sandbox.gateway_url),
        )
        self.client, _ = await self._badger.enter_async_context(connected(surroundings, TEXTS))

    async def stop_badger(self) -> None:
        """Stops Badger as SIGTERM does."""
        await self._badger.aclose()
        self._badger = AsyncExitStack()

    async def restart_badger(self) -> None:
        """Stops Badger and starts it anew on the same database."""
        await self.stop_badger()
        await self.start_badger()

    def judge(self) -> None:
        """Nothing of what Badger did is refused by Discord: neither by the sandbox nor by its description."""
        assert [violation.message for violation in self.sandbox.violations] == []
        if OPENAPI.is_file():
            faults = [
                (request.method, request.path, fault)
                for request in self.sandbox.requests
                if request.body is not None
                for fault in openapi_faults(request.method, request.path, request.body)
            ]
            assert faults == []
