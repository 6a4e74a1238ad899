"""The cards of beginning and logging, with the longest and nastiest texts that they may hold."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import Card, CardFile, button
from bot.discord_ui.cards.completion import Completion, Told, completion_card
from bot.discord_ui.cards.enrolment import Around, enrolment_card
from bot.discord_ui.cards.log_forms import FixAt, fix_log_card, fix_own_tasks_card, log_form, own_tasks_form
from bot.discord_ui.cards.log_questions import (
    Guessed,
    log_again_card,
    log_menu_card,
    log_offer_card,
    task_not_found_card,
)
from bot.domain.enrolment import EnrolledTask, Enrolment, EnrolmentStatus, Outline, StatusChange
from bot.domain.enrolment_update import UpdateOffer
from bot.domain.ledger import EntryKind, LogEntry
from bot.domain.log_words import LogWords
from bot.domain.next_task import OpenTask, TaskRef
from bot.domain.progress import progress_of
from bot.domain.streaks import Streak
from bot.services.member_ledger import EnrolmentView
from bot.wording.enrolment import bar_text, entry_text
from bot.wording.texts import load_texts
from tests.discord_ui.fakes import words_of
from tests.discord_ui.limits import faults_of

TEXTS = load_texts("en")
NASTY = "@everyone <@1> [a](https://b.example) **x** _y_ `z` # h " * 6
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOW.date()
MONDAY = date(2026, 11, 23)
ID = "e" * 12


def task(number: int, title: str = NASTY[:200], minutes: int | None = 90) -> EnrolledTask:
    return EnrolledTask(f"{'t' * 76}.{number}", title, None, minutes, minutes)


def entry(number: int, task_id: str | None = None, minutes: int | None = 45, day: date = TODAY) -> LogEntry:
    kind = EntryKind.DONE if task_id else EntryKind.MINUTES
    return LogEntry(number, ID, kind, task_id, minutes, None, day, NOW, number)


def enrolment(*tasks: EnrolledTask, status: EnrolmentStatus = EnrolmentStatus.ACTIVE) -> Enrolment:
    outline = Outline(NASTY[:300], NASTY[:300], tasks, 600, 900, "a" * 16)
    history: tuple[StatusChange, ...] = (StatusChange(EnrolmentStatus.ACTIVE, NOW, 1),)
    if status is not EnrolmentStatus.ACTIVE:
        history += (StatusChange(status, NOW, 2),)
    return Enrolment(ID, 1, 2, "c" * 60, outline, TODAY + timedelta(days=50), MONDAY, history)


def view(*entries: LogEntry, of: Enrolment | None = None, offer: UpdateOffer | None = None) -> EnrolmentView:
    shown = of or enrolment(*(task(number) for number in range(60)))
    streak = Streak(12, MONDAY, (MONDAY,), is_open=False)
    newest = entries[-1] if entries else None
    return EnrolmentView(shown, progress_of(shown, entries, today=TODAY), streak, newest, offer)


def everything() -> Card:
    tasks = tuple(task(number) for number in range(60))
    offer = UpdateOffer(
        "a" * 16,
        tasks,
        tasks,
        tuple(zip(tasks, tasks, strict=True)),
        tasks,
        is_reordered=True,
        has_new_name=True,
        has_new_effort=True,
    )
    around = Around((NASTY, NASTY), takes_own_tasks=True, asks_zone=True, asks_announcing=True)
    return enrolment_card(TEXTS, replace(view(entry(7), offer=offer), kept_as=NASTY), around)


def open_task(number: int) -> OpenTask:
    each = task(number)
    return OpenTask(TaskRef(ID, each.id), each, "c" * 60, NASTY[:300], is_paused=False)


OPEN = tuple(open_task(number) for number in range(40))


def completed(*, drawn: CardFile | None = None) -> Card:
    tasks = tuple(task(number) for number in range(3))
    ticks = tuple(entry(number, each.id) for number, each in enumerate(tasks, start=1))
    shown = view(*ticks, of=enrolment(*tasks, status=EnrolmentStatus.COMPLETED))
    return completion_card(
        TEXTS, Completion(shown, Told.SERVER), drawn, button("Next", custom_ids.BROWSE.of(0, "data", ""))
    )


def test_what_was_merged_says_what_it_is_listed_as():
    shown = replace(view(entry(7)), kept_as="SQL for *Data*")
    assert "It is listed as “SQL for \\*Data\\*” now: the two are one." in words_of(
        enrolment_card(TEXTS, shown, Around())
    )
    assert "listed as" not in words_of(enrolment_card(TEXTS, view(entry(7)), Around()))


@pytest.mark.parametrize(
    "build",
    [
        everything,
        lambda: log_offer_card(TEXTS, OPEN),
        lambda: log_offer_card(TEXTS, OPEN[:1]),
        lambda: log_again_card(TEXTS, entry(9), NASTY),
        lambda: task_not_found_card(TEXTS, NASTY, Guessed(OPEN, "k" * 12), OPEN[0]),
        lambda: log_menu_card(TEXTS, NASTY[:300], Guessed(OPEN, "k" * 12), OPEN[0]),
        lambda: log_menu_card(TEXTS, NASTY[:300], Guessed(OPEN, "k" * 12), None),
        lambda: fix_log_card(TEXTS, NASTY, FixAt(ID, "k" * 12)),
        lambda: fix_own_tasks_card(TEXTS, NASTY, FixAt(ID, "k" * 12)),
        completed,
        lambda: completed(drawn=CardFile("achievement.png", b"png")),
    ],
)
def test_discord_takes_the_worst_of_them(build: Callable[[], Card]):
    assert faults_of(build()) == []


def test_a_card_reads_like_this():
    tasks = (task(1, "Watch lesson 1", None), task(2, "Watch lesson 2"), task(3, "Exam"))
    of = replace(enrolment(*tasks), outline=Outline("SQL basics", "IBM", tasks, None, None, "a" * 16))
    shown = view(entry(5, tasks[0].id), of=of)
    assert words_of(enrolment_card(TEXTS, shown, Around(("✓ Done: “Watch lesson 1”, 45 min",)))) == (
        "✓ Done: “Watch lesson 1”, 45 min\n"
        "---\n"
        "### SQL basics\n"
        "-# From IBM\n"
        "▰▰▰▰▱▱▱▱▱▱▱▱ **1 of 3 tasks**\n"
        "**Next** Watch lesson 2 (1.5 h)\n"
        "This week: 45 min, one task ticked · 12 weeks in a row, with one week of rest\n"
        "To be done by 13 January 2027 (50 days left)\n"
        "About 30 min a week gets you there\n"
        "(Done)\n"
        "(Log time)\n"
        "(Undo)\n"
        "(Progress)\n"
        "[Tick another task …: Exam (1.5 h)]"
    )


@pytest.mark.parametrize(
    ("status", "words", "ways"),
    [
        (EnrolmentStatus.PAUSED, "Paused. What you log counts all the same.", ["Done", "Log time"]),
        (EnrolmentStatus.COMPLETED, "Done. All of it.", []),
        (EnrolmentStatus.DROPPED, "Dropped. What you logged is kept.", []),
    ],
)
def test_a_status_is_said_in_words_and_offers_what_can_be_done(
    status: EnrolmentStatus, words: str, ways: list[str]
):
    card = words_of(enrolment_card(TEXTS, view(of=enrolment(task(1), status=status)), Around()))
    assert words in card
    assert [way for way in ("Done", "Log time") if f"({way})" in card] == ways


def test_an_enrolment_without_tasks_asks_for_some():
    card = words_of(enrolment_card(TEXTS, view(of=enrolment()), Around(takes_own_tasks=True)))
    assert "Add your own, one a line" in card
    assert "(Add a task)" in card
    assert "(Done)" not in card


@pytest.mark.parametrize(("done", "total", "filled"), [(0, 9, 0), (1, 100, 0), (8, 9, 10), (9, 9, 12)])
def test_the_bar_is_full_only_when_everything_is_done(done: int, total: int, filled: int):
    assert bar_text(done, total).count("▰") == filled
    assert len(bar_text(done, total)) == 12


def test_a_bar_of_nothing_is_nothing():
    assert bar_text(0, 0) == ""


@pytest.mark.parametrize(
    ("logged", "words"),
    [
        (entry(1, "a", 90), "“Lesson”, 1 h 30 min"),
        (entry(1, "a", None), "“Lesson”"),
        (entry(1, None, 45), "45 min"),
        (replace(entry(1, None, 45), task_id="a"), "45 min on “Lesson”"),
        (entry(1, None, 45, TODAY - timedelta(days=1)), "45 min, yesterday"),
        (entry(1, None, 45, TODAY - timedelta(days=4)), "45 min, 20 November 2026"),
        (entry(1, "gone", None), "“a task that is gone”"),
    ],
)
def test_an_entry_in_words(logged: LogEntry, words: str):
    of = enrolment(EnrolledTask("a", "Lesson"))
    assert entry_text(TEXTS, logged, of, today=TODAY) == words


def test_the_forms_fit_and_keep_what_was_typed():
    words = LogWords(str(TaskRef(ID, task(2).id)), "a while", "yesterday", NASTY[:300], NASTY * 9)
    shown = log_form(TEXTS, view(), words, FixAt(ID)).to_dict()
    inputs = [part["component"] for part in shown["components"]]
    assert [each.get("value") for each in inputs] == ["a while", None, "yesterday", NASTY[:300]]
    assert [each["value"] for each in inputs[1]["options"] if each.get("default")] == [words.task]
    assert len(inputs[1]["options"]) == 25
    own = own_tasks_form(TEXTS, words.own_tasks, FixAt(ID)).to_dict()
    assert own["components"][0]["component"]["value"] == words.own_tasks
    assert (
        not log_form(TEXTS, view(of=enrolment()), words, FixAt(ID)).to_dict()["components"][0].get("options")
    )
