"""What a process imports is found by another, in the servers that it is for and in no other."""

import asyncio
from dataclasses import replace

import pytest

from bot.catalogue.rows import record_of
from bot.domain.catalogue_layers import (
    INSTALLATION,
    Authorship,
    Change,
    Entry,
    EntryChange,
    EntryStatus,
    Origin,
    published_again,
)
from bot.domain.credential import Credential
from bot.services.advice import AdviceRequest
from bot.services.catalogue_view import CatalogueView
from bot.services.live_catalogue import LiveCatalogue
from bot.storage import catalogue_entries
from bot.storage.database import Database
from tests.set_clock import NOW, SetClock
from tests.small_catalogue import CREDENTIALS, credential, make_index

SERVER, OTHER = 10, 20
KNOTS = credential("knots", "Knots and Lashings", ("knots",))


@pytest.fixture
def live(database: Database) -> LiveCatalogue:
    return LiveCatalogue(database, CREDENTIALS, make_index(), NOW.date)


async def save(database: Database, guild_id: int, *changes: EntryChange) -> None:
    by = Authorship(Origin.COMMAND_LINE, NOW)
    await database.write(catalogue_entries.save_changes, guild_id, changes, by)


def published(credential: Credential) -> EntryChange:
    sound = replace(credential, summary="in one sentence", topics=("topic",))
    return published_again(None, sound.id, record_of(sound))


def found(live: LiveCatalogue, guild_id: int | None, goal: str) -> list[str]:
    advice = live.adviser(guild_id).advise(AdviceRequest(goal))
    return [result.credential.id for result in advice.results]


async def test_without_changes_everybody_sees_what_comes_with_badger(live: LiveCatalogue):
    assert not await live.refresh()
    assert live.of(SERVER) is live.of(None)
    assert set(live.of(None).seen.credentials) == {each.id for each in CREDENTIALS}


async def test_what_the_installation_adds_is_found_everywhere(live: LiveCatalogue, database: Database):
    await save(database, INSTALLATION, published(KNOTS))
    assert found(live, SERVER, "knots") == []
    assert await live.refresh()
    assert found(live, SERVER, "knots") == found(live, None, "knots") == ["knots"]
    assert not await live.refresh()


async def test_what_a_server_adds_is_found_there_alone(live: LiveCatalogue, database: Database):
    await save(database, SERVER, published(KNOTS))
    await live.refresh()
    assert found(live, SERVER, "knots") == ["knots"]
    for other in (OTHER, None):
        assert found(live, other, "knots") == []
        assert "knots" not in live.of(other).seen.credentials


async def test_a_server_sees_through_its_layer_what_the_installation_changes(
    live: LiveCatalogue, database: Database
):
    await save(database, SERVER, published(KNOTS))
    await live.refresh()
    await save(database, INSTALLATION, published(credential("welding", "Welding", ("welding",))))
    await live.refresh()
    assert found(live, SERVER, "welding") == ["welding"]
    assert found(live, SERVER, "knots") == ["knots"]


async def test_a_server_overrides_and_hides_for_itself(live: LiveCatalogue, database: Database):
    sql = replace(CREDENTIALS[0], title="SQL for Gardeners")
    hidden = EntryChange(Change.HIDDEN, None, Entry("cna", EntryStatus.HIDDEN))
    await save(database, SERVER, published(sql), hidden)
    await live.refresh()
    view = CatalogueView(live.of)
    assert view.credential(SERVER, "sql").credential.title == "SQL for Gardeners"
    assert view.credential(OTHER, "sql").credential.title == "SQL for Data Science"
    assert "cna" not in view.ids(SERVER)
    assert "cna" in view.ids(OTHER)


async def test_what_no_longer_overrides_lets_the_other_be_seen_again(live: LiveCatalogue, database: Database):
    change = published(replace(CREDENTIALS[0], title="SQL for Gardeners"))
    await save(database, SERVER, change)
    dropped = Entry("sql", EntryStatus.INHERITED, change.after.record, version=2)
    await save(database, SERVER, EntryChange(Change.DROPPED, change.after, dropped))
    await live.refresh()
    assert live.of(SERVER).seen.credentials["sql"].title == "SQL for Data Science"


async def test_who_watches_notices_each_change_and_survives_a_failure(
    live: LiveCatalogue, database: Database, monkeypatch: pytest.MonkeyPatch, clock: SetClock
):
    noticed = asyncio.Event()
    looks = asyncio.Queue[None]()
    watching = asyncio.create_task(live.watch(looks.get, noticed.set))
    read = database.read

    async def fail(*_: object) -> None:
        raise OSError(str(clock.now()))

    monkeypatch.setattr(database, "read", fail)
    looks.put_nowait(None)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    monkeypatch.setattr(database, "read", read)
    await save(database, INSTALLATION, published(KNOTS))
    looks.put_nowait(None)
    await noticed.wait()
    assert found(live, None, "knots") == ["knots"]
    watching.cancel()
