from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.catalogue.base_records import BaseRecords
from bot.services.catalogue_view import CatalogueInMemory
from bot.services.member_blocks import MemberBlocks
from bot.services.proposal_queue import ProposalQueue
from bot.services.proposing import Proposing
from bot.services.seen_catalogue import SeenCatalogue
from bot.storage.database import Database
from tests.services.proposing_club import BASE, TITLES
from tests.set_clock import SetClock
from tests.small_catalogue import make_index


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(f"sqlite:///{tmp_path / 'badger.sqlite3'}")
    yield opened
    await opened.close()


@pytest.fixture(scope="module")
def in_memory() -> CatalogueInMemory:
    return CatalogueInMemory(SeenCatalogue(BASE), make_index(BASE))


@pytest.fixture
def proposing(database: Database, clock: SetClock, in_memory: CatalogueInMemory) -> Proposing:
    return Proposing(database, lambda _: in_memory, clock)


@pytest.fixture
def queue(database: Database, clock: SetClock, in_memory: CatalogueInMemory) -> ProposalQueue:
    return ProposalQueue(database, BaseRecords(BASE), lambda _: in_memory, clock, TITLES)


@pytest.fixture
def blocks(database: Database, clock: SetClock) -> MemberBlocks:
    return MemberBlocks(database, clock)
