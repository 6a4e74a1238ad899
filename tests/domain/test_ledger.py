"""What can be logged, and what an undo and an edit make of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.enrolment import EnrolmentStatus
from bot.domain.errors import UserError
from bot.domain.ledger import (
    ASKS_AGAIN_WITHIN,
    EntryEdit,
    LoggedJustNowError,
    Work,
    check_day_has_room,
    check_not_just_logged,
    checked_work,
    edited,
    newest_standing,
    standing_entries,
    ticks,
)
from tests.domain.some_enrolment import AT, START, enrolment, entry, task

ACTIVE, DROPPED = EnrolmentStatus.ACTIVE, EnrolmentStatus.DROPPED


@pytest.mark.parametrize(
    ("work", "message"),
    [
        (Work(START, "sql.2", is_done=True), ""),
        (Work(START, "sql.2", 30, is_done=True), ""),
        (Work(START, "sql.1", 30), ""),
        (Work(START, None, 30, note="on the train"), ""),
        (Work(START - timedelta(days=7), None, 30), ""),
        (Work(START, "sql.1", is_done=True), "task-done"),
        (Work(START, "sql.9", is_done=True), "open-task-unknown"),
        (Work(START, "sql.2"), "work-missing"),
        (Work(START), "work-missing"),
        (Work(START, None, is_done=True), "work-missing"),
        (Work(START, None, 0), "minutes-out-of-range"),
        (Work(START, None, 1441), "minutes-out-of-range"),
        (Work(START, None, 30, note="x" * 301), "note-too-long"),
        (Work(START + timedelta(days=1), None, 30), "day-in-future"),
        (Work(START - timedelta(days=8), None, 30), "day-too-old"),
    ],
)
def test_what_can_be_logged(work: Work, message: str):
    found = enrolment(task(1), task(2))
    if not message:
        assert checked_work(work, found, {"sql.1": 1}, today=START) == work
        return
    with pytest.raises(UserError) as refused:
        checked_work(work, found, {"sql.1": 1}, today=START)
    assert refused.value.message_id == message


def test_a_note_is_one_line_and_an_empty_one_is_none():
    found = enrolment(task(1))
    assert checked_work(Work(START, None, 5, note=" a\n b "), found, {}, today=START).note == "a b"
    assert checked_work(Work(START, None, 5, note=" \n"), found, {}, today=START).note is None


def test_what_is_dropped_takes_nothing():
    gone = enrolment(task(1), statuses=(ACTIVE, DROPPED))
    with pytest.raises(UserError) as refused:
        checked_work(Work(START, None, 5), gone, {}, today=START)
    assert refused.value.message_id == "enrolment-dropped"


@pytest.mark.parametrize(("before", "minutes", "left"), [(0, 1440, None), (1400, 40, None), (1400, 41, 40)])
def test_a_day_has_24_hours(before: int, minutes: int, left: int | None):
    work = Work(START, None, minutes)
    if left is None:
        check_day_has_room(work, before)
        return
    with pytest.raises(UserError) as refused:
        check_day_has_room(work, before)
    assert (refused.value.message_id, refused.value.arguments) == ("day-full", {"left": left})


def test_the_same_minutes_at_once_are_asked_about():
    newest, work = entry(1, minutes=30), Work(START, None, 30)
    with pytest.raises(LoggedJustNowError) as asked:
        check_not_just_logged(work, newest, AT + timedelta(seconds=9))
    assert asked.value.entry == newest
    check_not_just_logged(work, newest, AT + ASKS_AGAIN_WITHIN)
    check_not_just_logged(replace(work, minutes=31), newest, AT)
    check_not_just_logged(Work(START, "sql.1", 30, is_done=True), newest, AT)
    check_not_just_logged(work, None, AT)


def test_an_edit_changes_what_it_names():
    logged = replace(entry(1, done=1, minutes=30), note="on the train")
    assert edited(logged, EntryEdit(), today=START) == Work(START, "sql.1", 30, True, "on the train")
    changed = edited(logged, EntryEdit(0, START - timedelta(days=1), ""), today=START)
    assert changed == Work(START - timedelta(days=1), "sql.1", None, True, None)


def test_an_old_entry_is_edited_but_not_moved_to_another_old_day():
    logged = entry(1, START - timedelta(days=90), minutes=30)
    assert edited(logged, EntryEdit(45), today=START).minutes == 45
    with pytest.raises(UserError) as refused:
        edited(logged, EntryEdit(day=START - timedelta(days=89)), today=START)
    assert refused.value.message_id == "day-too-old"


def test_minutes_without_a_task_cannot_be_taken_away_and_what_is_void_not_edited():
    with pytest.raises(UserError) as refused:
        edited(entry(1, minutes=30), EntryEdit(minutes=0), today=START)
    assert refused.value.message_id == "work-missing"
    with pytest.raises(UserError) as refused:
        edited(replace(entry(1, minutes=30), voided_by=2), EntryEdit(minutes=5), today=START)
    assert refused.value.message_id == "log-entry-void"


def test_what_is_void_counts_for_nothing():
    entries = [entry(3, minutes=5), replace(entry(2, done=2), voided_by=4), entry(1, done=1)]
    assert [each.id for each in standing_entries(entries)] == [1, 3]
    assert set(ticks(entries)) == {"sql.1"}
    assert newest_standing(entries) == entries[0]
    assert newest_standing(entries[1:2]) is None
