"""Every number of a progress, and the entries that explain it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.enrolment import EnrolledTask
from bot.domain.estimates import MinutesRange, estimates_of
from bot.domain.forecast import Forecast, ForecastBasis, NeededPace, forecast_of, needed_pace
from bot.domain.ledger import EntryKind, LogEntry
from bot.domain.local_days import week_of
from bot.domain.progress import EffortLeft, Figure, Pace, entries_behind, progress_of
from tests.domain.some_enrolment import START, enrolment, entry, outline, task

OWN = EnrolledTask("own_1", "A book")


def day(number: int) -> date:
    return START + timedelta(days=number)


@pytest.mark.parametrize(
    ("tasks", "whole", "expected"),
    [
        ((task(1, 10, 20),), (None, None), [(10, 20)]),
        ((task(1, None, 20), task(2, 10)), (None, None), [(20, 20), (10, 10)]),
        ((task(1), task(2)), (None, None), [(None, None), (None, None)]),
        ((task(1), task(2)), (60, 100), [(30, 50), (30, 50)]),
        ((task(1, 20, 40), task(2), task(3)), (60, 100), [(20, 40), (20, 30), (20, 30)]),
        ((task(1, 200, 400), task(2)), (60, 100), [(200, 400), (0, 0)]),
        ((task(1), OWN), (60, 100), [(60, 100), (None, None)]),
        ((OWN,), (60, 100), [(60, 100)]),
        ((task(1),), (60, None), [(60, 60)]),
    ],
)
def test_tasks_share_what_the_whole_takes(
    tasks: tuple[EnrolledTask, ...],
    whole: tuple[int | None, int | None],
    expected: list[tuple[int | None, int | None]],
):
    found = estimates_of(outline(*tasks, low=whole[0], high=whole[1]))
    assert list(found.values()) == [MinutesRange(*each) for each in expected]


def test_what_was_done_and_what_is_left():
    found = enrolment(task(1, 60, 90), task(2, 60, 120), task(3, 30, 60))
    entries = [
        entry(1, day(0), minutes=20, on=2),
        entry(2, day(1), done=1, minutes=70),
        entry(3, day(8), minutes=15),
    ]
    progress = progress_of(found, entries, today=day(9))
    assert (progress.tasks_done, progress.tasks_total) == (1, 3)
    assert (progress.minutes, progress.minutes_this_week) == (105, 15)
    assert progress.next_task == task(2, 60, 120)
    # 40 to 100 of the second and 30 to 60 of the third, less the 15 that are for no task.
    assert progress.effort_left == EffortLeft(55, 145, 0)
    assert [(each.week, each.minutes, each.tasks_done) for each in progress.weeks] == [
        (day(0), 90, 1),
        (day(7), 15, 0),
    ]
    assert progress.streak.weeks == 2


def test_minutes_without_a_task_count_for_bare_ticks_first():
    found = enrolment(task(1, 30, 40), task(2, 60, 120))
    ticked = [entry(1, done=1), entry(2, minutes=50)]
    assert progress_of(found, ticked, today=START).effort_left == EffortLeft(40, 110, 0)


def test_an_open_task_without_an_estimate_is_said():
    progress = progress_of(enrolment(task(1, 30, 40), task(2)), [], today=START)
    assert progress.effort_left == EffortLeft(30, 40, 1)
    assert not progress.effort_left.is_known


def test_the_pace_is_of_the_last_four_weeks_and_of_a_week_at_least():
    found = enrolment(task(1, 60, 120), task(2), task(3))
    assert progress_of(found, [entry(1, minutes=50)], today=START).pace == Pace(7, 50, 50, 0)
    entries = [entry(1, day(0), minutes=500), entry(2, day(29), minutes=40), entry(3, day(30), done=1)]
    pace = progress_of(found, entries, today=day(30)).pace
    assert (pace.days, pace.minutes_low, pace.tasks) == (28, 10, 0.25)


def test_a_bare_tick_counts_with_its_estimate():
    pace = progress_of(enrolment(task(1, 60, 120), task(2)), [entry(1, done=1)], today=START).pace
    assert (pace.minutes_low, pace.minutes_high) == (60, 120)


@pytest.mark.parametrize(
    ("open_tasks", "left", "minutes", "tasks", "expected"),
    [
        (2, (100, 200), (50.0, 50.0), 0.0, (14, 28, ForecastBasis.MINUTES)),
        (2, (100, 200), (50.0, 100.0), 0.0, (14, 14, ForecastBasis.MINUTES)),
        (2, None, (50.0, 50.0), 1.0, (14, 14, ForecastBasis.TASKS)),
        (2, (100, 200), (0.0, 0.0), 0.5, (28, 28, ForecastBasis.TASKS)),
        (2, (100, 200), (0.0, 0.0), 0.0, None),
        (2, (0, 10_000_000), (1.0, 1.0), 1.0, None),
    ],
)
def test_where_the_pace_leads(
    open_tasks: int,
    left: tuple[int, int] | None,
    minutes: tuple[float, float],
    tasks: float,
    expected: tuple[int, int, ForecastBasis] | None,
):
    found = forecast_of(open_tasks, left, minutes, tasks, today=START)
    if expected is None:
        assert found is None
    else:
        assert found == Forecast(day(expected[0]), day(expected[1]), expected[2])


@pytest.mark.parametrize(
    ("left", "days", "expected"),
    [
        ((100, 200), 14, (50, 100)),
        ((100, 201), 14, (50, 101)),
        ((100, 200), 3, (100, 200)),
        ((100, 200), 0, None),
        ((100, 200), -5, None),
        (None, 14, None),
    ],
)
def test_the_pace_that_a_target_needs(
    left: tuple[int, int] | None, days: int, expected: tuple[int, int] | None
):
    found = needed_pace(left, day(days), today=START)
    assert found == (expected and NeededPace(day(days), days, *expected))
    assert needed_pace(left, None, today=START) is None


def test_nothing_is_forecast_for_what_is_done():
    found = enrolment(task(1, 60, 90), target=day(20))
    progress = progress_of(found, [entry(1, done=1, minutes=60)], today=START)
    assert (progress.forecast, progress.needed, progress.next_task) == (None, None, None)


LEDGERS = st.lists(
    st.tuples(
        st.integers(0, 60), st.none() | st.integers(1, 300), st.sampled_from([None, 1, 2, 3]), st.booleans()
    ),
    max_size=20,
)


def entries_from(rows: list[tuple[int, int | None, int | None, bool]]) -> list[LogEntry]:
    entries, ticked = [], set()
    for number, (at, minutes, about, wants_done) in enumerate(rows, 1):
        if wants_done and about and about not in ticked:
            ticked.add(about)
            entries.append(entry(number, day(at), done=about, minutes=minutes))
        elif minutes:
            entries.append(entry(number, day(at), minutes=minutes, on=about))
    return entries


@given(LEDGERS, st.integers(0, 70))
def test_every_number_is_explained_by_its_entries(
    rows: list[tuple[int, int | None, int | None, bool]], today: int
):
    found, entries = enrolment(task(1, 30, 60), task(2), task(3), low=100, high=300), entries_from(rows)
    progress = progress_of(found, entries, today=day(today))

    def behind(figure: Figure, week: date | None = None) -> list[LogEntry]:
        return entries_behind(figure, found, entries, today=day(today), week=week)

    assert len(behind(Figure.TASKS_DONE)) == progress.tasks_done
    assert sum(each.minutes or 0 for each in behind(Figure.MINUTES)) == progress.minutes
    assert sum(each.minutes or 0 for each in behind(Figure.WEEK_MINUTES)) == progress.minutes_this_week
    ticked = sum(each.kind is EntryKind.DONE for each in behind(Figure.WEEK_MINUTES))
    assert ticked == progress.tasks_this_week
    for week in progress.weeks:
        assert sum(each.minutes or 0 for each in behind(Figure.WEEK_MINUTES, week.week)) == week.minutes
    assert len({week_of(each.local_day) for each in behind(Figure.STREAK)}) == progress.streak.weeks
    assert (progress.pace.minutes_high > 0) <= bool(behind(Figure.PACE))
    assert sum(week.minutes for week in progress.weeks) == progress.minutes
    left = progress.effort_left
    assert 0 <= left.low <= left.high
    if progress.forecast:
        assert day(today) <= progress.forecast.earliest <= progress.forecast.latest
