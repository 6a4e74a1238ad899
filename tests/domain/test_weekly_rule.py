"""A weekly rule is due once in every local week, whatever the clocks and its owner do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.local_days import iso_week, week_of
from bot.domain.weekly_rule import WeeklyRule, missed_by_edit, next_due

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
SLOTS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))
RULES = st.builds(WeeklyRule, ZONES, st.integers(0, 6), SLOTS)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone comes with it


def local(*parts: int, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime(*parts, tzinfo=zone)  # type: ignore[misc, arg-type]  # year to minute


def test_it_is_due_on_its_weekday_at_its_wall_time():
    rule = WeeklyRule(BERLIN, 0, time(9))
    due = next_due(rule, local(2026, 11, 24, 22, 0))
    assert (due.week, due.at) == ("2026-W49", local(2026, 11, 30, 9, 0))
    assert due.at.tzinfo is UTC


def test_the_moment_itself_is_over():
    rule = WeeklyRule(BERLIN, 0, time(9))
    assert next_due(rule, local(2026, 11, 30, 9, 0)).at == local(2026, 12, 7, 9, 0)
    assert next_due(rule, local(2026, 11, 30, 8, 59)).at == local(2026, 11, 30, 9, 0)


def test_the_wall_time_stays_through_a_change_of_clocks():
    rule = WeeklyRule(BERLIN, 0, time(9))
    before, after = next_due(rule, local(2026, 3, 22, 0, 0)), next_due(rule, local(2026, 3, 29, 12, 0))
    assert (before.at, after.at) == (local(2026, 3, 23, 9, 0), local(2026, 3, 30, 9, 0))
    assert after.at - before.at == timedelta(days=7, hours=-1)


def test_a_time_that_the_clocks_jump_over_comes_later_by_the_jump():
    rule = WeeklyRule(BERLIN, 6, time(2, 30))
    assert next_due(rule, local(2026, 3, 28, 0, 0)).at == local(2026, 3, 29, 3, 30)


def test_of_an_hour_that_comes_twice_the_first_counts():
    rule = WeeklyRule(BERLIN, 6, time(2, 30))
    due = next_due(rule, local(2026, 10, 24, 0, 0))
    assert due.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert next_due(rule, due.at).week == "2026-W44"


def test_the_turn_of_the_year_has_weeks_of_its_own():
    sunday = WeeklyRule(BERLIN, 6, time(9))
    assert next_due(sunday, local(2027, 1, 2, 0, 0)).week == "2026-W53"
    assert next_due(sunday, local(2027, 1, 3, 12, 0)).week == "2027-W01"


def test_a_week_that_had_its_own_is_not_due_again_after_an_edit():
    friday = WeeklyRule(BERLIN, 4, time(9))
    now = local(2026, 11, 24, 12, 0)
    assert next_due(friday, now).week == "2026-W48"
    assert next_due(friday, now, taken={"2026-W48"}).week == "2026-W49"


def test_an_edit_that_leaves_a_week_without_one_says_so():
    friday, monday = WeeklyRule(BERLIN, 4, time(9)), WeeklyRule(BERLIN, 0, time(9))
    now = local(2026, 11, 24, 12, 0)
    assert missed_by_edit(friday, monday, now, taken=()) == "2026-W48"
    assert missed_by_edit(friday, monday, now, taken={"2026-W48"}) is None
    assert missed_by_edit(monday, friday, now, taken={"2026-W48"}) is None


@pytest.mark.parametrize("weekday", [-1, 7])
def test_there_are_seven_weekdays(weekday: int):
    with pytest.raises(ValueError, match="weekday"):
        WeeklyRule(BERLIN, weekday, time(9))


@given(RULES, MOMENTS)
def test_every_week_has_exactly_one(rule: WeeklyRule, start: datetime):
    weeks, after = [], start
    for _ in range(60):
        due = next_due(rule, after)
        assert due.at > after
        weeks.append(due.week)
        after = due.at
    first = date.fromisocalendar(int(weeks[0][:4]), int(weeks[0][-2:]), 1)
    assert weeks == [iso_week(first + timedelta(weeks=ahead)) for ahead in range(60)]
    # Where a whole day was left out of the calendar, its moment lies on the day after.
    assert abs(week_of(start.astimezone(rule.zone).date()) - first) <= timedelta(weeks=1)


@given(RULES, RULES, MOMENTS, st.integers(0, 8))
def test_no_edit_sends_a_week_twice(rule: WeeklyRule, edited: WeeklyRule, start: datetime, weeks: int):
    taken, after = set[str](), start
    for _ in range(weeks):
        due = next_due(rule, after, taken)
        taken.add(due.week)
        after = due.at
    for _ in range(8):
        due = next_due(edited, after, taken)
        assert due.week not in taken
        taken.add(due.week)
        after = due.at
