"""An import on its way: the sample, how far it is, and what it would do or did."""

import re
from collections.abc import Iterator
from functools import reduce

from bot.catalogue.import_plan import ImportPlan, Outcome, PlannedRow
from bot.catalogue.import_report import gravest_first, problem_text
from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import (
    Button,
    Card,
    CardFile,
    button,
    buttons,
    download,
    fitting,
    panel,
    text,
)
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, lines, small
from bot.services.catalogue_uploads import CheckedFile
from bot.wording.texts import Texts

MOST_ROWS = 8
_MOST_PROBLEMS = 3
_NAME_LENGTH = 80
_TITLE_LENGTH = 60
_PROBLEM_LENGTH = 220
_BAR_LENGTH = 12
_HUNDRED = 100
_OTHERS = re.compile(r"[^A-Za-z0-9.-]+")


def sample_card(texts: Texts, name: str, content: bytes) -> Card:
    """How an import works, and a table to begin with."""
    steps = (texts("import-sample-fill"), texts("import-sample-send"), texts("import-sample-check"))
    numbered = (Markup(f"{number}. {escape(step)}") for number, step in enumerate(steps, start=1))
    body = lines(heading(texts("import-sample-title")), *numbered, small(texts("import-sample-formats")))
    return Card([panel([text(body)]), download(CardFile(name, content))])


def progress_card(texts: Texts, file: str, done: float) -> Card:
    """How far an import is, in words and as a bar."""
    filled = round(done * _BAR_LENGTH)
    bar = "▰" * filled + "▱" * (_BAR_LENGTH - filled)
    said = texts("import-working", file=cut(file, _NAME_LENGTH), percent=round(done * _HUNDRED))
    return Card([panel([text(lines(escape(said), escape(bar)))])])


def import_card(texts: Texts, checked: CheckedFile, report: CardFile) -> Card:
    """What became of the file, or would; its gravest rows, all of them to download, and what can be done."""
    plan = checked.report.plan

    def build(share: float) -> Card:
        body = lines(
            heading(cut(checked.report.file, round(_NAME_LENGTH * share))),
            bold(counts_text(texts, plan, is_applied=checked.report.is_applied)),
            escape(_verdict(texts, checked)),
            *_shown_rows(texts, plan, share),
        )
        return Card([panel([text(body)]), download(report), *buttons(*_buttons(texts, checked))])

    return fitting(build)


def counts_text(texts: Texts, plan: ImportPlan, *, is_applied: bool) -> str:
    """The counts that are not zero, in words: of what was done, or would be."""
    state = "done" if is_applied else "ahead"
    said = [
        texts(f"import-count-{outcome.value}", count=count, state=state)
        for outcome, count in plan.counts.items()
        if count
    ]
    return reduce(lambda first, second: texts("label-listed", first=first, second=second), said)


def report_name(file: str) -> str:
    """The name of the report on a file, of letters that Discord keeps."""
    stem = _OTHERS.sub("-", file.rpartition(".")[0]).strip("-.")[:_NAME_LENGTH]
    return f"report-{stem or 'import'}.csv"


def _verdict(texts: Texts, checked: CheckedFile) -> str:
    plan, report = checked.report.plan, checked.report
    if plan.is_refused:
        return texts("import-verdict-refused", count=plan.counts[Outcome.REFUSED])
    if not plan.changes:
        return texts("import-verdict-nothing")
    if report.is_applied:
        return texts("import-verdict-applied")
    return texts("import-verdict-waiting" if checked.upload_id else "import-verdict-dry")


def _shown_rows(texts: Texts, plan: ImportPlan, share: float) -> Iterator[Markup]:
    telling = [row for row in plan.rows if row.notes or row.outcome in _told_of(plan)]
    for row in gravest_first(telling)[:MOST_ROWS]:
        yield _row(texts, row, share)
    if len(telling) > MOST_ROWS:
        yield small(texts("import-rows-more", count=len(telling) - MOST_ROWS))


def _told_of(plan: ImportPlan) -> set[Outcome]:
    """Where a row refuses the file, nothing becomes of the others."""
    return {Outcome.REFUSED} if plan.is_refused else {Outcome.ADDED, Outcome.CHANGED}


def _row(texts: Texts, row: PlannedRow, share: float) -> Markup:
    limit = round(_PROBLEM_LENGTH * share)
    title = cut(row.title or row.credential_id or "", round(_TITLE_LENGTH * share))
    wrong = [problem_text(texts, each) for each in row.problems[:_MOST_PROBLEMS]]
    noted = [problem_text(texts, each) for each in row.notes[: _MOST_PROBLEMS - len(wrong)]]
    # What is wrong is a sentence each; what to look at are the parts of one.
    said = [*wrong, *(["; ".join(noted)] if noted else [])] or [texts(f"import-row-{row.outcome.value}")]
    place = bold(texts("import-line", line=row.line))
    what = escape(cut(" ".join(said), limit))
    return Markup(f"- {place} {escape(title)}{': ' if title else ''}{what}")


def _buttons(texts: Texts, checked: CheckedFile) -> Iterator[Button | None]:
    number = checked.report.audit_number
    if number is not None:
        yield button(texts("button-undo-import"), custom_ids.UNDO_IMPORT.of(number))
    if checked.upload_id is None:
        return
    count = len(checked.report.plan.changes)
    yield button(texts("button-import", count=count), custom_ids.IMPORT.of(checked.upload_id))
    yield button(texts("button-discard"), custom_ids.DISCARD_IMPORT.of(checked.upload_id))
