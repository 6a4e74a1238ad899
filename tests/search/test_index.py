import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.hits import Certainty, Field, Match
from bot.search.index import CatalogueIndex
from tests.small_catalogue import CREDENTIALS, credential, make_index


@pytest.fixture(scope="module")
def index() -> CatalogueIndex:
    return make_index()


def best(index: CatalogueIndex, goal: str) -> str | None:
    hits = index.search(goal).hits
    return hits[0].credential_id if hits else None


@pytest.mark.parametrize(
    ("goal", "identity"),
    [
        ("learn sql", "sql"),
        ("science data sql", "sql"),
        ("SQL for Data Scince", "sql"),
        ("i want c++", "cpp"),
        ("frontend", "front-end"),
        ("teach", "teaching"),
        ("nursing assis", "cna"),
        ("spreadshets", "data"),
        ("cna", "cna"),
        ("endless meetings", "facilitation"),
        ("endles meetings", "facilitation"),
        ("toddler screams", "parenting"),
        ("meta", "java"),
    ],
)
def test_a_goal_finds_its_credential(index: CatalogueIndex, goal: str, identity: str):
    assert best(index, goal) == identity
    assert index.search(goal).certainty is not Certainty.NONE


@pytest.mark.parametrize("goal", ["gunsmith", "massage therapy", "qwertz yxcv", "i want", "", "!?", "my the"])
def test_what_the_catalogue_does_not_have_is_not_found(index: CatalogueIndex, goal: str):
    assert index.search(goal).certainty is Certainty.NONE


def test_each_hit_says_why(index: CatalogueIndex):
    reasons = {reason.match: reason for reason in index.search("cna").hits[0].reasons}
    assert reasons[Match.ANOTHER_NAME].said == "cna"
    assert reasons[Match.ANOTHER_NAME].found == "Nursing Assistant Fundamentals"
    typo = index.search("spreadshets").hits[0].reasons[0]
    assert (typo.match, typo.said, typo.found, typo.field) == (
        Match.TYPO,
        "spreadshets",
        "spreadsheets",
        Field.SKILL,
    )


def test_a_title_says_more_than_a_skill(index: CatalogueIndex):
    assert [hit.credential_id for hit in index.search("sql").hits][:2] == ["sql", "data"]


def test_words_that_nothing_explains_are_named(index: CatalogueIndex):
    assert index.search("sql zeppelin").unexplained == ("zeppelin",)


def test_conditions_hold_before_the_best_are_chosen(index: CatalogueIndex):
    found = index.search("sql", admits=lambda found: found.id != "sql", limit=1)
    assert [hit.credential_id for hit in found.hits] == ["data"]


def test_equals_are_put_in_the_order_of_their_ids():
    twins = tuple(credential(identity, "Welding") for identity in ("b", "c", "a"))
    assert [hit.credential_id for hit in make_index(twins).search("welding").hits] == ["a", "b", "c"]


def test_terms_that_lead_nowhere_are_found():
    index = make_index(concepts=("boats -> sailing", "cna = nursing assistant", "x -> @nobody"))
    assert set(index.terms_without_credential()) == {("boats", "sailing"), ("x", "@nobody")}


@given(st.text(max_size=60))
def test_any_text_is_answered_and_always_alike(goal: str):
    answers = [make_index(order).search(goal) for order in (CREDENTIALS, CREDENTIALS[::-1])]
    assert answers[0] == answers[1]
    assert all(0 <= hit.score <= 1 for hit in answers[0].hits)


def test_pronouns_are_no_information_technology():
    index = make_index(concepts=("it job -> @sql",))
    assert best(index, "it job") == "sql"
    assert index.search("is it a job").certainty is Certainty.NONE


def test_a_phrase_from_outside_silences_the_words_in_it():
    index = make_index(concepts=("outside: java island", "java -> @java"))
    assert best(index, "java") == "java"
    assert index.search("java island").certainty is Certainty.NONE


def test_what_the_vocabulary_calls_outside_is_found_where_a_catalogue_has_it():
    index = make_index((*CREDENTIALS, credential("guns", "Gunsmith Certificate")))
    assert best(index, "gunsmith") == "guns"


def test_a_reason_quotes_what_was_typed():
    index = make_index(concepts=("kid yells shop -> @parenting",))
    said = [reason.said for reason in index.search("a Kid who yells in the shop").hits[0].reasons]
    assert said == ["kid yells shop"]


def test_a_title_without_a_word_is_no_accident():
    index = make_index((*CREDENTIALS, credential("signs", "!!!", ("sign language",))))
    assert best(index, "sign language") == "signs"


def test_a_word_that_is_a_phrase_by_itself_is_not_drowned_by_phrases_that_hold_it():
    index = make_index(concepts=("java = java", "coffee from java island -> @parenting"))
    hits = {hit.credential_id: hit.score for hit in index.search("java").hits}
    assert hits["java"] > 2 * hits.get("parenting", 0)


def test_a_broad_word_shows_first_what_the_vocabulary_says():
    index = make_index(concepts=("first: sql = @data",))
    assert best(index, "learn sql") == "data"
    assert best(index, "sql science") == "sql"


def test_a_phrase_does_not_find_what_it_never_means():
    index = make_index(concepts=("programming -> @java, not object-oriented",))
    assert [hit.credential_id for hit in index.search("programming").hits] == ["java"]


def test_one_word_that_only_the_vocabulary_says_is_no_proof():
    index = make_index(concepts=("knits and sells sweaters -> @data",))
    assert index.search("knits and sells sweaters").certainty is Certainty.STRONG
    assert index.search("knits socks").certainty is Certainty.NONE


def test_of_equals_the_one_whose_phrases_say_it_more_often_comes_first():
    both = (credential("a", "Pottery"), credential("b", "Glazing"))
    index = make_index(both, concepts=("clay pots -> @a", "clay bowls, clay cups, red clay -> @b"))
    assert best(index, "clay") == "b"


def test_it_alone_is_information_technology():
    index = make_index(concepts=("information technology -> @java",))
    assert best(index, "i want IT") == "java"
    assert index.search("I want it").certainty is Certainty.NONE


def test_what_one_leaves_behind_is_not_searched():
    assert best(make_index(), "from nursing assistant to teacher") == "teaching"
