"""What communities change: an installation's own layer, and servers over it."""

import pytest

from bot.domain.hits import Certainty, Match
from bot.search.concepts import read_concepts
from bot.search.fillers import read_fillers
from bot.search.index import CatalogueIndex
from tests.small_catalogue import CONCEPTS, CREDENTIALS, FILLERS, credential

FILLER_WORDS = read_fillers(FILLERS)


@pytest.fixture(params=[False, True], ids=["small", "large"])
def index(request: pytest.FixtureRequest) -> CatalogueIndex:
    of = CatalogueIndex.of_many if request.param else CatalogueIndex
    return of(CREDENTIALS, read_concepts(CONCEPTS, FILLER_WORDS)[0], FILLER_WORDS)


def best(index: CatalogueIndex, goal: str) -> str | None:
    hits = index.search(goal).hits
    return hits[0].credential_id if hits else None


def test_what_is_added_is_found_by_the_next_goal_slips_and_all(index: CatalogueIndex):
    assert best(index, "saling") is None
    index.put(credential("sailing", "Sailing for Beginners"))
    assert best(index, "saling") == "sailing"


def test_an_edit_takes_the_place_of_what_was_there(index: CatalogueIndex):
    index.put(credential("java", "Coffee Roasting", ("coffee",)))
    assert best(index, "coffee roastng") == "java"
    assert best(index, "meta") is None


def test_what_is_retired_is_gone_until_it_is_restored(index: CatalogueIndex):
    before = index.search("cna")
    index.retire("cna")
    assert index.search("cna").certainty is Certainty.NONE
    assert best(index, "nursing assistant") is None
    index.restore("cna")
    assert index.search("cna") == before


def test_a_restored_edit_is_the_edit(index: CatalogueIndex):
    index.put(credential("java", "Coffee Roasting"))
    index.retire("java")
    assert best(index, "coffee") is None
    index.restore("java")
    assert best(index, "coffee") == "java"


def test_a_server_has_its_own_form_of_a_credential_and_can_drop_it(index: CatalogueIndex):
    server = index.overlay()
    server.put(credential("java", "Coffee Roasting"))
    assert best(server, "coffee") == "java"
    assert best(index, "coffee") is None
    assert best(index, "meta") == "java"
    assert best(server, "meta") is None
    server.drop("java")
    assert best(server, "meta") == "java"


def test_a_servers_words_lead_its_members_and_nobody_else(index: CatalogueIndex):
    aliases = read_concepts(["the blue route = sql for data", "dojo -> @parenting"], FILLER_WORDS)[0]
    server, other = index.overlay(aliases), index.overlay()
    hit = server.search("blue route").hits[0]
    assert hit.credential_id == "sql"
    assert {reason.match for reason in hit.reasons} == {Match.ANOTHER_NAME}
    assert best(server, "dojo") == "parenting"
    assert best(other, "blue route") is None
    assert best(index, "dojo") is None
    server.set_aliases(read_concepts(["dojo -> @sql"], FILLER_WORDS)[0])
    assert best(server, "dojo") == "sql"
    assert best(server, "blue route") is None


def test_a_servers_word_goes_before_the_common_one(index: CatalogueIndex):
    server = index.overlay(read_concepts(["cna = c++ programming"], FILLER_WORDS)[0])
    assert best(server, "cna") == "cpp"
    assert best(index, "cna") == "cna"


def test_layers_stand_on_layers(index: CatalogueIndex):
    installation = index.overlay()
    installation.put(credential("sailing", "Sailing"))
    server = installation.overlay()
    assert best(server, "sailing") == "sailing"
    server.retire("sailing")
    assert best(server, "sailing") is None
    assert best(installation, "sailing") == "sailing"
    installation.retire("sql")
    assert best(server, "sql") == "data"
    assert best(index, "sql") == "sql"
