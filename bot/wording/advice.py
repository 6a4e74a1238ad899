"""The advice in words: the verdict, the reasons, and what would make a near miss fit."""

from collections.abc import Iterable

from bot.domain.advice import Advice, Advised
from bot.domain.budget import Budget
from bot.domain.credential import Effort
from bot.domain.filters import Filters
from bot.domain.fit import Fit, FitVerdict, fit_of
from bot.domain.fit_changes import Change
from bot.domain.hits import Certainty, Field, Match, Reason
from bot.wording.budget import change_text, minutes_text
from bot.wording.credential import effort_text, language_text, time_text, weeks_text
from bot.wording.texts import Texts


def headline(texts: Texts, advice: Advice) -> str:
    """The first sentence of an answer: what was found, or honestly that nothing was."""
    return texts(_headline_message(advice), count=len(advice.results))


def _headline_message(advice: Advice) -> str:
    cases = (
        ("answer-no-filter-match", not advice.results and advice.is_hidden_by_filters),
        ("answer-none", not advice.results),
        ("answer-nothing-fits", advice.nothing_fits),
        ("answer-best-too-long", advice.best_is_too_long),
        ("answer-none-closest", advice.certainty is Certainty.NONE),
        ("answer-weak", advice.certainty is Certainty.WEAK),
        ("answer-hours-unknown", advice.states_no_hours),
    )
    return next((message_id for message_id, holds in cases if holds), "answer-found")


def fit_text(texts: Texts, advised: Advised) -> str:
    """The verdict on a budget in words."""
    return verdict_text(texts, advised.verdict)


def verdict_text(texts: Texts, verdict: FitVerdict) -> str:
    """The same of a verdict without a search behind it."""
    if verdict.fit is Fit.UNKNOWN and verdict.needs_weekly_hours:
        return texts("fit-needs-hours")
    return texts(f"fit-{verdict.fit.value}")


def reasons(texts: Texts, advised: Advised, budget: Budget | None) -> list[str]:
    """Why it is shown: the words that met, weightiest first, then the sum of the time."""
    by_text = {(reason.found, reason.field): reason for reason in reversed(advised.hit.reasons)}
    telling = [
        reason for reason in advised.hit.reasons if reason.match is Match.SAME or reason in by_text.values()
    ]
    return [*(reason_text(texts, reason) for reason in telling), *_time_reasons(texts, advised, budget)]


def why_line(texts: Texts, advised: Advised, budget: Budget | None) -> str:
    """The reasons on one line."""
    joined, *others = reasons(texts, advised, budget) or [""]
    for other in others:
        joined = texts("label-next-reason", first=joined, second=other)
    return joined


def reason_text(texts: Texts, reason: Reason) -> str:
    """One meeting of a word of the goal with the catalogue."""
    field = texts(f"field-{reason.field.value}")
    if reason.match is not Match.SAME:
        return texts(f"why-{reason.match.value}", said=reason.said, found=reason.found, field=field)
    is_the_word = reason.found.casefold() == reason.said
    shown = reason.field not in {Field.TITLE, Field.ISSUER} and not is_the_word
    found = texts("why-found", found=reason.found) if shown else ""
    return texts("why-same", said=reason.said, field=field, found=found)


def _time_reasons(texts: Texts, advised: Advised, budget: Budget | None) -> Iterable[str]:
    if budget is None:
        return
    credential, verdict = advised.credential, advised.verdict
    effort = effort_text(texts, credential.effort)
    prescribed = credential.prescribed_weeks
    if prescribed and budget.weeks is not None and prescribed.min_weeks > budget.weeks:
        yield texts("why-calendar-late", weeks=weeks_text(texts, prescribed))
    elif prescribed and budget.weeks is not None and prescribed.max_weeks > budget.weeks:
        yield texts("why-calendar-may-be-late", weeks=weeks_text(texts, prescribed))
    if not credential.effort.is_known:
        yield texts("why-time-not-stated")
    elif budget.total_minutes is not None:
        yield texts(
            _time_message(credential.effort, budget),
            effort=effort,
            total=time_text(texts, budget.total_minutes),
        )
    elif verdict.weeks_needed is not None and budget.weekly_minutes is not None:
        weeks = weeks_text(texts, verdict.weeks_needed)
        weekly = minutes_text(texts, budget.weekly_minutes)
        yield texts("why-time-weeks", effort=effort, weeks=weeks, weekly=weekly)


def _time_message(effort: Effort, budget: Budget) -> str:
    """The message on the work alone: a calendar that comes too late is another reason."""
    match fit_of(effort, None, budget):
        case Fit.FITS:
            return "why-time-fits"
        case Fit.MAY_FIT if effort.max_minutes is None:
            return "why-time-may-fit-open"
        case Fit.MAY_FIT:
            return "why-time-may-fit"
        case Fit.NEAR_MISS:
            return "why-time-near"
        case _:
            return "why-time-too-long"


def would_fit_text(texts: Texts, advised: Advised) -> str | None:
    """What would make a near miss fit; None for every other verdict."""
    verdict = advised.verdict
    if not verdict.would_fit:
        return None
    changes = _alternatives(texts, verdict.would_fit)
    if verdict.may_fit_from:
        return texts(
            "would-fit-from", changes=changes, **{"from": _alternatives(texts, verdict.may_fit_from)}
        )
    name = "would-fit" if advised.credential.effort.max_minutes is not None else "would-may-fit"
    return texts(name, changes=changes)


def _alternatives(texts: Texts, changes: Iterable[Change]) -> str:
    said = [change_text(texts, change) for change in changes]
    joined = said[-1]
    for earlier in reversed(said[:-1]):
        joined = texts("or", first=earlier, second=joined)
    return joined


def filters_text(texts: Texts, filters: Filters) -> str:
    """The filters that are set, in words."""
    parts = (
        texts(f"level-{filters.level.value}") if filters.level else "",
        texts("filter-shown-by", kind=texts(f"kind-{filters.shown_by.value}")) if filters.shown_by else "",
        texts(f"filter-cost-{filters.cost.value}") if filters.cost else "",
        texts("filter-language", language=language_text(texts, filters.language)) if filters.language else "",
        texts("filter-topic", topic=filters.topic) if filters.topic else "",
        texts("filter-credit") if filters.credit else "",
    )
    return ", ".join(part for part in parts if part)
