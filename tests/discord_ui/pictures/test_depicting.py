"""What the picture of a progress shows, and the words for who does not see it."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.discord_ui.pictures.depicting import progress_alt, progress_picture
from bot.domain.enrolment import Enrolment
from bot.domain.ledger import LogEntry
from bot.domain.progress import progress_of
from bot.domain.streaks import NO_STREAK
from bot.services.ledger_views import ProgressView
from bot.services.member_ledger import EnrolmentView
from bot.wording.texts import load_texts
from tests.domain.some_enrolment import START, enrolment, entry, task

TEXTS = load_texts("en")
DAY = timedelta(days=1)
ALT_LENGTH = 1024


def shown(*entries: LogEntry, of: Enrolment | None = None, today: date = START + 9 * DAY) -> ProgressView:
    worked_on = of or enrolment(task(1, 60, 60), task(2, 60, 120), target=START + 30 * DAY)
    progress = progress_of(worked_on, entries, today=today)
    return ProgressView(
        1, is_own=True, view=EnrolmentView(worked_on, progress, NO_STREAK), entries=entries, others=()
    )


def test_it_grows_from_the_first_day_to_the_numbers_of_the_card():
    some = (entry(1, START + DAY, minutes=30), entry(2, START + 3 * DAY, done=1, minutes=60))
    picture = progress_picture(TEXTS, shown(*some))
    assert picture.points == ((START, 0, 0), (START + DAY, 0, 30), (START + 3 * DAY, 1, 90))
    assert picture.active_days == ((START + DAY, 30), (START + 3 * DAY, 60))
    assert picture.effort_minutes == (120, 180)
    assert picture.captions.tasks == "Tasks: 1 of 2"
    assert picture.captions.hours == "Hours: 1 h 30 min"


def test_work_of_a_day_before_the_start_begins_the_picture():
    picture = progress_picture(TEXTS, shown(entry(1, START - 3 * DAY, minutes=30)))
    assert picture.points == ((START - 3 * DAY, 0, 30),)


def test_a_tick_of_a_task_that_was_let_go_counts_no_more_and_its_minutes_do():
    picture = progress_picture(TEXTS, shown(entry(1, done=7, minutes=30)))
    assert picture.points[-1] == (START, 0, 30)


def test_the_effort_of_the_whole_stands_in_where_a_task_has_none():
    of = enrolment(task(1, 60, 60), replace(task(2), id="own_1"), low=600, high=900)
    assert progress_picture(TEXTS, shown(of=of)).effort_minutes == (600, 900)
    assert progress_picture(TEXTS, shown(of=enrolment(task(1)))).effort_minutes is None


def test_the_words_tell_the_same():
    some = (entry(1, START + DAY, minutes=30), entry(2, START + 3 * DAY, done=1))
    told = progress_alt(TEXTS, progress_picture(TEXTS, shown(*some)))
    assert "Progress on SQL." in told
    assert "since 2 November 2026: 1 of 2." in told
    assert "30 min; the whole takes 2 h to 3 h." in told
    assert "the target, 2 December 2026." in told
    assert "2 days are active: 5 Nov, 3 Nov (30 min)." in told


@given(st.sets(st.integers(0, 400), max_size=200), st.text(max_size=400))
def test_the_words_always_fit_and_the_points_always_grow(days: set[int], title: str):
    entries = tuple(
        entry(number, START + day * DAY, minutes=1440) for number, day in enumerate(sorted(days), start=1)
    )
    of = enrolment(task(1, 60, 60))
    of = replace(of, outline=replace(of.outline, title=title))
    picture = progress_picture(TEXTS, shown(*entries, of=of, today=START + 400 * DAY))
    assert len(progress_alt(TEXTS, picture)) <= ALT_LENGTH
    assert list(picture.points) == sorted(picture.points)
    assert picture.points[-1][2] == 1440 * len(days)
    assert [day for day, _, _ in picture.points] == sorted({day for day, _, _ in picture.points})
