"""Design rule 1, sentence by sentence, and what the changes of a near miss promise."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.budget import Budget, budget_of
from bot.domain.credential import Effort, WeeksRange
from bot.domain.errors import UserError
from bot.domain.fit import NEAR_MISS_FACTOR, Fit, WeeksNeeded, fit_of, judge_fit
from bot.domain.fit_changes import Change, ChangeKind, apply_change

TODAY = date(2026, 11, 23)
HOUR = 60


def effort(least: float | None, most: float | None) -> Effort:
    """Effort of so many hours."""
    low, high = (None if hours is None else round(hours * HOUR) for hours in (least, most))
    return Effort(low, high)


def hours(total: float) -> Budget:
    """A total of so many hours."""
    return budget_of(today=TODAY, total_minutes=round(total * HOUR))


@pytest.mark.parametrize(
    ("least", "most", "total", "fit"),
    [
        (10, 20, 20, Fit.FITS),
        (10, 20, 20 - 1 / 60, Fit.MAY_FIT),
        (10, 20, 10, Fit.MAY_FIT),
        (10, None, 10, Fit.MAY_FIT),
        (10, None, 1000, Fit.MAY_FIT),
        (10, 20, 10 - 1 / 60, Fit.NEAR_MISS),
        (15, 20, 10, Fit.NEAR_MISS),
        (15 + 1 / 60, 20, 10, Fit.TOO_LONG),
        (100, None, 10, Fit.TOO_LONG),
        (None, 20, 20, Fit.FITS),
        (None, 20, 1, Fit.MAY_FIT),
        (None, None, 1000, Fit.UNKNOWN),
    ],
)
def test_thresholds_of_a_total(least: float | None, most: float | None, total: float, fit: Fit) -> None:
    assert fit_of(effort(least, most), None, hours(total)) is fit


@pytest.mark.parametrize("most", [5000, None])
def test_hours_a_week_alone_make_nothing_too_long(most: float | None) -> None:
    verdict = judge_fit(effort(4000, most), None, budget_of(today=TODAY, weekly_minutes=60), today=TODAY)
    assert verdict.fit is (Fit.FITS if most else Fit.MAY_FIT)
    assert verdict.weeks_needed == WeeksNeeded(4000, most)
    assert not verdict.needs_weekly_hours


def test_weeks_alone_ask_for_the_hours() -> None:
    verdict = judge_fit(effort(1, 2), WeeksRange(4, 6), budget_of(today=TODAY, weeks=6), today=TODAY)
    assert verdict.fit is Fit.UNKNOWN
    assert verdict.needs_weekly_hours
    assert verdict.weeks_needed is None


@pytest.mark.parametrize(("calendar", "fit"), [(9, Fit.NEAR_MISS), (9.1, Fit.TOO_LONG), (6, Fit.UNKNOWN)])
def test_weeks_alone_still_rule_out_a_longer_calendar(calendar: float, fit: Fit) -> None:
    verdict = judge_fit(effort(1, 1), WeeksRange(calendar, 12), budget_of(today=TODAY, weeks=6), today=TODAY)
    assert verdict.fit is fit


@pytest.mark.parametrize(
    ("calendar", "fit"),
    [
        (WeeksRange(4, 6), Fit.FITS),
        (WeeksRange(4, 7), Fit.MAY_FIT),
        (WeeksRange(6.1, 7), Fit.NEAR_MISS),
        (WeeksRange(9, 9), Fit.NEAR_MISS),
        (WeeksRange(9.1, 10), Fit.TOO_LONG),
    ],
)
def test_prescribed_calendar_after_the_end_never_fits(calendar: WeeksRange, fit: Fit) -> None:
    budget = budget_of(today=TODAY, weekly_minutes=600, deadline=TODAY + timedelta(weeks=6))
    assert fit_of(effort(1, 1), calendar, budget) is fit


def test_worse_of_work_and_calendar_holds() -> None:
    budget = budget_of(today=TODAY, weekly_minutes=60, weeks=6)
    assert fit_of(effort(100, 100), WeeksRange(7, 7), budget) is Fit.TOO_LONG
    assert fit_of(effort(8, 8), WeeksRange(20, 20), budget) is Fit.TOO_LONG


def test_without_budget_or_effort_the_fit_is_unknown() -> None:
    assert judge_fit(effort(1, 2), None, None, today=TODAY).fit is Fit.UNKNOWN
    nothing_known = judge_fit(effort(None, None), None, budget_of(today=TODAY, weeks=6), today=TODAY)
    assert nothing_known.fit is Fit.UNKNOWN
    assert not nothing_known.needs_weekly_hours


def test_near_miss_of_hours_a_week_and_weeks_names_both_ways() -> None:
    budget = budget_of(today=TODAY, weekly_minutes=180, weeks=6)
    verdict = judge_fit(effort(20, 30), None, budget, today=TODAY)
    assert verdict.would_fit == (
        Change(ChangeKind.WEEKLY_MINUTES, 300),
        Change(ChangeKind.WEEKS, 10),
    )
    assert verdict.may_fit_from == (
        Change(ChangeKind.WEEKLY_MINUTES, 210),
        Change(ChangeKind.WEEKS, 7),
    )


def test_near_miss_with_a_deadline_names_a_later_day() -> None:
    budget = budget_of(today=TODAY, weekly_minutes=180, deadline=TODAY + timedelta(weeks=6))
    verdict = judge_fit(effort(20, 20), None, budget, today=TODAY)
    assert verdict.would_fit == (
        Change(ChangeKind.WEEKLY_MINUTES, 210),
        Change(ChangeKind.DEADLINE, TODAY + timedelta(days=47)),
    )
    assert verdict.may_fit_from == ()


def test_near_miss_without_a_known_maximum_names_the_minimum() -> None:
    verdict = judge_fit(effort(25, None), None, hours(20), today=TODAY)
    assert verdict.would_fit == (Change(ChangeKind.TOTAL_MINUTES, 25 * HOUR),)
    assert verdict.may_fit_from == ()


def test_near_miss_of_the_calendar_names_the_calendar() -> None:
    budget = budget_of(today=TODAY, weekly_minutes=600, weeks=6)
    verdict = judge_fit(effort(1, 1), WeeksRange(8, 8), budget, today=TODAY)
    assert verdict.would_fit == (Change(ChangeKind.WEEKS, 8),)


def test_cap_rises_with_another_number_where_one_is_not_enough() -> None:
    budget = budget_of(today=TODAY, weekly_minutes=180, weeks=6, total_minutes=20 * HOUR)
    verdict = judge_fit(effort(24, 24), None, budget, today=TODAY)
    more = Change(ChangeKind.TOTAL_MINUTES, 24 * HOUR)
    assert verdict.would_fit == (
        Change(ChangeKind.WEEKLY_MINUTES, 240, also=more),
        Change(ChangeKind.WEEKS, 8, also=more),
    )


def test_no_change_proposes_more_hours_than_a_week_has() -> None:
    budget = budget_of(today=TODAY, weekly_minutes=160 * HOUR, weeks=1)
    verdict = judge_fit(effort(200, 200), None, budget, today=TODAY)
    assert verdict.would_fit == (Change(ChangeKind.WEEKS, 2),)


minutes = st.integers(1, 3000)
weeks = st.floats(0.2, 80)
days = st.integers(1, 500)


@st.composite
def budgets(draw: st.DrawFn) -> Budget:
    deadline = draw(st.none() | days.map(lambda ahead: TODAY + timedelta(days=ahead)))
    return budget_of(
        today=TODAY,
        weekly_minutes=draw(minutes if deadline is None else st.none() | minutes),
        weeks=draw(st.none() | weeks),
        deadline=deadline,
        total_minutes=draw(st.none() | st.integers(1, 60_000)),
    )


@st.composite
def efforts(draw: st.DrawFn) -> Effort:
    least = draw(st.none() | st.integers(1, 50_000))
    most = draw(st.none() | st.integers(least or 1, 100_000))
    return Effort(least, most)


@st.composite
def near_misses(draw: st.DrawFn) -> tuple[Effort, WeeksRange | None, Budget]:
    """Budgets drawn just below what a credential takes: free draws rarely miss by so little."""
    budget = draw(budgets())
    total = budget.total_minutes or draw(minutes)
    least = draw(st.integers(total, int(total * NEAR_MISS_FACTOR) + 1))
    most = draw(st.none() | st.integers(least, 3 * least))
    span = budget.weeks or draw(weeks)
    shortest = draw(st.floats(span * 0.5, span * NEAR_MISS_FACTOR))
    prescribed = WeeksRange(shortest, shortest * draw(st.floats(1, 2)))
    return Effort(least, most), draw(st.none() | st.just(prescribed)), budget


calendars = st.none() | st.tuples(weeks, st.floats(0, 20)).map(lambda pair: WeeksRange(pair[0], sum(pair)))
RANKS = {Fit.TOO_LONG: 0, Fit.NEAR_MISS: 1, Fit.MAY_FIT: 2, Fit.UNKNOWN: 2, Fit.FITS: 3}
STEPS: dict[ChangeKind, int] = {
    ChangeKind.WEEKLY_MINUTES: 30,
    ChangeKind.WEEKS: 1,
    ChangeKind.DEADLINE: 1,
    ChangeKind.TOTAL_MINUTES: 30,
}


def one_step_smaller(change: Change) -> Change:
    step = STEPS[change.kind]
    if isinstance(change.value, date):
        return replace(change, value=change.value - timedelta(days=step))
    return replace(change, value=change.value - step)


@given(near_misses())
def test_each_change_makes_it_fit_and_no_smaller_one_does(
    case: tuple[Effort, WeeksRange | None, Budget],
) -> None:
    needed, calendar, budget = case
    verdict = judge_fit(needed, calendar, budget, today=TODAY)
    assert not verdict.would_fit or verdict.fit is Fit.NEAR_MISS
    goal = Fit.MAY_FIT if needed.max_minutes is None else Fit.FITS
    for change, wanted in [
        *((change, goal) for change in verdict.would_fit),
        *((change, Fit.MAY_FIT) for change in verdict.may_fit_from),
    ]:
        assert (
            RANKS[fit_of(needed, calendar, apply_change(budget, change, today=TODAY))]
            >= RANKS[Fit.UNKNOWN if budget.lacks_weekly_hours else wanted]
        )
        try:
            smaller = apply_change(budget, one_step_smaller(change), today=TODAY)
        except UserError:
            continue
        below = fit_of(needed, calendar, smaller)
        assert RANKS[below] < RANKS[wanted]


@given(near_misses())
def test_near_miss_always_has_a_way_out(case: tuple[Effort, WeeksRange | None, Budget]) -> None:
    needed, calendar, budget = case
    verdict = judge_fit(needed, calendar, budget, today=TODAY)
    assert verdict.fit is not Fit.NEAR_MISS or verdict.would_fit


@given(efforts(), calendars, budgets(), st.integers(1, 600), st.sampled_from(ChangeKind))
def test_more_of_anything_never_makes_the_verdict_worse(
    needed: Effort, calendar: WeeksRange | None, budget: Budget, more: int, kind: ChangeKind
) -> None:
    by_kind: dict[ChangeKind, dict[str, Any]] = {
        ChangeKind.WEEKLY_MINUTES: {"weekly_minutes": (budget.weekly_minutes or 0) + more},
        ChangeKind.WEEKS: {"weeks": (budget.weeks or 0) + more},
        ChangeKind.DEADLINE: {"deadline": (budget.deadline or TODAY) + timedelta(days=more)},
        ChangeKind.TOTAL_MINUTES: {"total_minutes": (budget.stated_total_minutes or 0) + more},
    }
    larger = by_kind[kind]
    known: dict[str, Any] = {
        "weekly_minutes": budget.weekly_minutes,
        "weeks": None if budget.deadline else budget.weeks,
        "deadline": budget.deadline,
        "total_minutes": budget.stated_total_minutes,
    }
    name = next(iter(larger))
    if known[name] is None:
        return
    after = fit_of(needed, calendar, budget_of(today=TODAY, **(known | larger)))
    assert RANKS[after] >= RANKS[fit_of(needed, calendar, budget)]


@given(efforts(), calendars, budgets())
def test_without_known_effort_only_unknown(
    needed: Effort, calendar: WeeksRange | None, budget: Budget
) -> None:
    verdict = judge_fit(needed, calendar, budget, today=TODAY)
    if not needed.is_known:
        assert verdict.fit is Fit.UNKNOWN
    assert verdict.would_fit == () or verdict.fit is Fit.NEAR_MISS


def test_change_that_makes_no_sense_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError):
        apply_change(hours(1), Change(ChangeKind.DEADLINE, 3), today=TODAY)
