"""What stands beside a result or below an answer: other doors, what comes before, and choices."""

from collections.abc import Iterable

from bot.domain.advice import Advice, Advised
from bot.domain.budget import Budget
from bot.domain.credential import Effort
from bot.domain.prerequisites import WayTo
from bot.wording.advice import fit_text
from bot.wording.credential import cost_text, effort_text
from bot.wording.texts import Texts


def doors_text(texts: Texts, advised: Advised, budget: Budget | None) -> list[str]:
    """The same course elsewhere, a line each, with what may differ there."""
    return [_door_text(texts, twin, budget) for twin in advised.twins]


def _door_text(texts: Texts, twin: Advised, budget: Budget | None) -> str:
    credential = twin.credential
    facts = [effort_text(texts, credential.effort), cost_text(texts, credential.cost)]
    if budget is not None:
        facts.append(fit_text(texts, twin))
    return texts("label-door", issuer=credential.issuer_line, facts=_listed(texts, facts))


def before_text(texts: Texts, advised: Advised) -> str | None:
    """What must be earned first, with the hours that it takes; None where it is nothing."""
    way = advised.way
    if way is None:
        return None
    what = _listed(texts, [*_named(texts, way), *way.elsewhere])
    effort = Effort(way.min_minutes, way.max_minutes)
    if len(way.before) > 1 and effort.is_known:
        what = texts("before-in-all", what=what, effort=effort_text(texts, effort))
    return texts("label-before", what=what)


def _named(texts: Texts, way: WayTo) -> Iterable[str]:
    for prior in way.before:
        if prior.effort.is_known:
            effort = effort_text(texts, prior.effort)
            yield texts("before-with-effort", title=prior.title, effort=effort)
        else:
            yield prior.title


def choices_text(texts: Texts, advice: Advice) -> str | None:
    """What would narrow a vague goal; None where it is clear enough."""
    if not advice.choices:
        return None
    choices = [texts("choice-counted", topic=choice.topic, count=choice.count) for choice in advice.choices]
    return texts("choices-offered", choices=_listed(texts, choices))


def _listed(texts: Texts, parts: Iterable[str]) -> str:
    joined, *others = list(parts)
    for other in others:
        joined = texts("label-listed", first=joined, second=other)
    return joined
