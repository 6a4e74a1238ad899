"""Two to four credentials side by side: each at a glance, then what differs, then what is the same."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.discord_ui import custom_ids
from bot.discord_ui.cards.audience import Audience, share_button
from bot.discord_ui.cards.card import (
    Button,
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
from bot.discord_ui.cards.verdict import verdict_markup
from bot.discord_ui.markdown import Markup, bold, cut, escape, heading, joined, labelled, lines
from bot.domain.comparison import Aspect, Comparison
from bot.domain.credential import Credential
from bot.domain.fit import FitVerdict
from bot.wording.comparison import aspect_name, aspect_text
from bot.wording.credential import effort_text, elapsed_text, shown_by_text
from bot.wording.texts import Texts

_TITLE_LENGTH = 150
_VALUE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class FromSearch:
    """The page of a search from which a comparison was made, with its verdicts in the same order."""

    search_id: str
    page: int
    verdicts: tuple[FitVerdict, ...] | None = None


def comparison_card(
    texts: Texts, comparison: Comparison, audience: Audience, search: FromSearch | None = None
) -> Card:
    """The comparison; with a search behind it each credential's fit too, and the way back."""
    verdicts = search.verdicts if search else None

    def build(share: float) -> Card:
        blocks: list[Item] = []
        for place, credential in enumerate(comparison.credentials):
            verdict = verdicts[place] if verdicts else None
            sharer = audience.sharer(texts) if place == 0 else None
            blocks.append(text(lines(sharer, _glance(texts, place + 1, credential, verdict, share))))
        blocks += [rule(), text(_differences(texts, comparison, share))] if comparison.differing else []
        blocks += [rule(), text(_same(texts, comparison, share))] if comparison.same else []
        return Card([panel(blocks), *_controls(texts, comparison, audience, search)])

    return fitting(build)


def _glance(
    texts: Texts, number: int, credential: Credential, verdict: FitVerdict | None, share: float
) -> Markup:
    return lines(
        heading(f"{number}. {cut(credential.title, round(_TITLE_LENGTH * share))}"),
        escape(texts("label-issuer", issuer=cut(credential.issuer_line, round(_TITLE_LENGTH * share)))),
        verdict_markup(texts, verdict) if verdict else None,
        joined(
            labelled(texts("column-effort"), effort_text(texts, credential.effort)),
            labelled(texts("column-elapsed"), elapsed_text(texts, credential)),
            escape(texts("label-shown-by", kinds=shown_by_text(texts, credential))),
        ),
    )


def _differences(texts: Texts, comparison: Comparison, share: float) -> Markup:
    return lines(
        heading(texts("compare-differences")),
        *(part for aspect in comparison.differing for part in _difference(texts, comparison, aspect, share)),
    )


def _difference(texts: Texts, comparison: Comparison, aspect: Aspect, share: float) -> Iterator[Markup]:
    yield bold(aspect_name(texts, aspect))
    for number, credential in enumerate(comparison.credentials, start=1):
        value = cut(aspect_text(texts, credential, aspect), round(_VALUE_LENGTH * share))
        yield Markup(f"{number}. {escape(value)}")


def _same(texts: Texts, comparison: Comparison, share: float) -> Markup:
    first = comparison.credentials[0]
    return lines(
        heading(texts("compare-same", count=len(comparison.credentials))),
        *(
            labelled(
                aspect_name(texts, aspect),
                cut(aspect_text(texts, first, aspect), round(_VALUE_LENGTH * share)),
            )
            for aspect in comparison.same
        ),
    )


def _controls(
    texts: Texts, comparison: Comparison, audience: Audience, search: FromSearch | None
) -> Iterator[Item]:
    options = [
        option(f"{number}. {credential.title}", credential.id, credential.issuer_line)
        for number, credential in enumerate(comparison.credentials, start=1)
    ]
    details = custom_ids.DETAILS.of(search.search_id, search.page) if search else custom_ids.SHOW.of()
    yield select(texts("select-details"), details, options)
    yield from buttons(*_pages(texts, comparison))
    yield from buttons(
        button(texts("button-back-to-results"), custom_ids.RESULTS.of(search.search_id, search.page))
        if search
        else None,
        share_button(texts, custom_ids.SHARE_COMPARISON.of(), audience),
    )


def _pages(texts: Texts, comparison: Comparison) -> Iterator[Button | None]:
    for number, credential in enumerate(comparison.credentials, start=1):
        yield link(texts("button-page-of", number=number), credential.url)
