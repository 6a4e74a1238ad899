from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.catalogue import build_index
from bot.domain.credential import Cost, CostClass, Effort, EffortBasis, Requirement, RequirementKind, Task
from bot.domain.errors import UserError
from bot.services.catalogue_view import BROWSE_PAGE_SIZE, MOST_SUGGESTIONS, CatalogueView
from tests.small_catalogue import credential, make_index

SERVER = 10
TASK = (Task("x.1", "Do it"),)

FIRST_AID = replace(
    credential("first-aid", "First Aid", issuer="Red Ring"), topics=("health",), twins=("aid",)
)
AID = replace(credential("aid", "First Aid at Work", issuer="Blue Ring"), topics=("health", "work"))
TERMS_EDX = replace(
    credential("terms-edx", "Medical Terminology", issuer="Doane University"),
    platform="edX",
    topics=("health",),
)
TERMS_COURSERA = replace(
    credential("terms-coursera", "Medical Terminology", issuer="Rice University"),
    platform="Coursera",
    topics=("health",),
)
NURSE = replace(
    credential("nurse", "Nurse Aide", issuer="Rice University"),
    topics=("care",),
    requirements=(
        Requirement(RequirementKind.PRIOR_CREDENTIAL, TASK, "first-aid"),
        Requirement(RequirementKind.PRIOR_CREDENTIAL, TASK, "never-heard-of"),
        Requirement(RequirementKind.PRIOR_CREDENTIAL, TASK, "first-aid"),
    ),
)
PAID = replace(credential("paid-care", "Care Basics"), topics=("care",), cost=Cost(CostClass.PAID))
SHORT = replace(
    credential("z-short", "Zen of Care"), topics=("care",), effort=Effort(0, 60, EffortBasis.STATED)
)
MANY = tuple(
    replace(credential(f"c{n:02}", f"Course {n:02}", issuer="Many"), topics=("many",)) for n in range(23)
)
SOME = (FIRST_AID, AID, TERMS_EDX, TERMS_COURSERA, NURSE, PAID, SHORT, *MANY)
VIEW = CatalogueView.of(SOME, make_index(SOME))
SEEDS, INDEX = build_index(None)
SEED = CatalogueView.of(SEEDS, INDEX)


def refusal(named: str) -> UserError:
    with pytest.raises(UserError) as refused:
        VIEW.credential(SERVER, named)
    return refused.value


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("first-aid", "first-aid"),
        (" FIRST-AID ", "first-aid"),
        ("First aid", "first-aid"),
        ("first  aid at work!", "aid"),
        ("Frst Aid at Work", "aid"),
        ("Nurse Aid", "nurse"),
        ("Medical Terminology – Rice University (Coursera)", "terms-coursera"),
        ("medical terminology doane university edx", "terms-edx"),
        ("Medical Terminolgy – Rice University (Coursera)", "terms-coursera"),
    ],
)
def test_a_credential_is_found_by_id_by_title_and_through_a_slip(named: str, found: str):
    assert VIEW.credential(SERVER, named).credential.id == found
    assert VIEW.credential(None, named).credential.id == found


def test_what_a_credential_names_comes_with_it_as_far_as_it_is_known():
    assert VIEW.credential(SERVER, "nurse").prior == (FIRST_AID,)
    assert VIEW.credential(SERVER, "first-aid").twins == (AID,)


def test_an_unknown_credential_is_refused_with_the_nearest():
    error = refusal("first aid for dogs")
    assert error.message_id == "credential-unknown"
    assert "“First Aid”" in str(error.arguments["titles"])
    assert refusal("first").arguments["titles"] == "“First Aid”, “First Aid at Work”"
    nothing = refusal("qqqqqqq\n" + "x" * 5000)
    assert nothing.arguments["count"] == 0
    assert len(str(nothing.arguments["named"])) <= 80
    assert refusal("").message_id == "credential-unknown"


@pytest.mark.parametrize("named", ["medical terminology", "medical terminolgy"])
def test_a_title_that_stands_twice_is_refused_with_both_issuers(named: str):
    error = refusal(named)
    assert error.message_id == "credential-ambiguous"
    assert error.arguments["issuers"] == "Doane University (edX), Rice University (Coursera)"


def test_two_to_four_different_credentials_are_compared_in_their_order():
    assert VIEW.compare(SERVER, ("aid", "first-aid")).credentials == (AID, FIRST_AID)
    assert len(VIEW.compare(SERVER, ("c01", "c02", "c03", "c04")).credentials) == 4


@pytest.mark.parametrize(
    ("named", "message_id"),
    [
        ((), "compare-too-few"),
        (("aid",), "compare-too-few"),
        (("c01", "c02", "c03", "c04", "c05"), "compare-too-many"),
        (("aid", "c01", "First Aid at Work"), "compare-named-twice"),
        (("aid", "qqqqqqq"), "credential-unknown"),
    ],
)
def test_what_cannot_be_compared_is_refused(named: tuple[str, ...], message_id: str):
    with pytest.raises(UserError) as refused:
        VIEW.compare(SERVER, named)
    assert refused.value.message_id == message_id


def test_browsing_without_a_wish_starts_with_all_by_title_and_the_topics_by_size():
    page = VIEW.browse(SERVER, None, None)
    assert (page.total, page.pages, page.page) == (30, 3, 0)
    assert page.credentials[:2] == (PAID, MANY[0])
    assert page.topics == (("many", 23), ("health", 4), ("care", 3), ("work", 1))


def test_browsing_by_topic_and_issuer():
    page = VIEW.browse(SERVER, "HEALTH", " rice university ")
    assert (page.topic, page.credentials, page.topics) == ("health", (TERMS_COURSERA,), ())
    # The issuer alone may stand for several lines; a platform too.
    assert VIEW.browse(SERVER, None, "Rice University").credentials == (TERMS_COURSERA, NURSE)
    by_line = VIEW.browse(SERVER, None, "rice university coursera")
    assert (by_line.issuer, by_line.credentials) == ("Rice University (Coursera)", (TERMS_COURSERA,))
    assert VIEW.browse(SERVER, None, "edx").credentials == (TERMS_EDX,)
    nothing = VIEW.browse(SERVER, "many", "Red Ring")
    assert (nothing.credentials, nothing.total, nothing.pages, nothing.page) == ((), 0, 1, 0)


@pytest.mark.parametrize(("page", "shown"), [(-1, 0), (1, 1), (2, 2), (3, 2), (10**9, 2)])
def test_a_page_that_there_is_not_is_cut(page: int, shown: int):
    browsed = VIEW.browse(SERVER, "many", None, page)
    assert browsed.page == shown
    assert browsed.credentials == MANY[shown * BROWSE_PAGE_SIZE : (shown + 1) * BROWSE_PAGE_SIZE]


@pytest.mark.parametrize(
    ("topic", "issuer", "message_id", "nearest"),
    [
        ("helth", None, "topic-unknown", "health"),
        ("qqqq", None, "topic-unknown", "many, health, care"),
        (None, "Rise University", "issuer-unknown", "Rice University, Rice University (Coursera)"),
        (None, "qqqq", "issuer-unknown", ""),
    ],
)
def test_what_cannot_be_browsed_is_refused_with_the_nearest(
    topic: str | None, issuer: str | None, message_id: str, nearest: str
):
    with pytest.raises(UserError) as refused:
        VIEW.browse(SERVER, topic, issuer)
    assert refused.value.message_id == message_id
    listed = refused.value.arguments.get("topics", refused.value.arguments.get("issuers"))
    assert str(listed).startswith(nearest)


def test_suggestions_start_with_something_easy_of_each_large_topic():
    assert VIEW.suggest_credentials(SERVER, " ")[:3] == [MANY[0], FIRST_AID, SHORT]
    assert VIEW.suggest_topics(SERVER, "") == ["many", "health", "care", "work"]
    assert VIEW.suggest_issuers(SERVER, "")[0] == "Many"


async def test_what_letters_mean_comes_after_the_titles_that_hold_them():
    found = [each.id for each in await SEED.complete_credentials(SERVER, "k8s")]
    assert "cka" in found
    begun = [each.id for each in await SEED.complete_credentials(SERVER, "data sc")]
    assert begun[: len(SEED.suggest_credentials(SERVER, "data sc"))] == [
        each.id for each in SEED.suggest_credentials(SERVER, "data sc")
    ]
    assert len(begun) == len(set(begun)) <= MOST_SUGGESTIONS


async def test_with_nothing_typed_there_is_something_easy_to_begin_with():
    assert await VIEW.complete_credentials(SERVER, "  ") == VIEW.suggest_credentials(SERVER, "")


def test_suggestions_know_titles_that_stand_twice_apart_by_id():
    both = VIEW.suggest_credentials(SERVER, "medical t")
    assert both == [TERMS_EDX, TERMS_COURSERA]


def test_topics_and_issuers_are_suggested_while_one_types():
    assert VIEW.suggest_topics(SERVER, "he") == ["health"]
    assert VIEW.suggest_issuers(SERVER, "univ rice") == ["Rice University", "Rice University (Coursera)"]


@given(typed=st.text(max_size=40))
def test_whatever_is_typed_the_suggestions_fit_into_discord(typed: str):
    for suggested in (
        SEED.suggest_credentials(SERVER, typed),
        SEED.suggest_topics(SERVER, typed),
        SEED.suggest_issuers(SERVER, typed),
    ):
        assert len(suggested) <= MOST_SUGGESTIONS


def test_every_credential_of_the_seed_pack_is_found_by_its_id_and_among_suggestions_by_its_title():
    for each in SEEDS:
        assert SEED.credential(SERVER, each.id).credential == each
        assert each in SEED.suggest_credentials(SERVER, each.title)


def test_every_issuer_and_topic_that_is_suggested_can_be_browsed():
    page = SEED.browse(SERVER, None, None)
    assert all(SEED.browse(SERVER, topic, None).total == count for topic, count in page.topics)
    for each in SEEDS:
        assert SEED.browse(SERVER, None, each.issuer_line).total > 0
