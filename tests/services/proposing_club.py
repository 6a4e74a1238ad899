"""Two members who propose, two moderators who decide, and a small catalogue."""

from dataclasses import replace

from bot.domain.drafts import DraftField, Typed
from bot.domain.moderation import AuditAction, ReportReason
from bot.domain.proposals import Proposal
from bot.services.asker import Asker
from bot.services.catalogue_keeping import Keeper
from bot.services.proposing import Proposing
from bot.storage import audit
from bot.storage.database import Database
from bot.wording.task_titles import task_titles
from bot.wording.texts import load_texts
from tests.small_catalogue import CREDENTIALS

SERVER, OTHER, AMARA, JONAS, MIRA, NOA = 10, 20, 1, 2, 3, 4
BASE = tuple(replace(each, summary="in one sentence", topics=("data",)) for each in CREDENTIALS)
SQL = BASE[0]
TITLES = task_titles(load_texts("en"))
BEES: Typed = {
    DraftField.TITLE: "Beekeeping for Beginners",
    DraftField.LINK: "https://www.bees.example.org/beginners",
}
ME, COLLEAGUE = Keeper(SERVER, MIRA), Keeper(SERVER, NOA)


class Acting:
    """A person whose every act is another interaction."""

    def __init__(self, user_id: int, guild_id: int | None = SERVER) -> None:
        self._user_id, self._guild_id, self._acts = user_id, guild_id, user_id * 1000

    def __call__(self) -> Asker:
        self._acts += 1
        return Asker(self._user_id, self._guild_id, self._acts)


amara, jonas, elsewhere = Acting(AMARA), Acting(JONAS), Acting(AMARA, OTHER)


async def suggested(proposing: Proposing, asker: Asker | None = None, typed: Typed = BEES) -> Proposal:
    found = await proposing.suggest(asker or amara(), typed)
    assert found.proposal is not None
    return found.proposal


async def reported(proposing: Proposing, asker: Asker | None = None) -> Proposal:
    return await proposing.report(asker or amara(), SQL, ReportReason.OUTDATED, "the page is gone")


async def deeds(database: Database, guild_id: int = SERVER) -> list[tuple[AuditAction, int | None, str]]:
    entries = await database.read(audit.entries, guild_id, limit=99)
    return [(each.deed.action, each.deed.actor_id, each.deed.subject) for each in entries]
