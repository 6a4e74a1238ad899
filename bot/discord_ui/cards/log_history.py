"""The member's log row by row, and one of its entries with what can be done to it."""

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
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, labelled, lines, small
from bot.domain.paging import page_count, page_within
from bot.services.ledger_views import History, HistoryLine
from bot.wording.ledger_rows import row_state, row_text, short_day_text, work_text
from bot.wording.progress import sum_text
from bot.wording.texts import Texts

ROWS_ON_A_PAGE = 10
DAYS_OF_A_YEAR = 365
_ROW_LENGTH = 200
_TITLE_LENGTH = 80
_NOTE_LENGTH = 120
_MOST_SUMS = 5


def log_history_card(texts: Texts, history: History, page: int) -> Card:
    """A page of the rows, void ones and their voids too, and what counts of all of them."""
    pages = page_count(len(history.lines), ROWS_ON_A_PAGE)
    page = page_within(page, pages)
    here = history.lines[page * ROWS_ON_A_PAGE :][:ROWS_ON_A_PAGE]

    def build(share: float) -> Card:
        blocks: list[Item] = [text(_head(texts, history, share))]
        if here:
            blocks += [rule(), text(_rows(texts, history, here, share))]
        if pages > 1:
            blocks.append(text(small(texts("page-of", page=page + 1, pages=pages))))
        return Card([panel(blocks), *_below(texts, history, here, page, pages)])

    return fitting(build)


def days_of(history: History) -> int:
    """How many days it holds, today included."""
    return (history.today - history.since).days + 1


def _head(texts: Texts, history: History, share: float) -> Markup:
    by_credential = history.standing_by_credential()
    sums = [
        labelled(cut(title, round(_TITLE_LENGTH * share)), sum_text(texts, entries))
        for title, entries in by_credential.items()
    ]
    everything = [entry for entries in by_credential.values() for entry in entries]
    more = len(sums) - _MOST_SUMS
    return lines(
        heading(texts("log-history-title", days=days_of(history))),
        *sums[:_MOST_SUMS],
        escape(texts("log-history-more-sums", count=more)) if more > 0 else None,
        bold(texts("log-history-in-all", sum=sum_text(texts, everything))) if len(sums) > 1 else None,
        small(texts("log-history-what" if history.lines else "log-history-empty")),
    )


def _rows(texts: Texts, history: History, here: Sequence[HistoryLine], share: float) -> Markup:
    replaced = {line.entry.replaces for line in history.lines if line.entry.replaces is not None}
    by_id = {line.entry.id: line.entry for line in history.lines}
    # With one credential alone, its title stands in the head.
    is_named = len({line.enrolment_id for line in history.lines}) == 1 and history.standing_by_credential()
    above = here[0].enrolment_id if is_named else ""
    rows: list[Markup | None] = []
    for line in here:
        if line.enrolment_id != above:
            rows.append(small(cut(line.credential_title, round(_TITLE_LENGTH * share))))
            above = line.enrolment_id
        state, voided = row_state(line.entry, replaced), by_id.get(line.entry.voids or 0)
        said = cut(row_text(texts, line.entry, line.task_title, state, voided), round(_ROW_LENGTH * share))
        rows += [Markup(f"- {labelled(_day(texts, history, line), said)}"), _note(texts, line, share)]
    return lines(*rows)


def _note(texts: Texts, line: HistoryLine, share: float) -> Markup | None:
    if not line.entry.note:
        return None
    note = texts("ledger-note", note=cut(line.entry.note, round(_NOTE_LENGTH * share)))
    return Markup(f"  - {escape(note)}")


def _day(texts: Texts, history: History, line: HistoryLine) -> str:
    return short_day_text(texts, line.entry.local_day, today=history.today)


def _below(
    texts: Texts, history: History, here: Sequence[HistoryLine], page: int, pages: int
) -> Iterator[Item]:
    days = days_of(history)
    options = [
        option(_choice_name(texts, history, line), str(line.entry.id), line.credential_title)
        for line in here
        if line.entry.counts
    ]
    if options:
        yield select(texts("select-entry"), custom_ids.LOG_HISTORY_ENTRY.of(days, page), options)
    yield from buttons(
        button(texts("button-newer"), custom_ids.LOG_HISTORY.of(days, page - 1)) if page else None,
        button(texts("button-older"), custom_ids.LOG_HISTORY.of(days, page + 1))
        if page + 1 < pages
        else None,
        button(texts("button-history-longer"), custom_ids.LOG_HISTORY.of(DAYS_OF_A_YEAR, 0))
        if days < DAYS_OF_A_YEAR
        else None,
    )


def _choice_name(texts: Texts, history: History, line: HistoryLine) -> str:
    said = work_text(texts, line.entry, line.task_title)
    return texts("entry-option", day=_day(texts, history, line), what=said)


def entry_card(texts: Texts, line: HistoryLine, back: tuple[int, int]) -> Card:
    """One entry that stands, *Change it*, *Take it back*, and the way back to its page of the history."""

    def build(share: float) -> Card:
        said = cut(work_text(texts, line.entry, line.task_title), round(_ROW_LENGTH * share))
        day = short_day_text(texts, line.entry.local_day, today=line.entry.local_day)
        note = texts("ledger-note", note=line.entry.note) if line.entry.note else ""
        body = lines(
            heading(cut(line.credential_title, round(_TITLE_LENGTH * share))),
            labelled(day, said),
            small(note) if note else None,
        )
        ways = buttons(
            button(texts("button-change-entry"), custom_ids.CHANGE_ENTRY.of(line.entry.id)),
            button(texts("button-take-back"), custom_ids.TAKE_BACK.of(line.entry.id)),
            button(texts("button-back-to-list"), custom_ids.LOG_HISTORY.of(*back)),
        )
        return Card([panel([text(body)]), *ways])

    return fitting(build)
