"""A club of two servers and two members on one database, with all use cases of the ledger."""

from dataclasses import dataclass, replace
from itertools import count

from bot.domain.credential import Credential, Requirement, RequirementKind, Task
from bot.services.asker import Asker
from bot.services.catalogue_view import CatalogueInMemory
from bot.services.enrolling import Enrolling
from bot.services.log_requests import Logged, LogRequest
from bot.services.member_data import MemberData
from bot.services.member_profile import MemberProfile
from bot.services.progress_view import ProgressReader
from bot.services.seen_catalogue import SeenCatalogue
from bot.services.tracking import Tracking
from bot.storage.database import Database
from tests.set_clock import SetClock
from tests.small_catalogue import credential, make_index

HERE, THERE = 100_000_000_000_000_010, 100_000_000_000_000_020
MIRA, NOA = 100_000_000_000_000_001, 100_000_000_000_000_002


def with_tasks(name: str, *titles: str) -> Credential:
    """A credential with these tasks of an hour or two."""
    tasks = tuple(Task(f"{name}.{at}", title, 60, 120) for at, title in enumerate(titles, 1))
    return replace(
        credential(name, f"{name} basics"), requirements=(Requirement(RequirementKind.LESSONS, tasks),)
    )


@dataclass
class Club:
    """`credentials` are what all servers see; put others in their place to edit the catalogue."""

    database: Database
    clock: SetClock
    credentials: list[Credential]

    def __post_init__(self) -> None:
        self.interactions = count(100_000_000_000_001_000)
        self.enrolling = Enrolling(self.seen, self.database, self.clock)
        self.tracking = Tracking(self.seen, self.database, self.clock)
        self.reader = ProgressReader(self.seen, self.database, self.clock)
        self.profile = MemberProfile(self.database, self.clock)
        self.data = MemberData(self.database, self.clock)

    def seen(self, _: int | None) -> CatalogueInMemory:
        return CatalogueInMemory(SeenCatalogue(self.credentials), make_index(self.credentials))

    def asker(self, user_id: int = MIRA, guild_id: int | None = HERE) -> Asker:
        return Asker(user_id, guild_id, next(self.interactions))

    async def start(self, named: str = "sql", user_id: int = MIRA, guild_id: int = HERE) -> str:
        """Starts, and says the id of the enrolment."""
        return (await self.enrolling.start(self.asker(user_id, guild_id), named)).view.enrolment.id

    async def log(self, task: str | None = None, minutes: str | None = None, user_id: int = MIRA) -> Logged:
        """Logs in the first server."""
        return await self.tracking.log(self.asker(user_id), LogRequest(task, minutes))
