"""A large index, which finds candidates first, shown at work on a small catalogue."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.credential import Credential
from bot.domain.filters import Filters
from bot.domain.hits import Certainty, Field, Match
from bot.search.concepts import read_concepts
from bot.search.fillers import read_fillers
from bot.search.index import CatalogueIndex, build
from bot.search.mapped_segment import UnreadableIndexError, build_segment
from tests.search.some_credentials import catalogue_of, chance_of
from tests.small_catalogue import CONCEPTS, CREDENTIALS, FILLERS, credential

MORE = (
    credential("welder", "Welder Level 2", ("iron work",)),
    credential("welder-misspelt", "Weldre Level 3"),
    *(credential(f"welding-{number}", f"Welding Part {number}") for number in range(70)),
)


def make_large(credentials: tuple[Credential, ...] = (*CREDENTIALS, *MORE)) -> CatalogueIndex:
    fillers = read_fillers(FILLERS)
    return CatalogueIndex.of_many(credentials, read_concepts(CONCEPTS, fillers)[0], fillers)


@pytest.fixture(scope="module")
def index() -> CatalogueIndex:
    return make_large()


def found(index: CatalogueIndex, goal: str, **conditions: object) -> list[str]:
    return [hit.credential_id for hit in index.search(goal, **conditions).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("goal", "identity"),
    [
        ("learn sql", "sql"),
        ("science data sql", "sql"),
        ("SQL for Data Scince", "sql"),
        ("i want c++", "cpp"),
        ("teach", "teaching"),
        ("nursing assis", "cna"),
        ("spreadshets", "data"),
        ("cna", "cna"),
        ("endless meetings", "facilitation"),
        ("endles meetings", "facilitation"),
        ("toddler screams", "parenting"),
        ("meta", "java"),
        ("better m", "facilitation"),
        ("everyday par", "parenting"),
        ("weldr level 2", "welder"),
        ("welding part 55", "welding-55"),
    ],
)
def test_a_goal_finds_its_credential(index: CatalogueIndex, goal: str, identity: str):
    assert found(index, goal)[0] == identity


@pytest.mark.parametrize("goal", ["gunsmith", "massage therapy", "qwertz yxcv", "i want", "", "!?", "my the"])
def test_what_the_catalogue_does_not_have_is_not_found(index: CatalogueIndex, goal: str):
    assert index.search(goal).certainty is Certainty.NONE


def test_each_hit_says_why_in_the_words_of_the_catalogue(index: CatalogueIndex):
    reasons = {
        (reason.match, reason.said): reason
        for goal in ("cna", "spreadshets", "meta", "everyday par", "teach virtual")
        for hit in index.search(goal).hits[:1]
        for reason in hit.reasons
    }
    assert reasons[Match.ANOTHER_NAME, "cna"].found == "Nursing Assistant Fundamentals"
    typo = reasons[Match.TYPO, "spreadshets"]
    assert (typo.found, typo.field) == ("spreadsheets", Field.SKILL)
    assert reasons[Match.SAME, "meta"].found == "Meta (Coursera)"
    assert reasons[Match.PREFIX, "par"].found == "Everyday Parenting"
    assert reasons[Match.RELATED_FORM, "teach"].found in {"Virtual Teacher", "online teaching"}


def test_a_last_word_that_says_nothing_may_be_the_beginning_of_another():
    index = make_large((credential("boss", "Bar Forwarder"), credential("any", "Bar Keeper")))
    assert found(index, "bar for") == ["boss", "any"]
    assert index.search("bar for").unexplained == ()


def test_a_tight_filter_still_finds_its_five():
    some = tuple(
        replace(known, topics=("rare",)) if number % 12 == 0 else known for number, known in enumerate(MORE)
    )
    index = make_large(some)
    assert len(found(index, "welding part", filters=Filters(topic="rare"), limit=5)) == 5
    assert len(found(index, "welding part", admits=Filters(topic="rare").admits, limit=5)) == 5
    assert len(found(index, "welding", admits=lambda known: known.id.endswith("9"), limit=5)) == 5


def test_what_is_known_of_a_mapped_credential_is_what_was_put_in():
    some = catalogue_of(chance_of(7), 30)
    segment = build_segment(some)
    for known in some:
        number = segment.number_of(known.id)
        assert number is not None
        again = segment.credential(number)
        assert set(again.shown_by) == set(known.shown_by)
        same = replace(
            known,
            url="",
            source=again.source,
            requirements=again.requirements,
            cost=again.cost,
            credit=again.credit,
        )
        assert again == same
        assert again.cost.cost_class is known.cost.cost_class
        assert (again.credit and again.credit.status) == (known.credit and known.credit.status)
    assert segment.number_of("nobody") is None


def test_an_index_is_built_without_holding_all_in_memory_and_opened_from_its_folder(tmp_path: Path):
    build(iter((*CREDENTIALS, *MORE)), tmp_path / "index")
    fillers = read_fillers(FILLERS)
    index = CatalogueIndex.open(tmp_path / "index", read_concepts(CONCEPTS, fillers)[0], fillers)
    assert found(index, "cna")[0] == "cna"
    index.put(credential("sailing", "Sailing"))
    assert found(index, "sailng")[0] == "sailing"


@pytest.mark.parametrize("content", [None, "no json", "{}", '{"format": 0, "arrays": []}'])
def test_a_folder_without_an_index_of_this_version_is_refused(tmp_path: Path, content: str | None):
    if content is not None:
        (tmp_path / "index.json").write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableIndexError):
        CatalogueIndex.open(tmp_path, read_concepts((), read_fillers(()))[0], read_fillers(()))


def test_half_an_index_is_none(tmp_path: Path):
    build(CREDENTIALS, tmp_path)
    (tmp_path / "entries.npy").unlink()
    with pytest.raises(UnreadableIndexError):
        CatalogueIndex.open(tmp_path, read_concepts((), read_fillers(()))[0], read_fillers(()))


def test_terms_that_lead_nowhere_are_found_in_a_large_catalogue_too():
    fillers = read_fillers(FILLERS)
    concepts = read_concepts(("boats -> sailing", "cna = nursing assistant", "x -> @nobody"), fillers)[0]
    index = CatalogueIndex.of_many(CREDENTIALS, concepts, fillers)
    assert set(index.terms_without_credential()) == {("boats", "sailing"), ("x", "@nobody")}
