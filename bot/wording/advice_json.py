"""The advice as one JSON object: the contract of `badger advise --json`."""

import json

from bot.domain.advice import Advice, Advised
from bot.domain.budget import MINUTES_PER_HOUR, Budget
from bot.domain.credential import Effort
from bot.wording.advice import reasons, would_fit_text
from bot.wording.budget import budget_reading
from bot.wording.texts import Texts


def advice_json(texts: Texts, advice: Advice) -> str:
    """The object as text; numbers that are not known are null."""
    answer = {
        "goal": advice.goal,
        "budget": None if advice.budget is None else _budget(texts, advice.budget),
        "confidence": advice.certainty.value,
        "results": [_result(texts, advised, advice.budget) for advised in advice.results],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _budget(texts: Texts, budget: Budget) -> dict[str, object]:
    return {
        "hours_per_week": _hours(budget.weekly_minutes),
        "weeks": budget.weeks,
        "deadline": budget.deadline.isoformat() if budget.deadline else None,
        "total_hours": _hours(budget.total_minutes),
        "reading": budget_reading(texts, budget),
    }


def _result(texts: Texts, advised: Advised, budget: Budget | None) -> dict[str, object]:
    credential = advised.credential
    weeks = credential.prescribed_weeks
    return {
        "id": credential.id,
        "title": credential.title,
        "issuer": credential.issuer_line,
        "fit": advised.verdict.fit.value,
        "effort_hours": _effort(credential.effort),
        "elapsed_weeks": [weeks.min_weeks, weeks.max_weeks] if weeks else None,
        "score": advised.hit.score,
        "why": reasons(texts, advised, budget),
        "would_fit": would_fit_text(texts, advised),
    }


def _effort(effort: Effort) -> list[float | None] | None:
    if not effort.is_known:
        return None
    return [_hours(effort.min_minutes), _hours(effort.max_minutes)]


def _hours(minutes: int | None) -> float | None:
    return None if minutes is None else round(minutes / MINUTES_PER_HOUR, 4)
