"""The history of an entry: who changed it, when, and what; and one version in full."""

from collections.abc import Iterator, Mapping

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
from bot.discord_ui.cards.moments import moment
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, joined, labelled, lines, small
from bot.domain.catalogue_layers import EntryStatus, Origin
from bot.services.catalogue_history import HistoryLine, HistoryPage
from bot.wording.entry_differences import difference_lines, form_parts
from bot.wording.texts import Texts

_TITLE_LENGTH = 150
_NAME_LENGTH = 40
_LINE_LENGTH = 240
_PART_LENGTH = 600
_LEAST_LENGTH = 40
_MOST_DIFFERENCES = 6
_MOST_IN_FULL = 20
_GONE = {EntryStatus.RETIRED, EntryStatus.HIDDEN}

Names = Mapping[int | None, str]


def history_card(texts: Texts, page: HistoryPage, names: Names) -> Card:
    """A page of versions, and the select that opens one."""

    def build(share: float) -> Card:
        blocks: list[Item] = [
            text(heading(texts("history-title", title=cut(page.entry.title, round(_TITLE_LENGTH * share)))))
        ]
        for line in page.lines:
            changes = _changes(texts, line, page, share, _MOST_DIFFERENCES)
            blocks.append(text(lines(_headline(texts, line, names), *changes)))
        if page.pages > 1:
            blocks.append(text(small(texts("page-of", page=page.page + 1, pages=page.pages))))
        return Card([panel(blocks), *_controls(texts, page)])

    return fitting(build)


def version_card(texts: Texts, page: HistoryPage, names: Names) -> Card:
    """One version: what changed, the whole form, *Restore this version*, and the way back to the list."""
    (line,) = page.lines

    def build(share: float) -> Card:
        blocks: list[Item] = [
            text(
                lines(
                    heading(
                        texts("history-title", title=cut(page.entry.title, round(_TITLE_LENGTH * share)))
                    ),
                    _headline(texts, line, names),
                    *_changes(texts, line, page, share, _MOST_IN_FULL),
                )
            )
        ]
        if line.after is not None:
            whole = (
                labelled(name, cut(value, _longest(share, _PART_LENGTH)))
                for name, value in form_parts(texts, line.after)
            )
            blocks += [rule(), text(lines(bold(texts("version-whole")), *whole))]
        return Card([panel(blocks), *_version_controls(texts, page, line)])

    return fitting(build)


def _headline(texts: Texts, line: HistoryLine, names: Names) -> Markup:
    version = line.version
    by = version.by
    name = texts("actor-command-line") if by.origin is Origin.COMMAND_LINE else names[by.actor_id]
    return joined(
        bold(f"{version.number}. {texts(f'change-{version.change.change.value}')}"),
        escape(cut(name, _NAME_LENGTH)),
        moment(by.at),
    )


def _changes(texts: Texts, line: HistoryLine, page: HistoryPage, share: float, most: int) -> Iterator[Markup]:
    """What changed, a line each, and how many more there are."""
    told = [cut(each, _longest(share, _LINE_LENGTH)) for each in _told(texts, line, page)]
    yield from (Markup(f"- {escape(each)}") for each in told[:most])
    if len(told) > most:
        yield escape(texts("history-more", count=len(told) - most))


def _told(texts: Texts, line: HistoryLine, page: HistoryPage) -> Iterator[str]:
    """What changed, in words."""
    after, before = line.version.change.after, line.version.change.before
    if after.status is EntryStatus.RETIRED:
        yield texts("history-reason", reason=after.reason or "")
        if after.successor_id is not None:
            yield texts("history-successor", title=page.successors[after.successor_id])
    elif after.status is EntryStatus.HIDDEN:
        yield texts("history-hidden")
    elif before is not None and before.status in _GONE:
        yield texts("history-seen-again")
    elif after.status is EntryStatus.INHERITED:
        yield texts("history-inherited")
    if line.before is not None and line.after is not None:
        yield from difference_lines(texts, line.before, line.after)
    elif before is None and after.status is EntryStatus.PUBLISHED:
        yield texts("history-first")
    if line.version.by.reason not in {None, after.reason}:
        yield texts("history-said", reason=line.version.by.reason or "")


def _controls(texts: Texts, page: HistoryPage) -> Iterator[Item]:
    credential_id = page.entry.credential_id
    options = [
        option(
            texts(
                "history-option",
                number=line.version.number,
                change=texts(f"change-{line.version.change.change.value}"),
            ),
            str(line.version.number),
        )
        for line in page.lines
    ]
    if options:
        yield select(texts("select-version"), custom_ids.HISTORY_VERSION.of(credential_id), options)
    yield from buttons(
        button(texts("button-newer"), custom_ids.HISTORY.of(credential_id, page.page - 1))
        if page.page
        else None,
        button(texts("button-older"), custom_ids.HISTORY.of(credential_id, page.page + 1))
        if page.page + 1 < page.pages
        else None,
    )


def _version_controls(texts: Texts, page: HistoryPage, line: HistoryLine) -> Iterator[Item]:
    credential_id = page.entry.credential_id
    yield from buttons(
        None
        if line.is_newest
        else button(
            texts("button-restore-version"), custom_ids.GO_BACK.of(credential_id, line.version.number)
        ),
        button(texts("button-back-to-history"), custom_ids.HISTORY.of(credential_id, page.page)),
    )


def _longest(share: float, most: int) -> int:
    return max(_LEAST_LENGTH, round(most * share))
