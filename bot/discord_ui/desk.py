"""What every answer needs: the use cases, the texts, the calendar and the patience before a wait is shown."""

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from bot.discord_ui.pictures.drawing import Drawing
from bot.domain.ports import Today
from bot.services.announcements import Announcements
from bot.services.catalogue_care import CatalogueCare
from bot.services.catalogue_drafts import CatalogueDrafts
from bot.services.catalogue_exports import CatalogueExports
from bot.services.catalogue_uploads import CatalogueUploads
from bot.services.catalogue_view import CatalogueView
from bot.services.finding import Finding
from bot.services.group_work import GroupWork
from bot.services.import_undoing import ImportUndoing
from bot.services.layer_checks import LayerChecks
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
from bot.wording.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

PATIENCE_SECONDS = 1.5
"""Half of what Discord waits for a first answer: the other half is for the way there and back."""
EDIT_SECONDS = 2.0
"""Between two changes of an answer that tells how far the work is: Discord takes five in this time."""


@dataclass(frozen=True, slots=True)
class UseCases:
    """The services that Discord's members reach."""

    finding: Finding
    catalogue: CatalogueView
    servers: Servers
    blocks: MemberBlocks
    tasks: TaskKeeping
    catalogue_changed: "Callable[[], Awaitable[None]]"
    """To be called after a change of the catalogue: the next keystroke finds it."""
    uploads: CatalogueUploads
    exports: CatalogueExports
    checks: LayerChecks
    import_undoing: ImportUndoing
    proposing: Proposing
    queue: ProposalQueue
    outcomes: Outcomes
    untold: UntoldThings
    care: CatalogueCare
    drafts: CatalogueDrafts
    work: MemberWork
    reminding: Reminding
    setup: ServerSetup
    announcements: Announcements
    groups: GroupWork


class Patience(Protocol):
    """Waits a little for work to be done."""

    def __call__(self, work: "asyncio.Future[Any]") -> "Awaitable[bool]":
        """Whether the work is done before one's patience is at an end; the work goes on where not."""
        ...


async def wait_a_little(work: "asyncio.Future[Any]") -> bool:
    """Whether the work is done within `PATIENCE_SECONDS`."""
    done, _ = await asyncio.wait({work}, timeout=PATIENCE_SECONDS)
    return bool(done)


async def wait_between_edits(work: "asyncio.Future[Any]") -> bool:
    """Whether the work is done within `EDIT_SECONDS`."""
    done, _ = await asyncio.wait({work}, timeout=EDIT_SECONDS)
    return bool(done)


@dataclass(frozen=True, slots=True)
class Desk:
    """What cogs and components work with."""

    use_cases: UseCases
    texts: Texts
    today: Today
    patience: Patience = wait_a_little
    between_edits: Patience = wait_between_edits
    drawing: Drawing = field(default_factory=Drawing)
    """Starts a process with the first picture; whoever builds a desk closes it."""
