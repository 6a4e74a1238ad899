"""What the catalogue of a server lacks or gets wrong, with a way to each entry."""

from collections.abc import Iterator

from bot.catalogue.import_report import problem_text, table_bytes
from bot.catalogue.layer_check import LayerCheck, Part
from bot.catalogue.problems import Problem, Severity
from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import (
    MOST_OPTIONS,
    Card,
    CardFile,
    Item,
    download,
    fitting,
    option,
    panel,
    select,
    text,
)
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, lines, small
from bot.wording.texts import Texts

MOST_SHOWN = 10
_TITLE_LENGTH = 70
_PROBLEM_LENGTH = 220
_COLUMNS = ("whose", "severity", "id", "title", "problem")


def check_card(texts: Texts, check: LayerCheck) -> Card:
    """The counts, the first problems, all of them to download, and a select that opens an entry."""
    found = [*check.own.problems, *check.below.problems]

    def build(share: float) -> Card:
        shown = (_line(texts, check, problem, share) for problem in found[:MOST_SHOWN])
        body = lines(
            heading(texts("check-title")),
            escape(texts("check-own", count=check.own.credentials, said=_counts(texts, check.own))),
            escape(texts("check-below", count=check.below.credentials, said=_counts(texts, check.below))),
            escape(texts("check-none")) if not found else None,
            *shown,
            small(texts("check-more", count=len(found) - MOST_SHOWN)) if len(found) > MOST_SHOWN else None,
        )
        return Card([panel([text(body)]), *_below(texts, check)])

    return fitting(build)


def _below(texts: Texts, check: LayerCheck) -> Iterator[Item]:
    found = [*check.own.problems, *check.below.problems]
    if not found:
        return
    yield download(CardFile("check.csv", _table(texts, check)))
    ids = list(dict.fromkeys(problem.credential_id for problem in found if problem.credential_id))
    options = [option(check.titles[each], each) for each in ids[:MOST_OPTIONS]]
    yield select(texts("select-mend"), custom_ids.CHECKED_ENTRY.of(), options)


def _counts(texts: Texts, part: Part) -> str:
    return texts("check-counts", errors=part.count(Severity.ERROR), notes=part.count(Severity.NOTE))


def _line(texts: Texts, check: LayerCheck, problem: Problem, share: float) -> Markup:
    title = cut(check.titles[problem.credential_id or ""], round(_TITLE_LENGTH * share))
    severity = texts(f"check-severity-{problem.severity.value}")
    said = cut(problem_text(texts, problem), round(_PROBLEM_LENGTH * share))
    return Markup(f"- {bold(title)} {escape(texts('check-line', severity=severity, said=said))}")


def _table(texts: Texts, check: LayerCheck) -> bytes:
    rows = [[texts(f"check-column-{name}") for name in _COLUMNS]]
    for whose, part in (("own", check.own), ("below", check.below)):
        for problem in part.problems:
            credential_id = problem.credential_id or ""
            rows.append(
                [
                    texts(f"check-whose-{whose}"),
                    texts(f"check-severity-{problem.severity.value}"),
                    credential_id,
                    check.titles[credential_id],
                    problem_text(texts, problem),
                ]
            )
    return table_bytes(rows)
