"""What the catalogue of a server lacks or gets wrong."""

from dataclasses import replace

from bot.catalogue.completion import UNSORTED
from bot.catalogue.layer_check import LayerCheck, check_layer
from bot.catalogue.problems import Severity
from bot.catalogue.seed import read_reviewed_pairs, read_seed, seed_folder
from bot.domain.credential import (
    Cost,
    CostClass,
    Credential,
    Effort,
    Requirement,
    RequirementKind,
    Task,
)
from tests.small_catalogue import credential

SEED = read_seed().credentials


def said(check: LayerCheck) -> list[tuple[str | None, str]]:
    return [(problem.credential_id, problem.message_id) for problem in check.own.problems]


def checked(*own: Credential, below: tuple[Credential, ...] = ()) -> LayerCheck:
    return check_layer((*own, *below), [each.id for each in own], frozenset())


def whole(credential_id: str, title: str) -> Credential:
    """An entry that leaves nothing open."""
    sound = SEED[0]
    tasks = (Requirement(RequirementKind.LESSONS, (Task(f"{credential_id}.1", "Learn"),)),)
    return replace(
        sound,
        id=credential_id,
        title=title,
        skills=("knots",),
        effort=replace(sound.effort, note="stated by the issuer"),
        cost=Cost(CostClass.FREE, None, None),
        requirements=tasks,
        tasks_basis="",
        twins=(),
    )


def test_the_seed_pack_has_no_mistakes_and_no_gaps_of_ones_own():
    check = check_layer(SEED, (), read_reviewed_pairs(seed_folder()))
    assert (check.own.credentials, check.own.problems) == (0, ())
    assert check.below.credentials == len(SEED)
    assert check.below.count(Severity.ERROR) == 0


def test_what_an_own_entry_leaves_open_is_named():
    bare = replace(
        whole("bare", "Bare"),
        effort=Effort(),
        skills=(),
        topics=(UNSORTED,),
        tasks_basis="generic",
        cost=Cost(CostClass.NOT_STATED, None, None),
    )
    assert {message for _, message in said(checked(bare))} == {
        "check-effort-missing",
        "check-tasks-missing",
        "check-topic-missing",
        "check-skills-missing",
        "check-cost-missing",
    }
    assert said(checked(whole("knots", "Knots"))) == []


def test_hours_without_a_word_on_where_they_come_from_are_named():
    baseless = whole("knots", "Knots")
    baseless = replace(baseless, effort=replace(baseless.effort, note=""))
    assert said(checked(baseless)) == [("knots", "check-effort-baseless")]


def test_a_prior_credential_that_is_gone_comes_first():
    dead = Requirement(RequirementKind.PRIOR_CREDENTIAL, (Task("knots.2", "First this"),), "gone")
    knots = whole("knots", "Knots")
    knots = replace(knots, requirements=(*knots.requirements, dead), skills=())
    assert said(checked(knots)) == [("knots", "catalogue-prior-unknown"), ("knots", "check-skills-missing")]


def test_an_own_entry_that_looks_like_another_is_named_and_two_others_are_not():
    others = (credential("knots-a", "Knots of the Sea"), credential("knots-b", "Knots of the Sea"))
    check = checked(whole("knots", "Baking Bread"), below=others)
    alike = [problem for problem in check.own.problems if problem.message_id == "check-near-duplicate"]
    assert alike == []
    check = checked(whole("knots", "Knots of the Sea"), below=others)
    alike = [problem for problem in check.own.problems if problem.message_id == "check-near-duplicate"]
    assert [problem.credential_id for problem in alike] == ["knots", "knots"]
    assert all(problem.message_id != "check-near-duplicate" for problem in check.below.problems)
