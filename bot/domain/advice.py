"""The advice: hits meet the budget, and what fits comes first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.budget import Budget
from bot.domain.credential import Credential
from bot.domain.filters import Filters
from bot.domain.fit import Fit, FitVerdict, fit_of, judge_fit
from bot.domain.hits import Certainty, Hit, SearchAnswer
from bot.domain.narrowing import Choice, is_vague, narrowing_choices
from bot.domain.prerequisites import WayTo, way_to

RELEVANCE_SHARE = 0.45
"""Hits that explain less of the goal than this share of the best one's are not worth a look."""
CHOICE_SHARE = 0.3
"""The same for what narrows a vague goal."""
RELEVANCE_SHARE_OVER_BUDGET = 0.7
"""The same for what takes more time than there is: it must be worth finding the time."""

_GROUP = {Fit.FITS: 0, Fit.MAY_FIT: 0, Fit.UNKNOWN: 1, Fit.NEAR_MISS: 2, Fit.TOO_LONG: 3}


@dataclass(frozen=True, slots=True)
class Advised:
    """One credential of the answer, with the verdict on the budget and the search's reasons.

    `twins` are the same course on other platforms, each with its own verdict: other doors to one
    room. `way` is what must be earned before.
    """

    credential: Credential
    hit: Hit
    verdict: FitVerdict
    twins: tuple["Advised", ...] = ()
    way: WayTo | None = None

    @property
    def is_over_budget(self) -> bool:
        """Whether the answer labels it near miss or too long."""
        return self.verdict.fit in {Fit.NEAR_MISS, Fit.TOO_LONG}


@dataclass(frozen=True, slots=True)
class Advice:
    """The answer to a goal: results in the order in which they are shown.

    `too_long_left_out` counts what matched as well but takes far more time than there is, and
    `best_is_too_long` says that some of it was a sure match where nothing shown is.
    `is_hidden_by_filters`: nothing was found, and without the filters something would be.
    `choices` narrow a goal that is so vague that too much serves it.
    """

    goal: str
    budget: Budget | None
    filters: Filters
    certainty: Certainty
    results: tuple[Advised, ...]
    too_long_left_out: int = 0
    best_is_too_long: bool = False
    is_hidden_by_filters: bool = False
    unexplained: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()

    @property
    def nothing_fits(self) -> bool:
        """Whether something was found, and all of it takes more time than there is."""
        return bool(self.results) and all(result.is_over_budget for result in self.results)

    @property
    def states_no_hours(self) -> bool:
        """Whether there is a budget, and the first of what was found does not say how long it takes."""
        return (
            self.budget is not None and bool(self.results) and not self.results[0].credential.effort.is_known
        )


def advice_on(
    goal: str,
    answer: SearchAnswer,
    catalogue: Mapping[str, Credential],
    *,
    budget: Budget | None,
    filters: Filters,
    today: date,
    limit: int,
) -> Advice:
    """The advice on what a search found.

    What fits or may fit comes first, then what states no time, then near misses; what is too long
    is shown only where there is nothing else, and then the certainty is none. Within a group the
    search's own order holds. One course on two platforms is one result: the door that fits better,
    with the other one beside it.
    """
    judged = [_judged(hit, catalogue[hit.credential_id], budget) for hit in answer.hits]
    matching = _with_twins(_ordered(_worth_a_look(judged)))
    in_reach = [each for each in matching if each.fit is not Fit.TOO_LONG]
    shown = (in_reach or matching)[:limit]
    return Advice(
        goal,
        budget,
        filters,
        _certainty(shown),
        tuple(
            replace(_advised(each, budget, today), way=way_to(each.credential, catalogue)) for each in shown
        ),
        len(matching) - len(in_reach) if in_reach else 0,
        best_is_too_long=_is_far_better(matching, in_reach),
        unexplained=answer.unexplained,
        choices=_choices(goal, judged),
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    """A hit with the bare verdict: the whole one is worked out for what is shown, and for nothing else."""

    credential: Credential
    hit: Hit
    fit: Fit
    twins: tuple["_Judged", ...] = ()

    @property
    def is_over_budget(self) -> bool:
        return self.fit in {Fit.NEAR_MISS, Fit.TOO_LONG}


def _judged(hit: Hit, credential: Credential, budget: Budget | None) -> _Judged:
    return _Judged(credential, hit, fit_of(credential.effort, credential.prescribed_weeks, budget))


def _advised(judged: _Judged, budget: Budget | None, today: date) -> Advised:
    credential = judged.credential
    verdict = judge_fit(credential.effort, credential.prescribed_weeks, budget, today=today)
    twins = tuple(_advised(twin, budget, today) for twin in judged.twins)
    return Advised(credential, judged.hit, verdict, twins)


def _worth_a_look(judged: Sequence[_Judged]) -> list[_Judged]:
    best = max((each.hit.score for each in judged), default=0.0)
    return [each for each in judged if each.hit.score >= _least_share(each) * best]


def _least_share(judged: _Judged) -> float:
    return RELEVANCE_SHARE_OVER_BUDGET if judged.is_over_budget else RELEVANCE_SHARE


def _ordered(judged: Sequence[_Judged]) -> list[_Judged]:
    places = {each.credential.id: place for place, each in enumerate(judged)}
    return sorted(judged, key=lambda each: (_GROUP[each.fit], places[each.credential.id]))


def _with_twins(ordered: Sequence[_Judged]) -> list[_Judged]:
    """The same with every course once: twins stand beside the first of them."""
    by_id = {each.credential.id: each for each in ordered}
    placed: set[str] = set()
    merged: list[_Judged] = []
    for each in ordered:
        if each.credential.id not in placed:
            twins = tuple(by_id[twin] for twin in each.credential.twins if twin in by_id)
            placed.update({each.credential.id, *(twin.credential.id for twin in twins)})
            merged.append(replace(each, twins=twins) if twins else each)
    return merged


def _choices(goal: str, judged: Sequence[_Judged]) -> tuple[Choice, ...]:
    """What narrows the goal among all that was found, however little better something else is."""
    best = max((each.hit.score for each in judged), default=0.0)
    found = [
        each for each in judged if each.fit is not Fit.TOO_LONG and each.hit.score >= CHOICE_SHARE * best
    ]
    if not is_vague([each.hit for each in found]):
        return ()
    return narrowing_choices([each.credential for each in found], goal)


def _is_far_better(matching: Sequence[_Judged], in_reach: Sequence[_Judged]) -> bool:
    """Whether only what is too long matches for sure."""
    sure = [each for each in matching if each.hit.certainty is Certainty.STRONG]
    return bool(sure and in_reach) and not any(each in in_reach for each in sure)


def _certainty(shown: Sequence[_Judged]) -> Certainty:
    """That of the surest hit shown; less where none of them fits."""
    found = {each.hit.certainty for each in shown}
    fits = {each.fit for each in shown}
    if not found - {Certainty.NONE} or fits == {Fit.TOO_LONG}:
        return Certainty.NONE
    if Certainty.STRONG not in found or fits <= {Fit.NEAR_MISS, Fit.TOO_LONG}:
        return Certainty.WEAK
    return Certainty.STRONG
