"""The layers of the catalogue in the database: what is said, what was said before, and that it was said."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from bot.domain.catalogue_changes import dropped, merged_into, restored, undone
from bot.domain.catalogue_layers import (
    INSTALLATION,
    Authorship,
    Change,
    Entry,
    EntryChange,
    EntryStatus,
    Origin,
    published_again,
)
from bot.storage import catalogue_entries as queries
from tests.set_clock import NOW

SERVER, OTHER = 10, 20
MODERATOR = 2**62
BY = Authorship(Origin.MEMBER, NOW, MODERATOR, "from the school's page")
RECORD = '{"id": "sql", "title": "SQL “basics”"}'


def added(credential_id: str, record: str = RECORD) -> EntryChange:
    return published_again(None, credential_id, record)


def retired(before: Entry) -> EntryChange:
    after = Entry(
        before.credential_id,
        EntryStatus.RETIRED,
        before.record,
        'it says "record": none',
        "sql-2",
        before.version + 1,
    )
    return EntryChange(Change.RETIRED, before, after)


def test_what_a_layer_says_comes_back_by_id(session: Session):
    hidden = EntryChange(Change.HIDDEN, None, Entry("cpr", EntryStatus.HIDDEN))
    queries.save_changes(session, SERVER, [added("sql"), hidden], BY)
    assert queries.entries_of(session, SERVER) == [
        Entry("cpr", EntryStatus.HIDDEN),
        Entry("sql", EntryStatus.PUBLISHED, RECORD),
    ]
    assert queries.entry_of(session, SERVER, "sql") == Entry("sql", EntryStatus.PUBLISHED, RECORD)
    assert queries.entry_of(session, SERVER, "celta") is None


def test_what_was_merged_is_so_in_its_versions_too_and_comes_back(session: Session):
    queries.save_changes(session, SERVER, [added("sql-2"), added("sql")], BY)
    before = queries.entry_of(session, SERVER, "sql")
    merged = merged_into(before, "sql", "both are one", "sql-2")
    queries.save_changes(session, SERVER, [merged], BY)
    assert queries.entry_of(session, SERVER, "sql") == merged.after
    assert merged.after.is_merged
    version = queries.version_of(session, SERVER, "sql", merged.after.version)
    assert version is not None
    assert version.change == merged
    for back in (restored, dropped, lambda now, _: undone(now, version)):
        assert not back(merged.after, "sql").after.is_merged


def test_ids_come_in_the_order_in_which_python_sorts_them(session: Session):
    ids = ["sql", "a-b", "ab", "a1", "SQL", "z"]
    queries.save_changes(session, SERVER, [added(each) for each in ids], BY)
    assert [entry.credential_id for entry in queries.entries_of(session, SERVER)] == sorted(ids)


def test_no_layer_sees_what_another_says(session: Session):
    queries.save_changes(session, SERVER, [added("sql")], BY)
    for other in (OTHER, INSTALLATION):
        assert queries.entries_of(session, other) == []
        assert queries.entry_of(session, other, "sql") is None
        assert queries.history_of(session, other, "sql", limit=9) == []
        assert queries.layer_version(session, other) == 0


def test_every_change_is_a_version_with_who_when_before_and_after(session: Session):
    first = added("sql")
    second = retired(first.after)
    third = published_again(second.after, "sql", '{"id": "sql"}')
    for change in (first, second, third):
        queries.save_changes(session, SERVER, [change], BY)
    history = queries.history_of(session, SERVER, "sql", limit=2)
    assert [version.number for version in history] == [3, 2]
    assert [version.change for version in history] == [third, second]
    assert third.change is Change.RESTORED
    assert history[0].by == BY


def test_a_change_made_on_an_outdated_version_is_refused(session: Session):
    first = added("sql")
    queries.save_changes(session, SERVER, [first], BY)
    queries.save_changes(session, SERVER, [retired(first.after)], BY)
    with pytest.raises(IntegrityError):
        queries.save_changes(session, SERVER, [retired(first.after)], BY)


def test_a_credential_is_not_retired_without_a_reason(session: Session):
    change = EntryChange(Change.RETIRED, None, Entry("sql", EntryStatus.RETIRED, RECORD))
    with pytest.raises(IntegrityError):
        queries.save_changes(session, SERVER, [change], BY)


def test_the_counter_tells_which_layers_changed(session: Session):
    assert queries.layers_changed_after(session, 0) == {}
    first = queries.save_changes(session, INSTALLATION, [added("sql")], BY)
    second = queries.save_changes(session, SERVER, [added("sql")], BY)
    assert queries.layers_changed_after(session, 0) == {INSTALLATION: first, SERVER: second}
    assert queries.layers_changed_after(session, first) == {SERVER: second}
    third = queries.save_changes(session, INSTALLATION, [added("cpr")], BY)
    assert queries.layers_changed_after(session, second) == {INSTALLATION: third}
    assert queries.layer_version(session, INSTALLATION) == third


def test_what_an_erased_member_changed_stays_without_them(session: Session):
    queries.save_changes(session, SERVER, [added("sql")], BY)
    queries.save_changes(session, OTHER, [added("sql")], BY)
    queries.forget_actor(session, MODERATOR, SERVER)
    (here,) = queries.history_of(session, SERVER, "sql", limit=1)
    (there,) = queries.history_of(session, OTHER, "sql", limit=1)
    assert (here.by.origin, here.by.actor_id) == (Origin.MEMBER, None)
    assert there.by.actor_id == MODERATOR
    queries.forget_actor(session, MODERATOR)
    (there,) = queries.history_of(session, OTHER, "sql", limit=1)
    assert there.by.actor_id is None


def test_later_changes_keep_the_time_of_earlier_ones(session: Session):
    first = added("sql")
    queries.save_changes(session, SERVER, [first], BY)
    later = Authorship(Origin.COMMAND_LINE, NOW + timedelta(days=1))
    queries.save_changes(session, SERVER, [retired(first.after)], later)
    assert [version.by for version in queries.history_of(session, SERVER, "sql", limit=9)] == [later, BY]


def test_records_that_hold_a_text_are_found_whatever_the_text_holds(session: Session):
    records = {"ab": '{"id": "a_b.1"}', "cd": '{"id": "axb.1"}', "ef": '{"id": "50%.1"}'}
    queries.save_changes(session, SERVER, [added(*each) for each in records.items()], BY)
    assert queries.records_naming(session, SERVER, '"a_b.') == [records["ab"]]
    assert queries.records_naming(session, SERVER, "%") == [records["ef"]]
    assert queries.records_naming(session, OTHER, '"a') == []
