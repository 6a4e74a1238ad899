"""What is kept takes over what it lacks, and nothing else."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.merging import come_before_themselves, following, has_generic_tasks, merge, names_one_of
from bot.catalogue.rows import row_of
from bot.domain.credential import (
    Cost,
    CostClass,
    Credential,
    CreditClaim,
    CreditStatus,
    Effort,
    Requirement,
    RequirementKind,
    Task,
    WeeksRange,
)
from bot.domain.entry_differences import Part
from tests.small_catalogue import credential

KEEP = replace(credential("keep", "Knots", ("Lashing",)), topics=("unsorted",), summary="Knots")
DROP = replace(
    credential("drop", "Knots", ("lashing", "hitches")),
    topics=("sailing",),
    summary="Ties that hold.",
    platform="Coursera",
    effort=Effort(60, 120),
    cost=Cost(CostClass.PAID, 10, "EUR"),
    credit=CreditClaim(CreditStatus.VARIES, "perhaps"),
    valid_months=36,
    typical_weeks=WeeksRange(1, 2),
    tasks_basis="its page",
    requirements=(Requirement(RequirementKind.QUIZ, (Task("drop.1", "Tie ten knots"),)),),
)


def test_what_is_lacking_is_taken_over():
    keep = replace(KEEP, cost=Cost(CostClass.NOT_STATED), tasks_basis="generic (no modules are listed)")
    merged = merge(keep, DROP).merged
    assert (merged.id, merged.title, merged.url) == ("keep", KEEP.title, KEEP.url)
    assert (merged.platform, merged.summary, merged.topics) == ("Coursera", "Ties that hold.", ("sailing",))
    assert (merged.effort, merged.cost, merged.credit) == (DROP.effort, DROP.cost, DROP.credit)
    assert (merged.typical_weeks, merged.valid_months) == (DROP.typical_weeks, 36)
    assert merged.skills == ("Lashing", "hitches")
    assert (merged.tasks, merged.tasks_basis) == (DROP.tasks, "its page")


def test_what_is_there_stays():
    keep = replace(
        DROP,
        id="keep",
        issuer="Somebody else",
        platform=None,
        topics=("scouting",),
        requirements=(Requirement(RequirementKind.EXAM, (Task("keep.1", "Tie one"),)),),
        prescribed_weeks=WeeksRange(3, 3),
        typical_weeks=None,
    )
    made = merge(keep, replace(DROP, effort=Effort(1, 1), cost=Cost(CostClass.FREE), skills=()))
    assert made.taken == (Part.TOPICS,)
    assert made.merged.topics == ("scouting", "sailing")


def test_a_known_amount_completes_the_same_kind_of_cost():
    keep = replace(KEEP, cost=Cost(CostClass.PAID))
    assert merge(keep, DROP).merged.cost == DROP.cost
    free = replace(KEEP, cost=Cost(CostClass.FREE))
    assert merge(free, DROP).merged.cost == free.cost


def test_neither_names_itself_or_the_other_afterwards():
    needs = Requirement(RequirementKind.PRIOR_CREDENTIAL, KEEP.tasks, credential_id="drop")
    keep = replace(KEEP, requirements=(needs,), tasks_basis="its page", twins=("drop", "other"))
    merged = merge(keep, replace(DROP, twins=("keep", "third"))).merged
    assert merged.requirements[0].credential_id is None
    assert merged.twins == ("other", "third")


def test_tasks_that_only_stand_for_the_whole():
    assert has_generic_tasks(replace(KEEP, tasks_basis="Generic (nothing is listed)"))
    assert has_generic_tasks(
        replace(KEEP, requirements=(Requirement(RequirementKind.LESSONS, (Task("k.1", "Knots"),)),))
    )
    assert not has_generic_tasks(DROP)


def test_others_follow_to_what_took_the_place():
    needs = Requirement(RequirementKind.PRIOR_CREDENTIAL, KEEP.tasks, credential_id="drop")
    other = replace(credential("other", "Other"), requirements=(needs,), twins=("drop", "keep"))
    followed = following(other, {"drop": "keep"})
    assert (followed.requirements[0].credential_id, followed.twins) == ("keep", ("keep",))
    assert following(replace(other, id="keep"), {"drop": "keep"}).requirements[0].credential_id is None
    assert names_one_of(other, {"drop"})
    assert not names_one_of(followed, {"drop"})


def test_a_circle_is_seen():
    def needing(identity: str, prior: str) -> Credential:
        needs = Requirement(RequirementKind.PRIOR_CREDENTIAL, KEEP.tasks, credential_id=prior)
        return replace(credential(identity, identity), requirements=(needs,))

    assert come_before_themselves([needing("a", "b"), needing("b", "c"), needing("c", "a")])
    assert not come_before_themselves([needing("a", "b"), needing("b", "c")])


NAMES = st.lists(st.sampled_from([f"Name {number}" for number in range(60)]), max_size=50, unique=True)


@given(NAMES, NAMES, NAMES.map(lambda names: names[:10]), NAMES.map(lambda names: names[:10]))
def test_what_comes_out_is_never_larger_than_the_catalogue_takes(
    skills: list[str], more: list[str], topics: list[str], others: list[str]
):
    keep = replace(KEEP, skills=tuple(skills), topics=tuple(topics or ["a"]))
    merged = merge(keep, replace(DROP, skills=tuple(more), topics=tuple(others or ["b"]))).merged
    assert len(merged.skills) <= 50
    assert 1 <= len(merged.topics) <= 10
    assert merged.skills[: len(skills)] == tuple(skills)
    assert row_of(merged)
