"""What a layer said of a credential, and when; only its own server is told."""

from dataclasses import replace

import pytest

from bot.catalogue.base_records import BaseRecords
from bot.domain.catalogue_layers import INSTALLATION, EntryStatus
from bot.domain.errors import UserError
from bot.services.catalogue_care import CatalogueCare
from bot.services.catalogue_keeping import Keeper
from bot.services.live_catalogue import LiveCatalogue
from bot.storage.database import Database
from tests.set_clock import NOW, SetClock
from tests.small_catalogue import CREDENTIALS, make_index

SERVER, OTHER = 10, 20
HERE = Keeper(SERVER, 7)
BASE = tuple(replace(each, summary="in one sentence", topics=("topic",)) for each in CREDENTIALS)


@pytest.fixture
def live(database: Database) -> LiveCatalogue:
    return LiveCatalogue(database, BASE, make_index(BASE), NOW.date)


@pytest.fixture
def care(database: Database, live: LiveCatalogue, clock: SetClock) -> CatalogueCare:
    return CatalogueCare.over(database, BaseRecords(BASE), live, clock)


async def test_versions_come_in_pages_with_the_forms_before_and_after(
    care: CatalogueCare, live: LiveCatalogue
):
    for _ in range(3):
        await care.keeping.retire(HERE, "sql", "no longer offered", "data")
        await care.keeping.restore(HERE, "sql")
    await live.refresh()
    first = await care.history.page(SERVER, "SQL for Data Science")
    assert [line.version.number for line in first.lines] == [6, 5, 4, 3, 2]
    assert [line.is_newest for line in first.lines] == [True, False, False, False, False]
    assert first.lines[0].after == BASE[0]
    assert first.successors == {"data": "Data Analyst Certificate"}
    last = await care.history.page(SERVER, "sql", 9)
    assert [line.version.number for line in last.lines] == [1]
    assert (last.page, last.pages) == (1, 2)
    one = await care.history.version(SERVER, "sql", 1)
    assert (one.lines[0].version.number, one.page) == (1, 1)
    with pytest.raises(UserError, match="version-unknown"):
        await care.history.version(SERVER, "sql", 7)


async def test_what_is_gone_is_found_by_name_in_its_own_layer_alone(care: CatalogueCare, live: LiveCatalogue):
    await care.keeping.retire(HERE, "sql", "no longer offered")
    await care.keeping.hide(Keeper(INSTALLATION), "java")
    await care.keeping.hide(HERE, "cna")
    await care.keeping.restore(HERE, "cna")
    await live.refresh()
    assert [each.credential_id for each in care.history.suggest(SERVER, "")] == ["cna", "sql"]
    assert [each.credential_id for each in care.history.suggest(SERVER, "", gone_only=True)] == ["sql"]
    assert [each.credential_id for each in care.history.suggest(SERVER, "nurs")] == ["cna"]
    assert care.history.suggest(OTHER, "") == []
    assert care.history.entry(SERVER, "sql for data science", gone_only=True).status is EntryStatus.RETIRED
    for named, gone_only, refused in (
        ("cna", True, "entry-not-gone"),
        ("java", False, "entry-not-own"),
        ("nothing", False, "entry-not-own"),
    ):
        with pytest.raises(UserError, match=refused):
            care.history.entry(SERVER, named, gone_only=gone_only)
    installation = live.own(INSTALLATION).suggested("", gone_only=False)
    assert [each.credential_id for each in installation] == ["java"]
