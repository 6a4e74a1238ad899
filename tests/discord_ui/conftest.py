"""A Badger that is connected to no Discord, with real services over the small catalogue."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from unittest.mock import Mock, PropertyMock, patch

import discord
import pytest

from bot.catalogue.base_records import BaseRecords
from bot.discord_ui.client import BadgerClient, build_client
from bot.discord_ui.desk import UseCases
from bot.services.advice import Adviser
from bot.services.announcements import Announcements
from bot.services.catalogue_care import CatalogueCare
from bot.services.catalogue_drafts import CatalogueDrafts
from bot.services.catalogue_exports import CatalogueExports
from bot.services.catalogue_import import CatalogueImport
from bot.services.catalogue_uploads import CatalogueUploads
from bot.services.catalogue_view import CatalogueInMemory, CatalogueView
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
from bot.services.seen_catalogue import SeenCatalogue
from bot.services.server_setup import ServerSetup
from bot.services.servers import Servers
from bot.services.task_keeping import TaskKeeping
from bot.services.untold import UntoldThings
from bot.storage.database import Database
from bot.wording.task_titles import task_titles
from bot.wording.texts import load_texts
from tests.discord_ui.credentials import FOUR_DAYS, SIX_WEEKS
from tests.discord_ui.fakes import BADGER, FakeSyncMemory, Patient
from tests.set_clock import SetClock
from tests.small_catalogue import CREDENTIALS, credential, make_index

MANY = tuple(
    replace(credential(f"data-{number:02}", f"Data Course {number:02}"), topics=("data",))
    for number in range(1, 13)
)
TEXTS = load_texts("en")
CATALOGUE = (*CREDENTIALS, FOUR_DAYS, SIX_WEEKS, *MANY)
TOPICS = frozenset(topic for each in CATALOGUE for topic in each.topics)


async def nothing_to_do() -> None:
    """After a change of a catalogue that is always the same."""


@pytest.fixture
def patience() -> Patient:
    return Patient()


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
async def badger(tmp_path: Path, patience: Patient, clock: SetClock) -> AsyncIterator[BadgerClient]:
    database = await Database.open(f"sqlite:///{tmp_path / 'badger.sqlite3'}")

    def today() -> date:
        return clock.now().date()

    index = make_index(CATALOGUE)
    adviser = Adviser(CATALOGUE, index, today)
    in_memory = CatalogueInMemory(SeenCatalogue(CATALOGUE), index)
    base = BaseRecords(CATALOGUE)
    use_cases = UseCases(
        Finding(lambda _: adviser, database, clock),
        CatalogueView.of(CATALOGUE, index),
        Servers(database, clock),
        MemberBlocks(database, clock),
        TaskKeeping(database, CATALOGUE, clock),
        nothing_to_do,
        uploads=CatalogueUploads(database, CatalogueImport(database, base, clock, TOPICS), clock),
        exports=CatalogueExports(lambda _: CATALOGUE),
        import_undoing=ImportUndoing(database, base, clock),
        checks=LayerChecks(database, lambda _: CATALOGUE, frozenset()),
        proposing=Proposing(database, lambda _: in_memory, clock),
        queue=ProposalQueue(database, base, lambda _: in_memory, clock, task_titles(TEXTS)),
        outcomes=Outcomes(database, clock),
        untold=UntoldThings(database),
        care=CatalogueCare.over(database, base, LiveCatalogue(database, CATALOGUE, index, today), clock),
        drafts=CatalogueDrafts(database, base, lambda _: CATALOGUE, clock, task_titles(TEXTS)),
        work=MemberWork.over(database, lambda _: in_memory, clock),
        reminding=Reminding.over(database, lambda _: in_memory, clock, lambda: None),
        setup=ServerSetup(database, clock, lambda: None),
        announcements=Announcements(database, clock),
        groups=GroupWork.over(database, lambda _: in_memory, clock, lambda: None),
    )
    client = build_client(use_cases, TEXTS, today, FakeSyncMemory(), patience=patience)
    me = Mock(spec=discord.ClientUser, id=BADGER)
    with patch.object(BadgerClient, "user", new_callable=PropertyMock, return_value=me):
        yield client
    await client.desk.drawing.close()
    await database.close()
