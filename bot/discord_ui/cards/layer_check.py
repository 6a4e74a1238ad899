"""What the catalogue of a server lacks or gets wrong, with a way to each entry."""

from collections.abc import Iterable, Iterator, Sequence

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
_PROBLEMS_LENGTH = 300
_COLUMNS = ("whose", "severity", "id", "title", "problem")


def check_card(texts: Texts, check: LayerCheck) -> Card:
    """The counts, the first problems, all of them to download, and a select that opens an entry."""
    found = _by_entry(check)
    if not found:
        counts = {"own": check.own.credentials, "below": check.below.credentials}
        body = lines(heading(texts("check-title")), escape(texts("check-none", **counts)))
        return Card([panel([text(body)])])

    def build(share: float) -> Card:
        shown = list(found.items())[:MOST_SHOWN]
        more = len(found) - len(shown)
        body = lines(
            heading(texts("check-title")),
            escape(texts("check-own", count=check.own.credentials, said=_counts(texts, check.own))),
            escape(texts("check-below", count=check.below.credentials, said=_counts(texts, check.below))),
            *(_line(texts, check.titles[each], problems, share) for each, problems in shown),
            small(texts("check-more", count=more)) if more else None,
        )
        return Card([panel([text(body)]), *_below(texts, check, found)])

    return fitting(build)


def _by_entry(check: LayerCheck) -> dict[str, list[Problem]]:
    """The problems by entry, the gravest entries of the server's own first."""
    found: dict[str, list[Problem]] = {}
    for problem in (*check.own.problems, *check.below.problems):
        found.setdefault(problem.credential_id or "", []).append(problem)
    return found


def _below(texts: Texts, check: LayerCheck, ids: Iterable[str]) -> Iterator[Item]:
    yield download(CardFile("check.csv", _table(texts, check)))
    options = [option(check.titles[each], each) for each in list(ids)[:MOST_OPTIONS]]
    yield select(texts("select-mend"), custom_ids.CHECKED_ENTRY.of(), options)


def _counts(texts: Texts, part: Part) -> str:
    return texts("check-counts", errors=part.count(Severity.ERROR), notes=part.count(Severity.NOTE))


def _line(texts: Texts, named: str, problems: Sequence[Problem], share: float) -> Markup:
    title = cut(named, round(_TITLE_LENGTH * share))
    severity = texts(f"check-severity-{problems[0].severity.value}")
    every = " ".join(problem_text(texts, problem) for problem in problems)
    said = cut(every, round(_PROBLEMS_LENGTH * share))
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
    return table_bytes(texts, rows)
