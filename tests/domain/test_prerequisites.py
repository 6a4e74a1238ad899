from dataclasses import replace

from bot.domain.credential import Credential, Effort, Requirement, RequirementKind, Task
from bot.domain.prerequisites import way_to
from tests.small_catalogue import credential


def earned(identity: str, hours: float | None = None, *needs: str, twins: tuple[str, ...] = ()) -> Credential:
    """A credential of so many hours that asks to hold others first, or one that no catalogue holds."""
    minutes = None if hours is None else round(hours * 60)
    requirements = tuple(
        Requirement(
            RequirementKind.PRIOR_CREDENTIAL,
            (Task(f"{identity}.{place}", need),),
            need if need.islower() else None,
        )
        for place, need in enumerate(needs, start=1)
    )
    return replace(
        credential(identity, identity),
        effort=Effort(minutes, minutes),
        requirements=requirements,
        twins=twins,
    )


def catalogue(*credentials: Credential) -> dict[str, Credential]:
    return {one.id: one for one in credentials}


def test_what_asks_for_nothing_has_no_way_to_it():
    assert way_to(credential("sql", "SQL"), {}) is None


def test_the_way_begins_at_the_beginning_and_adds_up():
    third = earned("third", 10, "second")
    way = way_to(third, catalogue(third, earned("second", 6, "first"), earned("first", 4)))
    assert way is not None
    assert [prior.id for prior in way.before] == ["first", "second"]
    assert (way.min_minutes, way.max_minutes) == (600, 600)


def test_what_two_ask_for_is_counted_once():
    goal = earned("goal", 1, "left", "right")
    way = way_to(
        goal, catalogue(goal, earned("left", 2, "base"), earned("right", 3, "base"), earned("base", 4))
    )
    assert way is not None
    assert [prior.id for prior in way.before] == ["base", "left", "right"]
    assert way.min_minutes == 9 * 60


def test_of_two_doors_the_shorter_is_taken():
    slow, quick = earned("slow", 65, twins=("quick",)), earned("quick", 14, twins=("slow",))
    goal = earned("goal", 1, "slow")
    way = way_to(goal, catalogue(goal, slow, quick))
    assert way is not None
    assert [prior.id for prior in way.before] == ["quick"]


def test_what_no_catalogue_holds_is_named_and_hours_stay_unknown():
    goal = earned("goal", 1, "CPR card", "base")
    way = way_to(goal, catalogue(goal, earned("base")))
    assert way is not None
    assert (way.elsewhere, way.min_minutes) == (("CPR card",), None)


def test_a_circle_is_walked_once():
    one, other = earned("one", 1, "other"), earned("other", 2, "one")
    way = way_to(one, catalogue(one, other))
    assert way is not None
    assert [prior.id for prior in way.before] == ["other"]
