"""The use cases that Discord's members reach, over one database and one catalogue.

It is imported when a Badger runs: it leads to nearly everything that there is.
"""

from collections.abc import Callable

from bot.catalogue.base_records import BaseRecords
from bot.catalogue.seed import read_reviewed_pairs, read_topics, seed_folder
from bot.discord_ui.desk import UseCases
from bot.domain.credential import Credential
from bot.domain.ports import Clock
from bot.services.announcements import Announcements
from bot.services.catalogue_care import CatalogueCare
from bot.services.catalogue_drafts import CatalogueDrafts
from bot.services.catalogue_exports import CatalogueExports
from bot.services.catalogue_import import CatalogueImport
from bot.services.catalogue_uploads import CatalogueUploads
from bot.services.catalogue_view import CatalogueView
from bot.services.finding import Finding
from bot.services.group_work import GroupWork
from bot.services.import_undoing import ImportUndoing
from bot.services.layer_checks import LayerChecks
from bot.services.live_catalogue import LiveCatalogue
from bot.services.member_blocks import MemberBlocks
from bot.services.member_work import MemberWork
from bot.services.outcomes import Outcomes
from bot.services.proposal_queue import ProposalQueue
from bot.services.proposing import Proposing
from bot.services.reminding import Reminding
from bot.services.server_setup import ServerSetup
from bot.services.servers import Servers
from bot.services.task_keeping import TaskKeeping
from bot.services.untold import UntoldThings
from bot.storage.database import Database
from bot.wording.task_titles import task_titles
from bot.wording.texts import Texts


def use_cases_over(
    database: Database,
    credentials: tuple[Credential, ...],
    catalogue: LiveCatalogue,
    finding: Finding,
    clock: Clock,
    texts: Texts,
    wake: Callable[[], None],
) -> UseCases:
    """All of them; `credentials` come with Badger, `wake` is called when something is due at once."""

    async def catalogue_changed() -> None:
        await catalogue.refresh()
        finding.forget_answers()

    seen_by = catalogue.credentials_of
    base, folder, titles = BaseRecords(credentials), seed_folder(), task_titles(texts)
    importing = CatalogueImport(database, base, clock, read_topics(folder))
    return UseCases(
        finding,
        CatalogueView(catalogue.of),
        Servers(database, clock),
        MemberBlocks(database, clock),
        TaskKeeping(database, credentials, clock),
        catalogue_changed,
        uploads=CatalogueUploads(database, importing, clock),
        exports=CatalogueExports(seen_by),
        import_undoing=ImportUndoing(database, base, clock),
        checks=LayerChecks(database, seen_by, read_reviewed_pairs(folder)),
        proposing=Proposing(database, catalogue.of, clock),
        queue=ProposalQueue(database, base, catalogue.of, clock, titles),
        outcomes=Outcomes(database, clock),
        untold=UntoldThings(database),
        care=CatalogueCare.over(database, base, catalogue, clock),
        drafts=CatalogueDrafts(database, base, seen_by, clock, titles),
        work=MemberWork.over(database, catalogue.of, clock),
        reminding=Reminding.over(database, catalogue.of, clock, wake),
        setup=ServerSetup(database, clock, wake),
        announcements=Announcements(database, clock),
        groups=GroupWork.over(database, catalogue.of, clock, wake),
    )
