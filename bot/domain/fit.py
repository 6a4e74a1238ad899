"""The fit: whether a member's budget is enough for a credential, and what would have to change.

Work (minutes of effort) and calendar (weeks that an issuer prescribes) are judged apart and never
converted into each other; typical weeks of a self-paced credential are no input at all.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.domain.budget import Budget
from bot.domain.credential import Effort, WeeksRange
from bot.domain.fit_changes import Change, Need, changes_reaching

NEAR_MISS_FACTOR = 1.5
"""Up to half as much again is in reach of the same plan with one number changed (design rule 1)."""


class Fit(StrEnum):
    """The verdict of a budget on a credential, from best to worst; `unknown` stands apart."""

    FITS = "fits"
    MAY_FIT = "may_fit"
    NEAR_MISS = "near_miss"
    TOO_LONG = "too_long"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class WeeksNeeded:
    """Calendar weeks that the effort takes at the member's weekly hours; an open end is None."""

    min_weeks: float | None
    max_weeks: float | None


@dataclass(frozen=True, slots=True)
class FitVerdict:
    """How a budget fits a credential.

    `would_fit` are alternatives (near misses only), each the smallest change that makes it fit, or
    reach the known minimum where no maximum is known. `may_fit_from` are the smaller changes that
    make it `may_fit`. `needs_weekly_hours`: a calendar is known, the hours that go into it are not.
    """

    fit: Fit
    would_fit: tuple[Change, ...] = ()
    may_fit_from: tuple[Change, ...] = ()
    weeks_needed: WeeksNeeded | None = None
    needs_weekly_hours: bool = False


def fit_of(effort: Effort, prescribed_weeks: WeeksRange | None, budget: Budget | None) -> Fit:
    """The bare verdict, cheap enough for every credential of a large catalogue."""
    if budget is None or not effort.is_known:
        return Fit.UNKNOWN
    least = _least_need(effort, prescribed_weeks)
    if not least.met_by(budget):
        return Fit.NEAR_MISS if least.met_by(budget, times=NEAR_MISS_FACTOR) else Fit.TOO_LONG
    if budget.lacks_weekly_hours:
        return Fit.UNKNOWN
    most = _most_need(effort, prescribed_weeks)
    return Fit.FITS if most is not None and most.met_by(budget) else Fit.MAY_FIT


def judge_fit(
    effort: Effort, prescribed_weeks: WeeksRange | None, budget: Budget | None, *, today: date
) -> FitVerdict:
    """The verdict with the weeks it takes and, for a near miss, what would have to change.

    `prescribed_weeks` is a calendar that the issuer sets, never a typical duration.
    """
    fit = fit_of(effort, prescribed_weeks, budget)
    if budget is None or not effort.is_known:
        return FitVerdict(fit)
    verdict = FitVerdict(
        fit,
        weeks_needed=_weeks_needed(effort, budget),
        needs_weekly_hours=budget.lacks_weekly_hours and fit is not Fit.TOO_LONG,
    )
    if fit is not Fit.NEAR_MISS:
        return verdict
    would_fit, may_fit_from = _changes(effort, prescribed_weeks, budget, today)
    return replace(verdict, would_fit=would_fit, may_fit_from=may_fit_from)


def _changes(
    effort: Effort, prescribed_weeks: WeeksRange | None, budget: Budget, today: date
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    least = changes_reaching(_least_need(effort, prescribed_weeks), budget, today=today)
    most_need = _most_need(effort, prescribed_weeks)
    if most_need is None:
        return least, ()
    most = changes_reaching(most_need, budget, today=today)
    return most, tuple(change for change in least if change not in most)


def _least_need(effort: Effort, prescribed_weeks: WeeksRange | None) -> Need:
    return Need(effort.min_minutes or 0, prescribed_weeks.min_weeks if prescribed_weeks else 0)


def _most_need(effort: Effort, prescribed_weeks: WeeksRange | None) -> Need | None:
    if effort.max_minutes is None:
        return None
    return Need(effort.max_minutes, prescribed_weeks.max_weeks if prescribed_weeks else 0)


def _weeks_needed(effort: Effort, budget: Budget) -> WeeksNeeded | None:
    weekly = budget.weekly_minutes
    if weekly is None:
        return None
    ends = (effort.min_minutes, effort.max_minutes)
    return WeeksNeeded(*(None if minutes is None else minutes / weekly for minutes in ends))
