"""Layers: each sees what lies below, and adds, overrides, retires or hides for itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catalogue_layers import Change, Entry, EntryStatus, published_again, seen_over

BELOW = {"sql": "SQL", "cpr": "CPR"}
IDS = st.sampled_from(["sql", "cpr", "celta"])


def entry(credential_id: str, status: EntryStatus) -> Entry:
    return Entry(credential_id, status, "own" if status is EntryStatus.PUBLISHED else None, "why")


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ([], BELOW),
        ([entry("celta", EntryStatus.PUBLISHED)], BELOW | {"celta": "own"}),
        ([entry("sql", EntryStatus.PUBLISHED)], BELOW | {"sql": "own"}),
        ([entry("sql", EntryStatus.HIDDEN)], {"cpr": "CPR"}),
        ([entry("sql", EntryStatus.RETIRED)], {"cpr": "CPR"}),
        ([entry("sql", EntryStatus.INHERITED)], BELOW),
        ([entry("gone", EntryStatus.RETIRED)], BELOW),
    ],
)
def test_what_is_seen_through_a_layer(said: list[Entry], seen: dict[str, str]):
    published = {each.credential_id: each.record or "" for each in said}
    assert seen_over(BELOW, said, published) == seen


@given(st.dictionaries(IDS, st.sampled_from(EntryStatus)))
def test_a_layer_changes_nothing_below(said: dict[str, EntryStatus]):
    below = dict(BELOW)
    entries = [entry(each, status) for each, status in said.items()]
    seen = seen_over(below, entries, dict.fromkeys(said, "own"))
    assert below == BELOW
    assert {id_: text for id_, text in seen.items() if id_ not in said} == {
        id_: text for id_, text in BELOW.items() if id_ not in said
    }


@pytest.mark.parametrize(
    ("status", "change"),
    [
        (EntryStatus.PUBLISHED, Change.CHANGED),
        (EntryStatus.INHERITED, Change.CHANGED),
        (EntryStatus.RETIRED, Change.RESTORED),
        (EntryStatus.HIDDEN, Change.RESTORED),
    ],
)
def test_publishing_again_is_the_next_version(status: EntryStatus, change: Change):
    before = Entry("sql", status, "old", version=4)
    found = published_again(before, "sql", "new")
    assert (found.change, found.before) == (change, before)
    assert found.after == Entry("sql", EntryStatus.PUBLISHED, "new", version=5)
