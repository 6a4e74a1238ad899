"""Suggestions while somebody types, from a small and from a large index."""

from dataclasses import replace

import pytest

from bot.domain.credential import Credential
from bot.search.concepts import read_concepts
from bot.search.fillers import read_fillers
from bot.search.index import CatalogueIndex
from tests.small_catalogue import CONCEPTS, CREDENTIALS, FILLERS, credential

SOME = (
    *(replace(known, topics=("data",)) for known in CREDENTIALS[:3]),
    *(replace(known, topics=("health care", "data")) for known in CREDENTIALS[3:5]),
    *CREDENTIALS[5:],
)


def make(credentials: tuple[Credential, ...] = SOME, *, large: bool) -> CatalogueIndex:
    fillers = read_fillers(FILLERS)
    of = CatalogueIndex.of_many if large else CatalogueIndex
    return of(credentials, read_concepts(CONCEPTS, fillers)[0], fillers)


@pytest.fixture(scope="module", params=[False, True], ids=["small", "large"])
def index(request: pytest.FixtureRequest) -> CatalogueIndex:
    return make(large=request.param)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("s", "SQL for Data Science"),
        ("sql f", "SQL for Data Science"),
        ("SCIENCE", "SQL for Data Science"),
        ("data anal", "Data Analyst Certificate"),
        ("front-e", "Front-End Developer"),
        ("  java ", "Java"),
        ("pyschology", "Clinical Psychology"),
        ("cna", "Nursing Assistant Fundamentals"),
    ],
)
def test_the_letters_typed_so_far_bring_the_credential(index: CatalogueIndex, typed: str, title: str):
    assert index.suggest_credentials(typed)[0].title == title


def test_nothing_typed_brings_the_first_of_all(index: CatalogueIndex):
    suggested = index.suggest_credentials("", limit=3)
    assert [suggestion.title for suggestion in suggested] == [
        "Better Meetings",
        "C++ Programming",
        "Clinical Psychology",
    ]
    assert suggested[0].credential_id == "facilitation"


def test_nothing_is_suggested_twice_and_no_more_than_asked_for(index: CatalogueIndex):
    identities = [suggestion.credential_id for suggestion in index.suggest_credentials("data")]
    assert len(set(identities)) == len(identities)
    assert len(index.suggest_credentials("e", limit=2)) <= 2


def test_what_has_no_such_letters_brings_nothing(index: CatalogueIndex):
    assert index.suggest_credentials("qwertzuiop") == []
    assert index.suggest_topics("qwertzuiop") == []


def test_topics_and_issuers_come_by_their_beginning_then_by_slips(index: CatalogueIndex):
    assert index.suggest_topics("") == ["data", "health care"]
    assert index.suggest_topics("CARE") == ["health care"]
    assert index.suggest_topics("helth") == ["health care"]
    assert index.suggest_issuers("exa") == ["Example University"]
    assert index.suggest_issuers("cours") == ["Meta (Coursera)"]


@pytest.mark.parametrize("large", [False, True])
def test_changes_and_a_servers_own_are_suggested_to_those_who_see_them(*, large: bool):
    index = make(large=large)
    server = index.overlay()
    server.put(replace(credential("sailing", "Sailing"), topics=("boats",), issuer="Yacht Club"))
    server.retire("java")
    assert [found.title for found in server.suggest_credentials("sail")] == ["Sailing"]
    assert index.suggest_credentials("sail") == []
    assert "Java" not in [found.title for found in server.suggest_credentials("java")]
    assert index.suggest_credentials("java")[0].title == "Java"
    assert server.suggest_topics("boat") == ["boats"]
    assert server.suggest_issuers("meta") == []
    assert index.suggest_topics("boat") == []
    index.retire("sql")
    assert "SQL for Data Science" not in [found.title for found in server.suggest_credentials("sql")]
    index.restore("sql")
    assert server.suggest_credentials("sql")[0].title == "SQL for Data Science"
