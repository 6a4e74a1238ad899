"""What holds for every catalogue, small (in memory) and large (mapped), in whatever order it is changed."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import pytest

from bot.domain.credential import Credential
from bot.domain.hits import SearchAnswer
from bot.search import candidates, mapped_build, pieces
from bot.search.concepts import Concepts
from bot.search.index import CatalogueIndex
from bot.search.mapped_segment import build_segment
from bot.search.shelves import all_of
from tests.search.some_credentials import (
    FILLER_WORDS,
    catalogue_of,
    chance_of,
    concepts,
    credential_of,
    filters_of,
    goals_of,
)

Make = Callable[[Iterable[Credential], Concepts], CatalogueIndex]
ALL = 100
SOME = 0.5
SURE = 0.99


def small(credentials: Iterable[Credential], vocabulary: Concepts) -> CatalogueIndex:
    return CatalogueIndex(credentials, vocabulary, FILLER_WORDS)


def large(credentials: Iterable[Credential], vocabulary: Concepts) -> CatalogueIndex:
    return CatalogueIndex.of_many(credentials, vocabulary, FILLER_WORDS)


sizes = pytest.mark.parametrize("make", [small, large])
cases = pytest.mark.parametrize("seed", range(40))
Change = tuple[str, Credential]


def changes_of(chance: Random) -> list[Change]:
    acts = chance.choices(("put", "retire", "restore", "drop"), k=chance.randint(0, 12))
    return [(act, credential_of(chance, f"id-{chance.randrange(8)}")) for act in acts]


def changed(
    index: CatalogueIndex, changes: Sequence[Change], before: dict[str, Credential]
) -> list[Credential]:
    """Makes the changes, and says what must be seen after them in a layer over `before`."""
    own: dict[str, Credential] = {}
    retired: dict[str, Credential] = {}
    hidden: set[str] = set()
    for act, credential in changes:
        identity = credential.id
        if act == "put":
            index.put(credential)
            own[identity] = credential
            retired.pop(identity, None)
            hidden.add(identity)
        elif act == "retire":
            index.retire(identity)
            if identity in own:
                retired[identity] = own.pop(identity)
            hidden.add(identity)
        elif act == "restore":
            index.restore(identity)
            if identity in retired:
                own[identity] = retired.pop(identity)
            elif identity not in own:
                hidden.discard(identity)
        else:
            index.drop(identity)
            own.pop(identity, None)
            retired.pop(identity, None)
            hidden.discard(identity)
    return [*(known for identity, known in before.items() if identity not in hidden), *own.values()]


def by_id(credentials: Iterable[Credential]) -> dict[str, Credential]:
    return {credential.id: credential for credential in credentials}


def answers(index: CatalogueIndex, goals: Iterable[str]) -> list[SearchAnswer]:
    return [index.search(goal, limit=ALL) for goal in goals]


@cases
def test_a_saved_index_answers_as_before(tmp_path: Path, seed: int):
    chance = chance_of(seed)
    index = large(catalogue_of(chance), concepts())
    changed(index, changes_of(chance), {})
    index.save(tmp_path)
    opened = CatalogueIndex.open(tmp_path, concepts(), FILLER_WORDS)
    goals = goals_of(chance)
    assert answers(opened, goals) == answers(index, goals)


@sizes
@cases
def test_a_changed_index_is_one_built_afresh(make: Make, seed: int):
    chance = chance_of(seed)
    some = catalogue_of(chance) if make is large else []
    index = make(some, concepts())
    seen = changed(index, changes_of(chance), by_id(some))
    goals = goals_of(chance)
    assert answers(index, goals) == answers(make(seen, concepts()), goals)
    assert by_id(index.credentials()).keys() == by_id(seen).keys()


@sizes
@cases
def test_a_server_sees_its_own_over_the_common_and_nobody_else_does(make: Make, seed: int):
    chance = chance_of(seed)
    some, goals = catalogue_of(chance), goals_of(chance)
    index = make(some, concepts())
    before = answers(index, goals)
    mine, theirs = index.overlay(), index.overlay(concepts("zeppelin = java"))
    seen = changed(mine, changes_of(chance), by_id(some))
    changed(theirs, changes_of(chance), by_id(some))
    assert answers(mine, goals) == answers(make(seen, concepts()), goals)
    assert answers(index, goals) == before
    assert answers(theirs, goals)  # which may have filled what is remembered
    assert answers(mine, goals) == answers(make(seen, concepts()), goals)


@sizes
@cases
def test_a_server_sees_what_changes_below_it(make: Make, seed: int):
    chance = chance_of(seed)
    some, own, goals = catalogue_of(chance), changes_of(chance), goals_of(chance)
    index = make(some, concepts())
    server = index.overlay()
    changed(server, own, by_id(some))
    answers(server, goals)
    for _, credential in changes_of(chance):
        index.put(credential) if chance.random() < SOME else index.retire(credential.id)
    below = list(index.credentials())
    fresh = make(below, concepts()).overlay()
    changed(fresh, own, by_id(below))
    assert answers(server, goals) == answers(fresh, goals)


@sizes
@cases
def test_conditions_choose_among_all_that_is_found(make: Make, seed: int):
    chance = chance_of(seed)
    some, filters, minutes = catalogue_of(chance), filters_of(chance), chance.choice((None, 60, 700))
    index, known = make(some, concepts()), by_id(some)
    passes = all_of(None, filters, minutes) or (lambda credential: bool(credential.id))
    for goal in goals_of(chance):
        everything = index.search(goal, limit=ALL).hits
        wanted = tuple(hit for hit in everything if passes(known[hit.credential_id]))
        assert index.search(goal, limit=ALL, filters=filters, within_minutes=minutes).hits == wanted
        assert index.search(goal, limit=3, filters=filters, within_minutes=minutes).hits == wanted[:3]
        assert index.search(goal, limit=ALL, admits=passes).hits == wanted


@sizes
@cases
def test_the_order_is_total_and_that_of_arrival_does_not_matter(make: Make, seed: int):
    chance = chance_of(seed)
    some, goals = catalogue_of(chance), goals_of(chance)
    found = answers(make(some, concepts()), goals)
    chance.shuffle(some)
    assert answers(make(some, concepts()), goals) == found
    for answer in found:
        identities = [hit.credential_id for hit in answer.hits]
        assert len(set(identities)) == len(identities)
        assert all(0 <= hit.score <= 1 for hit in answer.hits)
        for hit, after in pairwise(answer.hits):
            assert hit.score > after.score - 1e-9


@cases
def test_two_builds_of_the_same_are_identical(seed: int):
    some = catalogue_of(chance_of(seed))
    first, second = (build_segment(some).arrays for _ in range(2))
    assert first.keys() == second.keys()
    for name, values in first.items():
        assert values.dtype == second[name].dtype
        assert np.array_equal(values, second[name])


@cases
def test_bitmaps_and_lists_say_the_same(monkeypatch: pytest.MonkeyPatch, seed: int):
    chance = chance_of(seed)
    some, goals, filters = catalogue_of(chance, 60), goals_of(chance), filters_of(chance)
    index = large(some, concepts())
    plainly = [index.search(goal, limit=ALL, filters=filters) for goal in goals]
    monkeypatch.setattr(mapped_build, "FREQUENT", 1)
    monkeypatch.setattr(pieces, "_MANY_TIMES", 0)
    index = large(some, concepts())
    assert [index.search(goal, limit=ALL, filters=filters) for goal in goals] == plainly


@cases
def test_where_all_words_are_frequent_those_who_hold_all_are_found(
    monkeypatch: pytest.MonkeyPatch, seed: int
):
    chance = chance_of(seed)
    some, goals = catalogue_of(chance, 60), goals_of(chance)
    everything = answers(large(some, concepts()), goals)
    monkeypatch.setattr(mapped_build, "FREQUENT", 1)
    monkeypatch.setattr(candidates, "_MOST_DRIVING", 1)
    found = answers(large(some, concepts()), goals)
    for some_found, all_found in zip(found, everything, strict=True):
        assert set(some_found.hits) <= set(all_found.hits)
        assert {hit for hit in all_found.hits if hit.score > SURE} <= set(some_found.hits)
