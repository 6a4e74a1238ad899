"""The rows of the ledger in words: each says what became of it."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.ledger import EntryKind, LogEntry
from bot.wording.calendar_names import short_months, short_weekdays
from bot.wording.ledger_rows import RowState, row_state, row_text, short_day_text, work_text
from bot.wording.texts import load_texts
from tests.domain.some_enrolment import AT, START, entry

TEXTS = load_texts("en")
LOGGED = entry(1, minutes=45)
TICKED = entry(2, done=1, minutes=90)


def void_of(voided: LogEntry, number: int = 9) -> LogEntry:
    return replace(
        voided, id=number, kind=EntryKind.VOID, minutes=None, voids=voided.id, logged_at=AT, voided_by=None
    )


def test_names_of_months_and_weekdays_begin_where_calendars_do():
    assert short_months("en")[:2] == ("Jan", "Feb")
    assert len(short_months("en")) == 12
    assert short_weekdays("en") == ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    assert short_weekdays("es")[0] == "lun"


def test_a_day_says_its_year_where_that_is_another():
    assert short_day_text(TEXTS, START, today=date(2026, 12, 24)) == "Mon 2 Nov"
    assert short_day_text(TEXTS, START, today=date(2027, 1, 1)) == "Mon 2 Nov 2026"


def test_work_in_words():
    assert work_text(TEXTS, LOGGED, None) == "45 min"
    assert work_text(TEXTS, entry(1, minutes=45, on=1), "Task 1") == "45 min on “Task 1”"
    assert work_text(TEXTS, TICKED, "Task 1") == "ticked “Task 1”, 1 h 30 min"
    assert work_text(TEXTS, entry(1, done=1), "Task 1") == "ticked “Task 1”"


def test_the_state_of_every_row_of_an_undo_and_of_a_change():
    assert row_state(LOGGED, ()) is RowState.STANDS
    undone = replace(LOGGED, voided_by=9)
    assert row_state(undone, ()) is RowState.UNDONE
    assert row_state(void_of(undone), ()) is RowState.UNDOES
    assert row_state(undone, {1}) is RowState.CHANGED
    assert row_state(void_of(undone), {1}) is RowState.MAKES_ROOM


def test_every_state_is_said_in_words():
    undone = replace(LOGGED, voided_by=9)
    assert row_text(TEXTS, LOGGED, None, RowState.STANDS) == "45 min"
    assert row_text(TEXTS, replace(LOGGED, replaces=7), None, RowState.STANDS) == "45 min (as changed)"
    assert row_text(TEXTS, undone, None, RowState.UNDONE) == "45 min (undone: does not count)"
    assert row_text(TEXTS, undone, None, RowState.CHANGED) == "45 min (changed later: does not count)"
    assert row_text(TEXTS, void_of(undone), None, RowState.UNDOES, undone) == "took back: 45 min"
    changed = row_text(TEXTS, void_of(TICKED), "Task 1", RowState.MAKES_ROOM, TICKED)
    assert changed == "changed; it was: ticked “Task 1”, 1 h 30 min"


def test_a_void_of_something_older_than_the_list_names_the_task_at_least():
    assert "“Task 1”" in row_text(TEXTS, void_of(TICKED), "Task 1", RowState.UNDOES)
    assert "logged time" in row_text(TEXTS, void_of(LOGGED), None, RowState.UNDOES)


def test_days_of_a_week_are_told_apart():
    week = {short_day_text(TEXTS, START + timedelta(days=day), today=START) for day in range(7)}
    assert len(week) == 7
