from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.credential import Credential
from bot.domain.hits import Field, Hit, Match, Reason
from bot.domain.narrowing import MOST_CHOICES, Choice, is_vague, narrowing_choices
from tests.small_catalogue import credential


def found(*topics: Sequence[str]) -> list[Credential]:
    return [replace(credential(f"c{place}", ""), topics=tuple(of)) for place, of in enumerate(topics)]


def hits(*said: str, count: int = 10) -> list[Hit]:
    reasons = tuple(Reason(Match.SAME, word, word, Field.TITLE) for word in said)
    return [Hit(f"c{place}", 0.9, reasons) for place in range(count)]


def test_a_goal_is_vague_where_one_word_finds_many():
    assert is_vague(hits("computers"))
    assert not is_vague(hits("computers", "repair"))
    assert not is_vague(hits("computers", count=3))
    assert not is_vague([])


def test_topics_that_part_what_was_found_are_the_choices():
    topics = [["data"]] * 4 + [["it support", "windows"]] * 3 + [["design"]] * 2 + [["law"]]
    assert narrowing_choices(found(*topics)) == (
        Choice("data", 4),
        Choice("it support", 3),
        Choice("design", 2),
    )


def test_what_was_said_already_is_no_choice():
    topics = [["music", "arts"]] * 4 + [["music", "business"]] * 4
    assert narrowing_choices(found(*topics), "Music!") == (Choice("arts", 4), Choice("business", 4))


def test_where_most_mean_the_same_nothing_is_asked():
    assert narrowing_choices(found(*[["data"]] * 7, *[["law"]] * 3)) == ()


def test_a_single_choice_is_none():
    assert narrowing_choices(found(*[["data"]] * 4, *([f"topic {place}"] for place in range(6)))) == ()


def test_few_need_no_narrowing():
    assert narrowing_choices(found(["data"], ["data"], ["law"], ["law"])) == ()


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=3, unique=True), max_size=30))
def test_choices_are_few_different_and_all_lead_to_something(topics: list[list[str]]):
    choices = narrowing_choices(found(*topics))
    assert len(choices) in {0, *range(2, MOST_CHOICES + 1)}
    assert len({choice.topic for choice in choices}) == len(choices)
    for choice in choices:
        assert choice.count == sum(choice.topic in of for of in topics[:24])
