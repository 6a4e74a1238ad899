"""The advice: hits meet the budget, and what fits comes first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.budget import Budget
from bot.domain.credential import Credential
from bot.domain.filters import Filters
from bot.domain.fit import Fit, FitVerdict, judge_fit
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
    judged = [_advised(hit, catalogue[hit.credential_id], budget, today) for hit in answer.hits]
    matching = _with_twins(_ordered(_worth_a_look(judged)))
    in_reach = [advised for advised in matching if advised.verdict.fit is not Fit.TOO_LONG]
    shown = [
        replace(advised, way=way_to(advised.credential, catalogue))
        for advised in (in_reach or matching)[:limit]
    ]
    return Advice(
        goal,
        budget,
        filters,
        _certainty(shown),
        tuple(shown),
        len(matching) - len(in_reach) if in_reach else 0,
        best_is_too_long=_is_far_better(matching, in_reach),
        unexplained=answer.unexplained,
        choices=_choices(goal, judged),
    )


def _advised(hit: Hit, credential: Credential, budget: Budget | None, today: date) -> Advised:
    verdict = judge_fit(credential.effort, credential.prescribed_weeks, budget, today=today)
    return Advised(credential, hit, verdict)


def _worth_a_look(judged: Sequence[Advised]) -> list[Advised]:
    best = max((advised.hit.score for advised in judged), default=0.0)
    return [advised for advised in judged if advised.hit.score >= _least_share(advised) * best]


def _least_share(advised: Advised) -> float:
    return RELEVANCE_SHARE_OVER_BUDGET if advised.is_over_budget else RELEVANCE_SHARE


def _ordered(judged: Sequence[Advised]) -> list[Advised]:
    places = {advised.credential.id: place for place, advised in enumerate(judged)}
    return sorted(judged, key=lambda advised: (_GROUP[advised.verdict.fit], places[advised.credential.id]))


def _with_twins(ordered: Sequence[Advised]) -> list[Advised]:
    """The same with every course once: twins stand beside the first of them."""
    by_id = {advised.credential.id: advised for advised in ordered}
    placed: set[str] = set()
    merged: list[Advised] = []
    for advised in ordered:
        if advised.credential.id not in placed:
            twins = tuple(by_id[twin] for twin in advised.credential.twins if twin in by_id)
            placed.update({advised.credential.id, *(twin.credential.id for twin in twins)})
            merged.append(replace(advised, twins=twins))
    return merged


def _choices(goal: str, judged: Sequence[Advised]) -> tuple[Choice, ...]:
    """What narrows the goal among all that was found, however little better something else is."""
    best = max((advised.hit.score for advised in judged), default=0.0)
    found = [
        advised
        for advised in judged
        if advised.verdict.fit is not Fit.TOO_LONG and advised.hit.score >= CHOICE_SHARE * best
    ]
    if not is_vague([advised.hit for advised in found]):
        return ()
    return narrowing_choices([advised.credential for advised in found], goal)


def _is_far_better(matching: Sequence[Advised], in_reach: Sequence[Advised]) -> bool:
    """Whether only what is too long matches for sure."""
    sure = [advised for advised in matching if advised.hit.certainty is Certainty.STRONG]
    return bool(sure and in_reach) and not any(advised in in_reach for advised in sure)


def _certainty(shown: Sequence[Advised]) -> Certainty:
    """That of the surest hit shown; less where none of them fits."""
    found = {advised.hit.certainty for advised in shown}
    fits = {advised.verdict.fit for advised in shown}
    if not found - {Certainty.NONE} or fits == {Fit.TOO_LONG}:
        return Certainty.NONE
    if Certainty.STRONG not in found or fits <= {Fit.NEAR_MISS, Fit.TOO_LONG}:
        return Certainty.WEAK
    return Certainty.STRONG
