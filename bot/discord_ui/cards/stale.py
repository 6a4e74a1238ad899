"""What a moderator should look at again: the list, and one of it."""

from collections.abc import Iterator

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.card import (
    Card,
    Item,
    button,
    buttons,
    fitting,
    link,
    option,
    panel,
    rule,
    select,
    text,
)
from bot.discord_ui.cards.kept import history_button
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, joined, labelled, lines, small
from bot.domain.staleness import StaleEntry, StaleReason
from bot.services.catalogue_staleness import STALE_ON_A_PAGE, StalePage, StaleView
from bot.wording.credential import checked_text
from bot.wording.entry_differences import form_parts
from bot.wording.texts import Texts

_TITLE_LENGTH = 120
_LINE_LENGTH = 300


def stale_card(texts: Texts, page: StalePage) -> Card:
    """The list, longest ago first, and the select that opens one."""

    def build(share: float) -> Card:
        shown = [
            _line(texts, number, entry, share)
            for number, entry in enumerate(page.entries, start=page.page * STALE_ON_A_PAGE + 1)
        ]
        body = lines(
            heading(texts("stale-title", count=page.total)),
            small(texts("stale-what", days=page.days)) if shown else None,
            *(shown or [escape(texts("stale-none", days=page.days))]),
            small(texts("page-of", page=page.page + 1, pages=page.pages)) if page.pages > 1 else None,
        )
        return Card([panel([text(body)]), *_controls(texts, page)])

    return fitting(build)


def _line(texts: Texts, number: int, entry: StaleEntry, share: float) -> Markup:
    limit = round(_TITLE_LENGTH * share)
    return lines(
        bold(f"{number}. {cut(entry.credential.title, limit)}"),
        joined(
            escape(cut(entry.credential.issuer_line, limit)),
            *(escape(reason) for reason in _reasons(texts, entry)),
        ),
    )


def _reasons(texts: Texts, entry: StaleEntry) -> Iterator[str]:
    for reason in entry.reasons:
        if reason is StaleReason.REPORTED:
            yield texts("stale-reported", count=entry.open_reports)
        elif reason is StaleReason.CHECKED_LONG_AGO:
            yield checked_text(texts, entry.credential.source)
        else:
            yield texts("stale-effort")


def _controls(texts: Texts, page: StalePage) -> Iterator[Item]:
    options = [
        option(f"{number}. {entry.credential.title}", entry.credential.id, entry.credential.issuer_line)
        for number, entry in enumerate(page.entries, start=page.page * STALE_ON_A_PAGE + 1)
    ]
    if options:
        yield select(texts("select-stale"), custom_ids.STALE_OPEN.of(page.days, page.page), options)
    yield from buttons(
        button(texts("button-back"), custom_ids.STALE.of(page.days, page.page - 1)) if page.page else None,
        button(texts("button-more"), custom_ids.STALE.of(page.days, page.page + 1))
        if page.page + 1 < page.pages
        else None,
    )


def stale_entry_card(texts: Texts, view: StaleView, days: int, page: int, said: str = "") -> Card:
    """One entry with all its facts, and what can be done with it."""
    credential = view.credential

    def build(share: float) -> Card:
        facts = (
            labelled(name, cut(value, round(_LINE_LENGTH * share)))
            for name, value in form_parts(texts, credential)[1:]
        )
        reasons = _reasons(texts, view.entry) if view.entry else iter([texts("stale-nothing")])
        head = lines(
            escape(said) if said else None,
            heading(cut(credential.title, round(_TITLE_LENGTH * share))),
            *(bold(reason) for reason in reasons),
        )
        told = None if view.is_own else small(texts("stale-below"))
        blocks: list[Item] = [text(head), rule(), text(lines(*facts, told))]
        return Card([panel(blocks), *_entry_controls(texts, view, days, page)])

    return fitting(build)


def _entry_controls(texts: Texts, view: StaleView, days: int, page: int) -> Iterator[Item]:
    credential = view.credential
    yield from buttons(
        link(texts("button-page"), credential.url),
        button(texts("button-looked-again"), custom_ids.LOOKED_AGAIN.of(credential.id, days, page)),
        button(texts("button-edit"), custom_ids.STALE_EDIT.of(credential.id)),
        button(texts("button-retire"), custom_ids.RETIRE.of(credential.id)),
        history_button(texts, credential.id) if view.is_own else None,
    )
    yield from buttons(button(texts("button-back-to-list"), custom_ids.STALE.of(days, page)))
