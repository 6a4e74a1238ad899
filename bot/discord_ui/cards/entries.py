"""What stands behind a number of one's progress: its entries, a page at a time."""

from collections.abc import Iterator, Sequence

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import (
    Card,
    Item,
    button,
    buttons,
    fitting,
    option,
    panel,
    rule,
    select,
    text,
)
from bot.discord_ui.cards.progress import progress_button
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, labelled, lines, small
from bot.domain.ledger import LogEntry
from bot.domain.paging import page_count, page_within
from bot.domain.progress import Figure, entries_behind
from bot.services.ledger_views import ProgressView
from bot.wording.ledger_rows import short_day_text, work_text
from bot.wording.progress import figure_text, sum_text
from bot.wording.texts import Texts

ENTRIES_ON_A_PAGE = 12
_TITLE_LENGTH = 200
_ENTRY_LENGTH = 200
LABELS = {each: f"label-{each.value.replace('_', '-')}" for each in Figure}


def entries_card(texts: Texts, shown: ProgressView, figure: Figure, page: int) -> Card:
    """The number, how it comes about, and the newest of its entries first."""
    enrolment, progress = shown.view.enrolment, shown.view.progress
    found = entries_behind(figure, enrolment, shown.entries, today=progress.today)
    newest_first = sorted(found, key=lambda each: (each.local_day, each.id), reverse=True)
    pages = page_count(len(found), ENTRIES_ON_A_PAGE)
    page = page_within(page, pages)
    here = newest_first[page * ENTRIES_ON_A_PAGE :][:ENTRIES_ON_A_PAGE]

    def build(share: float) -> Card:
        blocks: list[Item] = [
            text(
                lines(
                    heading(cut(enrolment.outline.title, round(_TITLE_LENGTH * share))),
                    labelled(texts(LABELS[figure]), figure_text(texts, figure, progress)),
                    small(texts(f"entries-why-{figure.value}", days=progress.pace.days)),
                )
            ),
            rule(),
            text(_list(texts, shown, here, share) if found else escape(texts("entries-none"))),
        ]
        if found:
            blocks.append(text(_foot(texts, found, page, pages)))
        return Card([panel(blocks), *_below(texts, shown, figure, page, pages)])

    return fitting(build)


def _list(texts: Texts, shown: ProgressView, here: Sequence[LogEntry], share: float) -> Markup:
    return lines(*(_line(texts, shown, entry, round(_ENTRY_LENGTH * share)) for entry in here))


def _line(texts: Texts, shown: ProgressView, entry: LogEntry, length: int) -> Markup:
    task = None if entry.task_id is None else shown.view.enrolment.outline.task(entry.task_id)
    said = work_text(texts, entry, entry.task_id if task is None else task.title)
    day = short_day_text(texts, entry.local_day, today=shown.view.progress.today)
    return Markup(f"- {labelled(day, cut(said, length))}")


def _foot(texts: Texts, found: Sequence[LogEntry], page: int, pages: int) -> Markup:
    return lines(
        bold(texts("entries-sum", sum=sum_text(texts, found))),
        small(texts("page-of", page=page + 1, pages=pages)) if pages > 1 else None,
    )


def _below(texts: Texts, shown: ProgressView, figure: Figure, page: int, pages: int) -> Iterator[Item]:
    enrolment_id = shown.view.enrolment.id
    options = [
        option(texts(LABELS[each]), each.value, figure_text(texts, each, shown.view.progress))
        for each in Figure
    ]
    yield select(texts("select-figure"), custom_ids.ENTRIES_OF.of(enrolment_id), options)
    newer = custom_ids.ENTRIES.of(enrolment_id, figure.value, page - 1) if page else None
    older = custom_ids.ENTRIES.of(enrolment_id, figure.value, page + 1) if page + 1 < pages else None
    yield from buttons(
        button(texts("button-newer"), newer) if newer else None,
        button(texts("button-older"), older) if older else None,
        progress_button(texts, shown.owner_id, enrolment_id),
    )
