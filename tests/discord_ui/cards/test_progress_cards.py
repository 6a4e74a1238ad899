"""The cards of progress and of the log, with the longest and nastiest texts that they may hold."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count, pairwise

import pytest
from discord import ui

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, CardFile
from bot.discord_ui.cards.entries import ENTRIES_ON_A_PAGE, LABELS, entries_card
from bot.discord_ui.cards.entry_form import entry_form, fix_entry_card, words_of_entry
from bot.discord_ui.cards.log_history import ROWS_ON_A_PAGE, entry_card, log_history_card
from bot.discord_ui.cards.progress import PICTURE_NAME, Drawn, Other, progress_card
from bot.domain.day_text import parse_day
from bot.domain.enrolment import EnrolmentStatus
from bot.domain.enrolment_update import UpdateOffer
from bot.domain.ledger import EntryKind, LogEntry
from bot.domain.log_words import LogWords
from bot.domain.minutes_text import parse_minutes
from bot.domain.progress import Figure, progress_of, weeks_of
from bot.domain.streaks import NO_STREAK
from bot.services.ledger_views import EnrolmentLine, History, HistoryLine, ProgressView
from bot.services.member_ledger import EnrolmentView
from bot.wording.texts import load_texts
from tests.discord_ui.fakes import words_of
from tests.discord_ui.limits import faults_of
from tests.domain.some_enrolment import START, enrolment, entry, task

TEXTS = load_texts("en")
NASTY = "@everyone <@1> [a](https://b.example) **x** _y_ `z` # h " * 6
DAY = timedelta(days=1)
TODAY = START + 20 * DAY
PICTURE = Drawn(CardFile(PICTURE_NAME, b"png"), NASTY * 3)
OWNER = 2**63 - 1


def shown(
    *entries: LogEntry,
    status: EnrolmentStatus = EnrolmentStatus.ACTIVE,
    title: str = "SQL",
    offer: UpdateOffer | None = None,
    others: int = 0,
    is_own: bool = True,
) -> ProgressView:
    worked_on = enrolment(
        *(replace(task(number, 60, 90), title=f"{title} {number}") for number in range(1, 41)),
        statuses=(EnrolmentStatus.ACTIVE, status) if status is not EnrolmentStatus.ACTIVE else (status,),
        target=TODAY + 40 * DAY,
    )
    worked_on = replace(
        worked_on, id="e" * 12, outline=replace(worked_on.outline, title=title, issuer_line=title)
    )
    progress = progress_of(worked_on, entries, today=TODAY)
    line = EnrolmentLine(worked_on, 3, None)
    lines = tuple(replace(line, enrolment=replace(worked_on, id=f"{n:012}")) for n in range(others))
    return ProgressView(
        OWNER, is_own, EnrolmentView(worked_on, progress, NO_STREAK, None, offer), entries, lines
    )


def many(how_many: int) -> tuple[LogEntry, ...]:
    return tuple(entry(number, START + number % 20 * DAY, minutes=20) for number in range(1, how_many + 1))


def history(*entries: LogEntry, title: str = "SQL") -> History:
    lines = tuple(HistoryLine(each, "e" * 12, title, title if each.task_id else None) for each in entries)
    return History(
        TODAY - 29 * DAY, TODAY, lines, 0, 0, weeks_of(entries, since=START, today=TODAY), NO_STREAK
    )


def everything() -> Card:
    tasks = shown(title=NASTY).view.enrolment.tasks
    offer = UpdateOffer(
        "a" * 16,
        tasks,
        tasks,
        tuple(pairwise(tasks)),
        tasks,
        is_reordered=True,
        has_new_name=True,
        has_new_effort=True,
    )
    return progress_card(
        TEXTS, shown(*many(40), title=NASTY, offer=offer, others=40), PICTURE, Other(NASTY, (NASTY[:60],) * 5)
    )


def long_history() -> Card:
    noted = (replace(each, note=NASTY[:300], task_id=each.task_id or "sql.1") for each in many(60))
    numbers = count()
    lines = tuple(HistoryLine(each, f"{next(numbers):012}", NASTY, NASTY) for each in noted)
    return log_history_card(TEXTS, replace(history(), lines=lines), 3)


def long_entries() -> Card:
    ticked = tuple(entry(number, done=number, minutes=20) for number in range(1, 41))
    return entries_card(TEXTS, shown(*ticked, title=NASTY), Figure.TASKS_DONE, 2)


def long_entry() -> Card:
    line = HistoryLine(replace(entry(1, done=1), note=NASTY[:300], id=10**18 - 1), "e" * 12, NASTY, NASTY)
    return entry_card(TEXTS, line, (3660, 9999))


@pytest.mark.parametrize("build", [everything, long_history, long_entries, long_entry])
def test_discord_takes_the_longest_texts_and_nothing_in_them_is_active(build: Callable[[], Card]):
    assert faults_of(build()) == []


def test_everything_in_the_picture_stands_in_the_text_and_the_card_goes_out_without_it():
    some = shown(*many(4))
    said = words_of(progress_card(TEXTS, some, None))
    assert "**0 of 40 tasks**" in said
    assert "**In all** 1 h 20 min; about 38 h 40 min to 58 h 40 min to go" in said
    assert "**To be done by** 1 January 2027, in 40 days" in said
    assert PICTURE_NAME not in said
    with_picture = progress_card(TEXTS, some, PICTURE)
    assert [each.name for each in with_picture.files] == [PICTURE_NAME]


def test_another_member_s_card_says_whose_it_is_and_offers_nothing_to_do():
    said = words_of(
        progress_card(TEXTS, shown(*many(4), is_own=False, others=1), None, Other("Mia", ("SQL", "Evening")))
    )
    assert "Mia works on this" in said
    assert "You are both in SQL, Evening" in said
    assert "gets you there" not in said
    assert "(Done)" not in said
    assert "(Why these numbers?)" not in said
    assert "[Another credential …: SQL]" in said


@pytest.mark.parametrize(
    ("status", "there", "missing"),
    [
        (EnrolmentStatus.ACTIVE, "(Done)", "(Take it up again)"),
        (EnrolmentStatus.PAUSED, "(Take it up again)", "Completed"),
        (EnrolmentStatus.DROPPED, "(Take it up again)", "(Done)"),
        (EnrolmentStatus.COMPLETED, "(Why these numbers?)", "(Log time)"),
    ],
)
def test_the_ways_on_are_those_of_the_status(status: EnrolmentStatus, there: str, missing: str):
    said = words_of(progress_card(TEXTS, shown(status=status), None))
    assert there in said
    assert missing not in said


@pytest.mark.parametrize("figure", Figure)
def test_every_number_is_explained_by_entries_that_add_up(figure: Figure):
    entries = (entry(1, TODAY - 8 * DAY, done=1, minutes=30), entry(2, TODAY, minutes=15))
    said = words_of(entries_card(TEXTS, shown(*entries), figure, 0))
    assert f"**{TEXTS(LABELS[figure])}**" in said
    assert "**Together: " in said


def test_a_number_without_entries_says_so_and_a_page_that_is_gone_is_the_last():
    assert "No entry of yours stands behind this yet." in words_of(
        entries_card(TEXTS, shown(), Figure.MINUTES, 0)
    )
    last = words_of(entries_card(TEXTS, shown(*many(ENTRIES_ON_A_PAGE + 1)), Figure.MINUTES, 99))
    assert "Page 2 of 2" in last
    assert "(Newer)" in last
    assert "(Older)" not in last


def test_the_log_shows_void_rows_and_their_voids_and_counts_what_stands():
    undone = replace(entry(1, TODAY, minutes=45), voided_by=3)
    void = replace(entry(3, TODAY, minutes=45), kind=EntryKind.VOID, minutes=None, voids=1)
    said = words_of(log_history_card(TEXTS, history(void, entry(2, TODAY, minutes=20), undone), 0))
    assert "**SQL** one entry, 20 min" in said
    assert "took back: 45 min" in said
    assert "45 min (undone: does not count)" in said
    assert "[Change or undo an entry …: Sun 22 Nov · 20 min]" in said


def test_an_empty_log_says_how_to_begin_and_a_long_one_has_pages():
    assert "/log ticks a task or logs time" in words_of(log_history_card(TEXTS, history(), 0))
    pages = words_of(log_history_card(TEXTS, history(*many(ROWS_ON_A_PAGE * 2 + 1)), 1))
    assert "Page 2 of 3" in pages
    assert "(Newer)" in pages
    assert "(Older)" in pages


def test_the_form_of_an_entry_holds_what_it_says_in_words_that_are_read_back():
    logged = replace(entry(7, minutes=135), note="note")
    words = words_of_entry(TEXTS, logged)
    assert parse_minutes(words.minutes) == 135
    assert parse_day(words.day, today=START) == START
    form = entry_form(TEXTS, HistoryLine(logged, "e" * 12, "SQL", None))
    assert form.custom_id == custom_ids.ENTRY_FORM.of(7)
    assert words_of_entry(TEXTS, entry(1, done=1)) == LogWords(day="2 November 2026")


def test_a_change_that_cannot_be_read_is_kept_to_be_fixed():
    card = fix_entry_card(TEXTS, "I could not make it out.", 7, "k" * 12)
    assert faults_of(card) == []
    assert "(Fix it)" in words_of(card)


def test_whoever_works_on_much_reaches_all_of_it():
    card = progress_card(TEXTS, shown(*many(4), others=60), None, None)
    assert not faults_of(card)
    selects = [item for item in card.walk_children() if isinstance(item, ui.Select)]
    assert [each.value for item in selects for each in item.options] == [f"{n:012}" for n in range(60)]
    assert len({item.custom_id for item in selects}) == 3
