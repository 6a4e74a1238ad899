"""The figures of a progress in words, for the member and for who may see it."""

from datetime import date, timedelta

import pytest

from bot.domain.enrolment import Enrolment
from bot.domain.enrolment_update import UpdateOffer
from bot.domain.ledger import LogEntry
from bot.domain.progress import Figure, Progress, progress_of
from bot.wording.progress import (
    aim_text,
    figure_text,
    leads_text,
    pace_words,
    sum_text,
    total_text,
    weeks_text,
)
from bot.wording.texts import load_texts
from bot.wording.update_offer import offer_details
from tests.domain.some_enrolment import START, enrolment, entry, task

TEXTS = load_texts("en")
THREE_TASKS = enrolment(*(task(number, 60, 120) for number in (1, 2, 3)))
DAY = timedelta(days=1)


def progress(*entries: LogEntry, of: Enrolment = THREE_TASKS, days: int = 0) -> Progress:
    return progress_of(of, entries, today=START + days * DAY)


def test_a_new_enrolment_says_that_nothing_is_logged_yet():
    fresh = progress()
    assert total_text(TEXTS, fresh) == "nothing logged yet; about 3 h to 6 h to go"
    assert pace_words(TEXTS, fresh.pace) == "nothing in the last four weeks"
    assert leads_text(TEXTS, fresh.forecast) == ""
    assert weeks_text(TEXTS, fresh.streak).startswith("none yet")


def test_all_figures_of_some_work():
    worked = progress(entry(1, done=1, minutes=90), entry(2, START + 7 * DAY, minutes=30), days=8)
    assert total_text(TEXTS, worked) == "2 h; about 1 h 30 min to 3 h 30 min to go"
    assert figure_text(TEXTS, Figure.TASKS_DONE, worked) == "1 of 3 tasks"
    assert figure_text(TEXTS, Figure.MINUTES, worked) == "2 h"
    assert figure_text(TEXTS, Figure.WEEK_MINUTES, worked) == "30 min"
    assert figure_text(TEXTS, Figure.STREAK, worked) == "2 weeks in a row"
    assert figure_text(TEXTS, Figure.PACE, worked) == (
        "about 1 h 35 min and 0.8 tasks a week, over the last 9 days"
    )
    assert leads_text(TEXTS, worked.forecast).startswith("done between ")


def test_what_is_finished_has_nothing_to_go():
    done = progress(*(entry(number, done=number, minutes=60) for number in (1, 2, 3)))
    assert total_text(TEXTS, done) == "3 h"


def test_rest_weeks_and_a_week_that_is_still_open_are_said():
    worked = progress(entry(1, minutes=30), entry(2, START + 14 * DAY, minutes=30), days=21)
    said = weeks_text(TEXTS, worked.streak)
    assert said == "2 weeks in a row, with one week of rest, and this week is still open"


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (None, ""),
        (START, "2 November 2026, which is today"),
        (START + DAY, "3 November 2026, which is tomorrow"),
        (START + 9 * DAY, "11 November 2026, in 9 days"),
        (START - DAY, "1 November 2026, which has passed; it goes on all the same"),
    ],
)
def test_the_target_with_how_far_it_is(target: date | None, said: str):
    assert aim_text(TEXTS, target, today=START) == said


def test_sums_leave_out_what_there_is_none_of():
    assert sum_text(TEXTS, []) == "0 entries"
    assert sum_text(TEXTS, [entry(1, minutes=45)]) == "one entry, 45 min"
    assert sum_text(TEXTS, [entry(1, done=1), entry(2, done=2, minutes=75)]) == (
        "2 entries, 2 tasks ticked, 1 h 15 min"
    )


def test_an_offer_names_the_tasks_and_counts_those_that_are_too_many():
    many = tuple(task(number) for number in range(1, 8))
    offer = UpdateOffer(
        "hash",
        added=many,
        removed=(task(9),),
        renamed=((task(1), task(2)), (task(3), task(3))),
        retimed=many,
        is_reordered=True,
        has_new_name=True,
        has_new_effort=False,
    )
    said = list(offer_details(TEXTS, offer))
    assert said[:6] == [*(f"New: “Task {number}”" for number in range(1, 6)), "and 2 more"]
    assert said[6:] == [
        "Gone: “Task 9”",
        "“Task 1” is now “Task 2”",
        "“Task 3” is shown in another way",
        "The times are others.",
        "The order is another.",
        "The name is another.",
    ]
