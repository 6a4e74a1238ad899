"""Rankings and figures of an evaluation, as lines for people and as JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict

from bot.domain.ranking_measures import Figures, Ranking
from bot.wording.texts import Texts

_DIGITS = 4


def ranking_line(ranking: Ranking) -> str:
    """One ranking as a JSON object on a line."""
    answer = {
        "qid": ranking.query_id,
        "ids": list(ranking.ids),
        "confidence": ranking.certainty.value,
        "over_budget": [found for found in ranking.ids if found in ranking.over_budget],
    }
    return json.dumps(answer)


def figures_json(figures: Figures) -> str:
    """The figures as one JSON object on a line; null where nothing was judged."""
    return json.dumps({name: _rounded(value) for name, value in asdict(figures).items()})


def figures_lines(texts: Texts, figures: Figures) -> Iterable[str]:
    """The figures, one a line, with what each is."""
    yield texts("evaluation-title", count=figures.queries, judged=figures.judged)
    values = asdict(figures)
    for name, value in values.items():
        if name not in {"queries", "judged"}:
            shown = texts("figure-none") if value is None else f"{_rounded(value):g}"
            yield f"{texts(f'figure-{name}')}: {shown}"


def _rounded(value: float | None) -> float | None:
    return value if value is None or isinstance(value, int) else round(value, _DIGITS)
