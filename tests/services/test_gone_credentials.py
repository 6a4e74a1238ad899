"""What members are told of what is retired or hidden, whatever way they came to it."""

from dataclasses import replace

import pytest

from bot.catalogue.base_records import BaseRecords
from bot.domain.catalogue_layers import INSTALLATION
from bot.domain.errors import UserError
from bot.domain.gone import CredentialGoneError, GoneCredential
from bot.services.catalogue_care import CatalogueCare
from bot.services.catalogue_keeping import Keeper
from bot.services.catalogue_view import CatalogueView
from bot.services.live_catalogue import LiveCatalogue
from bot.services.seen_catalogue import SeenCatalogue
from bot.storage.database import Database
from tests.set_clock import NOW, SetClock
from tests.small_catalogue import CREDENTIALS, make_index

SERVER, OTHER = 10, 20
HERE = Keeper(SERVER, 7)
SOUND = tuple(replace(each, summary="in one sentence", topics=("topic",)) for each in CREDENTIALS)
BASE = (*SOUND[:-1], replace(SOUND[-1], twins=("sql",)))


@pytest.fixture
def live(database: Database) -> LiveCatalogue:
    return LiveCatalogue(database, BASE, make_index(BASE), NOW.date)


@pytest.fixture
def view(live: LiveCatalogue) -> CatalogueView:
    return CatalogueView(live.of)


@pytest.fixture
def care(database: Database, live: LiveCatalogue, clock: SetClock) -> CatalogueCare:
    return CatalogueCare.over(database, BaseRecords(BASE), live, clock)


def told(view: CatalogueView, named: str, guild_id: int | None = SERVER) -> tuple[str, str | None]:
    with pytest.raises(CredentialGoneError) as refused:
        view.credential(guild_id, named)
    return refused.value.message_id, refused.value.successor_id


async def test_what_is_retired_is_told_with_its_reason_and_successor(
    care: CatalogueCare, live: LiveCatalogue, view: CatalogueView
):
    await care.keeping.retire(HERE, "sql", "closed", "data")
    await live.refresh()
    assert told(view, "sql") == ("credential-replaced", "data")
    assert told(view, "SQL for data science") == ("credential-replaced", "data")
    with pytest.raises(CredentialGoneError):
        view.compare(SERVER, ("java", "sql"))
    assert view.credential(OTHER, "sql").credential.id == "sql"
    assert "sql" not in {each.id for each in await view.complete_credentials(SERVER, "sql")}


async def test_a_successor_that_is_gone_itself_leads_on(
    care: CatalogueCare, live: LiveCatalogue, view: CatalogueView
):
    await care.keeping.retire(HERE, "sql", "closed", "data")
    await care.keeping.retire(HERE, "data", "closed too", "java")
    await live.refresh()
    assert told(view, "sql") == ("credential-replaced", "java")
    await care.keeping.hide(HERE, "java")
    await live.refresh()
    assert told(view, "sql") == ("credential-retired", None)
    assert told(view, "java") == ("credential-hidden", None)


async def test_successors_in_a_circle_lead_nowhere(
    care: CatalogueCare, live: LiveCatalogue, view: CatalogueView
):
    await care.keeping.retire(HERE, "sql", "closed", "data")
    await care.keeping.retire(Keeper(INSTALLATION), "data", "closed", "sql")
    await live.refresh()
    assert told(view, "sql") == ("credential-retired", None)
    assert told(view, "data", OTHER) == ("credential-replaced", "sql")


async def test_what_names_it_names_its_successor(
    care: CatalogueCare, live: LiveCatalogue, view: CatalogueView
):
    assert [each.id for each in view.credential(SERVER, "java").twins] == ["sql"]
    await care.keeping.retire(HERE, "sql", "closed", "data")
    await live.refresh()
    assert [each.id for each in view.credential(SERVER, "java").twins] == ["data"]
    assert [each.id for each in view.credential(OTHER, "java").twins] == ["sql"]


async def test_what_was_never_there_is_unknown(view: CatalogueView):
    with pytest.raises(UserError, match="credential-unknown"):
        view.credential(SERVER, "nothing of the kind")


def test_what_was_merged_leads_to_what_is_kept_and_what_was_replaced_does_not():
    gone = [
        GoneCredential("a", "A", "", "one", "b", is_merged=True),
        GoneCredential("b", "B", "", "one", "sql", is_merged=True),
        GoneCredential("c", "C", "", "ended", "sql"),
        GoneCredential("d", "D", "", "one", "c", is_merged=True),
        GoneCredential("e", "E", "", "one", "f", is_merged=True),
        GoneCredential("f", "F", "", "one", "e", is_merged=True),
        GoneCredential("java", "Java", "", "one", "sql", is_merged=True),
    ]
    seen = SeenCatalogue(BASE, gone)
    kept = {each: seen.same(each) for each in ("a", "b", "c", "d", "sql", "java", "never heard of")}
    assert kept == {
        "a": "sql",
        "b": "sql",
        "c": "c",
        "d": "c",
        "sql": "sql",
        "java": "java",
        "never heard of": "never heard of",
    }
    # Nobody can merge in a circle; whoever met one would come out of it.
    assert seen.same("e") in {"e", "f"}
